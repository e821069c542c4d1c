package formattest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// Sample is what an export of other people's tests gave.
type Sample struct {
	export.Ledger

	Variant, Clock, Dates string // of its last file
	Problems              map[string]int
	NotRead               int // events that are Unread
}

// Samples returns the files of an app's samples that match one of the patterns, and
// skips the test where there are none: EXILE_SAMPLES names their folder.
func Samples(tb testing.TB, app string, patterns ...string) []string {
	tb.Helper()
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		tb.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	var names []string
	for _, p := range patterns {
		found, err := filepath.Glob(filepath.Join(dir, app, p))
		if err != nil {
			tb.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) == 0 {
		tb.Skipf("no samples of %s in %s", app, dir)
	}
	return names
}

// ReadSample reads a sample. It fails where the reader does not detect it or breaks
// what it promises, and where lines of the raw file are not accounted for.
func ReadSample(tb testing.TB, r formats.Reader, name string) Sample {
	tb.Helper()
	base := filepath.Base(name)
	in := Fixture(tb, os.DirFS(filepath.Dir(name)), base)
	if m := r.Detect(in); m.Score < formats.Likely {
		tb.Errorf("%s: detected with score %d: %s", base, m.Score, m.Why.EN)
	}
	events := Read(tb, r, in, formats.ReadOptions{})
	Promises(tb, in, events)
	s := Sample{Ledger: Accounting(tb, in, events), Problems: map[string]int{}}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Profile:
			s.Variant, s.Clock, s.Dates = strings.TrimSpace(e.Variant+" "+e.Locale), e.Clock, e.Dates
		case *export.Problem:
			key := string(e.Code)
			if e.Code == export.OnlyInOriginal {
				key += " " + e.Name
			}
			s.Problems[key] += e.Times()
		case *export.Unread:
			s.NotRead++
		case *export.Message, *export.Chat, *export.Person, *export.Mark:
		}
	}
	return s
}

// Told lists the problems with how often each came.
func (s *Sample) Told() string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(s.Problems)) {
		all = append(all, fmt.Sprintf("%s %d", key, s.Problems[key]))
	}
	return strings.Join(all, ", ")
}
