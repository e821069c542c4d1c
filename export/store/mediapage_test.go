//go:build cgo

package store

import (
	"math"
	"math/rand"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"exile/export"
)

// filesOf lists the files of a chat, or of all, as MediaPage should have them.
func filesOf(t *testing.T, s *Store, chat export.ChatRef, kinds []export.FileKind) (list []MediaItem, order []position) {
	t.Helper()
	type one struct {
		p     position
		items []MediaItem
	}
	var found []one
	for _, c := range chatsOf(t, s) {
		if chat != 0 && c.Ref != chat {
			continue
		}
		for _, m := range all(t, s, c.Ref, export.Range{}) {
			p, err := placeOn(t, s, m.ID)
			if err != nil {
				t.Fatal(err)
			}
			order = append(order, p)
			media, _ := m.Content.(export.Media)
			o := one{p: p}
			for i, f := range media.Files {
				if kinds == nil || slices.Contains(kinds, f.Kind) {
					o.items = append(o.items, MediaItem{c.Ref, m.ID, i, f, m.Time, m.Sender})
				}
			}
			found = append(found, o)
		}
	}
	slices.SortFunc(found, func(a, b one) int { return newestFirst(a.p, b.p) })
	slices.SortFunc(order, newestFirst)
	for _, o := range found {
		list = append(list, o.items...)
	}
	return list, order
}

func placeOn(t *testing.T, s *Store, id export.MessageID) (p position, err error) {
	t.Helper()
	err = s.read(func(c *conn) error {
		p, err = placeOf(t.Context(), c, id)
		return err
	})
	return p, err
}

func mediaOf(t *testing.T, s *Store, chat export.ChatRef, kinds []export.FileKind, before export.MessageID, n int) []MediaItem {
	t.Helper()
	list, err := s.View().MediaPage(t.Context(), chat, kinds, before, n)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// kindsToAsk are kinds of which there are many, some, and none.
func kindsToAsk() [][]export.FileKind {
	return [][]export.FileKind{nil, {export.FilePhoto}, {export.FileVideo, export.FileVoice}, {export.FileSticker}}
}

// Page by page, a chat's files come once each, and so do those of all chats.
func TestMediaPage(t *testing.T) {
	for name, s := range pageable(t) {
		t.Run(name, func(t *testing.T) {
			for _, chat := range append(chatsOf(t, s), export.Chat{}) {
				for _, kinds := range kindsToAsk() {
					want, _ := filesOf(t, s, chat.Ref, kinds)
					for _, n := range []int{1, 7, 1000} {
						var got []MediaItem
						for page := mediaOf(t, s, chat.Ref, kinds, 0, n); len(page) > 0; {
							if len(page) < n && len(got)+len(page) < len(want) || len(page) > n+2 {
								t.Fatalf("%d files on a page of %d", len(page), n)
							}
							got = append(got, page...)
							page = mediaOf(t, s, chat.Ref, kinds, page[len(page)-1].Message, n)
						}
						if !reflect.DeepEqual(got, want) {
							t.Fatalf("chat %d, %v, by %d: got %d, want %d", chat.Ref, kinds, n, len(got), len(want))
						}
					}
				}
			}
		})
	}
}

// From any message on, and whichever way it takes, an album finds the same.
func TestWaysThroughAnAlbum(t *testing.T) {
	for name, s := range pageable(t) {
		t.Run(name, func(t *testing.T) {
			for _, chat := range append(chatsOf(t, s), export.Chat{}) {
				want, order := filesOf(t, s, chat.Ref, kindsToAsk()[1])
				for _, from := range append(order, endOf(math.MaxInt64)) {
					var ids []int64
					for _, m := range want {
						if p, _ := placeOn(t, s, m.Message); comparePositions(p, from) < 0 && !slices.Contains(ids, p.id) {
							ids = append(ids, p.id)
						}
					}
					checkWays(t, s, &album{chat: int64(chat.Ref), from: from, kinds: kindsToAsk()[1], most: 3}, ids[:min(3, len(ids))])
				}
			}
		})
	}
}

func checkWays(t *testing.T, s *Store, a *album, want []int64) {
	t.Helper()
	check := func(way string, list []position) {
		t.Helper()
		got := []int64{}
		for _, p := range list {
			got = append(got, p.id)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s from %v: %v, want %v", way, a.from, got, want)
		}
	}
	err := s.View().inside(t.Context(), func(c *conn) error {
		a.ctx, a.c = t.Context(), c
		w, err := newWalk(a)
		if err != nil {
			return err
		}
		for i := range w.strips {
			w.strips[i].next = 1
		}
		if w.windows != nil {
			w.windows.width = 1
		}
		found, err := w.run(0)
		for ; found == nil && err == nil; found, err = w.run(0) { // it may stop anywhere
		}
		if err != nil {
			return err
		}
		check("in order", found)
		ids, _, err := a.rare()
		if err != nil {
			return err
		}
		found, err = a.places(ids)
		check("by the files", found)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Files that are many, and all at the beginning of a long chat.
func TestAlbumOfLongAgo(t *testing.T) {
	s := newStore(t)
	const many = fewFiles + 500
	events := cast8()
	for i := range many + patientRows + 5000 {
		m := talk(i)
		if i < many {
			m.Content = export.Media{Plain: "사진", Files: []export.File{{Kind: export.FilePhoto, Name: strconv.Itoa(i), State: export.FileMissing}}}
		}
		events = append(events, m)
	}
	put(t, s, Source{}, events...)
	r := rand.New(rand.NewSource(1))
	put(t, s, Source{}, tangled(r, 2, 50)...)
	for _, chat := range []export.ChatRef{1, 0} {
		list := mediaOf(t, s, chat, []export.FileKind{export.FilePhoto}, many+patientRows+4000, 5)
		var got, want []export.MessageID
		for i := range 5 {
			want = append(want, export.MessageID(many-i))
		}
		for _, m := range list {
			got = append(got, m.Message)
		}
		if !slices.Equal(got, want) {
			t.Errorf("chat %d: got %v, want %v", chat, got, want)
		}
	}
}
