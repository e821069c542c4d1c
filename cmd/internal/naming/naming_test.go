package naming

import (
	"testing"

	"exile/export"
)

// One name for two people is found, and nothing that is no mistake.
func TestGivenTwice(t *testing.T) {
	who := func(names ...string) export.Person { return export.Person{Names: names} }
	me := who("나")
	me.Self = true
	for _, c := range []struct {
		name   string
		given  Given
		people []export.Person
		want   string
	}{
		{"two people", Given{Names: map[string]string{"김": "Kim", "이": "Kim"}}, []export.Person{who("김"), who("이")}, "Kim"},
		{"in two forms of Unicode", Given{Names: map[string]string{"김": "하", "이": "\u1112\u1161"}}, []export.Person{who("김"), who("이")}, "\u1112\u1161"},
		{"me and another", Given{Names: map[string]string{"김": "Na"}, Self: "Na"}, []export.Person{who("김"), me}, "Na"},
		{"me by name", Given{Names: map[string]string{"김": "Na"}, Me: "나", Self: "Na"}, []export.Person{who("김"), who("나")}, "Na"},
		{"two names of one person", Given{Names: map[string]string{"김": "Kim", "옛 김": "Kim"}}, []export.Person{who("김", "옛 김")}, ""},
		{"me under two keys", Given{Self: "Na"}, []export.Person{me, me}, ""},
		{"twins of the source", Given{Names: map[string]string{"김": "Kim"}}, []export.Person{who("김"), who("김")}, ""},
		{"one is not here", Given{Names: map[string]string{"김": "Kim", "이": "Kim"}}, []export.Person{who("김")}, ""},
		{"no names", Given{}, []export.Person{who("김"), who("이")}, ""},
	} {
		got, found := c.given.Twice(c.people)
		if got != c.want || found != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.name, got, found, c.want)
		}
	}
}
