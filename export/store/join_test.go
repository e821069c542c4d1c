//go:build cgo

package store

import (
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	minutes := exportOf("android.txt", "2T12:00",
		"12:00 엄마 밥 먹었니", "12:01 민수 네", "12:01 민수 ㅋㅋ", "12:01 민수 ㅋㅋ", "12:03 엄마 *photo", "12:05 민수 두 줄/입니다", "12:30 엄마 그래")
	seconds := exportOf("mac.csv", "3T12:00",
		"12:01:05 민수 네", "12:01:07 민수 ㅋㅋ", "12:01:09 민수 ㅋㅋ", "12:03:30 엄마 *photo IMG_1.jpg", "12:05:59 민수 두 줄/입니다", "12:30:10 엄마 그래", "13:00:01 민수 나중")
	const want = `12:00 엄마 밥 먹었니
12:01:05 민수 네
12:01:07 민수 ㅋㅋ
12:01:09 민수 ㅋㅋ
12:03:30 엄마 *photo IMG_1.jpg
12:05:59 민수 두 줄/입니다
12:30:10 엄마 그래
13:00:01 민수 나중
`
	one := joined(t, minutes, seconds)
	other := joined(t, seconds, minutes)
	for _, s := range []*Store{one, other} {
		if got := reads(t, s, 1); got != want {
			t.Errorf("it reads\n%s", got)
		}
		checkIntegrity(t, s)
		tellsExactly(t, s, minutes, seconds)
	}
	if a, b := essence(t, one), essence(t, other); a != b {
		t.Errorf("the order of adding counts:\n%s\n%s", a, b)
	}
}

func TestJoinReports(t *testing.T) {
	s := joined(t, exportOf("a.txt", "2T12:00", "12:00 엄마 하나", "12:01 민수 둘", "12:02 민수 셋", "12:04 민수 다섯"))
	_, r := joinTo(t, s, 1, exportOf("b.txt", "3T12:00", "12:01 민수 둘", "12:02 민수 셋", "12:02 민수 셋 더", "12:03 엄마 넷", "12:04:30 민수 다섯", "12:05 민수 여섯"))
	want := JoinReport{Ref: 1, Chat: 1, Same: 2, Refined: 1, New: 3, OnlyHere: 2, OnlyBefore: 0}
	if r != want {
		t.Errorf("got %+v\nwant %+v", r, want)
	}
	_, r = joinTo(t, s, 1, exportOf("c.txt", "3T12:00", "11:59 민수 영", "12:04 민수 다섯"))
	if want := (JoinReport{Ref: 1, Chat: 1, Same: 1, New: 1, OnlyBefore: 5}); r != want {
		t.Errorf("got %+v\nwant %+v", r, want)
	}
}

// What stands in the minute in which an export begins or ends, and outside of it, is not
// what the other side lacks.
func TestJoinReportsKnowWhereExportsAreCut(t *testing.T) {
	all := []string{"12:00 엄마 하나", "12:00 민수 둘", "12:00 엄마 셋", "12:01 민수 넷", "12:02 엄마 다섯", "12:02 민수 여섯", "12:02 엄마 일곱"}
	for _, tt := range []struct {
		name         string
		first, then  []string
		same, new    int64
		here, before int64
	}{
		{"a later export", all[:6], all[1:], 5, 1, 0, 0},
		{"an earlier one", all[1:], all[:6], 5, 1, 0, 0},
		{"a part", all, all[1:6], 5, 0, 0, 0},
		{"the whole", all[1:6], all, 5, 2, 0, 0},
		{"one lacks something within", all[:6], append(append([]string{}, all[1:3]...), all[4:]...), 4, 1, 0, 1},
		{"the other does", append(append([]string{}, all[:3]...), all[4:6]...), all[1:], 4, 2, 1, 0},
		{"one lacks something in the minute of the cut", all[:6], append(append([]string{}, all[0]), all[2:]...), 5, 1, 0, 1},
	} {
		s := joined(t, exportOf("a.txt", "2T12:00", tt.first...))
		_, r := joinTo(t, s, 1, exportOf("b.txt", "3T12:00", tt.then...))
		if want := (JoinReport{Ref: 1, Chat: 1, Same: tt.same, New: tt.new, OnlyHere: tt.here, OnlyBefore: tt.before}); r != want {
			t.Errorf("%s:\n%+v, want\n%+v", tt.name, r, want)
		}
	}
}

func TestJoinKeepsOlderStates(t *testing.T) {
	long := strings.Repeat("가나다라마바사아자차", 50)
	old := exportOf("old.txt", "2T12:00", "12:00 엄마 비밀이야", "12:01 민수 처음에는 이렇게 썼다", "12:02 엄마 "+long, "12:03 민수 안녕")
	newer := exportOf("new.txt", "5T12:00", "12:00 엄마 *deleted", "12:01 민수 처음에는 이렇게 썼다가~", "12:02 엄마 "+long+"그리고 끝", "12:03 민수 안녕")
	one, other := joined(t, old, newer), joined(t, newer, old)
	want := "12:00 엄마 삭제된 메시지입니다.\n12:01 민수 처음에는 이렇게 썼다가\n12:02 엄마 " + long + "그리고 끝\n12:03 민수 안녕\n"
	for _, s := range []*Store{one, other} {
		if got := reads(t, s, 1); got != want {
			t.Errorf("it reads\n%s", got)
		}
		if got := rows(t, s, "SELECT count(*) FROM versions"); got != "3" {
			t.Errorf("%s versions", got)
		}
		tellsExactly(t, s, old, newer)
	}
	if a, b := essence(t, one), essence(t, other); a != b {
		t.Errorf("the order of adding counts:\n%s\n%s", a, b)
	}
}

