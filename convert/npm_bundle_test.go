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
	"time"

	"exile/convert"
	"exile/formats"
	"exile/formats/telegram"
)

// printed is one message as the script prints it.
type printed struct{ Minute, Author, Text, File string }

// bundle converts what is at a path, of a format, and reads the text of the bundle
// back with the reader of somebody else. lang is the language in which the bundle
// is written.
func bundle(t *testing.T, modules string, f formats.Format, path string, read formats.ReadOptions, lang string) []printed {
	t.Helper()
	ins, err := convert.Open(t.Context(), []string{path}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	e := convert.Engine{Formats: formats.Table{f}}
	opt := convert.OutOptions{Write: formats.WriteOptions{Lang: lang, Offset: 9 * time.Hour, Values: map[string]string{"for": "android"}}}
	if _, err := e.Convert(t.Context(), ins, telegram.Format(), out, convert.InOptions{Read: read}, opt); err != nil {
		t.Fatal(err)
	}
	texts, err := filepath.Glob(filepath.Join(out, "*", "*", "WhatsApp Chat with *.txt")) // there may be other texts, that were sent
	if err != nil || len(texts) != 1 {
		t.Fatalf("texts %q, %v", texts, err)
	}
	lines := parsed(t, modules, texts[0])
	for _, p := range lines {
		if p.File == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(texts[0]), p.File)); err != nil {
			t.Errorf("a file that the text names is not there: %v", err)
		}
	}
	return lines
}

// parsed is what the npm package whatsapp-chat-parser finds in a text.
func parsed(t *testing.T, modules, text string) []printed {
	t.Helper()
	script := filepath.Join("..", "formats", "telegram", "testdata", "whatsapp-chat-parser.mjs")
	cmd := exec.CommandContext(t.Context(), "node", script, text)
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
	if len(lines) == 0 {
		t.Fatal("nothing was found in the text")
	}
	last := &lines[len(lines)-1] // to which the package adds a newline
	last.Text = strings.TrimSuffix(last.Text, "\n")
	return lines
}
