//go:build cgo

package convert

import (
	"testing"

	"exile/export"
	"exile/export/store"
)

// Two people of one name in the store and one in the export, or the other way round,
// are told unless something says who is who.
func TestTwins(t *testing.T) {
	const name = "민수"
	for _, c := range []struct {
		title    string
		there    []string
		incoming int
		known    map[export.PersonRef]export.PersonRef
		told     bool
	}{
		{"two are there", []string{name, "하늘", name}, 1, nil, true},
		{"and one is known by what he wrote", []string{name, "하늘", name}, 1, map[export.PersonRef]export.PersonRef{1: 7}, false},
		{"two come", []string{name}, 2, nil, true},
		{"one on each side", []string{name, "하늘"}, 1, nil, false},
		{"nobody of that name was there", []string{"하늘", "바다"}, 2, nil, false},
	} {
		t.Run(c.title, func(t *testing.T) {
			in := &incoming{people: map[export.PersonRef]struct{}{}}
			s := &survey{people: map[export.PersonRef]string{}}
			for i := range c.incoming {
				in.people[export.PersonRef(i+1)] = struct{}{}
				s.people[export.PersonRef(i+1)] = name
			}
			in.names = map[string]int{name: c.incoming}
			r := &reading{report: &InReport{}}
			j := &joining{r: r, survey: s, twins: map[string]bool{}}
			j.findTwins(in, &fit{room: &store.Room{Names: c.there}, people: c.known})
			if err := j.finish(); err != nil {
				t.Fatal(err)
			}
			if got := codes(r.problems.all())["twin-names"] == 1; got != c.told {
				t.Errorf("told: %v", r.problems.all())
			}
		})
	}
}
