//go:build cgo

package convert_test

import (
	"archive/zip"
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
	"exile/formats/telegram"
	"exile/formats/whatsapp"
	"exile/formats/whatsapp/whatsapptest"
	"exile/formats/words"
)

// From one messenger to the other and through a stranger's reader: what it finds
// in the bundle is what stood in the export, in every form of both phones.
func TestBundleOfEveryWhatsAppExport(t *testing.T) {
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		t.Skip("EXILE_NODE_MODULES is not set to a folder with the npm package whatsapp-chat-parser 4.0.2")
	}
	for i, v := range whatsapptest.All() {
		t.Run(v.Name, func(t *testing.T) {
			p := formattest.Plan{Seed: uint64(i), Messages: 1500, Media: true, Seconds: true, Direct: i%5 == 4}
			chat := v.WithoutAmbiguous(whatsapptest.Lively(formattest.Generate(p)))
			compareBundled(t, v, chat, bundleOfWhatsApp(t, modules, exported(t, v, chat)))
		})
	}
}

// exported writes an export to the disk, as somebody has it: a zip, a folder, a
// text.
func exported(t *testing.T, v whatsapptest.Variant, chat *formattest.Chat) string {
	t.Helper()
	fsys, err := v.FS(chat)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), v.Export(chat))
	switch {
	case v.Zip:
		err = os.WriteFile(path, zipOf(t, fsys), 0o600)
	case v.Media:
		err = os.CopyFS(path, fsys)
	default:
		err = os.WriteFile(path, fsys[v.File(chat)].Data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func zipOf(t *testing.T, fsys fstest.MapFS) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.AddFS(fsys); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bundleOfWhatsApp converts an export and reads the bundle's text back.
func bundleOfWhatsApp(t *testing.T, modules, path string) []printed {
	t.Helper()
	ins, err := convert.Open(t.Context(), []string{path}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	e := convert.Engine{Formats: formats.Table{whatsapp.Format()}}
	in := convert.InOptions{Read: formats.ReadOptions{Zone: time.FixedZone("", 9*60*60)}}
	opt := convert.OutOptions{Write: formats.WriteOptions{Lang: "ko", Offset: 9 * time.Hour, Values: map[string]string{"for": "android"}}}
	if _, err := e.Convert(t.Context(), ins, telegram.Format(), out, in, opt); err != nil {
		t.Fatal(err)
	}
	texts, err := filepath.Glob(filepath.Join(out, "*", "*", "WhatsApp Chat with *.txt"))
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
		if p.File != "" {
			if _, err := os.Stat(filepath.Join(filepath.Dir(texts[0]), p.File)); err != nil {
				t.Errorf("a file that the text names is not there: %v", err)
			}
		}
		lines = append(lines, p)
	}
	last := &lines[len(lines)-1] // to which the package adds a newline
	last.Text = strings.TrimSuffix(last.Text, "\n")
	return lines
}

// unmarked takes out the marks that WhatsApp puts before its own words.
func unmarked(s string) string {
	return strings.NewReplacer("\u200e", "", "\u200f", "", "\u200b", "").Replace(s)
}

func compareBundled(t *testing.T, v whatsapptest.Variant, chat *formattest.Chat, lines []printed) {
	t.Helper()
	if strings.HasPrefix(lines[0].Text, `exile created group "`) == chat.Plan.Direct {
		t.Errorf("the first line is %q", lines[0].Text)
	}
	if !chat.Plan.Direct {
		lines = lines[1:]
	}
	check := func(m *export.Message, file bool, texts ...string) {
		if len(lines) == 0 {
			t.Fatal("messages are missing at the end")
		}
		l := lines[0]
		lines = lines[1:]
		minute, author := m.Time.T.Format("2006-01-02T15:04"), v.Called(chat, m.Sender)
		same := file
		for _, text := range texts {
			same = same || unmarked(l.Text) == unmarked(text)
		}
		if l.Minute != minute || l.Author != author || (l.File != "") != file || !same {
			t.Fatalf("message %d: read %q, want %s %q %q, file %v", m.Seq, l, minute, author, texts, file)
		}
	}
	for m := range v.Messages(chat) {
		media, isMedia := m.Content.(export.Media)
		if !isMedia {
			check(m, false, words.Of("ko", m.Content))
			continue
		}
		if media.Files[0].State == export.FilePresent {
			check(m, true)
			if media.Caption != "" {
				check(m, false, media.Caption)
			}
			continue
		}
		var absent []string // in the language of the chat, of which exile writes two
		for _, lang := range []string{"ko", "en"} {
			absent = append(absent, strings.TrimSuffix(words.Missing(lang, media)+"\n"+media.Caption, "\n"))
		}
		check(m, false, absent...)
	}
	if len(lines) > 0 {
		t.Errorf("%d lines too many", len(lines))
	}
}
