package words_test

import (
	"testing"

	"exile/formats/words"
)

// Every label exists in both languages with the same verbs, and none beyond the last.
func TestLabels(t *testing.T) {
	for l := words.Label(0); l <= words.LabelMessages; l++ {
		en, ko := l.In("en"), l.In("ko")
		if en == "" || ko == "" || en == ko || verbs(en) != verbs(ko) {
			t.Errorf("label %d: en %q, ko %q", l, en, ko)
		}
	}
	if s := words.Label(-1).In("ko") + (words.LabelMessages + 1).In("en"); s != "" {
		t.Errorf("a label that does not exist says %q", s)
	}
}
