//go:build cgo

package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"exile/cmd/internal/contacts"
	"exile/cmd/internal/lang"
	"exile/export"
	"exile/export/store"
)

// folkOf makes people of one app, by their names; those like "/01012345678" are
// known by that handle.
func folkOf(names ...string) *folk {
	f := &folk{by: map[export.PersonRef]*somebody{}}
	for i, name := range names {
		p := &store.PersonDetail{App: "whatsapp"}
		p.Ref = export.PersonRef(i + 1)
		name, called, _ := strings.Cut(name, " = ")
		name, handle, ok := strings.Cut(name, "/")
		p.Called, p.Names = called, []string{name}
		if ok {
			p.Handles = []string{handle}
		}
		s := &somebody{parts: []*store.PersonDetail{p}}
		f.list, f.by[p.Ref] = append(f.list, s), s
	}
	return f
}

// A phone number names somebody only where it leads from one name to one number.
// What is not certain, and what the owner said, stays as it is.
func TestMatchContacts(t *testing.T) {
	list := []contacts.Contact{
		{Names: []string{"김철수", "철수 김"}, Phones: []string{"010-1234-5678", "02-000-0000"}},
		{Names: []string{"지우"}, Phones: []string{"010-2222-2222"}},
		{Names: []string{"엄마"}, Phones: []string{"010-3333-3333"}},
		{Names: []string{"아빠"}, Phones: []string{"010-3333-3333"}},
		{Names: []string{"일본"}, Phones: []string{"090-4444-4444"}},
		{Names: []string{"하은"}, Phones: []string{"+82 10-5555-5555"}},
		{Names: []string{"하은"}, Phones: []string{"010-5555-5555"}},
		{Names: []string{"박민준", "민준"}},
		{Names: []string{"아무개"}, Phones: []string{"112", "없음"}},
	}
	f := folkOf(
		"+82 10-1234-5678", "철수/821012345678", // in two places
		"~jw/+82 10-2222-2222 = 우리 지우",
		"+82 10-3333-3333",
		"+81 90-4444-4444", "+82 90-4444-4444", // a number without its country may be either
		"+82 10-5555-5555",
		"민준", "지우", "+82 10-9999-9999",
	)
	const want = `김철수 1 phone named
김철수 2 phone named
지우 3 phone kept
지우 9 name same
엄마 4 phone several
아빠 4 phone several
일본 5 phone several
일본 6 phone several
하은 7 phone named
하은 7 phone named
박민준 8 name alike
`
	for _, force := range []bool{false, true} {
		m := matchContacts(f, list, force)
		var b strings.Builder
		for _, x := range m.list {
			by := "name"
			if x.byPhone {
				by = "phone"
			}
			fmt.Fprintln(&b, x.contact.Names[0], x.who.ref(), by, x.outcome)
		}
		expected := want
		if force {
			expected = strings.Replace(want, "phone kept", "phone named", 1)
		}
		if b.String() != expected {
			t.Errorf("force %v:\n%swant\n%s", force, b.String(), expected)
		}
		if len(m.rest) != 1 || m.rest[0].Names[0] != "아무개" {
			t.Errorf("matched nobody: %v", m.rest)
		}
		var numbers []export.PersonRef
		for _, s := range m.numbers {
			numbers = append(numbers, s.ref())
		}
		if got := fmt.Sprint(numbers); got != "[4 5 6 10]" {
			t.Errorf("known by numbers: %s", got)
		}
		if groups := m.perhapsOne(); len(groups) != 2 || groups[0][1].who.ref() != 2 || groups[1][1].who.ref() != 9 {
			t.Errorf("perhaps one: %v", groups)
		}
	}
}

// Whatever people are called, a spreadsheet runs none of it, and it comes back as
// it was.
func TestNoFormulas(t *testing.T) {
	for _, s := range []string{
		"", "철수", "=1+1", "+82 10", "-", "@SUM(1)", "\tx", "'", "''", "'=", "''=1", "'a", "＝1", "a=1", "'철수'",
	} {
		cell := shielded(s)
		if cell != "" && strings.ContainsAny(string([]rune(cell)[:1]), formulas) {
			t.Errorf("%q is written as %q", s, cell)
		}
		if back := unshielded(cell); back != s {
			t.Errorf("%q comes back as %q", s, back)
		}
	}
}

// Somebody is named by the number, else by whatever they were ever called.
func TestNamed(t *testing.T) {
	f := folkOf("철수", "철수", "하은 : 총무", "+82 10-1234-5678", "민준/@mj = 우리 민준", "3", "whatsapp:철수")
	for name, want := range map[string]string{
		"2": "[2]", "철수": "[1 2]", "whatsapp:철수": "[1 2 7]", "하은 : 총무": "[3]", "whatsapp:하은 : 총무": "[3]", "line:철수": "[]",
		"01012345678": "[4]", "@mj": "[5]", "민준": "[5]", "우리 민준": "[5]", "3": "[3]", "whatsapp:3": "[6]", "9": "[]", "": "[]",
		"\u1106\u1175\u11ab\u110c\u116e\u11ab": "[5]", // as macOS spells it
	} {
		refs := []export.PersonRef{}
		for _, s := range f.named(name) {
			refs = append(refs, s.ref())
		}
		if got := fmt.Sprint(refs); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// The pages of the commands within people fit the terminal too.
func TestPeopleHelpFits(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		var out bytes.Buffer
		a := speaking(l)
		a.stdout = &out
		for _, cmd := range newPeople(a).Commands() {
			a.help(cmd, nil)
		}
		for line := range strings.Lines(out.String()) {
			if w := uniseg.StringWidth(strings.TrimRight(line, "\n")); w > helpWidth {
				t.Errorf("%s: %d columns: %s", l, w, line)
			}
		}
	}
}
