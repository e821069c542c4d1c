package telegram_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/export"
)

// bundle is a bundle with its bytes in memory.
type bundle struct {
	m     handover.Manifest
	bytes map[handover.Place][]byte
}

// said is a message of a chat, or a file.
type said struct {
	who  string
	text string
	file *handover.File
	data []byte
}

const testOffset = 9 * time.Hour

func newBundle() *bundle {
	return &bundle{
		m: handover.Manifest{
			Version: handover.Version, Depth: handover.Files,
			Request: handover.Request{Offset: int(testOffset / time.Second), Lang: "ko"},
		},
		bytes: map[handover.Place][]byte{},
	}
}

// chat adds a chat without parts.
func (b *bundle) chat(title string, group bool) {
	id := handover.ChatID{Number: int64(len(b.m.Chats) + 1), Title: title}
	b.m.Request.Chats = append(b.m.Request.Chats, id)
	b.m.Chats = append(b.m.Chats, handover.Chat{ID: id, Title: title, App: "KakaoTalk", Kind: export.ChatGroup, Group: group})
}

// part adds a part to the last chat: a message a minute from a day on.
func (b *bundle) part(first time.Time, all ...said) {
	chat := len(b.m.Chats) - 1
	c := &b.m.Chats[chat]
	p := handover.Part{Name: fmt.Sprintf("_chat-%d.txt", len(c.Parts)+1), DayShown: true, First: first}
	var text bytes.Buffer
	at := first
	stamp := func() string {
		return at.In(time.FixedZone("", int(testOffset/time.Second))).Format("[02/01/2006, 15:04:05] ")
	}
	if c.Group {
		fmt.Fprintf(&text, "%sexile created group \"%s\"\n", stamp(), c.Title)
		p.Notices++
	}
	counts := map[string]int64{}
	for _, s := range all {
		at = at.Add(time.Minute)
		body := s.text
		if s.file != nil {
			f := *s.file
			f.Size = int64(len(s.data))
			f.SHA256 = sum(s.data)
			body = "<attached: " + f.Name + ">"
			b.bytes[handover.Place{Chat: chat, Part: len(c.Parts), File: len(p.Files)}] = s.data
			p.Files = append(p.Files, f)
		}
		fmt.Fprintf(&text, "%s%s: %s\n", stamp(), s.who, body)
		counts[s.who]++
		p.Messages++
	}
	p.Last = at
	p.Size, p.SHA256 = int64(text.Len()), sum(text.Bytes())
	p.Head = strings.Join(firstLines(text.String(), handover.HeadLines), "\n")
	for _, s := range all {
		if n := counts[s.who]; n > 0 {
			c.People = append(c.People, handover.Person{Name: s.who, Self: s.who == "Minjun Kim", Messages: n})
			counts[s.who] = 0
		}
	}
	b.bytes[handover.Place{Chat: chat, Part: len(c.Parts), File: handover.TextOf}] = text.Bytes()
	c.Parts = append(c.Parts, p)
}

func firstLines(s string, n int) []string {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	return lines[:min(n, len(lines))]
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// reader streams the bundle.
func (b *bundle) reader(tb testing.TB) *handover.Reader {
	tb.Helper()
	r, err := b.open(b.m)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func (b *bundle) open(m handover.Manifest) (*handover.Reader, error) {
	in, out := io.Pipe()
	go func() { _ = out.CloseWithError(b.write(out, &m)) }()
	return handover.NewReader(in)
}

func (b *bundle) write(out io.Writer, m *handover.Manifest) error {
	w, err := handover.NewWriter(out, m)
	if err != nil {
		return err
	}
	for i := range m.Chats {
		for j := range m.Chats[i].Parts {
			for n := handover.TextOf; n < len(m.Chats[i].Parts[j].Files) && n < int(m.Depth-handover.Texts)*1e9; n++ {
				f, err := w.Create()
				if err != nil {
					return err
				}
				if _, err := f.Write(b.bytes[handover.Place{Chat: i, Part: j, File: n}]); err != nil {
					return err
				}
				if err := f.Close(); err != nil {
					return err
				}
			}
		}
	}
	return w.Close()
}

// chatter are n texts of two people.
func chatter(n int) []said {
	all := make([]said, 0, n)
	for i := range n {
		who := []string{"Minjun Kim", "Seo-yeon Lee"}[i%2]
		all = append(all, said{who: who, text: fmt.Sprintf("%d번째 말", i+1)})
	}
	return all
}

func attach(who, name string, kind export.FileKind, data []byte) said {
	return said{who: who, file: &handover.File{Name: name, Kind: kind}, data: data}
}

// photo is a JPEG that nobody has seen before.
func photo(seed uint64, side int) []byte {
	rnd := rand.New(rand.NewPCG(seed, 7))
	img := image.NewRGBA(image.Rect(0, 0, side, side*3/4))
	for i := range img.Pix {
		img.Pix[i] = byte(rnd.IntN(256))
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil) // to memory
	return b.Bytes()
}

// wide is a PNG of which Telegram makes no photo.
func wide(width, height int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Black, color.White}))
	return b.Bytes()
}

