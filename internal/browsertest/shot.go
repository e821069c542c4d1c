package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Shot pictures what is to be seen into the folder EXILE_SHOTS, if there is one.
func (p *Page) Shot(name string) {
	p.tb.Helper()
	if os.Getenv("EXILE_SHOTS") != "" {
		p.shoot(name)
	}
}

func (p *Page) shoot(name string) {
	folder := os.Getenv("EXILE_SHOTS")
	if folder == "" {
		return
	}
	data, err := p.capture()
	if err != nil {
		p.tb.Logf("no picture of the page: %v", err)
		return
	}
	file := strings.NewReplacer("/", "-", " ", "_").Replace(p.tb.Name()+"-"+name) + ".png"
	if err = os.MkdirAll(folder, 0o700); err == nil {
		err = os.WriteFile(filepath.Join(folder, file), data, 0o600)
	}
	if err != nil {
		p.tb.Logf("no picture of the page: %v", err)
	}
}

// Picture returns what is to be seen, as PNG.
func (p *Page) Picture() []byte {
	p.tb.Helper()
	data, err := p.capture()
	if err != nil {
		p.tb.Fatalf("picture the page: %v", err)
	}
	return data
}

// capture asks again where the page gave way to another meanwhile, for then no answer comes.
func (p *Page) capture() (data []byte, err error) {
	for range 3 {
		var result page.CaptureScreenshotResult
		ctx, cancel := context.WithTimeout(p.ctx, patience/5)
		result, err = chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		cancel()
		if err == nil {
			return result.Data, nil
		}
	}
	return nil, err
}

// Print returns the page as it is printed on A4, as PDF.
func (p *Page) Print() []byte {
	p.tb.Helper()
	const a4Width, a4Height = 8.27, 11.69 // inches
	return call(p, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: a4Width, PaperHeight: a4Height}).Data
}
