package plain

import (
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestAppendText(t *testing.T) {
	for s, want := range map[string]string{
		"가\r\n나\r다\n라\v마\f바\u0085사\u2028아\u2029": "가/나/다/라/마/바/사/아/",
		"a\x00b\x1b[31m\x7f\u009bc\td":           "a␀b␛[31m␡\ufffdc\td",
		"\u202ea\u2066b\u2069\u200e":             "ab\u200e",
		"❤️ “x” \u00a0é 👨‍👩‍👧":                   "❤️ “x” \u00a0é 👨‍👩‍👧",
		"a\xffb\xe2\x80":                         "a\ufffdb\ufffd",
		"":                                       "",
	} {
		if got := string(AppendText(nil, s, "/", false)); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
	if got := string(AppendText(nil, "\u202ea", "\n", true)); got != "\u202ea" {
		t.Errorf("a mark that is to stay became %q", got)
	}
}

// Who got one name from two on purpose shares it; twins by accident do not.
func TestRoom(t *testing.T) {
	var told []export.Problem
	people := NewPeople([]export.Person{
		{Ref: 1, Names: []string{"지우", "옛 지우"}},
		{Ref: 2, Names: []string{"지우"}},
		{Ref: 3, Names: []string{"a"}},
		{Ref: 4, Names: []string{"b", "c"}},
		{Ref: 5, Names: []string{"나"}, Self: true},
		{Ref: 6, Names: []string{"나"}, Self: true},
		{Ref: 7, Names: []string{strings.Repeat("긴", 500)}},
	}, formats.WriteOptions{Names: map[string]string{"a": "A", "c": "A"}}, nil, func(p export.Problem) { told = append(told, p) })
	room := people.Room("ko")
	for ref, want := range map[export.PersonRef]string{0: "", 3: "A", 4: "A", 5: "나", 6: "나", 7: strings.Repeat("긴", 333), 99: "(알 수 없음)"} {
		if got := room.Name(ref); got != want {
			t.Errorf("person %d is %q, want %q", ref, got, want)
		}
	}
	if a, b, again := room.Name(1), room.Name(2), room.Name(1); a != "지우" || b != "지우 (2)" || again != a {
		t.Errorf("twins are %q and %q, then %q", a, b, again)
	}
	people.Room("ko").Name(7)
	codes := map[export.Code]int{}
	for i := range told {
		codes[told[i].Code]++
	}
	if codes[export.ClippedName] != 1 || codes[export.ChangedName] != 1 { // a name that somebody chose is not told of
		t.Errorf("told %+v", told)
	}
	if got := room.Notice(export.Notice{Actor: 5, People: []export.PersonRef{1, 0}}); got != "[안내] 나, 지우" {
		t.Errorf("a notice without words is %q", got)
	}
}

// A file straight from an export has no SHA-256 yet.
func TestShelf(t *testing.T) {
	h := formattest.NewHistory(nil, map[string][]byte{"x": []byte("abc")})
	out := &formattest.Output{}
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	for _, named := range []bool{false, true} {
		s := &Shelf{History: h, Out: out, Folder: "media/방/", Lang: "ko", Named: named}
		f := export.File{Kind: export.FilePhoto, State: export.FilePresent, Path: "x", Type: "image/jpeg; x"}
		where, err := s.Put(t.Context(), &f)
		if want := map[bool]string{false: "media/방/사진 1.jpg"}[named]; err != nil || where != want || f.SHA256 != sum {
			t.Errorf("put to %q, %v, %s", where, err, f.SHA256)
		}
	}
	if len(out.Names()) != 1 || string(out.Bytes("media/방/사진 1.jpg")) != "abc" {
		t.Errorf("copied %q", out.Names())
	}
}

func TestAppendTime(t *testing.T) {
	at := time.Date(2026, 2, 8, 5, 7, 9, 34_000_000, time.FixedZone("", -(3*60+30)*60))
	for precision, want := range map[time.Duration]string{
		time.Millisecond: "2026-02-08 05:07:09.034", time.Second: "2026-02-08 05:07:09", time.Minute: "2026-02-08 05:07",
		5 * time.Minute: "2026-02-08 05:07", time.Hour: "2026-02-08 05", 24 * time.Hour: "2026-02-08",
	} {
		if got := string(AppendTime(nil, export.Time{T: at, Precision: precision}, ' ')); got != want {
			t.Errorf("to %v it is %s, want %s", precision, got, want)
		}
	}
	if got := string(AppendOffset(nil, at)) + string(AppendTime(nil, export.Time{}, ' ')); got != "-03:30" {
		t.Errorf("the offset is %s", got)
	}
}
