package telegram_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"exile/convert/handover"
	"exile/convert/telegram"
)

func TestMatchNames(t *testing.T) {
	self := telegram.Account{ID: 10, Name: "Minjun Kim"}
	contacts := []telegram.Contact{
		{ID: 10, Name: "Minjun Kim"}, // the address book may hold oneself
		{ID: 21, Name: "Seoyeon Lee"},
		{ID: 22, Name: "박서준"},
		{ID: 23, Name: "Jiho Park"},
		{ID: 24, Name: "Jiho Park"},
		{ID: 25, Name: "지우"},
		{ID: 26, Name: "최 유나"},
	}
	tests := []struct {
		name   string
		person handover.Person
		want   telegram.Match
	}{
		{"oneself", handover.Person{Name: "Minjun Kim", Self: true}, telegram.Match{State: telegram.MatchedSelf, Contact: 10}},
		{"a contact", handover.Person{Name: "Seoyeon Lee"}, telegram.Match{State: telegram.Matched, Contact: 21}},
		{"in another Unicode form", handover.Person{Name: norm.NFD.String("박서준")}, telegram.Match{State: telegram.Matched, Contact: 22}},
		{"with more white space", handover.Person{Name: " Seoyeon   Lee"}, telegram.Match{State: telegram.Matched, Contact: 21}},
		{"two of a name", handover.Person{Name: "Jiho Park"}, telegram.Match{State: telegram.Ambiguous, Others: []string{"Jiho Park"}}},
		{"a first name alone", handover.Person{Name: "Seoyeon"}, telegram.Match{State: telegram.Unmatched, Others: []string{"Seoyeon Lee"}}},
		{"another case", handover.Person{Name: "seoyeon lee"}, telegram.Match{State: telegram.Unmatched, Others: []string{"Seoyeon Lee"}}},
		{"the words turned round", handover.Person{Name: "Lee Seoyeon"}, telegram.Match{State: telegram.Unmatched, Others: []string{"Seoyeon Lee"}}},
		{"as one is called", handover.Person{Name: "서준"}, telegram.Match{State: telegram.Unmatched, Others: []string{"박서준"}}},
		{"with the family name", handover.Person{Name: "한지우"}, telegram.Match{State: telegram.Unmatched, Others: []string{"지우"}}},
		{"with a title", handover.Person{Name: "박서준 팀장"}, telegram.Match{State: telegram.Unmatched, Others: []string{"박서준"}}},
		{"without the space", handover.Person{Name: "최유나"}, telegram.Match{State: telegram.Unmatched, Others: []string{"최 유나"}}},
		{"a stranger", handover.Person{Name: "도윤"}, telegram.Match{State: telegram.Unmatched}},
		{"withdrawn", handover.Person{Name: "(알 수 없음)", Nameless: true}, telegram.Match{State: telegram.NeverMatch}},
		{"withdrawn, called as a contact is", handover.Person{Name: "지우", Nameless: true}, telegram.Match{State: telegram.NeverMatch}},
		{"without a name", handover.Person{Name: " "}, telegram.Match{State: telegram.NeverMatch}},
		{"oneself by half the name", handover.Person{Name: "Minjun", Self: true}, telegram.Match{State: telegram.Unmatched, Others: []string{"Minjun Kim"}, Problem: telegram.SelfMissed}},
		{"oneself as a contact", handover.Person{Name: "박서준", Self: true}, telegram.Match{State: telegram.Matched, Contact: 22, Problem: telegram.SelfAsContact}},
		{"another of one's own name", handover.Person{Name: "Minjun Kim"}, telegram.Match{State: telegram.MatchedSelf, Contact: 10, Problem: telegram.TakenForSelf}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Name = tt.person.Name
			got := telegram.MatchNames([]handover.Person{tt.person}, self, contacts)
			if diff := cmp.Diff([]telegram.Match{tt.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Two written names that become one person are told, both.
func TestMatchNamesTwice(t *testing.T) {
	self := telegram.Account{ID: 10, Name: "Minjun Kim"}
	contacts := []telegram.Contact{{ID: 21, Name: "Seoyeon Lee"}}
	got := telegram.MatchNames([]handover.Person{{Name: "Seoyeon Lee"}, {Name: "Seoyeon  Lee"}, {Name: "Minjun Kim", Self: true}}, self, contacts)
	for i, want := range []telegram.MatchProblem{telegram.SameContact, telegram.SameContact, ""} {
		if got[i].Problem != want {
			t.Errorf("%q: %q, want %q", got[i].Name, got[i].Problem, want)
		}
	}
}

// A contact of one's own name makes one's own name ambiguous.
func TestMatchNamesOwnNameTwice(t *testing.T) {
	self := telegram.Account{ID: 10, Name: "Minjun Kim"}
	got := telegram.MatchNames([]handover.Person{{Name: "Minjun Kim", Self: true}}, self, []telegram.Contact{{ID: 21, Name: "Minjun Kim"}})
	if got[0].State != telegram.Ambiguous || len(got[0].Others) == 0 {
		t.Errorf("%+v", got[0])
	}
}

// Many people and many contacts of one name take no time to speak of.
func TestMatchNamesMany(t *testing.T) {
	var people []handover.Person
	var contacts []telegram.Contact
	for i := range 20_000 {
		people = append(people, handover.Person{Name: fmt.Sprintf("Kim Number%d", i)})
		contacts = append(contacts, telegram.Contact{ID: int64(i + 100), Name: fmt.Sprintf("Kim Person%d", i)})
	}
	begin := time.Now()
	got := telegram.MatchNames(people, telegram.Account{ID: 10, Name: "Kim"}, contacts)
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("%s", took)
	}
	if len(got[7].Others) != 5 {
		t.Errorf("%v", got[7].Others)
	}
}
