package formattest

import (
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func collect[T any](s iter.Seq[T]) []T { return slices.Collect(s) }

func mustEqual(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, d)
	}
}
