package html

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/internal/browsertest"
)

// album is a history of two Korean chats: months of talk with photos that can be seen, a voice
// message that can be heard and a video, and another.
func album(tb testing.TB) formats.History {
	tb.Helper()
	data := map[string][]byte{"voice": silence()}
	photo := func(name string, c color.Color) export.File {
		img := image.NewRGBA(image.Rect(0, 0, 640, 480))
		for i := range img.Rect.Dx() * img.Rect.Dy() {
			img.Set(i%640, i/640, c)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, nil); err != nil {
			tb.Fatal(err)
		}
		data[name] = b.Bytes()
		return export.File{Kind: export.FilePhoto, Name: name, Path: name, State: export.FilePresent, Width: 640, Height: 480}
	}
	contents := texts(1500)
	contents[0] = export.Text{Body: "처음 뵙겠습니다. 안녕하세요?"}
	contents[1] = export.Media{Files: []export.File{photo("바다.jpg", color.RGBA{B: 200, A: 255})}}
	contents[2] = export.Media{Files: []export.File{photo("산.jpg", color.RGBA{G: 160, A: 255}), photo("해.jpg", color.RGBA{R: 220, G: 160, A: 255})}, Caption: "어제 사진이에요"}
	contents[3] = export.Media{Files: []export.File{{Kind: export.FileVoice, Name: "목소리.wav", Path: "voice", State: export.FilePresent, Duration: time.Second}}}
	data["film"] = []byte("nobody plays it")
	contents[4] = export.Media{Files: []export.File{{Kind: export.FileVideo, Name: "파도.mp4", Path: "film", State: export.FilePresent}}}
	contents[1400] = export.Text{Body: "그럼 안녕!"}
	events, _ := roomOf(contents...)
	events = append(events, &export.Chat{Ref: 2, App: "kakaotalk", Kind: export.ChatSelf, Title: "나와의 채팅"}, &export.Message{
		ID: 9000, Chat: 2, Sender: 1, Seq: 1, Content: export.Text{Body: "우유 사기"},
		Time: export.Time{T: time.Date(2026, 3, 1, 9, 0, 0, 0, seoul), Precision: time.Minute},
	})
	return formattest.NewHistory(events, data)
}

