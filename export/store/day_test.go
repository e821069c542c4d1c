//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"testing"
	"time"

	"exile/export"
)

// walls are what the clocks of a chat's messages showed, in the order of Messages;
// without those that have no time.
func walls(t *testing.T, s *Store, chat export.ChatRef) (ids []export.MessageID, clocks []time.Time) {
	t.Helper()
	err := s.query(t.Context(), "SELECT id, time + (clock >> 6) * 1000 FROM messages WHERE chat = ? AND time IS NOT NULL ORDER BY time, seq, id",
		[]driver.Value{int64(chat)}, func(row []driver.Value) error {
			ids = append(ids, export.MessageID(integer(row[0])))
			clocks = append(clocks, time.UnixMilli(integer(row[1])).UTC())
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return ids, clocks
}

func daysOf(t *testing.T, s *Store, chat export.ChatRef, year int, month time.Month) []int {
	t.Helper()
	days, err := s.View().Days(t.Context(), chat, year, month)
	if err != nil {
		t.Fatal(err)
	}
	return days
}

// What the calendar shows are the days that stand in Messages, whatever zones mix.
func TestCalendar(t *testing.T) {
	eachChat(t, func(t *testing.T, s *Store, chat export.ChatRef, _ []*export.Message) {
		t.Helper()
		ids, clocks := walls(t, s, chat)
		type month struct {
			year int
			m    time.Month
		}
		want := map[month][]int{}
		for _, c := range clocks {
			k := month{c.Year(), c.Month()}
			want[k] = append(want[k], c.Day())
		}
		months, err := s.View().Months(t.Context(), chat)
		if err != nil || len(months) != len(want) {
			t.Fatalf("%d of %d months, %v", len(months), len(want), err)
		}
		for i, m := range months {
			days := want[month{m.Year, m.Month}]
			slices.Sort(days)
			if got := daysOf(t, s, chat, m.Year, m.Month); !slices.Equal(got, slices.Compact(days)) {
				t.Fatalf("%d-%d has days %v, not %v", m.Year, m.Month, got, days)
			}
			if at := slices.Index(ids, m.First); at < 0 || clocks[at].Year() != m.Year || clocks[at].Month() != m.Month {
				t.Errorf("%d-%d begins with message %d", m.Year, m.Month, m.First)
			}
			if i > 0 && months[i-1].Year*12+int(months[i-1].Month) >= m.Year*12+int(m.Month) {
				t.Errorf("%v after %v", m, months[i-1])
			}
		}
		for day := time.Date(2023, 12, 26, 0, 0, 0, 0, time.UTC); day.Year() < 2025; day = day.AddDate(0, 0, 1) {
			got, err := s.View().FirstOnDay(t.Context(), chat, day.Year(), day.Month(), day.Day())
			want := export.MessageID(0)
			if i := slices.IndexFunc(clocks, func(c time.Time) bool { return !c.Before(day) }); i >= 0 {
				want = ids[i]
			}
			if err != nil || got != want {
				t.Fatalf("%v: it is %d, not %d, %v", day, got, want, err)
			}
		}
	})
}

func TestFirstOn(t *testing.T) {
	eachChat(t, func(t *testing.T, s *Store, chat export.ChatRef, whole []*export.Message) {
		t.Helper()
		asked := []time.Time{{}, time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2090, 1, 1, 0, 0, 0, 0, seoul)}
		for _, m := range whole {
			asked = append(asked, m.Time.T, m.Time.T.Add(1), m.Time.T.Add(-time.Minute), m.Time.T.AddDate(0, 0, 1))
		}
		for _, at := range asked {
			if at.IsZero() {
				continue
			}
			want := export.MessageID(0)
			if list := all(t, s, chat, export.Range{After: at, Limit: 1}); len(list) > 0 {
				want = list[0].ID
			}
			if got, err := s.View().FirstOn(t.Context(), chat, at); err != nil || got != want {
				t.Fatalf("%v: %d, not %d, %v", at, got, want, err)
			}
		}
	})
}

// A day is the day on which it was written where it was written.
func TestDaysAreThoseOfTheWriter(t *testing.T) {
	s := newStore(t)
	events := people1()
	ny := time.FixedZone("", -5*3600)
	for i, at := range []time.Time{
		time.Date(2024, 2, 29, 23, 59, 0, 0, seoul),
		time.Date(2024, 3, 1, 0, 0, 0, 0, seoul), // 29 February, 10:00 in New York
		time.Date(2024, 2, 29, 10, 1, 0, 0, ny),
		time.Date(2024, 3, 31, 23, 0, 0, 0, ny), // 1 April, 13:00 in Seoul
		time.Date(2024, 5, 1, 1, 0, 0, 0, seoul),
		time.Date(2024, 4, 30, 12, 0, 0, 0, ny),
		time.Date(2024, 6, 30, 12, 0, 0, 0, ny),
		time.Date(2024, 7, 1, 2, 1, 0, 0, seoul), // no other of July
		time.Date(2024, 6, 30, 13, 0, 0, 0, ny),
	} {
		m := say(int64(i), 0, at.Format(time.RFC3339))
		m.Time.T = at
		events = append(events, m)
	}
	put(t, s, Source{}, events...)
	months, err := s.View().Months(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range months {
		got = append(got, fmt.Sprint(int(m.Month), daysOf(t, s, 1, m.Year, m.Month)))
	}
	if want := []string{"2 [29]", "3 [1 31]", "4 [30]", "5 [1]", "6 [30]", "7 [1]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if days := daysOf(t, s, 1, 2024, time.August); len(days) > 0 {
		t.Errorf("August has %v", days)
	}
	if days := daysOf(t, s, 9, 2024, time.March); len(days) > 0 {
		t.Errorf("no chat has %v", days)
	}
}

// Years that no calendar has are no trouble, nor are clocks that no zone has.
func TestFarTimes(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, append(people1(), say(1, 0, "a"), say(2, 1, "b"), say(3, 2, "c"), say(4, 3, "d"))...)
	r := rand.New(rand.NewSource(5))
	for range 50 {
		err := s.write(t.Context(), func(c *conn) error {
			var errs []error
			for id := range 4 {
				ms, clock := r.Int63()-r.Int63(), (r.Int63()-r.Int63())>>r.Intn(60)
				if r.Intn(4) == 0 {
					ms = []int64{math.MaxInt64, math.MinInt64, math.MaxInt64 - 3, math.MinInt64 + 3}[r.Intn(4)]
				}
				errs = append(errs, c.exec(t.Context(), "UPDATE messages SET time = ?, clock = ? WHERE id = ?", ms, clock, int64(id+1)))
			}
			return errors.Join(errs...)
		})
		if err != nil {
			t.Fatal(err)
		}
		v := s.View()
		months, err := v.Months(t.Context(), 1)
		if err != nil {
			t.Error(err)
		}
		for _, n := range []int{1, 9} {
			if list, err := v.MediaPage(t.Context(), 0, nil, 0, n); err != nil || len(list) != 0 {
				t.Errorf("%v, %v", list, err)
			}
		}
		for _, m := range months {
			if _, err := v.Days(t.Context(), 1, m.Year, m.Month); err != nil {
				t.Error(err)
			}
			if _, err := v.FirstOnDay(t.Context(), 1, m.Year, m.Month, 1); err != nil {
				t.Error(err)
			}
		}
	}
}
