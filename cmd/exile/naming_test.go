//go:build cgo

package main

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
		given  naming
		people []export.Person
		want   string
	}{
		{"two people", naming{names: map[string]string{"김": "Kim", "이": "Kim"}}, []export.Person{who("김"), who("이")}, "Kim"},
		{"in two forms of Unicode", naming{names: map[string]string{"김": "하", "이": "\u1112\u1161"}}, []export.Person{who("김"), who("이")}, "\u1112\u1161"},
		{"me and another", naming{names: map[string]string{"김": "Na"}, self: "Na"}, []export.Person{who("김"), me}, "Na"},
		{"me by name", naming{names: map[string]string{"김": "Na"}, me: "나", self: "Na"}, []export.Person{who("김"), who("나")}, "Na"},
		{"two names of one person", naming{names: map[string]string{"김": "Kim", "옛 김": "Kim"}}, []export.Person{who("김", "옛 김")}, ""},
		{"me under two keys", naming{self: "Na"}, []export.Person{me, me}, ""},
		{"twins of the source", naming{names: map[string]string{"김": "Kim"}}, []export.Person{who("김"), who("김")}, ""},
		{"one is not here", naming{names: map[string]string{"김": "Kim", "이": "Kim"}}, []export.Person{who("김")}, ""},
		{"no names", naming{}, []export.Person{who("김"), who("이")}, ""},
	} {
		got, found := c.given.twice(c.people)
		if got != c.want || found != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.name, got, found, c.want)
		}
	}
}
