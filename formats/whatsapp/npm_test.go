package whatsapp_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// nodeModules returns the folder with the npm package, and skips where it or node
// is missing.
func nodeModules(tb testing.TB) string {
	tb.Helper()
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		tb.Skip("EXILE_NODE_MODULES is not set to a folder with the npm package whatsapp-chat-parser 4.0.2")
	}
	if _, err := os.Stat(filepath.Join(modules, "whatsapp-chat-parser", "package.json")); err != nil {
		tb.Skipf("there is no package whatsapp-chat-parser: %v", err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		tb.Skip("there is no node")
	}
	return modules
}

// npm runs the package over a text and returns what the script printed.
func npm(tb testing.TB, what, name string) ([]byte, *os.ProcessState) {
	tb.Helper()
	modules := nodeModules(tb)
	cmd := exec.CommandContext(tb.Context(), "node", "--max-old-space-size=8192", filepath.Join("whatsapptest", "testdata", "whatsapp-chat-parser.mjs"), what, name)
	cmd.Env = append(os.Environ(), "TZ=UTC", "EXILE_NODE_MODULES="+modules)
	cmd.Stderr = os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		tb.Fatalf("run node: %v", err)
	}
	return printed, cmd.ProcessState
}

// line is one message, as both readers tell it.
type line struct {
	Time   string `json:"time"` // 2022-03-27T21:41:35, the wall clock as written
	Author string `json:"author"`
	Text   string `json:"text"`
}

// npmLines returns what the package reads. Marks around authors are not compared,
// nor the newline that it adds to the last message, nor the CR of lines.
func npmLines(t *testing.T, name string) []line {
	t.Helper()
	var lines []line
	raw, _ := npm(t, "print", name)
	for in := json.NewDecoder(bytes.NewReader(raw)); in.More(); {
		var l line
		if err := in.Decode(&l); err != nil {
			t.Fatal(err)
		}
		l.Author = strings.TrimFunc(l.Author, isMark)
		l.Text = plain(l.Text)
		lines = append(lines, l)
	}
	if n := len(lines); n > 0 {
		lines[n-1].Text = strings.TrimSuffix(lines[n-1].Text, "\n")
	}
	return lines
}

func plain(s string) string { return strings.TrimFunc(strings.ReplaceAll(s, "\r", ""), isMark) }

// exileLines returns what we read, in the words of the export.
func exileLines(t *testing.T, in formats.Input) []line {
	t.Helper()
	names := map[export.PersonRef]string{}
	var lines []line
	for _, e := range formattest.Read(t, reader(), in, formats.ReadOptions{Zone: time.UTC}) {
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			words := e.Content.Words()
			if m, ok := e.Content.(export.Media); ok && m.Caption != "" {
				words += "\n" + m.Caption // as Android has it
			}
			lines = append(lines, line{e.Time.T.Format("2006-01-02T15:04:05"), names[e.Sender], plain(words)})
		case *export.Unread:
			t.Errorf("line %d is not understood", e.From.Line)
		case *export.Chat, *export.Mark, *export.Problem, *export.Profile:
		}
	}
	return lines
}

// counted is how two readings of a file differ, as multisets of lines.
type counted struct {
	ours, theirs         int // messages
	onlyOurs, onlyTheirs int // that the other has not, with that time, author and text
}

func count(ours, theirs []line) counted {
	bag := map[line]int{}
	for _, l := range ours {
		bag[l]++
	}
	for _, l := range theirs {
		bag[l]--
	}
	c := counted{ours: len(ours), theirs: len(theirs)}
	for _, n := range bag {
		c.onlyOurs += max(n, 0)
		c.onlyTheirs += max(-n, 0)
	}
	return c
}

// Why the package reads a sample otherwise.
const (
	hasAuthor = "it takes the chat for the author of the app's own lines"
	noArabic  = "it knows no digits but those of ASCII"
	wrongYear = "it leaves the Buddhist year as it is; " + hasAuthor
	manyForms = "every line is in the form of another phone: an export has one form, so we take the others for text, and it takes 9 of 11"
	manyTraps = "it takes a line of a log for a message, and gives a quoted subject with a colon an author"
)

