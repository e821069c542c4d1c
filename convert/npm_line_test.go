//go:build cgo

package convert_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"exile/convert"
	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line"
	"exile/formats/line/linetest"
	"exile/formats/telegram"
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
			if err := os.CopyFS(dir, in.Roots[0].FS.(fstest.MapFS)); err != nil { //nolint:errcheck,forcetypeassert // what Input makes
				t.Fatal(err)
			}
			values := v.Values()
			if v.Desktop {
				values = map[string]string{"name": strings.Join(v.Names(chat), "\n")}
			}
			compareLine(t, v, chat, lineBundle(t, modules, dir, formats.ReadOptions{Zone: chat.Plan.Zone, Values: values}))
		})
	}
}

// lineBundle converts a text and reads the bundle back.
func lineBundle(t *testing.T, modules, dir string, read formats.ReadOptions) []printed {
	t.Helper()
	ins, err := convert.Open(t.Context(), []string{dir}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	e := convert.Engine{Formats: formats.Table{line.Format()}}
	opt := convert.OutOptions{Write: formats.WriteOptions{Lang: "en", Offset: 9 * time.Hour, Values: map[string]string{"for": "android"}}}
	if _, err := e.Convert(t.Context(), ins, telegram.Format(), out, convert.InOptions{Read: read}, opt); err != nil {
		t.Fatal(err)
	}
	texts, err := filepath.Glob(filepath.Join(out, "*", "*", "*.txt"))
	if err != nil || len(texts) != 1 {
		t.Fatalf("texts %q, %v", texts, err)
	}
	script := filepath.Join("..", "formats", "telegram", "testdata", "whatsapp-chat-parser.mjs")
	cmd := exec.CommandContext(t.Context(), "node", script, texts[0])
	cmd.Env = append(os.Environ(), "TZ=UTC", "EXILE_NODE_MODULES="+modules)
	cmd.Stderr = os.Stderr
	raw, err := cmd.Output()
	if err != nil {
		t.Fatalf("run node: %v", err)
	}
	var lines []printed
	for in := json.NewDecoder(bytes.NewReader(raw)); in.More(); {
		var p printed
		if err := in.Decode(&p); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, p)
	}
	last := &lines[len(lines)-1] // to which the package adds a newline
	last.Text = strings.TrimSuffix(last.Text, "\n")
	return lines
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
