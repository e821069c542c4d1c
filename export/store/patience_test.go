//go:build cgo

package store

import (
	"context"
	"errors"
	"testing"
	"time"
)

// Whoever has patience gets to write when the other one is done, and is told once that
// there is something to wait for; whoever has none, or is cancelled, does not wait.
func TestPatience(t *testing.T) {
	s := newStoreWith(t, exportOf("a.txt", "2T12:00", "12:00 엄마 하나를 말합니다"))
	other := func() *Store {
		o, err := Open(s.Dir(), ReadWrite)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { o.Close() })
		return o
	}
	b, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := other().SetSetting(t.Context(), "a", "b"); !errors.Is(err, ErrLocked) {
		t.Errorf("without patience: %v", err)
	}
	begun := 0
	impatient := other().WithPatience(Patience{Wait: 10 * time.Millisecond, Begun: func() { begun++ }})
	if err := impatient.SetSetting(t.Context(), "a", "b"); !errors.Is(err, ErrLocked) || begun != 1 {
		t.Errorf("with little patience: %v, told %d times", err, begun)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancelled := other().WithPatience(Patience{Wait: time.Hour, Begun: cancel})
	if err := cancelled.SetSetting(ctx, "a", "b"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	// The other one ends as soon as it is known that somebody waits.
	patient := other().WithPatience(Patience{Wait: time.Hour, Begun: func() {
		if err := b.Rollback(); err != nil {
			t.Error(err)
		}
	}})
	if err := patient.SetSetting(t.Context(), "a", "b"); err != nil {
		t.Errorf("with patience: %v", err)
	}
	if v, err := s.Setting(t.Context(), "a"); v != "b" || err != nil {
		t.Errorf("it says %q, %v", v, err)
	}
}
