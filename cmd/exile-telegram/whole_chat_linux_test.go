package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	encoding "image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram/telegramtest"
)

// What the people of the chat are called in KakaoTalk. Nobody knows who the last was.
const (
	minjun    = "민준" // whose export it is; on Telegram "Minjun Kim"
	jiwoo     = "지우 박"
	sora      = "한소라"
	withdrawn = "(알 수 없음)"
)

// said is a message as KakaoTalk shows it, and as it must arrive.
type said struct {
	at      time.Time
	who     string
	text    string
	files   []attached // in place of a text
	arrives string     // where that is another text
}

type attached struct {
	ext  string
	kind telegramtest.MediaKind
	data []byte
}

// talk is a chat as one exports it with the media, from the Android app or an iPhone's.
type talk struct {
	iphone  bool
	heading string
	said    []said
}

// kst is where the phone is.
func kst() *time.Location { return time.FixedZone("KST", 9*60*60) }

// clock is a time of February 2026.
func clock(day, hour, minute int) time.Time {
	return time.Date(2026, 2, day, hour, minute, 0, 0, kst())
}

// walk is a chat of four with everything that people send each other.
func walk(t *testing.T) *talk {
	t.Helper()
	one := func(ext string, kind telegramtest.MediaKind, data []byte) []attached {
		return []attached{{ext, kind, data}}
	}
	return &talk{heading: "산책 친구들 4", said: []said{
		{at: clock(8, 14, 0), who: minjun, text: "다들 안녕하세요"},
		{at: clock(8, 14, 1), who: jiwoo, text: "안녕하세요 👋🏽 가족은 👨‍👩‍👧‍👦, 깃발은 🇰🇷"},
		{at: clock(8, 14, 2), who: sora, files: one(".jpg", telegramtest.Photo, pictured(t, 1))},
		{at: clock(8, 14, 3), who: minjun, text: "첫 줄\n\n셋째 줄\n  들여 쓴 줄"},
		{at: clock(8, 14, 5), who: jiwoo, files: []attached{
			{".jpg", telegramtest.Photo, pictured(t, 2)}, {".jpg", telegramtest.Photo, pictured(t, 3)}, {".jpg", telegramtest.Photo, pictured(t, 4)},
		}},
		{at: clock(8, 23, 59), who: sora, files: one(".mp4", telegramtest.Video, film(12<<20))},
		{at: clock(9, 0, 0), who: sora, files: one(".m4a", telegramtest.Audio, sound("\x00\x00\x00\x20ftypM4A ", 3000))},
		{at: clock(9, 0, 1), who: minjun, files: one(".ogg", telegramtest.Voice, opus())},
		{
			at: clock(9, 0, 2), who: jiwoo,
			text:    "붙여 넣은 것\n[08/02/2026, 14:00:00] 한소라: 이건 제가 쓴 것이 아니에요\n2026년 2월 8일 오후 2:00, 민준 : 이것도\n<attached: 00000001-PHOTO.jpg>",
			arrives: "붙여 넣은 것\n\u200b[08/02/2026, 14:00:00] 한소라: 이건 제가 쓴 것이 아니에요\n2026년 2월 8일 오후 2:00, 민준 : 이것도\n\u200b<\u200battached: 00000001-PHOTO.jpg>",
		},
		{at: clock(10, 7, 30), who: sora, text: strings.Repeat("긴 글입니다. ", 400) + "끝"},
		{at: clock(11, 12, 0), who: withdrawn, text: "저는 떠난 사람이에요"},
		{at: clock(14, 21, 0), who: jiwoo, text: "답장: 네, 좋아요 : ) https://example.com/길?a=1&b=2"},
		{at: clock(14, 21, 0), who: minjun, files: one(".jpg", telegramtest.Photo, pictured(t, 5))},
		{at: clock(14, 21, 1), who: minjun, text: "그럼 그때 봐요"},
	}}
}

// two is a chat of two with one photo, from an iPhone.
func two(t *testing.T) *talk {
	t.Helper()
	return &talk{iphone: true, heading: jiwoo, said: []said{
		{at: clock(13, 9, 0), who: jiwoo, text: "일어났어?"},
		{at: clock(13, 9, 1), who: minjun, text: "응"},
		{at: clock(13, 9, 1), who: jiwoo, files: []attached{{".jpg", telegramtest.Photo, pictured(t, 9)}}},
		{at: clock(14, 23, 59), who: minjun, text: "잘 자"},
	}}
}

// many is a chat of three with a photo in every second message.
func many(t *testing.T, n int) *talk {
	t.Helper()
	all := &talk{heading: "사진 모임 3"}
	for i := range n {
		at := clock(13, 9, 0).Add(time.Duration(i) * time.Minute)
		all.said = append(all.said,
			said{at: at, who: []string{minjun, jiwoo, sora}[i%3], text: fmt.Sprintf("%d번째 사진입니다", i+1)},
			said{at: at, who: []string{minjun, jiwoo, sora}[i%3], files: []attached{{".jpg", telegramtest.Photo, pictured(t, 100+i)}}})
	}
	return all
}

