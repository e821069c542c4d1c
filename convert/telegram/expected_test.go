package telegram

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"exile/convert/handover"
	"exile/export"
)

func testChat() *handover.Chat {
	return &handover.Chat{
		People: []handover.Person{{Name: "김민수"}, {Name: "Lee:Y"}},
		Parts: []handover.Part{{
			Messages: 5, Notices: 2,
			Files: []handover.File{{Name: "00000004-PHOTO.jpg", Kind: export.FilePhoto, Size: 5}, {Name: "a: b.pdf", Kind: export.FileDocument, Size: 7}},
		}},
	}
}

const testText = `[08/02/2026, 15:17:00] exile created group "가족"
[08/02/2026, 15:17:00] 김민수: 안녕: 하세요
두 번째 줄

[09/02/2026, 00:00] 줄이 아닌 줄
[08/02/2026, 15:17:01] Lee:Y: <attached: 00000004-PHOTO.jpg>
[08/02/2026, 15:17:01] Lee:Y: <attached: a: b.pdf>
[08/02/2026, 15:18:00] 이영희님이 나갔습니다.
[08/02/2026, 15:18:00] 김민수: <` + "\u200b" + `attached: 00000004-PHOTO.jpg>
[08/02/2026, 23:59:59] Lee:Y: ` + "\u200b" + `
끝
`

func readTest(text string, c *handover.Chat) ([]expected, error) {
	r := newReading(c, 9*3600, func(_, file int) Form { return FormOf(&c.Parts[0].Files[file]) }, newDigests("k"))
	err := r.read(strings.NewReader(text), 0)
	return r.all, err
}

// What exile writes is read back as it was meant: who, when, which text, which file.
func TestReadText(t *testing.T) {
	got, err := readTest(testText, testChat())
	if err != nil {
		t.Fatal(err)
	}
	d := newDigests("k")
	text := func(s string) uint64 { return d.text([]byte(s)) }
	at := time.Date(2026, 2, 8, 6, 17, 0, 0, time.UTC).Unix()
	want := []expected{
		{at: at, sender: notice, file: noFile, form: noForm, hash: text(`exile created group "가족"`), units: 24},
		{at: at, sender: 0, file: noFile, form: noForm, hash: text("안녕: 하세요\n두 번째 줄\n\n[09/02/2026, 00:00] 줄이 아닌 줄"), units: 43},
		{at: at + 1, sender: 1, file: 0, form: 0, hash: d.file(AsPhoto, 0)},
		{at: at + 1, sender: 1, file: 1, form: 5, hash: d.file(AsDocument, 7)},
		{at: at + 60, sender: notice, file: noFile, form: noForm, hash: text("이영희님이 나갔습니다."), units: 12},
		{at: at + 60, sender: 0, file: noFile, form: noForm, hash: text("<attached: 00000004-PHOTO.jpg>"), units: 31},
		{at: at + 8*3600 + 42*60 + 59, sender: 1, file: noFile, form: noForm, hash: text("끝"), units: 3},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(expected{})); diff != "" {
		t.Error(diff)
	}
	if n := unsafe.Sizeof(expected{}); n > 40 {
		t.Errorf("%d bytes a message", n)
	}
}

// What exile does not write is refused, and no text is quoted.
func TestReadTextStrict(t *testing.T) {
	replace := func(from, to string) string {
		s := strings.Replace(testText, from, to, 1)
		if s == testText {
			t.Fatalf("%q is not in the text", from)
		}
		return s
	}
	for name, text := range map[string]string{
		"does not begin with a message": "x\n" + testText,
		"a stranger":                    replace("] 김민수: 안녕", "] 김민준: 안녕"),
		"another file":                  replace("04-PHOTO.jpg>\n", "05-PHOTO.jpg>\n"),
		"a file too many":               testText + "[08/02/2026, 23:59:59] Lee:Y: <attached: b.jpg>\n",
		"a message less":                replace("[08/02/2026, 23:59:59] Lee:Y: ", ""),
		"a notice less":                 replace("[08/02/2026, 15:18:00] 이영희", "이영희"),
		"no end":                        strings.TrimSuffix(testText, "\n"),
		"nothing":                       "",
		"no such day":                   replace("[08/02/2026, 15:17:00] 김", "[30/02/2026, 15:17:00] 김"),
	} {
		_, err := readTest(text, testChat())
		if !errors.Is(err, ErrText) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, word := range []string{"안녕", "김민", "PHOTO"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%s: the error quotes the text: %v", name, err)
			}
		}
	}
}

// A line of any length is read, and no message grows without end.
func TestReadTextLong(t *testing.T) {
	c := &handover.Chat{People: []handover.Person{{Name: "김민수"}}, Parts: []handover.Part{{Messages: 2}}}
	long := strings.Repeat("긴", 200_000)
	got, err := readTest("[08/02/2026, 15:17:00] 김민수: "+long+"\n[08/02/2026, 15:17:00] 김민수: 끝\n", c)
	if err != nil || len(got) != 2 || got[0].units != 200_000 || got[0].hash != newDigests("k").text([]byte(long)) {
		t.Fatalf("%v, %+v", err, got)
	}
	if _, err := readTest("[08/02/2026, 15:17:00] 김민수: "+strings.Repeat("x", maxText+1)+"\n", c); !errors.Is(err, ErrText) {
		t.Errorf("a message without end: %v", err)
	}
}

func FuzzReadText(f *testing.F) {
	f.Add(testText)
	f.Add("[08/02/2026, 15:17:00] 김민수: \n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readTest(text, testChat())
		if err == nil && len(got) != 7 {
			t.Errorf("%d messages", len(got))
		}
		if err != nil && !errors.Is(err, ErrText) {
			t.Error(err)
		}
	})
}

// Texts that look the same have one hash: what Telegram takes out of a message, and
// exile's own guard, are no change. Anything that can be seen is.
func TestDigestSeen(t *testing.T) {
	d := newDigests("k")
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"안녕", "\u200b 안녕 \n\n", true},
		{"a  \nb", "a\nb", true},
		{"a\n\n\nb", "a\n \n\t\nb", true},
		{"<\u200battached: x>", "<attached: x>", true},
		{"a\u2028b", "ab", true},
		{"a\tb", "a b", true},
		{"a b", "a  b", false},
		{"a\nb", "a\n\nb", false},
		{"👨\u200d👩", "👨👩", false}, // the joiner is seen
		{"a", "A", false},
		{"한", "\u1112\u1161\u11ab", false}, // NFC and NFD: Telegram changes neither
	} {
		if got := d.text([]byte(c.a)) == d.text([]byte(c.b)); got != c.same {
			t.Errorf("%q and %q: same %v", c.a, c.b, got)
		}
	}
	if d.text([]byte(" \u200b\n")) != 0 || d.text([]byte("x")) == 0 {
		t.Error("only a text without anything to see has the hash 0")
	}
	if newDigests("k").text([]byte("x")) == newDigests("l").text([]byte("x")) {
		t.Error("the key does not count")
	}
}