// An export that says nothing new costs a run or two, and changes no row.
func TestSameCostsRuns(t *testing.T) {
	lines := []string{"12:00 엄마 하나", "12:01 민수 둘", "12:01 민수 둘", "12:02 민수 셋", "12:04 민수 다섯"}
	s := joined(t, exportOf("a.txt", "2T12:00", lines...))
	before := rows(t, s, "SELECT * FROM messages")
	_, r := joinTo(t, s, 1, exportOf("b.txt", "3T12:00", lines...))
	if r.Same != 5 || r.New+r.Refined+r.Versions != 0 {
		t.Errorf("%+v", r)
	}
	if after := rows(t, s, "SELECT * FROM messages"); after != before {
		t.Errorf("rows are %s, they were %s", after, before)
	}
	if got := rows(t, s, "SELECT export, first_record, first_message, count, place >> 20, clock FROM witnesses"); got != "1 1 1 5 <nil> <nil>; 2 1 1 5 3 <nil>" {
		t.Errorf("witnesses: %s", got)
	}
}

func TestJoinRenamedPerson(t *testing.T) {
	a := exportOf("a.txt", "2T12:00", "12:00 엄마 저녁은 뭐로 할까", "12:01 민수 김치찌개가 좋겠어요", "12:02 엄마 그러자", "12:03 민수 몇 시에 먹어요")
	b := exportOf("b.txt", "3T12:00", "12:00 어머니 저녁은 뭐로 할까", "12:01 민수 김치찌개가 좋겠어요", "12:02 어머니 그러자", "12:03 민수 몇 시에 먹어요", "12:04 어머니 일곱 시")
	s := joined(t, a, b)
	people, err := s.View().People(t.Context())
	if err != nil || len(people) != 2 || strings.Join(people[0].Names, " ") != "어머니 엄마" {
		t.Errorf("%+v, %v", people, err)
	}
	if got := rows(t, s, "SELECT count(*), count(DISTINCT sender) FROM messages"); got != "5 2" {
		t.Errorf("messages and people: %s", got)
	}
}

// Two people of a chat whom the owner joined are one to whatever comes later.
func TestJoinKnowsJoinedPeople(t *testing.T) {
	s := joined(t,
		exportOf("a.txt", "2T12:00", "12:00 엄마 저녁은 뭐로 할까요", "12:01 민수 김치찌개가 좋겠어요"),
		exportOf("b.txt", "3T12:00", "12:01 민수 김치찌개가 좋겠어요", "12:05 어머니 그러면 장을 봐야지"))
	people, err := s.View().People(t.Context())
	if err != nil || len(people) != 3 {
		t.Fatalf("%+v, %v", people, err)
	}
	if err := s.JoinPeople(t.Context(), people[0].Ref, people[2].Ref); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s)
	c := exportOf("c.txt", "4T12:00", "12:00 엄마 저녁은 뭐로 할까요", "12:01 민수 김치찌개가 좋겠어요", "12:05:30 엄마 그러면 장을 봐야지", "12:06 엄마 다 왔다")
	source, r := joinTo(t, s, 1, c)
	if r.Same != 2 || r.Refined != 1 || r.New != 1 {
		t.Errorf("%+v", r)
	}
	if got := rows(t, s, "SELECT sender FROM messages ORDER BY time"); got != "1; 2; 3; 1" {
		t.Errorf("the senders are %s", got) // the third is who wrote it, should they be parted again
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%q", c.Faults)
	}
	undo(t, s, source)
	if got := dump(t, s); got != before {
		t.Errorf("it was\n%s\nand is\n%s", before, got)
	}
}

// Thousands of messages of one minute, of which the other side has half, take no
// time that grows with their square.
func TestJoinCrowdedMinute(t *testing.T) {
	a, b := []string{"11:00 민수 처음"}, []string{"11:00 민수 처음"}
	for i := range 2500 {
		line := "12:00 민수 " + strings.Repeat("ㅋ", i%7+1)
		a = append(a, line)
		if i%2 == 0 {
			b = append(b, line)
		}
	}
	a, b = append(a, "13:00 민수 끝"), append(b, "13:00 민수 끝")
	one, two := exportOf("a.txt", "2T12:00", a...), exportOf("b.txt", "3T12:00", b...)
	s := joined(t, one, two)
	if got := rows(t, s, "SELECT count(*) FROM messages"); got != "2502" {
		t.Errorf("%s messages", got)
	}
	tellsExactly(t, s, one, two)
	undo(t, s, 1)
	if got := rows(t, s, "SELECT count(*) FROM messages"); got != "1252" {
		t.Errorf("%s messages are left", got)
	}
}
