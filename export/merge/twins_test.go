package merge_test

import (
	"slices"
	"testing"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
)

// One phone calls two people by one name, so that they are one person there; another
// phone tells them apart. Whose words are whose cannot be told then, and that is said.
func TestTwins(t *testing.T) {
	apart := generated(formattest.Plan{Seed: 3, Messages: 2000}).with(func(m *export.Message) *export.Message {
		if _, ok := m.Content.(export.Notice); ok {
			return nil // it names people
		}
		return m
	})
	const one, other = export.PersonRef(2), export.PersonRef(3)
	together, _ := apart.with(func(m *export.Message) *export.Message {
		if m.Sender == other {
			m.Sender = one
		}
		return m
	}).renamed(nil)
	twins := func(stored, incoming *room) []string {
		a, b := stored.marks(0), incoming.marks(0)
		return merge.Twins(a, b, merge.SamePeople(a, b))
	}
	for name, got := range map[string][]string{"then apart": twins(together, apart), "then together": twins(apart, together)} {
		if !slices.Equal(got, []string{apart.names[one]}) {
			t.Errorf("%s: %q, want %q", name, got, apart.names[one])
		}
	}
	same, _ := apart.renamed(nil)
	part := apart.with(func(m *export.Message) *export.Message {
		if m.Sender == other { // somebody whom the other phone does not show
			return nil
		}
		return m
	})
	for name, got := range map[string][]string{
		"the same": twins(apart, same), "one is not there": twins(part, same), "one is there no more": twins(same, part),
	} {
		if len(got) > 0 {
			t.Errorf("%s: %q", name, got)
		}
	}
}
