package formattest

import (
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
)

func collect[T any](s iter.Seq[T]) []T { return slices.Collect(s) }

func mustEqual(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, d)
	}
}

// asked returns what a history answers.
func asked(t *testing.T, h formats.History, r export.Range) []*export.Message {
	t.Helper()
	var list []*export.Message
	for m, err := range h.Messages(t.Context(), 1, r) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}

func flat(lists [][]*export.Message) []export.Event {
	var events []export.Event
	for _, list := range lists {
		for _, m := range list {
			events = append(events, m)
		}
	}
	return events
}
