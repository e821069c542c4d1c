//go:build cgo

package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerifyRuns changes what exports saw and told behind the store's back.
func TestVerifyRuns(t *testing.T) {
	for _, test := range []struct{ name, statement, want string }{
		{"nothing", "SELECT 1", ""},
		{"a version of another message", "UPDATE versions SET message = message + 1", "versions: 1 are of records"},
		{"a version of no record", "UPDATE versions SET record = 99", "versions: 1 are of records"},
		{"a version that is no JSON", "UPDATE versions SET told = '{'", "versions: 1 cannot be read"},
		{"no owner", "UPDATE witnesses SET place = 5", "messages stand where no export"},
		{"two owners", "UPDATE witnesses SET place = NULL, document = 1", "messages stand where no export, or more than one"},
		{"another document", "UPDATE messages SET document = 2 WHERE id = 2", "1 messages stand where no export"},
		{"twice in one export", "UPDATE witnesses SET first_message = 1", "seen twice"},
		{"a chat of its own", "INSERT INTO chats SELECT 2, app, key, kind, title, lang, saved, document, place FROM chats; UPDATE exports SET chat = 2 WHERE id = 2", "exports of another chat"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := joined(t,
				exportOf("a.txt", "2T12:00", "12:00 엄마 비밀이야", "12:01 민수 둘", "12:02 지영 셋", "12:03 엄마 넷"),
				exportOf("b.txt", "3T12:00", "12:00 엄마 *deleted", "12:01 민수 둘", "12:02 지영 셋", "12:04 엄마 다섯"))
			c, err := dial(filepath.Join(s.Dir(), dbName), dialOptions{mode: "rw"})
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(c.exec(t.Context(), test.statement), c.close()); err != nil {
				t.Fatal(err)
			}
			check := verify(t, s)
			if test.want == "" && len(check.Faults) > 0 || test.want != "" && !strings.Contains(strings.Join(check.Faults, "\n"), test.want) {
				t.Errorf("%q", check.Faults)
			}
		})
	}
}
