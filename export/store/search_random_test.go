//go:build cgo

package store

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/query"
)

// wordsOf is everything that a person sees of a message, as Normal gives it.
func wordsOf(m *export.Message) []string {
	list := []string{m.Content.Words()}
	switch c := m.Content.(type) { //nolint:gochecksumtype // the others have nothing else
	case export.Media:
		list = append(list, c.Caption)
		for _, f := range c.Files {
			list = append(list, f.Name)
		}
	case export.Card:
		list = append(list, c.Title, c.Text, c.URL)
	case export.Poll:
		list = append(list, c.Question)
		for _, o := range c.Options {
			list = append(list, o.Text)
		}
	}
	for i, s := range list {
		list[i] = query.Normal(s)
	}
	return list
}

// matches is what Search means, said plainly.
func matches(m *export.Message, words []string, w *Wanted) bool {
	says := func(word string) bool {
		return slices.ContainsFunc(words, func(s string) bool { return strings.Contains(s, word) })
	}
	if !w.After.IsZero() || !w.Before.IsZero() {
		wall := m.Time.T
		if wall.IsZero() {
			return false
		}
		_, offset := wall.Zone()
		wall = wall.Add(time.Duration(offset) * time.Second)
		if !w.After.IsZero() && wall.Before(w.After) || !w.Before.IsZero() && !wall.Before(w.Before) {
			return false
		}
	}
	has := func(what query.Has) bool { return hasThat(m, what) }
	return (w.Senders == nil || slices.Contains(w.Senders, m.Sender)) && !slices.Contains(w.NotSenders, m.Sender) &&
		(w.Chats == nil || slices.Contains(w.Chats, m.Chat)) && !slices.Contains(w.NotChats, m.Chat) &&
		!slices.ContainsFunc(w.Has, func(h query.Has) bool { return !has(h) }) && !slices.ContainsFunc(w.NotHas, has) &&
		!slices.ContainsFunc(w.Words, func(s string) bool { return !says(s) }) && !slices.ContainsFunc(w.NotWords, says)
}

// hasThat reports whether a message has a file or a link.
func hasThat(m *export.Message, what query.Has) bool {
	link := func(s string) bool { // as SQLite reads texts: up to a NUL
		s, _, _ = strings.Cut(s, "\x00")
		s = strings.ToLower(s)
		return strings.Contains(s, "https://") || strings.Contains(s, "www.")
	}
	if what == query.HasLink {
		card, _ := m.Content.(export.Card)
		media, _ := m.Content.(export.Media)
		return link(m.Content.Words()) || link(media.Caption) || card.URL != ""
	}
	media, _ := m.Content.(export.Media)
	kind := map[query.Has]export.FileKind{query.HasPhoto: export.FilePhoto, query.HasVideo: export.FileVideo}[what]
	return slices.ContainsFunc(media.Files, func(f export.File) bool { return f.Kind == kind })
}

type randomSearch struct{ *rand.Rand }

func (r randomSearch) text(most int) string {
	letters := []string{
		"안", "녕", "안녕", "하세요", " ", "ㅋ", "ㅋㅋ", "a", "B", "k", "\u212a", "é", "e\u0301", "😀", "\u1112\u1161\u11ab", "한", "\u11ab", "하",
		"が", "か\u3099", "\n", "1", "-", ".", "s", "\u017f", "\x00", "\x01", "\x02", "漢",
		"при", "ПРИ", "й", "и\u0306", "ς", "Σ", "ά", "İ", "ı", "ế", "Ê\u0301", "ประ", "ที่", "https://", "WWW.",
	}
	var b strings.Builder
	for range r.IntN(most + 1) {
		b.WriteString(letters[r.IntN(len(letters))])
	}
	return b.String()
}

func (r randomSearch) content() export.Content {
	switch r.IntN(8) {
	case 0:
		m := export.Media{Plain: r.text(2), Caption: r.text(3)}
		for range r.IntN(3) {
			kind := []export.FileKind{export.FilePhoto, export.FileVideo}[r.IntN(2)]
			m.Files = append(m.Files, export.File{Kind: kind, Name: r.text(4), State: export.FileMissing})
		}
		return m
	case 1:
		return export.Card{Kind: export.CardPost, Plain: r.text(2), Title: r.text(3), Text: r.text(3), URL: r.text(1)}
	case 2:
		return export.Poll{Plain: r.text(2), Question: r.text(3), Options: []export.PollOption{{Text: r.text(2)}, {Text: r.text(2)}}}
	case 3:
		if r.IntN(20) == 0 {
			return export.Text{Body: strings.Repeat("나", 1500) + r.text(5)}
		}
	}
	return export.Text{Body: r.text(12)}
}

