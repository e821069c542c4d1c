package telegram

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Standing is how a plan stands, by its journal, its receipt and its undo.
type Standing struct {
	Plan    string
	At      time.Time // of what is told last
	State   *State    // nil: nothing was pushed
	Receipt *Receipt  // counts alone, without names; nil: nothing was verified. It has no MAC
	Undone  time.Time // when what was delivered was taken back; zero: it was not
	Err     error     // what could not be read
}

// Status tells how all plans of which a folder knows stand, those last touched first.
// It takes no lock, no key and no network. A file that cannot be read is told in its
// plan's Err; the error is the folder's.
func Status(dir string) ([]Standing, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, err)
	}
	plans := map[string]*Standing{}
	for _, e := range entries {
		id, _, _ := strings.Cut(e.Name(), ".")
		if !isPlanID(id) || !e.Type().IsRegular() {
			continue
		}
		switch e.Name() {
		case id + journalEnd, id + receiptEnd, id + undoneEnd:
		default:
			continue
		}
		if plans[id] == nil {
			plans[id] = &Standing{Plan: id}
		}
		plans[id].read(filepath.Join(dir, e.Name()))
	}
	all := make([]Standing, 0, len(plans))
	for _, s := range plans {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Standing) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Plan, b.Plan)) })
	return all, nil
}

// read takes in a journal, a receipt, or that it was taken back.
func (s *Standing) read(path string) {
	var err error
	switch filepath.Ext(path) {
	case journalEnd:
		err = s.readJournal(path)
	case receiptEnd:
		err = s.readReceipt(path)
	default:
		s.Undone, err = undoneAt(filepath.Dir(path), s.Plan)
		s.touch(s.Undone)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.Err = errors.Join(s.Err, err)
	}
}

func (s *Standing) readJournal(path string) error {
	state, err := ReadJournal(path)
	if err != nil {
		return err
	}
	s.State = state
	s.touch(state.Made)
	for _, p := range state.Parts {
		s.touch(p.At)
	}
	return nil
}

func (s *Standing) readReceipt(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r, err := readReceipt(f)
	if err == nil && r.Plan != s.Plan {
		err = fmt.Errorf("%w: it is of another plan", ErrBadReceipt)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	s.Receipt = r
	s.touch(r.Read)
	return nil
}

func (s *Standing) touch(t time.Time) {
	if t.After(s.At) {
		s.At = t
	}
}
