//go:build cgo

package convert_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
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
			p := formattest.Plan{Seed: uint64(i), Messages: 700, Media: true, Seconds: true, Direct: i%5 == 4}
			chat := v.WithoutAmbiguous(whatsapptest.Lively(formattest.Generate(p)))
			read := formats.ReadOptions{Zone: time.FixedZone("", 9*60*60)}
			compareBundled(t, v, chat, bundle(t, modules, whatsapp.Format(), chatOf(t, v, chat), read, "ko"))
		})
	}
}

// exported writes an export to the disk, as somebody has it: a zip, a folder, a
// text.
func chatOf(t *testing.T, v whatsapptest.Variant, chat *formattest.Chat) string {
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
