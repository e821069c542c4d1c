package desktop

import (
	"maps"
	"slices"
	"strings"

	"exile/export"
)

// tally collects what is said once at the end of a chat.
type tally struct {
	earlier  int // messages earlier than the one before
	inferred int // messages without a time of their own
	undated  int // of those, without one before them that has one
	missed   map[string]int
	absent   map[export.FileKind]int
}

const maxMissed = 200 // names of fields that are told of

// miss takes note of a field that the model has no place for.
func (t *tally) miss(name string) { t.misses(name, 1) }

func (t *tally) misses(name string, n int) {
	if t.missed == nil {
		t.missed = map[string]int{}
	}
	name = strings.ToValidUTF8(name, "\uFFFD")
	if _, known := t.missed[name]; !known && (len(t.missed) >= maxMissed || len(name) > maxKey) {
		name = "other"
	}
	t.missed[name] += n
}

// notExported takes note of a file that the export only says there was.
func (t *tally) notExported(k export.FileKind) {
	if t.absent == nil {
		t.absent = map[export.FileKind]int{}
	}
	t.absent[k]++
}

// tell emits the problems that speak for a whole chat, or for what is in no chat.
func (t *tally) tell(emit func(*export.Problem) error) error {
	var all []export.Problem
	if t.earlier > 0 {
		all = append(all, export.Problem{Code: export.OutOfOrder, Count: t.earlier})
	}
	if t.inferred > 0 {
		all = append(all, export.Problem{Code: export.TimeInferred, Count: t.inferred})
	}
	if t.undated > 0 {
		all = append(all, export.Problem{Code: export.UnknownTime, Count: t.undated})
	}
	for _, k := range slices.Sorted(maps.Keys(t.absent)) {
		all = append(all, export.Problem{Code: export.NotExported, Name: string(k), Count: t.absent[k]})
	}
	for _, name := range slices.Sorted(maps.Keys(t.missed)) {
		all = append(all, export.Problem{Code: export.OnlyInOriginal, Name: name, Count: t.missed[name]})
	}
	for i := range all {
		if err := emit(&all[i]); err != nil {
			return err
		}
	}
	return nil
}
