//go:build cgo

package store

import (
	"testing"

	"exile/export"
)

// The older states of a few messages are those that the whole chat tells of them.
func TestVersionsOf(t *testing.T) {
	s := joined(t,
		exportOf("a.txt", "2T12:00", "12:00 엄마 비밀이야", "12:01 민수 처음에는 이렇게 썼다", "12:03 지영 그대로"),
		exportOf("b.txt", "3T12:00", "12:00 엄마 *deleted", "12:01 민수 처음에는 이렇게 썼다가~", "12:03 지영 그대로"))
	want := map[export.MessageID]string{}
	for v, err := range s.View().Versions(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		want[v.Message] += v.Told.Content.Words() + v.Told.From.File
	}
	var ids []export.MessageID
	for _, m := range all(t, s, 1, export.Range{}) {
		ids = append(ids, m.ID)
	}
	versionsOf := func(chat export.ChatRef, ids ...export.MessageID) map[export.MessageID]string {
		list, err := s.View().VersionsOf(t.Context(), chat, ids)
		if err != nil {
			t.Fatal(err)
		}
		got := map[export.MessageID]string{}
		for _, v := range list {
			got[v.Message] += v.Told.Content.Words() + v.Told.From.File
		}
		return got
	}
	got := versionsOf(1, ids...)
	if len(ids) != 3 || len(want) != 2 || len(got) != 2 || got[ids[0]] != want[ids[0]] || got[ids[1]] != want[ids[1]] {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := versionsOf(1, ids[1], 999); len(got) != 1 || got[ids[1]] != want[ids[1]] {
		t.Errorf("of one: %v", got)
	}
	if none, other := versionsOf(1), versionsOf(2, ids...); len(none) != 0 || len(other) != 0 {
		t.Errorf("of none: %v; in another chat: %v", none, other)
	}
}
