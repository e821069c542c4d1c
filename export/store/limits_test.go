//go:build cgo

package store

import "testing"

// A database from a stranger gets no other attached, and no statement as deep as
// it likes.
func TestVaultLimits(t *testing.T) {
	s, _ := newVaultStore(t)
	rich(t, s)
	c, err := s.take()
	if err != nil {
		t.Fatal(err)
	}
	defer s.put(c)
	for _, statement := range []string{
		"ATTACH ':memory:' AS other",
		"SELECT zeroblob(2000000000)",
	} {
		if err := c.each(t.Context(), statement, nil, ignore); err == nil {
			t.Errorf("%s is allowed", statement)
		}
	}
}
