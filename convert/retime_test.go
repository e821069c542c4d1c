//go:build cgo

package convert_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

func zoneNamed(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func sourceNumbered(t *testing.T, st *store.Store, id int64) *store.Source {
	t.Helper()
	all, err := st.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	t.Fatalf("no source %d", id)
	return nil
}

// A phone that was abroad: its export, read in the wrong zone, stays a chat of its own.
// Once its zone is right the two are one, as if it had been read so, and what was said
// of the zone is gone.
func TestRetimeAWrongZone(t *testing.T) {
	v := variant(t, "android-ko-2026")
	walk := room(1, "")
	home, abroad := exported(t, v, piece(walk, 0, 400)), exported(t, v, piece(walk, 200, 600))
	for _, wrong := range []string{"Asia/Shanghai", "America/New_York"} {
		st := living(t, home)
		r, err := add(t, st, abroad, convert.InOptions{Read: formats.ReadOptions{Zone: zoneNamed(t, wrong)}})
		if err != nil || len(r.Joined) > 0 {
			t.Fatalf("%s: %+v, %v", wrong, r, err)
		}
		seoul := zoneNamed(t, "Asia/Seoul")
		d, err := convert.Retime(t.Context(), st, sourceNumbered(t, st, r.Source), seoul)
		if err != nil {
			t.Fatal(err)
		}
		if !d.Moved() || d.Messages != r.Ledger.Messages+r.Ledger.Notices || d.Before != wrong || d.Zone != "Asia/Seoul" {
			t.Errorf("%s: %+v", wrong, d)
		}
		if _, err := st.UniteChats(t.Context(), 1, 2); err != nil {
			t.Fatal(err)
		}
		want := living(t, home)
		if r, err = add(t, want, abroad, convert.InOptions{Read: formats.ReadOptions{Zone: seoul}}); err != nil || len(r.Joined) != 1 {
			t.Fatal(r, err)
		}
		same(t, wrong, told(t, want), told(t, st))
		whole(t, st)
		ours, theirs := sourceNumbered(t, st, 2), sourceNumbered(t, want, 2)
		if ours.Zone != theirs.Zone || ours.Asked.Zone != theirs.Asked.Zone || assumed(ours) || assumed(theirs) ||
			ours.Profiles[0].Zone != theirs.Profiles[0].Zone {
			t.Errorf("%s: it is noted as %+v, not as %+v", wrong, ours, theirs)
		}
	}
}

// assumed reports whether it was said that the zone of an input was assumed.
func assumed(s *store.Source) bool {
	return slices.ContainsFunc(s.Problems, func(p export.Problem) bool { return p.Code == export.AssumedZone })
}

// An export that was joined in the wrong zone comes to be what it is in the right one,
// message by message, also over a change of the clock: an hour that was there twice and
// one that never was.
func TestRetimeOverClockChanges(t *testing.T) {
	var text strings.Builder
	text.WriteString("\ufeff산책 모임 3 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 3월 29일 오후 3:19\n\n\n")
	day := ""
	for _, line := range []string{
		"2025년 11월 2일 오전 12:50, 하늘 : 아직 여름 시간입니다",
		"2025년 11월 2일 오전 1:20, 바다 : 한 시 이십 분, 처음",
		"2025년 11월 2일 오전 1:50, 하늘 : 한 시 오십 분, 처음",
		"2025년 11월 2일 오전 1:10, 바다 : 한 시 십 분, 두 번째",
		"2025년 11월 2일 오전 2:10, 하늘 : 이제 겨울 시간입니다",
		"2026년 3월 8일 오전 1:50, 하늘 : 곧 봄입니다",
		"2026년 3월 8일 오전 2:30, 바다 : 이 시각은 없었습니다",
		"2026년 3월 8일 오전 3:10, 하늘 : 봄이 왔습니다",
	} {
		if head, _, _ := strings.Cut(line, "일 "); head != day {
			day = head
			heading, _, _ := strings.Cut(line, ",")
			text.WriteString("\r\n" + heading + "\r\n")
		}
		text.WriteString(line + "\r\n")
	}
	path := filepath.Join(t.TempDir(), "KakaoTalkChats.txt")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	newYork := zoneNamed(t, "America/New_York")
	want := newLiving(t)
	if _, err := add(t, want, path, convert.InOptions{Read: formats.ReadOptions{Zone: newYork}}); err != nil {
		t.Fatal(err)
	}
	st := living(t, path) // in Seoul, where no clock changes
	d, err := convert.Retime(t.Context(), st, sourceNumbered(t, st, 1), newYork)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "in New York", told(t, want), told(t, st))
	whole(t, st)
	if d.Repeated != 3 || d.Skipped != 1 || len(d.Moves) != 2 {
		t.Errorf("%+v", d)
	}
	// And back. What the clock never showed stays where it was put.
	if _, err := convert.Retime(t.Context(), st, sourceNumbered(t, st, 1), zoneNamed(t, "Asia/Seoul")); err != nil {
		t.Fatal(err)
	}
	never := func(line string) bool { return strings.Contains(line, "이 시각은 없었습니다") }
	same(t, "and back", slices.DeleteFunc(told(t, living(t, path)), never), slices.DeleteFunc(told(t, st), never))
}

// What states its zone itself is not touched.
func TestRetimeRefusesAStatedZone(t *testing.T) {
	st := living(t, exported(t, variant(t, "android-ko-2026"), piece(room(1, ""), 0, 50)))
	st2 := newLiving(t)
	batch, err := st2.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	err = batch.Add([]export.Event{
		&export.Chat{Ref: 1, App: "x", Title: "방"},
		&export.Message{Chat: 1, Time: export.Time{T: at, Precision: time.Second, Zone: export.ZoneStated}, Seq: 1, Content: export.Text{Body: "안녕"}},
	})
	if err == nil {
		_, err = batch.Commit(store.Source{Input: "x", Added: at})
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := convert.Retime(t.Context(), st2, sourceNumbered(t, st2, 1), zoneNamed(t, "Asia/Seoul")); !errors.Is(err, convert.ErrStatedZone) {
		t.Errorf("it was moved: %v", err)
	}
	if _, err := convert.Retime(t.Context(), st, &store.Source{ID: 9}, zoneNamed(t, "Asia/Seoul")); !errors.Is(err, store.ErrNoSource) {
		t.Errorf("no source: %v", err)
	}
}
