//go:build cgo

package store

import (
	"errors"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// tangled makes events of chats that are told in no order: many messages a minute,
// some a file or several, others without a time, clocks of three zones.
func tangled(r *rand.Rand, chats, n int) []export.Event {
	var events []export.Event
	for i := range chats {
		events = append(events, &export.Chat{Ref: export.ChatRef(i + 1), App: "app", Title: fmt.Sprintf("방 %d", i)})
	}
	events = append(events, people1()[1:]...)
	zones := []*time.Location{seoul, time.UTC, time.FixedZone("", -8*3600)}
	kinds := []export.FileKind{export.FilePhoto, export.FilePhoto, export.FileVideo, export.FileVoice}
	begin := time.Date(2023, 12, 28, 0, 0, 0, 0, seoul)
	for i := range n {
		m := say(int64(i), 0, fmt.Sprintf("%d번", i))
		m.Chat, m.Sender = export.ChatRef(1+r.Intn(chats)), export.PersonRef(r.Intn(4))
		m.Time.T = begin.Add(time.Duration(r.Intn(60)) * time.Hour * time.Duration(1+r.Intn(20))).Add(time.Duration(r.Intn(3)) * time.Minute)
		m.Time.T = m.Time.T.In(zones[max(0, r.Intn(6)-3)])
		switch r.Intn(6) {
		case 0:
			m.Time = export.Time{}
		case 1:
			m.Time.T, m.Time.Precision = m.Time.T.Add(time.Duration(r.Intn(1e9))), time.Nanosecond
		}
		if r.Intn(3) == 0 {
			c := export.Media{Plain: "파일"}
			for k := range 1 + r.Intn(3) {
				c.Files = append(c.Files, export.File{Kind: kinds[r.Intn(4)], Name: fmt.Sprintf("%d-%d.jpg", i, k), State: export.FileMissing})
			}
			m.Content = c
		}
		if r.Intn(5) == 0 {
			m.SourceKey, m.Reactions = fmt.Sprintf("k%d", i), []export.Reaction{{Sign: "❤", By: 2, Count: 1}}
			m.Edits = []export.Edit{{Content: export.Text{Body: "전"}}}
			m.ReplyTo = &export.Reply{Key: fmt.Sprintf("k%d", r.Intn(n)), Quote: "그 말"}
		}
		events = append(events, m)
	}
	return events
}

// pageable are stores of many shapes.
func pageable(t *testing.T) map[string]*Store {
	t.Helper()
	list := map[string]*Store{"empty": newStore(t)}
	put(t, list["empty"], Source{}, people1()...)
	for seed := range 2 {
		r := rand.New(rand.NewSource(int64(seed)))
		name := func(what string) string { return fmt.Sprintf("%s %d", what, seed) }
		s := newStore(t)
		put(t, s, Source{}, tangled(r, 1+2*seed, 100)...)
		put(t, s, Source{}, tangled(r, 2, 60)...) // chats of their own
		list[name("tangled")] = s
		list[name("vault")] = openFake(t, sealed(t, s), ReadOnly)
		list[name("merged")] = joined(t, random(r, 4)...)
		list[name("devices")] = joined(t, devices(r, 3)...)

		undone := joined(t, devices(r, 4)...)
		undo(t, undone, int64(1+seed))
		list[name("undone")] = undone

		one := newStore(t)
		put(t, one, Source{}, tangled(r, 3, 80)...)
		if err := one.MergeChats(t.Context(), 1, 3); err != nil {
			t.Fatal(err)
		}
		if err := one.JoinPeople(t.Context(), 1, 2); err != nil {
			t.Fatal(err)
		}
		list[name("one chat of two")] = one

		gone := newStore(t)
		put(t, gone, Source{}, tangled(r, 2, 80)...)
		for _, id := range []export.MessageID{3, 4, 40, 80} {
			if _, err := gone.Forget(t.Context(), What{Message: id, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
				t.Fatal(err)
			}
		}
		list[name("forgotten")] = gone
	}
	return list
}

// eachChat calls f with what Messages has of each chat, but for Seq.
func eachChat(t *testing.T, f func(t *testing.T, s *Store, chat export.ChatRef, whole []*export.Message)) {
	t.Helper()
	for name, s := range pageable(t) {
		t.Run(name, func(t *testing.T) {
			for _, chat := range chatsOf(t, s) {
				whole := all(t, s, chat.Ref, export.Range{})
				for _, m := range whole {
					m.Seq = 0
				}
				f(t, s, chat.Ref, whole)
			}
		})
	}
}

func chatsOf(t *testing.T, s *Store) []export.Chat {
	t.Helper()
	chats, err := s.View().Chats(t.Context())
	if err != nil || len(chats) == 0 {
		t.Fatalf("%d chats, %v", len(chats), err)
	}
	return chats
}

func pageOf(t *testing.T, s *Store, chat export.ChatRef, at export.MessageID, before, after int) []*export.Message {
	t.Helper()
	list, err := s.View().Page(t.Context(), chat, at, before, after)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func numbersOf(list []*export.Message) string {
	var b strings.Builder
	for _, m := range list {
		fmt.Fprint(&b, m.ID, " ")
	}
	return b.String()
}

func same1(t *testing.T, got, want []*export.Message, what string) {
	t.Helper()
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: got %s, want %s", what, numbersOf(got), numbersOf(want))
	}
}

// A page is a part of what Messages has, at every message and of every length.
func TestPage(t *testing.T) {
	eachChat(t, func(t *testing.T, s *Store, chat export.ChatRef, whole []*export.Message) {
		t.Helper()
		n := len(whole)
		for i, m := range whole {
			sizes := [][2]int{{0, 1}, {1, 0}, {3, 4}, {-1, -1}, {0, 0}}
			if i%10 == 0 || i == n-1 {
				sizes = append(sizes, [2]int{i, n - i}, [2]int{n + 5, n + 5})
			}
			for _, size := range sizes {
				got := pageOf(t, s, chat, m.ID, size[0], size[1])
				want := whole[i-min(i, max(0, size[0])) : i+min(n-i, max(0, size[1]))]
				same1(t, got, want, fmt.Sprintf("at %d of %d, %v", i, n, size))
			}
			one, err := s.View().Message(t.Context(), m.ID)
			if err != nil || !reflect.DeepEqual(one, m) {
				t.Fatalf("message %d: %+v, %v", m.ID, one, err)
			}
		}
		same1(t, pageOf(t, s, chat, 0, 0, 7), whole[:min(7, n)], "from the beginning")
		same1(t, pageOf(t, s, chat, 0, 7, 0), whole[n-min(7, n):], "from the end")
		same1(t, pageOf(t, s, chat, 0, 7, 7), whole[n-min(7, n):], "from the end, and nothing behind it")
	})
}

// Whoever goes on from page to page, either way, sees everything once.
func TestPagesOneByOne(t *testing.T) {
	eachChat(t, func(t *testing.T, s *Store, chat export.ChatRef, whole []*export.Message) {
		t.Helper()
		for _, size := range []int{1, 2, 7, 300} {
			var down, up []*export.Message
			for page := pageOf(t, s, chat, 0, 0, size); len(page) > 0; {
				down = append(down, page...)
				last := page[len(page)-1]
				page = pageOf(t, s, chat, last.ID, 0, size+1)[1:]
			}
			same1(t, down, whole, "down")
			for page := pageOf(t, s, chat, 0, size, 0); len(page) > 0; page = pageOf(t, s, chat, page[0].ID, size, 0) {
				up = append(slices.Clone(page), up...)
			}
			same1(t, up, whole, "up")
		}
	})
}

func TestNoSuchMessage(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, tangled(rand.New(rand.NewSource(1)), 2, 50)...)
	v, ctx := s.View(), t.Context()
	other := all(t, s, 2, export.Range{})[0].ID
	gone := all(t, s, 1, export.Range{})[5].ID
	if _, err := s.Forget(ctx, What{Message: gone, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []export.MessageID{other, gone, 51, 1 << 62, -1} {
		if list, err := v.Page(ctx, 1, id, 3, 3); !errors.Is(err, ErrNoMessage) || list != nil {
			t.Errorf("page at %d: %v, %v", id, list, err)
		}
		if _, _, err := v.Position(ctx, 1, id); !errors.Is(err, ErrNoMessage) {
			t.Errorf("position of %d: %v", id, err)
		}
		if list, err := v.MediaPage(ctx, 1, nil, id, 3); !errors.Is(err, ErrNoMessage) || list != nil {
			t.Errorf("media before %d: %v, %v", id, list, err)
		}
		if m, err := v.Message(ctx, id); id != other && (!errors.Is(err, ErrNoMessage) || m != nil) {
			t.Errorf("message %d: %v, %v", id, m, err)
		}
	}
	if _, _, err := v.Position(ctx, 1, 0); !errors.Is(err, ErrNoMessage) {
		t.Errorf("position of no message: %v", err)
	}
	if list, err := v.Page(ctx, 9, 0, 0, 3); err != nil || len(list) > 0 {
		t.Errorf("no such chat: %v, %v", list, err)
	}
}

func TestPosition(t *testing.T) {
	eachChat(t, func(t *testing.T, s *Store, chat export.ChatRef, whole []*export.Message) {
		t.Helper()
		for i, m := range whole {
			rank, total, err := s.View().Position(t.Context(), chat, m.ID)
			if err != nil || rank != int64(i) || total != int64(len(whole)) {
				t.Fatalf("message %d is %d of %d, %v; want %d of %d", m.ID, rank, total, err, i, len(whole))
			}
		}
	})
}

// In a long chat places are found by halving: where two exports that overlap brought
// its messages, each its own in order, that is exact.
func TestPositionInALongChat(t *testing.T) {
	var lines [2][]string
	for i := range exactRows + 2000 {
		at := fmt.Sprintf("%dT%02d:%02d:%02d", 1+i/86400, i/3600%24, i/60%60, i%60)
		if i%7 != 0 {
			lines[0] = append(lines[0], at+" 엄마 "+strconv.Itoa(i))
		}
		if i%5 != 0 && i < exactRows {
			lines[1] = append(lines[1], at+" 엄마 "+strconv.Itoa(i))
		}
	}
	s := joined(t, exportOf("a.txt", "9T12:00", lines[0]...), exportOf("b.txt", "8T12:00", lines[1]...))
	whole := all(t, s, 1, export.Range{})
	if len(whole) <= exactRows {
		t.Fatalf("%d messages", len(whole))
	}
	for i := 0; i < len(whole); i += 77 {
		rank, total, err := s.View().Position(t.Context(), 1, whole[i].ID)
		if err != nil || rank != int64(i) || total != int64(len(whole)) {
			t.Fatalf("it is %d of %d, %v; want %d of %d", rank, total, err, i, len(whole))
		}
	}
}

// Where a chat is in too many pieces, some stand for the others.
func TestPositionInManyPieces(t *testing.T) {
	s := newStore(t)
	fill(t, s, 4000)
	var pieces []idRange
	for from := int64(1); from <= 4000; from += 10 {
		pieces = append(pieces, idRange{from, from + 10})
	}
	r := rand.New(rand.NewSource(1))
	r.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
	err := s.read(func(c *conn) error {
		for id := int64(1); id <= 4000; id += 37 {
			p, err := placeOf(t.Context(), c, export.MessageID(id))
			if err != nil {
				return err
			}
			rank, err := rankIn(t.Context(), c, pieces, p)
			if err != nil {
				return err
			}
			if far := rank - (id - 1); far < -400 || far > 400 {
				t.Errorf("message %d is %d", id, rank)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestChatHeads(t *testing.T) {
	for name, s := range pageable(t) {
		t.Run(name, func(t *testing.T) {
			heads, err := s.View().ChatHeads(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			chats := chatsOf(t, s)
			if len(heads) != len(chats) {
				t.Fatalf("%d of %d chats", len(heads), len(chats))
			}
			for i, h := range heads {
				whole := all(t, s, h.Chat.Ref, export.Range{})
				if h.Count != int64(len(whole)) {
					t.Errorf("chat %d has %d messages, not %d", h.Chat.Ref, len(whole), h.Count)
				}
				if j := slices.IndexFunc(chats, func(c export.Chat) bool { return c.Ref == h.Chat.Ref }); !reflect.DeepEqual(chats[j], h.Chat) {
					t.Errorf("%+v", h.Chat)
				}
				if i > 0 && (heads[i-1].Time.T.Before(h.Time.T) && !h.Time.T.IsZero()) {
					t.Errorf("chat %d is not in its place", h.Chat.Ref)
				}
				if len(whole) == 0 {
					if h.Last != nil || !h.Time.T.IsZero() {
						t.Errorf("%+v", h)
					}
					continue
				}
				last := whole[len(whole)-1]
				if last.Seq = 0; !reflect.DeepEqual(last, h.Last) || h.Time != last.Time {
					t.Errorf("the last message of chat %d is %d, not %d", h.Chat.Ref, last.ID, h.Last.ID)
				}
			}
		})
	}
}