// write writes the export into a folder.
func (k *talk) write(dir string) error {
	const saved = "\ufeff%s 님과 카카오톡 대화\r\n저장한 날짜 : %s\n\n"
	var text strings.Builder
	name := "KakaoTalkChats.txt"
	fmt.Fprintf(&text, saved, k.heading, "2026년 2월 20일 오후 3:19")
	if k.iphone {
		name = "Talk_2026.2.20 15_19-1.txt"
		text.Reset()
		fmt.Fprintf(&text, saved, k.heading, "2026. 2. 20. 오후 3:19")
	}
	err := os.MkdirAll(dir, 0o700)
	day := 0
	for i := range k.said {
		s := &k.said[i]
		if s.at.Day() != day {
			day = s.at.Day()
			text.WriteString("\r\n" + k.day(s.at) + "\r\n")
		}
		body := []string{s.text}
		for j, f := range s.files {
			name := k.fileName(i, j) + f.ext
			err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), f.data, 0o600))
			body = append(body[:j], name)
		}
		if k.iphone && len(s.files) > 0 {
			body = []string{"사진"}
		}
		text.WriteString(k.time(s.at) + ", " + s.who + " : " + strings.Join(body, "\r\n") + "\r\n")
	}
	return errors.Join(err, os.WriteFile(filepath.Join(dir, name), []byte(text.String()), 0o600))
}

// fileName names the jth file of the ith message: by a reference, which is not the hash
// of what is in it, or by the time.
func (k *talk) fileName(i, j int) string {
	if k.iphone {
		return k.said[i].at.Add(7 * time.Second).Format("20060102_150405")
	}
	return digest(append([]byte(fmt.Sprint(i, j)), k.heading...))
}

// time is the time at the beginning of a line.
func (k *talk) time(at time.Time) string {
	half, hour := "오전", at.Hour()
	if hour >= 12 {
		half, hour = "오후", hour-12
	}
	if hour == 0 {
		hour = 12
	}
	if k.iphone {
		return fmt.Sprintf("%s%s %d:%02d", at.Format("2006. 1. 2. "), half, hour, at.Minute())
	}
	return fmt.Sprintf("%s%s %d:%02d", at.Format("2006년 1월 2일 "), half, hour, at.Minute())
}

// day is the line above a day.
func (k *talk) day(at time.Time) string {
	if k.iphone {
		return at.Format("2006년 1월 2일 ") + []string{"일", "월", "화", "수", "목", "금", "토"}[at.Weekday()] + "요일"
	}
	return k.time(at)
}

// arrived is a message as it stands in a chat of Telegram's.
type arrived struct {
	at     string
	name   string
	author int64 // whose side
	text   string
	kind   telegramtest.MediaKind
	size   int64
	sha256 string
}

func (a arrived) String() string {
	text := []rune(a.text)
	return fmt.Sprintf("%s %s (%d): %q %s %d %.8s", a.at, a.name, a.author, string(text[:min(len(text), 40)]), a.kind, a.size, a.sha256)
}

// expected is what must stand in a chat, if the people are called so and are these
// accounts. A file of an album is a message of its own.
func (k *talk) expected(names map[string]string, accounts map[string]int64) (all []arrived) {
	for _, s := range k.said {
		name := s.who
		if other, ok := names[name]; ok {
			name = other
		}
		m := arrived{at: s.at.UTC().Format(time.RFC3339), name: name, author: accounts[s.who], text: s.text}
		if s.arrives != "" {
			m.text = s.arrives
		}
		if len(s.files) == 0 {
			all = append(all, m)
		}
		for _, f := range s.files {
			m.kind, m.size, m.sha256 = f.kind, int64(len(f.data)), digest(f.data)
			all = append(all, m)
		}
	}
	return all
}

// stands is what stands in a chat and was imported.
func stands(w *telegramtest.World, chat int64) (all []arrived) {
	for _, m := range w.History(chat) {
		if !m.Imported {
			continue
		}
		a := arrived{at: m.Original.UTC().Format(time.RFC3339), name: m.Name, author: m.Author, text: m.Text}
		if m.Media != nil {
			a.kind, a.size, a.sha256 = m.Media.Kind, m.Media.Size, m.Media.SHA256
		}
		all = append(all, a)
	}
	return all
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// pictured is a photo, each another one.
func pictured(t *testing.T, n int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 7))
	m := image.NewRGBA(image.Rect(0, 0, 48+n%5, 32))
	for y := range 32 {
		for x := range 48 {
			m.Set(x, y, color.RGBA{uint8(r.Uint32()), uint8(x), uint8(y), 255})
		}
	}
	var b bytes.Buffer
	if err := encoding.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// film is a video of so many bytes, of which only the beginning is one's.
func film(size int) []byte { return sound("\x00\x00\x00\x20ftypisom", size) }

// sound is so many bytes that begin with a head.
func sound(head string, size int) []byte {
	b := append(make([]byte, 0, size), head...)
	r := rand.NewChaCha8([32]byte{1: byte(size), 2: byte(size >> 8)})
	rest := make([]byte, size-len(head))
	_, _ = r.Read(rest) // it never fails
	return append(b, rest...)
}

// opus is a voice message as Telegram's own apps make them, as far as its first page
// tells.
func opus() []byte {
	page := append([]byte("OggS\x00\x02"), make([]byte, 20)...)
	page = append(page, 1, 19)
	page = append(page, "OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00"...)
	return append(page, sound("OggS", 2000)...)
}