func (r randomSearch) message(n int) *export.Message {
	m := &export.Message{Chat: export.ChatRef(1 + r.IntN(3)), Sender: export.PersonRef(r.IntN(9)), Seq: int64(n), Content: r.content()}
	if r.IntN(30) > 0 {
		m.Time = export.Time{T: time.Unix(1.7e9+int64(n/3+r.IntN(2)*r.IntN(4000))*600, 0).In(seoul), Precision: time.Minute}
	}
	return m
}

func (r randomSearch) wanted() Wanted {
	var w Wanted
	words := func(list *[]string, most int) {
		for range r.IntN(most + 1) {
			word := strings.TrimFunc(query.Normal(r.text(3)), func(r rune) bool { return r <= ' ' })
			if word != "" && !strings.ContainsAny(word, "\x00\x01\x02\n") {
				*list = append(*list, word)
			}
		}
	}
	words(&w.Words, 3)
	words(&w.NotWords, 1)
	some := []query.Has{query.HasPhoto, query.HasVideo, query.HasLink}
	switch r.IntN(7) {
	case 0:
		w.Senders = []export.PersonRef{export.PersonRef(1 + r.IntN(8)), 3}
	case 1:
		w.NotSenders = []export.PersonRef{2}
	case 2:
		w.Chats = []export.ChatRef{export.ChatRef(1 + r.IntN(3))}
	case 3:
		w.NotChats = []export.ChatRef{1}
	case 4:
		w.After = time.Unix(1.7e9+int64(r.IntN(3000))*600, 0).UTC()
	case 5:
		w.Has = []query.Has{some[r.IntN(3)]}
	case 6:
		w.NotHas = []query.Has{some[r.IntN(3)]}
		w.Senders = []export.PersonRef{export.PersonRef(1 + r.IntN(8))}
	}
	if r.IntN(3) == 0 {
		w.Before = time.Unix(1.7e9+int64(r.IntN(5000))*600, 0).UTC()
	}
	return w
}

// The scan of a folder and of a vault, and the index of each, find the same as reading
// every message does, in the same order, whatever is added in between.
func TestSearchFindsTheSameEveryWay(t *testing.T) {
	r := randomSearch{rand.New(rand.NewPCG(6, 6))}
	s := newStore(t)
	events := append(cast8(), &export.Chat{Ref: 2, App: "kakaotalk"}, &export.Chat{Ref: 3, App: "kakaotalk"})
	hits := 0
	for round := range 4 {
		for range 800 + round*500 {
			events = append(events, r.message(len(events)))
		}
		b := begin(t, s)
		for i := 0; i < len(events); i += 256 {
			if err := b.Add(events[i:min(i+256, len(events))]); err != nil {
				t.Fatal(err)
			}
		}
		commit(t, b, Source{SHA256: strconv.Itoa(round)})
		vault := openFake(t, sealed(t, s), ReadOnly)
		check(t, vault.prepare(t.Context(), SearchOptions{IndexFrom: 700}))
		checkIndexed(t, vault)
		var every []*export.Message
		var words [][]string
		chats, err := s.View().Chats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range chats {
			every = append(every, all(t, s, c.Ref, export.Range{})...)
		}
		for _, m := range every {
			words = append(words, wordsOf(m))
		}
		for range 100 {
			w := r.wanted()
			opt := SearchOptions{Oldest: r.IntN(2) == 0, Limit: []int{0, 1, 5, 40}[r.IntN(4)], IndexFrom: never}
			want := map[export.MessageID]bool{}
			for i, m := range every {
				if matches(m, words[i], &w) {
					want[m.ID] = true
				}
			}
			hits += len(want)
			scanned, left := foundLeft(t, s, w, opt)
			if n := int64(len(want) - len(scanned)); min(n, MaxLeft+1) != left {
				t.Fatalf("%+v %+v: %d are left, not %d", w, opt, n, left)
			}
			for _, id := range scanned {
				if !want[id] {
					t.Fatalf("%+v finds %d", w, id)
				}
			}
			inVault, _ := foundLeft(t, vault, w, opt)
			opt.IndexFrom = 700
			indexed, indexLeft := foundLeft(t, s, w, opt)
			if !slices.Equal(scanned, indexed) || left != indexLeft || !slices.Equal(scanned, inVault) {
				t.Fatalf("%+v %+v: scan %v +%d, index %v +%d, vault %v", w, opt, scanned, left, indexed, indexLeft, inVault)
			}
			inMemory, memoryLeft := foundLeft(t, vault, w, opt)
			if !slices.Equal(scanned, inMemory) || left != memoryLeft {
				t.Fatalf("%+v %+v: scan %v +%d, index in memory %v +%d", w, opt, scanned, left, inMemory, memoryLeft)
			}
		}
		events = append(cast8(), &export.Chat{Ref: 2, App: "kakaotalk"}, &export.Chat{Ref: 3, App: "kakaotalk"})
	}
	if hits < 10_000 {
		t.Errorf("only %d hits: the queries are too odd", hits)
	}
	checkIndexed(t, s)
}
