package whatsapp

import (
	"fmt"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// bodiesOf reads a text and returns who said what.
func bodiesOf(t *testing.T, text string) string {
	t.Helper()
	var all []string
	names := map[export.PersonRef]string{}
	for _, e := range formattest.Read(t, reader{}, textInput("_chat.txt", text), formats.ReadOptions{}) {
		if p, ok := e.(*export.Person); ok {
			names[p.Ref] = p.Name()
		}
		if m, ok := e.(*export.Message); ok {
			all = append(all, fmt.Sprintf("%s=%s", names[m.Sender], strings.ReplaceAll(m.Content.Words(), "\n", "|")))
		}
	}
	return strings.Join(all, "; ")
}

func TestShapes(t *testing.T) {
	const day = "13/02/2020, "
	for _, c := range []struct{ what, text, want string }{
		{
			"a pasted conversation of another shape is text",
			day + "10:00 - Ann: look\n[12/02/2020, 09:00:00] Ann: a\n[12/02/2020, 09:00:01] Ben: b\n[12/02/2020, 09:00:02] Ann: c\n" + day + "10:01 - Ben: so\n",
			"Ann=look|[12/02/2020, 09:00:00] Ann: a|[12/02/2020, 09:00:01] Ben: b|[12/02/2020, 09:00:02] Ann: c; Ben=so",
		},
		{
			"also where it is longer than all the rest",
			day + "10:00 - Ann: look\n" + strings.Repeat("[12/02/2020, 09:00:00] Ben: b\n", 50) + day + "10:01 - Ben: so\n",
			"Ann=look" + strings.Repeat("|[12/02/2020, 09:00:00] Ben: b", 50) + "; Ben=so",
		},
		{
			"two exports in one file",
			day + "10:00 - Ann: a\n" + day + "10:01 - Ben: b\n[13/02/2020, 10:02:00] Ann: c\n[13/02/2020, 10:03:00] Ben: d\n[14/02/2020, 10:02:00] Ann: e\n",
			"Ann=a; Ben=b; Ann=c; Ben=d; Ann=e",
		},
		{
			"the same of strangers is text: nobody of them writes here",
			day + "10:00 - Ann: a\n" + day + "10:01 - Ben: b\n[13/02/2020, 10:02:00] X: c\n[13/02/2020, 10:03:00] Y: d\n[14/02/2020, 10:02:00] X: e\n",
			"Ann=a; Ben=b|[13/02/2020, 10:02:00] X: c|[13/02/2020, 10:03:00] Y: d|[14/02/2020, 10:02:00] X: e",
		},
		{
			"the newer export first",
			"[13/02/2020, 10:00:00] Ann: a\n[14/02/2020, 10:01:00] Ben: b\n13/02/2018, 10:02 - Ann: c\n14/02/2018, 10:03 - Ben: d\n14/02/2018, 10:04 - Ben: e\n",
			"Ann=a; Ben=b; Ann=c; Ben=d; Ben=e",
		},
		{
			"the newer export first, of which one line was pasted before",
			"[13/02/2020, 10:00:00] Ann: a\n13/02/2018, 10:02 - Ann: c\n[14/02/2020, 10:01:00] Ben: b\n13/02/2018, 10:02 - Ann: c\n14/02/2018, 10:03 - Ben: d\n",
			"Ann=a|13/02/2018, 10:02 - Ann: c; Ben=b; Ann=c; Ben=d",
		},
		{
			"three exports, the newest first",
			"[13/02/2020, 10:00:00] Ann: a\n13/02/2018, 10:02 - Ann: c\n14/02/2018, 10:03 - Ann: d\n13.02.16 10:02 - Ann: e\n14.02.16 10:03 - Ann: f\n",
			"Ann=a; Ann=c; Ann=d; Ann=e; Ann=f",
		},
		{
			"two lines of another export at the end",
			day + "22:00 - Ann: a\n" + day + "22:01 - Ben: b\n14/02/2020, 9:00 am - Ben: c\n14/02/2020, 9:01 am - Ann: d\n",
			"Ann=a; Ben=b; Ben=c; Ann=d",
		},
		{
			"a line pasted at the end",
			day + "10:00 - Ann: a\n[12/02/2020, 09:00:00] Ann: b\n",
			"Ann=a|[12/02/2020, 09:00:00] Ann: b",
		},
		{
			"the clock of twelve hours from one day on",
			day + "22:00 - Ann: a\n14/02/2020, 9:00 am - Ben: b\n14/02/2020, 9:00 pm - Ann: c\n14/02/2020, 9:01 pm - Ben: d\n",
			"Ann=a; Ben=b; Ann=c; Ben=d",
		},
		{
			"a first line that somebody put before the export",
			"2020-02-12 10:00 - Ann: saved by me\n" + strings.Repeat(day+"10:00 - Ben: a\n", 101),
			strings.TrimSuffix(strings.Repeat("Ben=a; ", 101), "; "),
		},
		{
			"a pasted header that is padded otherwise",
			day + "09:00 - Ann: a\n" + day + "09:01 - Ann: b\n" + day + "09:02 - Ann: c\n13/02/2020, 9:00 - Ben: pasted\n",
			"Ann=a; Ann=b; Ann=c|13/02/2020, 9:00 - Ben: pasted",
		},
		{
			"numbers without zeros, of one digit and of two",
			"9/2/2020, 9:00 - Ann: a\n10/2/2020, 10:00 - Ann: b\n11/12/2020, 11:00 - Ann: c\n",
			"Ann=a; Ann=b; Ann=c",
		},
		{
			"CRLF ends a record and LF a line",
			"[13/02/2020, 10:00:00] Ann: a\n[13/02/2020, 09:00:00] Ben: pasted\r\n[13/02/2020, 10:01:00] Ben: b\n\nc\r\n[13/02/2020, 10:02:00] Ben: d\r\n[13/02/2020, 10:03:00] Ben: e\r\n",
			"Ann=a|[13/02/2020, 09:00:00] Ben: pasted; Ben=b||c; Ben=d; Ben=e",
		},
		{
			"both end a line",
			"[13/02/2020, 10:00:00] Ann: a\n[13/02/2020, 10:00:00] Ben: b\r\nc\r\n[13/02/2020, 10:01:00] Ben: d\ne\r\n",
			"Ann=a; Ben=b|c; Ben=d|e",
		},
	} {
		if got := bodiesOf(t, c.text); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
	}
}

// TestManyShapes: a file with more shapes than any phone writes is read by its first.
func TestManyShapes(t *testing.T) {
	var b strings.Builder
	b.WriteString("13/02/2020, 10:00 - Ann: a\n")
	for i := range 200 {
		fmt.Fprintf(&b, "13/02/2020 %c%c 10:00 - Ann: x\n", 'a'+i%26, 'a'+i/26)
	}
	b.WriteString("13/02/2020, 10:01 - Ann: b\n")
	got := bodiesOf(t, b.String())
	if !strings.HasPrefix(got, "Ann=a|13/02/2020 aa 10:00 - Ann: x|") || !strings.HasSuffix(got, "; Ann=b") || strings.Count(got, "; ") != 1 {
		t.Errorf("%.200s", got)
	}
}
