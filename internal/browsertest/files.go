package browsertest

import (
	"errors"
	"maps"
	"path/filepath"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
)

// Drop drops files and folders of the disk onto the element.
func (e *Element) Drop(names ...string) {
	e.p.tb.Helper()
	x, y := e.point()
	const copying = 1
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: names, DragOperationsMask: copying}
	for _, kind := range []input.DispatchDragEventType{
		input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop,
	} {
		call(e.p, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: x, Y: y, Data: data})
	}
}

// Choose gives files to an input of files, or a folder to one of folders, as if chosen in the system's dialog.
func (e *Element) Choose(names ...string) {
	e.p.tb.Helper()
	e.p.until(e.what, func() error {
		id, err := e.find()
		if err != nil {
			return err
		}
		_, err = ask(e.p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: names, ObjectID: id})
		return err
	})
}

// download is one that a test asked for.
type download struct {
	name, path string
	state      browser.DownloadProgressState
}

// Download does something that begins a download, and returns its file once it is whole.
func (p *Page) Download(begin func()) string {
	p.tb.Helper()
	b := p.b
	b.mu.Lock()
	b.waiting++
	before := maps.Clone(b.loads)
	b.mu.Unlock()
	begin()
	name := ""
	p.until("the download", func() error {
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.loads) == len(before) {
			return errors.New("it did not begin")
		}
		for id, d := range b.loads {
			if before[id] != nil {
				continue // an earlier one
			}
			if d.state == browser.DownloadProgressStateInProgress || d.state == "" {
				return errors.New("it did not end")
			}
			if d.state == browser.DownloadProgressStateCanceled {
				return errors.New("it was broken off")
			}
			if name = d.path; name == "" {
				name = filepath.Join(b.downloads, d.name)
			}
		}
		return nil
	})
	return name
}
