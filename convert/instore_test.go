//go:build cgo

package convert

import (
	"errors"
	"path/filepath"
	"testing"

	"exile/export/store"
)

// Nothing is written into a store, whether it is the input or not.
func TestTargetInStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s.exile")
	st, err := store.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := st.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Commit(store.Source{}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	mkdir(t, dir, "media")
	for _, name := range []string{"chats.db", "new", "media/new"} {
		for _, inputs := range [][]string{{dir}, nil} {
			if err := CheckTarget(filepath.Join(dir, name), true, inputs); !errors.Is(err, ErrSamePath) {
				t.Errorf("%s, inputs %v: got %v", name, inputs, err)
			}
		}
	}
	if err := CheckTarget(filepath.Join(filepath.Dir(dir), "new"), true, []string{dir}); err != nil {
		t.Errorf("beside the store: %v", err)
	}
}
