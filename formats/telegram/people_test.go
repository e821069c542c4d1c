package telegram

import (
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

func TestCleanPerson(t *testing.T) {
	for in, want := range map[string]string{
		"김민수":           "김민수",
		"Kim Min-su":    "Kim Min-su",
		"부서 : 김민수":      "부서 :김민수",
		"a:\u3000 b: ":  "a:b:",
		"부서:영업팀":        "부서:영업팀",
		" 김 ":           "김",
		"a\nb\x1b[2Jc":  "a b [2Jc",
		"\u202eabc":     "abc",
		"👩‍👩‍👧 엄마":      "👩‍👩‍👧 엄마",
		"- 김":           "-김",
		"-김":            "-김",
		"[팀장] 최":        "[팀장] 최",
		"한글":            "한글",
		"":              "(알 수 없음)",
		" \u200b\u200e": "(알 수 없음)",
		":":             ":",
	} {
		if got, clipped := cleanPerson(in, "ko"); got != want || clipped {
			t.Errorf("%q: %q (clipped %v), want %q", in, got, clipped, want)
		}
	}
	got, clipped := cleanPerson(strings.Repeat("가", 200), "ko")
	if got != strings.Repeat("가", maxName) || !clipped {
		t.Errorf("a long name: %d bytes, clipped %v", len(got), clipped)
	}
}

// Each case lets the people speak in order and looks under which names.
func TestRoom(t *testing.T) {
	self := person(1, "나")
	self.Self = true
	for _, tt := range []struct {
		name     string
		people   []export.Person
		members  []export.PersonRef
		opt      formats.WriteOptions
		want     []string
		problems []export.Code
	}{
		{
			"as they are called",
			[]export.Person{self, person(2, "김")},
			nil,
			formats.WriteOptions{},
			[]string{"나", "김"},
			nil,
		},
		{
			"me and others by the account's names",
			[]export.Person{self, person(2, "김")},
			nil,
			formats.WriteOptions{Self: "Min Su", Names: map[string]string{"김": "Kim Young"}},
			[]string{"Min Su", "Kim Young"},
			nil,
		},
		{
			"a name in the other form of Unicode",
			[]export.Person{person(1, "\u1100\u1175\u11b7")},
			nil,
			formats.WriteOptions{Names: map[string]string{"김": "Kim"}},
			[]string{"Kim"},
			nil,
		},
		{
			"twins",
			[]export.Person{person(1, "김"), person(2, "김"), person(3, "김 (2)")},
			nil,
			formats.WriteOptions{},
			[]string{"김", "김 (2)", "김 (2) (2)"},
			[]export.Code{export.ChangedName, export.ChangedName},
		},
		{
			"twins but for what is taken out",
			[]export.Person{person(1, "a: b"), person(2, "a:b")},
			nil,
			formats.WriteOptions{},
			[]string{"a:b", "a:b (2)"},
			[]export.Code{export.ChangedName, export.ChangedName},
		},
		{
			"withdrawn members",
			[]export.Person{person(1, "(알 수 없음)"), person(2, "(알 수 없음)"), person(3, "")},
			nil,
			formats.WriteOptions{},
			[]string{"(알 수 없음)", "(알 수 없음) (2)", "(알 수 없음) (3)"},
			[]export.Code{export.ChangedName},
		},
		{
			"two given one name on purpose",
			[]export.Person{person(1, "김"), person(2, "김 회사")},
			nil,
			formats.WriteOptions{Names: map[string]string{"김": "Kim", "김 회사": "Kim"}},
			[]string{"Kim", "Kim"},
			[]export.Code{export.TwinNames},
		},
		{
			"twins given one name by accident",
			[]export.Person{person(1, "김"), person(2, "김")},
			nil,
			formats.WriteOptions{Names: map[string]string{"김": "Kim"}},
			[]string{"Kim", "Kim (2)"},
			[]export.Code{export.ChangedName},
		},
		{
			"a member with my name who speaks first",
			[]export.Person{person(2, "나"), self},
			[]export.PersonRef{1, 2},
			formats.WriteOptions{},
			[]string{"나 (2)", "나"},
			[]export.Code{export.ChangedName},
		},
		{
			"me under two keys",
			[]export.Person{self, {Ref: 2, Names: []string{"나"}, Self: true}},
			nil,
			formats.WriteOptions{},
			[]string{"나", "나"},
			nil,
		},
		{
			"an older name is mapped",
			[]export.Person{{Ref: 1, Names: []string{"새 이름", "옛 이름"}}},
			nil,
			formats.WriteOptions{Names: map[string]string{"옛 이름": "Kim"}},
			[]string{"Kim"},
			nil,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			var problems []export.Code
			tt.opt.Lang = "ko"
			warn := func(p export.Problem) { problems = append(problems, p.Code) }
			r := newRoom(newDirectory(tt.people, tt.opt), &export.Chat{Members: tt.members}, warn)
			for range 2 { // a name once given stays
				got = got[:0]
				for i := range tt.people {
					got = append(got, r.author(tt.people[i].Ref).name)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("written as %q, want %q", got, tt.want)
			}
			if !slices.Equal(problems, tt.problems) {
				t.Errorf("problems %q, want %q", problems, tt.problems)
			}
		})
	}
}
