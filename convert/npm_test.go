//go:build cgo

package convert_test

import (
	"os"
	"path/filepath"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
	"exile/formats/words"
)

// The whole way: what a reader that somebody else wrote finds in the bundle is
// what stood in the export, in every form of every app.
func TestBundleOfEveryExport(t *testing.T) {
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		t.Skip("EXILE_NODE_MODULES is not set to a folder with the npm package whatsapp-chat-parser 4.0.2")
	}
	for i, v := range kakaotest.All() {
		t.Run(v.Name, func(t *testing.T) {
			chat := formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 2500, Media: true})
			dir := filepath.Join(t.TempDir(), "export")
			fsys, err := v.FS(chat)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(dir, fsys); err != nil {
				t.Fatal(err)
			}
			comparePrinted(t, v, chat, bundle(t, modules, kakaotalk.Format(), dir, formats.ReadOptions{}, "ko"))
		})
	}
}

func comparePrinted(t *testing.T, v kakaotest.Variant, chat *formattest.Chat, lines []printed) {
	t.Helper()
	lines = lines[1:] // the line that says it is a group
	check := func(m *export.Message, text string, file bool) {
		if len(lines) == 0 {
			t.Fatal("messages are missing at the end")
		}
		l := lines[0]
		lines = lines[1:]
		minute, author := m.Time.T.Format("2006-01-02T15:04"), v.Called(chat, m.Sender)
		if _, notice := m.Content.(export.Notice); notice {
			author = "" // on a Mac it stands in a row of whoever did it
		} else if m.Sender == 0 {
			author = words.In("ko", words.NoName) // of all chats alike, in the language of whoever writes
		}
		if l.Minute != minute || l.Author != author || (l.File != "") != file || !file && l.Text != text {
			t.Fatalf("message %d: read %q, want %s %q %q, file %v", m.Seq, l, minute, author, text, file)
		}
	}
	for m := range v.Messages(chat) {
		media, isMedia := m.Content.(export.Media)
		if !isMedia {
			check(m, words.Of(v.Lang(), m.Content), false)
			continue
		}
		for _, f := range media.Files {
			if f.State == export.FilePresent {
				check(m, "", true)
			}
		}
		if absent := words.Missing(v.Lang(), media); absent != "" {
			check(m, absent, false)
		}
	}
	if len(lines) > 0 {
		t.Errorf("%d lines too many", len(lines))
	}
}
