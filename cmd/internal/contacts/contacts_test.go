package contacts

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

// shown writes contacts in a line each.
func shown(list []Contact) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%s: %s\n", strings.Join(c.Names, "="), strings.Join(c.Phones, ", "))
	}
	return b.String()
}

func cp949(t *testing.T, s string) string {
	t.Helper()
	out, err := korean.EUCKR.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever a phone or a program writes, names and numbers are what it showed.
func TestRead(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("Name,Phone 1 - Value\r\n김철수,010-1234-5678\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ in, want string }{
		"2.1 of a Korean phone": {
			"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80;=EC=B2=A0=EC=88=98;;;\r\n" +
				"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80=EC=B2=A0=\r\n=EC=88=98\r\nTEL;CELL;PREF:010-1234-5678\r\nTEL;HOME:02-123-4567\r\nEND:VCARD\r\n",
			"김철수=김 철수=철수 김: 010-1234-5678, 02-123-4567\n",
		},
		"2.1 in another set": {
			"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=EUC-KR:" + cp949(t, "박;하은") + "\nTEL;CELL:01098765432\nEND:VCARD\n" +
				"BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE:Jos=E9;CHARSET\nEND:VCARD\n" +
				"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Mu=F1oz;Jos=E9\nTEL:+34 600 000 000\nEND:VCARD\n" +
				"BEGIN:VCARD\nVERSION:2.1\nFN:" + cp949(t, "똠방각하") + "\nEND:VCARD\n",
			"박하은=박 하은=하은 박: 01098765432\nJos\ufffd;CHARSET: \nJosé Muñoz: +34 600 000 000\n똠방각하: \n",
		},
		"3.0 folded, with groups, a photo and somebody else in it": {
			"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iOS 18//EN\r\nN:Kim;Seo\r\n jun;;;\r\nFN:Seo\r\n jun\r\n  Kim\r\nNICKNAME:Jun\\, the tall,Junnie\r\n" +
				"item1.TEL;type=CELL;type=\"a:b\";type=pref:+82 10 1234 5678\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n TEL:1\r\n\r\n" +
				"AGENT:BEGIN:VCARD\\n\r\nEND:VCARD\r\nbegin:vcard\r\nversion:3.0\r\nfn:A\\;B\\\\C\r\nEnd:VCard\r\n",
			"Seojun Kim=Jun, the tall=Junnie: +82 10 1234 5678\nA;B\\C: \n",
		},
		"4.0": {
			"BEGIN:VCARD\nVERSION:4.0\nFN;LANGUAGE=ko:김서준\nTEL;VALUE=uri;TYPE=\"voice,cell\":tel:+82-10-1234-5678;ext=1\nEND:VCARD\n",
			"김서준: +82-10-1234-5678\n",
		},
		"a card of a company, one of nobody, and no end": {
			"BEGIN:VCARD\nVERSION:3.0\nFN:\nN:;;;;\nORG:우리 가게;본점\nTEL:02-123-4567\nEND:VCARD\nBEGIN:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:x",
			"우리 가게=본점: 02-123-4567\n",
		},
		"an agent in 2.1": {
			"BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:B\nTEL:1\nEND:VCARD\nTEL:2\nEND:VCARD\n",
			"A: 2\n",
		},
		"Google": {
			"First Name,Middle Name,Last Name,Phonetic First Name,Nickname,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n" +
				"철수,,김,,,Mobile,010-1234-5678 ::: 010-0000-0000,* Home,02-123-4567\nAnn,B.,Clark,,Annie,,,,\n",
			"김철수=김 철수=철수 김: 010-1234-5678, 010-0000-0000, 02-123-4567\nAnn B. Clark=Annie: \n",
		},
		"Google of before": {
			"Name,Given Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value\nAnn Clark,Ann,Clark,* myContacts,Mobile,+1 415-555-0100\n",
			"Ann Clark: +1 415-555-0100\n",
		},
		"Outlook in Korean, as Korean Excel saves it": {
			cp949(t, "이름,성,회사,휴대폰,근무처 전화\r\n철수,김,\"가나, 다\",010-1234-5678,02-123-4567\r\n,,우리 가게,,02-1\r\n"),
			"김철수=김 철수=철수 김: 010-1234-5678, 02-123-4567\n우리 가게: 02-1\n",
		},
		"semicolons":                     {"Display Name;E-mail;Mobile Phone\nAnn;a@example.com;0151 12345678\n", "Ann: 0151 12345678\n"},
		"UTF-16 with a mark":             {utf16, "김철수: 010-1234-5678\n"},
		"UTF-8 with a mark":              {"\ufeffname,phone\n김철수,1\n", "김철수: 1\n"},
		"vCard with a mark":              {"\ufeffBEGIN:VCARD\nFN:김\nEND:VCARD\n", "김: \n"},
		"more cells than it has columns": {"name,phone\nA,1,2,3\nB\n", "A: 1\nB: \n"},
	} {
		list, err := Read([]byte(c.in))
		if got := shown(list); err != nil || got != c.want {
			t.Errorf("%s: %v\n%swant\n%s", name, err, got, c.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for in, want := range map[string]error{
		"":                       ErrNoList,
		"Dear Sir or Madam,\n":   ErrNoList,
		"name,e-mail\nA,b\n":     ErrNoList,
		"phone\n1\n":             ErrNoList,
		"name,phone\n\xff\xff\n": ErrGarbled,
	} {
		if list, err := Read([]byte(in)); !errors.Is(err, want) || len(list) > 0 {
			t.Errorf("%q: %v, %v", in, list, err)
		}
	}
}

// A number is the same however it is written, and no other one is.
func TestSamePhone(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"+82 10-1234-5678", "010-1234-5678", true},
		{"+82 10-1234-5678", "01012345678", true},
		{"+82 10-1234-5678", "1012345678", true}, // a spreadsheet took the 0
		{"010-1234-5678", "1012345678", true},
		{"+82 010-1234-5678", "010 1234 5678", true},
		{"0082 10 1234 5678", "+82.10.1234.5678", true},
		{"821012345678", "010-1234-5678", true},
		{"821012345678@s.whatsapp.net", "+82 10-1234-5678", true},
		{"\u202a+82\u00a010‑1234‑5678\u202c", "010-1234-5678", true},
		{"＋８２ １０-1234-5678", "010-1234-5678", true},
		{"+44 (0)20 7946 0000", "020 7946 0000", true},
		{"+1 (415) 555-0100", "415-555-0100", true},
		{"+82 2-123-4567", "02-123-4567", true},
		{"+81 10-1234-5678", "+82 10-1234-5678", false},
		{"+82 10-1234-5678", "010-1234-5679", false},
		{"+82 10-1234-5678", "1234-5678", false},
		{"+1 602 123 4567", "02-123-4567", false}, // 160 is no country
		{"010-1234-5678", "1234-5678", false},
	} {
		a, ok1 := ParsePhone(c.a)
		b, ok2 := ParsePhone(c.b)
		if !ok1 || !ok2 {
			t.Errorf("%s, %s: %v, %v", c.a, c.b, ok1, ok2)
			continue
		}
		if a.Same(b) != c.want || b.Same(a) != c.want {
			t.Errorf("%s, %s: %v, %v, want %v", c.a, c.b, a.Same(b), b.Same(a), c.want)
		}
		if c.want && a.Tail() != b.Tail() {
			t.Errorf("%s, %s: their tails differ", c.a, c.b)
		}
	}
	for _, s := range []string{"", "철수", "112", "12:30", "2026년 1월", "+82 10-1234-5678 (집)", "1+2345678", "123456789012345678", "@", "someone@example.com"} {
		if _, ok := ParsePhone(s); ok {
			t.Errorf("%q is taken for a phone number", s)
		}
	}
}

// No file makes it fail in another way than by an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\nN;QUOTED-PRINTABLE:=\n \nTEL;X=\"\nEND:VCARD\n\nEnd:vcard"))
	f.Add([]byte("BEGIN:VCARD\n A:\n\t\nTEL:tel:"))
	f.Add([]byte("name,phone\n\"a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, _ := Read(data)
		for _, c := range list {
			if len(c.Names) == 0 {
				t.Errorf("nobody: %+v", c)
			}
			for _, s := range c.Phones {
				if p, ok := ParsePhone(s); ok && (!p.Same(p) || p.Tail() == "") {
					t.Errorf("%q is not itself", s)
				}
			}
		}
	})
}
