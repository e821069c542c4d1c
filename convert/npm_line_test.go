//go:build cgo

package convert_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line"
	"exile/formats/line/linetest"
	"exile/formats/words"
)

// The whole way from LINE: what a reader that somebody else wrote finds in the
// bundle is what stood in the text, in every form.
func TestBundleOfEveryLineText(t *testing.T) {
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		t.Skip("EXILE_NODE_MODULES is not set to a folder with the npm package whatsapp-chat-parser 4.0.2")
	}
	for i, v := range linetest.All() {
		t.Run(v.Name, func(t *testing.T) {
			chat := v.WithoutAmbiguous(formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 700, Media: true}))
			in, err := v.Input(chat)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "export")
			if err := os.CopyFS(dir, in.Roots[0].FS.(fstest.MapFS)); err != nil { //nolint:forcetypeassert // what Input makes
				t.Fatal(err)
			}
			values := v.Values()
			if v.Desktop {
				values = map[string]string{"name": strings.Join(v.Names(chat), "\n")}
			}
			read := formats.ReadOptions{Zone: chat.Plan.Zone, Values: values}
			compareLine(t, v, chat, bundle(t, modules, line.Format(), dir, read, "en"))
		})
	}
}

func compareLine(t *testing.T, v linetest.Variant, chat *formattest.Chat, lines []printed) {
	t.Helper()
	lines = lines[1:] // the line that says it is a group
	for m := range v.Messages(chat) {
		if len(lines) == 0 {
			t.Fatal("messages are missing at the end")
		}
		l := lines[0]
		lines = lines[1:]
		minute, author := m.Time.T.Format("2006-01-02T15:04"), v.Called(chat, m.Sender)
		if _, notice := m.Content.(export.Notice); !notice && m.Sender == 0 {
			author = words.In("en", words.NoName)
		}
		text := words.Of("en", m.Content)
		if export.KindOf(m.Content) == export.KindNotice { // which are one line, without marks that turn the writing
			text = strings.NewReplacer("\u2068", "", "\u2069", "").Replace(text)
		}
		if media, ok := m.Content.(export.Media); ok {
			text = words.Missing("en", media)
		}
		if l.Minute != minute || l.Author != author || l.File != "" || l.Text != text {
			t.Fatalf("message %d: read %q, want %s %q %q", m.Seq, l, minute, author, text)
		}
	}
	if len(lines) > 0 {
		t.Errorf("%d lines too many", len(lines))
	}
}