// silence is a WAV file of a second.
func silence() []byte {
	const rate = 8000
	b := append([]byte("RIFF\x00\x00\x00\x00WAVEfmt "), 16, 0, 0, 0, 1, 0, 1, 0)
	b = binary.LittleEndian.AppendUint32(b, rate)
	b = binary.LittleEndian.AppendUint32(b, rate)
	b = append(b, 1, 0, 8, 0)
	b = binary.LittleEndian.AppendUint32(append(b, "data"...), rate)
	b = append(b, bytes.Repeat([]byte{128}, rate)...)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

var tabs = map[string]browsertest.Tab{
	"phone":    {Screen: browsertest.Phone(), Lang: "ko"},
	"computer": {Lang: "ko", Dark: true},
}

// A person opens the pages, finds what was said, goes to a date and looks at a photo.
func TestBrowserReads(t *testing.T) {
	dir := onDisk(t, album(t), formats.WriteOptions{Lang: "ko"})
	b := browsertest.Start(t, browsertest.Options{})
	for name, tab := range tabs {
		t.Run(name, func(t *testing.T) {
			p := double(t, b, dir, "index.html", tab)
			p.Shot("index")
			p.Role("link", "목차").Click()
			p.Role("heading", "김서준").Wait()
			p.Role("link", "2026년 1월").Click()
			p.Text("처음 뵙겠습니다. 안녕하세요?").Wait()
			p.Shot("month")
			lookAtPhotos(p)
			p.Role("link", "검색").Click()
			p.Role("searchbox", "찾을 말").Type("안녕")
			p.Text("2개를 찾았습니다").Wait()
			p.Shot("search")
			p.Role("link", "그럼 안녕!").Click()
			p.Wait("the page of the message", `document.querySelector(":target")?.textContent.includes("그럼 안녕!")`)
			if !inSight(p, ":target") {
				t.Error("the message that was found is not in sight")
			}
			p.Back()
			p.Text("2개를 찾았습니다").Wait()
			p.Role("link", "처음 뵙겠습니다").Click()
			p.Wait("the page of the message", `document.querySelector(":target")?.textContent.includes("처음")`)
			jump(p, "2026", "02", "10")
			p.Wait("the date", `document.querySelector(":target")?.textContent.includes("2026년 2월 10일")`)
			if !inSight(p, ":target h2") {
				t.Error("the date is not in sight")
			}
			p.Role("link", "2026년 3월").Click()
			p.Text("2026년 3월 1일").Wait()
			jump(p, "2026", "02", "03")
			p.Wait("the date", `document.querySelector(":target")?.textContent.includes("2026년 2월 3일")`)
			p.Shot("date")
		})
	}
}

// The same of the page that has it all.
func TestBrowserReadsSingle(t *testing.T) {
	dir := onDisk(t, album(t), formats.WriteOptions{Lang: "ko", Values: single()})
	b := browsertest.Start(t, browsertest.Options{})
	for name, tab := range tabs {
		t.Run(name, func(t *testing.T) {
			p := double(t, b, dir, "index.html", tab)
			p.Role("link", "김서준").Click()
			p.Text("처음 뵙겠습니다. 안녕하세요?").Wait()
			lookAtPhotos(p)
			p.Role("searchbox", "찾을 말").Type("안녕")
			p.Text("2개를 찾았습니다").Wait()
			p.Role("link", "그럼 안녕!").Click()
			p.Wait("the message", `document.querySelector(":target")?.textContent.includes("그럼 안녕!")`)
			if !inSight(p, ":target") {
				t.Error("the message that was found is not in sight")
			}
			jump(p, "2026", "02", "10")
			p.Wait("the date", `[...document.querySelectorAll(".day h2")].some((h) => h.textContent.startsWith("2026년 2월 10일") && h.getBoundingClientRect().top > 0 && h.getBoundingClientRect().bottom < innerHeight)`)
			p.Shot("date")
		})
	}
}

// lookAtPhotos opens the photos of a page and closes them; nothing plays by itself.
func lookAtPhotos(p *browsertest.Page) {
	shown := func(i int) {
		p.Wait("a photo", fmt.Sprintf(`(() => {
			const all = [...document.querySelectorAll("a.ph img")], img = document.querySelector("dialog[open] img");
			return img && img.naturalWidth === 640 && img.src === all[%d].src;
		})()`, i))
	}
	p.CSS("a.ph").Click()
	shown(0)
	p.Shot("photo")
	p.Key("ArrowRight")
	shown(1)
	p.Role("button", "다음 사진").Click()
	shown(2)
	p.Key("ArrowLeft")
	shown(1)
	p.Key("Escape")
	p.Wait("the photo to be closed", `!document.querySelector("dialog[open]") && document.activeElement === document.querySelectorAll("a.ph")[1]`)
	p.CSS("a.ph").Click()
	shown(0)
	p.Role("button", "닫기").Click()
	p.Wait("the photo to be closed", `!document.querySelector("dialog[open]")`)
	p.Wait("a voice and a video that wait", `[...document.querySelectorAll("audio, video")].length === 2 && [...document.querySelectorAll("audio, video")].every((m) => m.paused && m.currentTime === 0 && !m.autoplay)`)
}

// jump types a date by the keyboard, in the order that an English browser has, as slowly as people do.
func jump(p *browsertest.Page, year, month, day string) {
	p.Role("Date", "날짜로 이동").Focus()
	for _, digit := range month + day + year {
		p.Type(string(digit))
		time.Sleep(100 * time.Millisecond)
	}
}

func inSight(p *browsertest.Page, selector string) bool {
	return browsertest.Get[bool](p.CSS(selector), `
		const box = this.getBoundingClientRect(), head = document.querySelector("header").getBoundingClientRect();
		return box.top >= head.bottom - 1 && box.bottom <= innerHeight`)
}

// On paper there are the messages alone, black on white, with names beside one's own.
func TestBrowserPrints(t *testing.T) {
	b := browsertest.Start(t, browsertest.Options{})
	for name, values := range map[string]map[string]string{"site": nil, "single": single()} {
		t.Run(name, func(t *testing.T) {
			dir := onDisk(t, album(t), formats.WriteOptions{Lang: "ko", Values: values})
			page := "index.html"
			if values == nil {
				page = "김서준/2026-01.html"
			}
			p := double(t, b, dir, page, browsertest.Tab{Lang: "ko", Dark: true})
			pdf := p.Print()
			sheets := bytes.Count(pdf, []byte("/Type /Page\n"))
			if least := 10; sheets < least || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
				t.Errorf("%d sheets are printed, %d bytes", sheets, len(pdf))
			}
			t.Logf("%d sheets, %d KB", sheets, len(pdf)>>10)
			p.Paper()
			if light := brightness(t, p.Picture()); light < 200 {
				t.Errorf("the paper is as bright as %d of 255", light)
			}
			for _, selector := range []string{"nav", "audio", "video", "#find", "#find ~ p"} {
				if browsertest.Eval[bool](p, fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.checkVisibility())`, selector)) {
					t.Errorf("%s is printed", selector)
				}
			}
			if !strings.Contains(p.CSS("article.me").Words(), "한지우") {
				t.Error("whose a message is cannot be seen")
			}
		})
	}
}
