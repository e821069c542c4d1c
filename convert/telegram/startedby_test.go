package telegram

import (
	"testing"
	"time"
)

// Whose a message is goes by the imports that were started before it.
func TestOwnership(t *testing.T) {
	at := func(top int, imported int64, hour int) begun {
		return begun{Mark{Top: top, Imported: imported}, time.Date(2026, 11, 21, hour, 0, 0, 0, time.UTC)}
	}
	own := func(all ...begun) (parts []ownPart) {
		for _, b := range all {
			parts = append(parts, ownPart{begun: b})
		}
		return parts
	}
	for _, c := range []struct {
		name   string
		o      ownership
		ours   []int
		theirs []int
	}{
		{"alone", ownership{own: own(at(10, 3, 1))}, []int{11, 5000}, []int{1, 10}},
		{"alone, in a chat without imported messages", ownership{own: own(at(10, 0, 1))}, []int{1, 10, 5000}, nil},
		{"another later", ownership{own: own(at(10, 0, 1)), others: []begun{at(20, 10, 2)}}, []int{11, 20}, []int{10, 21, 5000}},
		{"another earlier", ownership{own: own(at(20, 10, 2)), others: []begun{at(10, 0, 1)}}, []int{21, 5000}, []int{11, 20}},
		{"between the parts", ownership{own: own(at(10, 0, 1), at(30, 20, 3)), others: []begun{at(20, 10, 2)}}, []int{11, 20, 31}, []int{21, 30}},
		{"ours deleted before another's", ownership{own: own(at(10, 0, 1)), others: []begun{at(10, 0, 2)}}, nil, []int{11, 5000}},
		{"more than ours deleted before another's", ownership{own: own(at(10, 0, 1)), others: []begun{at(4, 0, 2)}}, nil, []int{11, 5000}},
		{"the history cleared after another's", ownership{own: own(at(1, 0, 2)), others: []begun{at(30, 0, 1)}}, []int{2, 61, 5000}, []int{1}},
		{"the clock put back before another's", ownership{own: own(at(10, 0, 5)), others: []begun{at(20, 10, 2)}}, []int{11, 20}, []int{21, 5000}},
		{"seen to its end", ownership{own: []ownPart{{begun: at(10, 0, 1), last: 40}}}, []int{11, 40}, []int{41}},
		{"nothing started", ownership{}, nil, []int{1, 5000}},
	} {
		for _, id := range c.ours {
			if !c.o.has(id) {
				t.Errorf("%s: %d is not ours", c.name, id)
			}
		}
		for _, id := range c.theirs {
			if c.o.has(id) {
				t.Errorf("%s: %d is ours", c.name, id)
			}
		}
	}
}
