package telegram

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/words"
)

// line is what the package whatsapp-chat-parser makes of a line with a stamp.
type line struct {
	Minute string `json:"minute"` // 2026-02-08T15:17, of the written wall clock
	Author string `json:"author"`
	Text   string `json:"text"`
	File   string `json:"file"`
}

// A reader that somebody else wrote finds in a bundle what the history held:
// the same messages, authors, minutes, texts and files, all of them.
//
// What the package comment says becomes of a text is expected, guards aside. The
// package itself adds one newline to the last message of every file, because it
// takes the final newline of the file for an empty line.
func TestNPMReader(t *testing.T) {
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		t.Skip("EXILE_NODE_MODULES is not set to a folder with the npm package whatsapp-chat-parser 4.0.2")
	}
	for _, plan := range []formattest.Plan{
		{Seed: 1, Messages: 3000},
		{Seed: 2, Messages: 3000, Media: true},
		{Seed: 3, Messages: 3000, Media: true, Adversarial: true},
		{Seed: 4, Messages: 3000, Direct: true, Media: true, Adversarial: true},
		{Seed: 5, Messages: 8000, Media: true, Adversarial: true},
		{Seed: 6, Messages: 400, Direct: true, Adversarial: true},
	} {
		for _, part := range []string{"", "700"} {
			t.Run(fmt.Sprintf("seed %d part %s", plan.Seed, part), func(t *testing.T) {
				chat := formattest.Generate(plan)
				out, tally, problems := write(t, &worded{chat.History(), chat}, kst(map[string]string{"for": "iphone", "part": part}))
				var got []line
				for k := 1; ; k++ {
					b := zipOf(out, k)
					if b == nil {
						break
					}
					got = append(got, npmRead(t, modules, b)...)
				}
				compare(t, chat, got, changedNames(problems))
				if n := int64(len(got)); n != tally.Messages+tally.Notices+tally.Extra {
					t.Errorf("%d lines read, tally %+v", n, tally)
				}
			})
		}
	}
}

// worded is a generated history whose notices have words: those of KakaoTalk,
// with the names as they are.
type worded struct {
	formats.History
	chat *formattest.Chat
}

// Messages yields the messages.
func (w *worded) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range w.History.Messages(ctx, chat, r) {
			if n, ok := m.Content.(export.Notice); err == nil && ok {
				n.Plain = noticeOf(w.chat, &n)
				m.Content = n
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func noticeOf(chat *formattest.Chat, n *export.Notice) string {
	words := []string{chat.People[n.Actor-1].Name() + "님이"}
	for _, p := range n.People {
		words = append(words, chat.People[p-1].Name()+"님을")
	}
	return strings.Join(append(words, string(n.Kind)), " ")
}

// zipOf returns the zip of part k, counted from 1; nil where there is none.
func zipOf(out tree, k int) []byte {
	for name, f := range out {
		if strings.HasSuffix(name, ".zip") && (strings.Contains(name, fmt.Sprintf(" %d of ", k)) || k == 1 && !strings.Contains(name, " of ")) {
			return f.Bytes()
		}
	}
	return nil
}

// npmRead reads the text of a zip, and makes sure that the files it names are there.
func npmRead(t *testing.T, modules string, b []byte) []line {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := r.Open(textName)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), textName)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", "testdata/whatsapp-chat-parser.mjs", path)
	cmd.Env = append(os.Environ(), "TZ=UTC", "EXILE_NODE_MODULES="+modules)
	cmd.Stderr = os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("run node: %v", err)
	}
	packed := map[string]bool{}
	for _, f := range r.File {
		packed[f.Name] = true
	}
	delete(packed, textName)
	var lines []line
	for in := json.NewDecoder(bytes.NewReader(printed)); in.More(); {
		var l line
		if err := in.Decode(&l); err != nil {
			t.Fatal(err)
		}
		if l.File != "" && !packed[l.File] {
			t.Errorf("%q is named but not packed, or named twice", l.File)
		}
		delete(packed, l.File)
		lines = append(lines, l)
	}
	for name := range packed {
		t.Errorf("%q is packed but not named", name)
	}
	if n := len(lines); n > 0 {
		lines[n-1].Text = strings.TrimSuffix(lines[n-1].Text, "\n")
	}
	return lines
}

// changedNames returns as what each changed name was told to be written.
func changedNames(problems []export.Problem) map[string]string {
	changed := map[string]string{}
	for _, p := range problems {
		if p.Code == export.ChangedName || p.Code == export.ClippedName {
			changed[p.Name] = strings.TrimPrefix(p.Text, "written as ")
		}
	}
	return changed
}

// compare goes through truth and lines side by side.
func compare(t *testing.T, chat *formattest.Chat, got []line, changed map[string]string) {
	t.Helper()
	names := map[export.PersonRef]string{}
	for i := range chat.People {
		p := &chat.People[i]
		names[p.Ref] = p.Name()
		if to, ok := changed[p.Name()]; ok {
			names[p.Ref] = to
		}
	}
	bad := 0
	check := func(m *export.Message, author, text string, isFile bool) {
		for len(got) > 0 && strings.HasPrefix(got[0].Text, madeGroup) {
			got = got[1:]
		}
		if len(got) == 0 {
			t.Fatal("messages are missing at the end")
		}
		l := got[0]
		got = got[1:]
		minute := m.Time.T.In(seoul).Format("2006-01-02T15:04")
		if l.Author != author || l.Minute != minute || (l.File != "") != isFile || !isFile && unguarded(l.Text) != unguarded(text) {
			if bad++; bad <= 5 {
				t.Errorf("message %d: read %q, want %s %q %q, file %v", m.Seq, l, minute, author, text, isFile)
			}
		}
	}
	for m := range chat.Messages() {
		switch c := m.Content.(type) {
		case export.Notice:
			check(m, "", oneLine(noticeOf(chat, &c)), false)
		case export.Media:
			for i := range c.Files {
				if c.Files[i].State == export.FilePresent {
					check(m, names[m.Sender], "", true)
				}
			}
			if instead := insteadOf("ko", &c); instead != "" {
				check(m, names[m.Sender], instead, false)
			}
			if c.Caption != "" {
				check(m, names[m.Sender], truth(c.Caption), false)
			}
		case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
			check(m, names[m.Sender], truth(words.Of("ko", c)), false)
		}
	}
	if len(got) > 0 {
		t.Errorf("%d lines too many", len(got))
	}
	if bad > 0 {
		t.Errorf("%d lines differ", bad)
	}
}
