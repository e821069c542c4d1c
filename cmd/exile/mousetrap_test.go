//go:build cgo

package main

import (
	"path/filepath"
	"testing"
)

// Only what a person does in a file manager opens the window by itself: not what a
// shell runs, and not a task on a schedule, for which nobody would press a key.
func TestClicked(t *testing.T) {
	dropped, err := filepath.Abs("KakaoTalkChats.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what  string
		args  []string
		alone bool
		want  bool
	}{
		{"a double click", nil, true, true},
		{"a file dropped on it", []string{dropped}, true, true},
		{"a shell", nil, false, false},
		{"a shell, with a path for a command", []string{dropped}, false, false},
		{"a task on a schedule", []string{"add", dropped}, true, false},
		{"a shortcut with a flag", []string{"--version"}, true, false},
	} {
		if got := clicked(c.args, func() bool { return c.alone }); got != c.want {
			t.Errorf("%s: %t", c.what, got)
		}
	}
}