// difference says how a sample is read otherwise, and why.
type difference struct {
	counted
	why string
}

// different lists every sample that the package reads otherwise than we do.
func different() map[string]difference {
	list := map[string]difference{
		"WhatsApp Chat - Elon Musk (RU).zip":    {counted{25, 25, 3, 3}, hasAuthor},
		"whats_json_calendar_Gregorian_ios.txt": {counted{25, 25, 3, 3}, hasAuthor},
		"whats_json_english_ios_media.txt":      {counted{25, 25, 3, 3}, hasAuthor},
		"whats_json_calendar_Buddhist_ios.txt":  {counted{28, 28, 28, 28}, wrongYear},
		"whats_json_arabic_ios.txt":             {counted{23, 0, 23, 0}, noArabic},
		"handmade/shapes.txt":                   {counted{2, 9, 2, 9}, manyForms},
		"handmade/traps_android.txt":            {counted{5, 6, 2, 3}, manyTraps},
	}
	for _, language := range []string{
		"czech", "deutch", "english", "indonesian", "italian", "japanese", "russian", "spanish", "ukrainian",
	} {
		list["whats_json_"+language+"_ios.txt"] = difference{counted{23, 23, 1, 1}, hasAuthor}
	}
	return list
}

// Every sample of other people's tests is read as the package reads it, but for
// what is listed with its reason. EXILE_SAMPLES names a folder that holds
// whatsapp/.
func TestNPMOnSamples(t *testing.T) {
	nodeModules(t)
	samples, listed := waSamples(t), different()
	t.Logf("%-48s %8s %8s %9s %11s  %s", "file", "exile", "npm", "only ours", "only theirs", "why")
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(samples)) {
		in, text := openSample(t, samples[name])
		ours, theirs := exileLines(t, in), npmLines(t, text)
		got, want := count(ours, theirs), listed[name]
		seen[name] = true
		t.Logf("%-48s %8d %8d %9d %11d  %s", name, got.ours, got.theirs, got.onlyOurs, got.onlyTheirs, want.why)
		if want.why == "" {
			want.counted = counted{ours: got.ours, theirs: got.ours}
		}
		if got != want.counted {
			t.Errorf("%s: %+v, listed are %+v%s", name, got, want.counted, firstDifference(ours, theirs))
		}
	}
	for name := range listed {
		if !seen[name] {
			t.Errorf("%s is listed and was not read", name)
		}
	}
}

// firstDifference says where two readings part, without anybody's words.
func firstDifference(ours, theirs []line) string {
	for i := range max(len(ours), len(theirs)) {
		if i >= len(ours) || i >= len(theirs) {
			return fmt.Sprintf("; one ends after %d", i)
		}
		if a, b := ours[i], theirs[i]; a != b {
			return fmt.Sprintf("; message %d: %s %q %d bytes, npm %s %q %d bytes", i+1, a.Time, a.Author, len(a.Text), b.Time, b.Author, len(b.Text))
		}
	}
	return ""
}

// waSamples returns the paths of all samples by their names.
func waSamples(t *testing.T) map[string]string {
	t.Helper()
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	dir = filepath.Join(dir, "whatsapp")
	samples := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(p); err == nil && !d.IsDir() && (ext == ".txt" || ext == ".zip") {
			name, _ := filepath.Rel(dir, p)
			samples[filepath.ToSlash(name)] = p
		}
		return err
	})
	if err != nil || len(samples) == 0 {
		t.Skipf("no WhatsApp samples in %s: %v", dir, err)
	}
	return samples
}

// openSample returns a sample as our input, and the path of its text.
func openSample(t *testing.T, name string) (in formats.Input, text string) {
	t.Helper()
	if filepath.Ext(name) != ".zip" {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		return formattest.Input(base, formattest.File{Name: base, Data: raw}), name
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { z.Close() })
	root, err := formats.NewRoot(filepath.Base(name), formats.RootZip, z)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := fs.ReadFile(z, "_chat.txt")
	if err != nil {
		t.Fatal(err)
	}
	text = filepath.Join(t.TempDir(), "_chat.txt")
	if err := os.WriteFile(text, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return formats.Input{Roots: []formats.Root{root}}, text
}