// noise is n bytes after a beginning.
func noise(seed uint64, begin string, n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(seed)})
	_, _ = r.Read(b)
	copy(b, begin)
	return b
}

const (
	mp4Begin  = "\x00\x00\x00\x20ftypisom"
	webpBegin = "RIFF\x00\x10\x00\x00WEBPVP8 "
)

// opusBegin is the first page of an Ogg file with Opus in it.
func opusBegin() string {
	return "OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x13" + "OpusHead\x01\x01"
}

// album is a chat with every kind of file.
func album(big int) *bundle {
	b := newBundle()
	b.chat("등산 모임", true)
	all := chatter(6)
	all = append(all,
		attach("Seo-yeon Lee", "00000001-PHOTO-2024-01-15-10-00-00.jpg", export.FilePhoto, photo(1, 400)),
		attach("Seo-yeon Lee", "00000002-PHOTO-2024-01-15-10-00-00.jpg", export.FilePhoto, photo(2, 300)),
		attach("Seo-yeon Lee", "00000003-PHOTO-2024-01-15-10-00-00.jpg", export.FilePhoto, photo(3, 1200)),
		attach("Minjun Kim", "00000004-VIDEO-2024-01-15-10-00-00.mp4", export.FileVideo, noise(4, mp4Begin, big)),
		attach("Minjun Kim", "00000005-AUDIO-2024-01-15-10-00-00.ogg", export.FileVoice, noise(5, opusBegin(), 30_000)),
		attach("Minjun Kim", "00000006-AUDIO-2024-01-15-10-00-00.m4a", export.FileVoice, noise(6, "\x00\x00\x00\x20ftypM4A ", 40_000)),
		attach("Seo-yeon Lee", "00000007-STICKER-2024-01-15-10-00-00.webp", export.FileSticker, noise(7, webpBegin, 9_000)),
		attach("Seo-yeon Lee", "00000008-회의록.pdf", export.FileDocument, noise(8, "%PDF-1.7\n", 700_001)),
		attach("Minjun Kim", "00000009-PHOTO-2024-01-15-10-00-00.gif", export.FilePhoto, noise(9, "GIF89a", 5_000)),
	)
	all = append(all, chatter(4)...)
	b.part(time.Date(2024, 1, 15, 0, 30, 0, 0, time.UTC), all...)
	return b
}

// planOf plans a bundle.
func planOf(tb testing.TB, k *telegram.Keep, opt telegram.Options, b *bundle, want telegram.Want) *telegram.Plan {
	tb.Helper()
	var p *telegram.Plan
	err := within(tb, k, opt, func(ctx context.Context, c *telegram.Client) (err error) {
		p, err = c.Plan(ctx, &b.m, want)
		return err
	})
	if err != nil {
		tb.Fatalf("plan: %v", err)
	}
	return p
}

// pushOf pushes a bundle.
func pushOf(tb testing.TB, k *telegram.Keep, opt telegram.Options, p *telegram.Plan, b *bundle, how telegram.PushOptions) (*telegram.Pushed, error) {
	tb.Helper()
	var out *telegram.Pushed
	err := within(tb, k, opt, func(ctx context.Context, c *telegram.Client) (err error) {
		out, err = c.Push(ctx, p, b.reader(tb), how)
		return err
	})
	return out, err
}

// within connects for two minutes at most.
func within(tb testing.TB, k *telegram.Keep, opt telegram.Options, do func(ctx context.Context, c *telegram.Client) error) error {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), 2*time.Minute)
	defer cancel()
	return telegram.Connect(ctx, k, opt, do)
}
