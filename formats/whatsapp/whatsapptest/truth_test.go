package whatsapptest

import (
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

func hostile(seed uint64) *formattest.Chat {
	c := formattest.Generate(formattest.Plan{Seed: seed, Messages: 900, Media: true, Adversarial: true, Open: true, Seconds: true})
	return Hostile(Lively(HostileNames(c)))
}

// In a chat without what is ambiguous a line that looks like a record is one: as
// many as there are messages, so that a reader can be asked for all.
func TestWithoutAmbiguousIsPlain(t *testing.T) {
	for _, v := range All() {
		for seed := range uint64(2) {
			c := v.WithoutAmbiguous(hostile(seed))
			want := 0
			for m, open := range v.Messages(c) {
				if open {
					t.Fatalf("%s, seed %d: %q is still ambiguous", v.Name, seed, m.Content.Words())
				}
				want++
			}
			var text strings.Builder
			if err := v.Write(&text, c); err != nil {
				t.Fatal(err)
			}
			got, record := 0, v.stamp.pattern()
			for line := range strings.SplitSeq(text.String(), "\n") {
				if record.MatchString(line) {
					got++
				}
			}
			if got != want {
				t.Errorf("%s, seed %d: %d lines look like records, want %d", v.Name, seed, got, want)
			}
		}
	}
}

// The misleading texts do mislead: in each form some are ambiguous, and most are
// not, so that a reader is asked for them.
func TestHostileIsHostile(t *testing.T) {
	for _, v := range All() {
		c, open, all := hostile(3), 0, 0
		for _, is := range v.Messages(c) {
			if all++; is {
				open++
			}
		}
		if open < 10 || open > all/4 {
			t.Errorf("%s: %d of %d are open", v.Name, open, all)
		}
	}
	for _, v := range All() { // an ordinary chat is not
		for m, open := range v.Messages(Lively(formattest.Generate(formattest.Plan{Messages: 2000, Media: true, Open: true}))) {
			if open {
				t.Errorf("%s: %q is open", v.Name, m.Content.Words())
			}
		}
	}
}

// What is told of a message is what stands in its record.
func TestMessagesTellTheRecord(t *testing.T) {
	for _, v := range All() {
		c := Lively(formattest.Generate(formattest.Plan{Seed: 4, Messages: 1200, Media: true, Open: true, Seconds: true}))
		var text strings.Builder
		if err := v.Write(&text, c); err != nil {
			t.Fatal(err)
		}
		plain := "\n" + unmarked.Replace(text.String())
		for m := range v.Messages(c) {
			plain = strings.ReplaceAll(plain, "\n"+unmarked.Replace(v.stamp.format(m.Time.T)), "\n\n")
		}
		kinds := map[export.Kind]int{}
		for m := range v.Messages(c) {
			kinds[export.KindOf(m.Content)]++
			found := false
			for _, record := range records(v, c, m) {
				found = found || strings.Contains(plain, "\n"+record)
			}
			if !found {
				t.Fatalf("%s: %q is not in the text", v.Name, m.Content.Words())
			}
			if m.Time.Precision != v.Exact() || m.Time.T.Truncate(v.Exact()) != m.Time.T {
				t.Fatalf("%s: time %v", v.Name, m.Time)
			}
		}
		for _, k := range []export.Kind{export.KindText, export.KindMedia, export.KindCall, export.KindPlace, export.KindDeleted, export.KindNotice} {
			if kinds[k] < 3 {
				t.Errorf("%s: %d of kind %s", v.Name, kinds[k], k)
			}
		}
	}
}

// unmarked takes out what stands around the words of the app.
var unmarked = strings.NewReplacer("\r\n", "\n", "\u200e", "", "\u200f", "")

// records are the forms that a message may have behind its stamp: with the caption
// on either side of the file.
func records(v Variant, c *formattest.Chat, m *export.Message) []string {
	words, who := unmarked.Replace(m.Content.Words()), ""
	if m.Sender != 0 {
		who = v.Called(c, m.Sender) + ": "
	}
	if v.IOS && m.Sender == 0 {
		who = c.Info.Title + ": "
	}
	if len(m.Edits) > 0 {
		return []string{who + words + " <"}
	}
	media, _ := m.Content.(export.Media)
	if media.Caption == "" {
		return []string{who + words + "\n"}
	}
	return []string{who + words + "\n" + media.Caption + "\n", who + media.Caption + " " + words + "\n"}
}

// Each file has a name of its own, and its bytes lie in the folder.
func TestFiles(t *testing.T) {
	for _, v := range All() {
		c := Lively(formattest.Generate(formattest.Plan{Seed: 5, Messages: 1500, Media: true}))
		fsys, err := v.FS(c)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{v.File(c): true}
		for m := range v.Messages(c) {
			media, ok := m.Content.(export.Media)
			if !ok {
				continue
			}
			if f := media.Files[0]; f.State == export.FilePresent {
				if fsys[f.Path] == nil || seen[f.Path] || int64(len(fsys[f.Path].Data)) != f.Size {
					t.Fatalf("%s: file %q", v.Name, f.Path)
				}
				seen[f.Path] = true
			}
		}
		if len(seen) != len(fsys) || v.Media != (len(seen) > 20) {
			t.Errorf("%s: %d files are named, %d lie there", v.Name, len(seen)-1, len(fsys)-1)
		}
	}
}

// Stamps are those that the facts about the forms show.
func TestStamps(t *testing.T) {
	at := time.Date(2022, 3, 27, 21, 4, 5, 0, time.UTC)
	want := map[string]string{
		"android-en-us": "3/27/22, 9:04\u202fPM - ", "android-nl": "27-03-2022 21:04 - ", "android-es": "27/3/2022, 9:04 p.\u00a0m. - ",
		"android-ar": "٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٠٤ م - ", "android-hi": "२७/०३/२०२२, २१:०४ - ", "android-hr": "27. 3. 2022. 21:04 - ",
		"ios-fi": "[27.3.2022 klo 21.04.05] ", "ios-vi": "[21:04:05, 27/3/22] ", "ios-th": "[3/27/2565 BE, 21:04:05] ",
		"ios-ja-era": "[3/27/R4, 21:04:05] ", "ios-zh": "[2022/3/27 下午9:04:05] ", "ios-ko": "[2022. 3. 27. 오후 9:04:05] ", "ios-id": "[27/03/22 21.04.05] ",
	}
	for _, v := range All() {
		got := v.stamp.format(at)
		if w := want[v.Name]; w != "" && got != w {
			t.Errorf("%s: %q, want %q", v.Name, got, w)
		}
		if !v.stamp.pattern().MatchString(got) {
			t.Errorf("%s: the pattern does not match %q", v.Name, got)
		}
		delete(want, v.Name)
	}
	if len(want) > 0 {
		t.Errorf("no form for %q", want)
	}
}
