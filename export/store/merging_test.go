//go:build cgo

package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// exportOf makes the events of one export of a chat. Each line is a time of the clock
// of Seoul, who says it, and what: "12:05 민수 안녕", "12:05:07 민수 안녕". A text that
// begins with * is of another kind: *deleted, *photo, *photo NAME, *notice WORDS; one
// that ends with ~ was edited.
func exportOf(input, saved string, lines ...string) []export.Event {
	chat := &export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "가족", From: export.Source{Input: input, File: input, Line: 1, Lines: 1}}
	if saved != "" {
		chat.Saved = clockOf(saved)
	}
	people := map[string]export.PersonRef{}
	events := []export.Event{chat}
	line := 3
	for i, l := range lines {
		at, rest, _ := strings.Cut(l, " ")
		who, words, _ := strings.Cut(rest, " ")
		if people[who] == 0 && who != "-" {
			people[who] = export.PersonRef(len(people) + 1)
			events = append(events, &export.Person{Ref: people[who], Names: []string{who}, KnownBy: export.ByName})
		}
		t := export.Time{T: clockOf(at), Precision: time.Minute, Zone: export.ZoneAssumed}
		if strings.Count(at, ":") == 2 {
			t.Precision = time.Second
		}
		n := 1 + strings.Count(words, "/")
		m := &export.Message{
			Chat: 1, Sender: people[who], Time: t, Seq: int64(i), Content: said(words),
			From: export.Source{Input: input, File: input, Line: line, Lines: n},
		}
		if t, ok := m.Content.(export.Text); ok && strings.HasSuffix(t.Body, "~") {
			m.Content, m.Edits = export.Text{Body: strings.TrimSuffix(t.Body, "~")}, []export.Edit{{}}
		}
		line += n
		events = append(events, m)
	}
	return events
}

// clockOf is a time of a day in 2024: "12:05", or "3T12:05" on the third.
func clockOf(s string) time.Time {
	day := 0
	if d, rest, ok := strings.Cut(s, "T"); ok {
		fmt.Sscan(d, &day)
		s = rest
	}
	layout := "15:04"
	if strings.Count(s, ":") == 2 {
		layout = "15:04:05"
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		panic(err)
	}
	return time.Date(2024, 3, 1+day, t.Hour(), t.Minute(), t.Second(), 0, seoul)
}

func said(words string) export.Content {
	kind, name, _ := strings.Cut(words, " ")
	switch kind {
	case "*deleted":
		return export.Deleted{By: export.DeletedBySender, Plain: "삭제된 메시지입니다."}
	case "*photo":
		f := export.File{Kind: export.FilePhoto, Name: name, State: export.FileNotExported}
		if name != "" {
			f.State = export.FileMissing
		}
		return export.Media{Files: []export.File{f}, Plain: "사진"}
	case "*notice":
		return export.Notice{Kind: export.NoticeOther, Plain: name}
	}
	return export.Text{Body: strings.ReplaceAll(words, "/", "\n")}
}

// copied makes events that a batch may take over.
func copied(events []export.Event) []export.Event {
	list := make([]export.Event, len(events))
	for i, e := range events {
		list[i] = e
		switch e := e.(type) {
		case *export.Message:
			m := *e
			m.Reactions, m.Edits = slices.Clone(m.Reactions), slices.Clone(m.Edits)
			list[i] = &m
		case *export.Person:
			p := *e
			list[i] = &p
		case *export.Chat:
			c := *e
			list[i] = &c
		case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	return list
}

// marksOf are those of the events of one chat.
func marksOf(events []export.Event) (*merge.Marks, time.Time) {
	names := map[export.PersonRef]string{}
	marks := merge.NewMarks()
	var saved time.Time
	record := int64(0)
	for _, e := range events {
		if p, ok := e.(*export.Person); ok {
			names[p.Ref] = p.Name()
		}
	}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			saved = e.Saved
		case *export.Message:
			record++
			marks.Add(e, record, func(ref export.PersonRef) string { return names[ref] })
		case *export.Person, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	marks.Sort()
	if saved.IsZero() {
		_, saved = marks.Span()
	}
	return marks, saved
}

// ledgerOf counts events.
func ledgerOf(events []export.Event) export.Ledger {
	var l export.Ledger
	for _, e := range events {
		l.Add(e)
	}
	return l
}

// joinTo adds an export to a chat; chat 0: as one of its own.
func joinTo(tb testing.TB, s *Store, chat export.ChatRef, events []export.Event) (int64, JoinReport) {
	tb.Helper()
	events = copied(events)
	ledger := ledgerOf(events)
	b := begin(tb, s)
	if chat != 0 {
		stored, err := b.Marks(chat)
		if err != nil {
			tb.Fatal(err)
		}
		incoming, newest := marksOf(events)
		people := merge.SamePeople(stored, incoming)
		j := Join{Chat: chat, Plan: merge.Align(stored, incoming, people), People: people, Newest: newest, Why: "{}"}
		if err := b.Join(1, j); err != nil {
			tb.Fatal(err)
		}
	}
	if err := b.Add(events); err != nil {
		tb.Fatal(err)
	}
	reports, err := b.Joined()
	if err != nil {
		tb.Fatal(err)
	}
	id := commit(tb, b, Source{Input: "input", Format: "kakaotalk", Ledger: ledger})
	if len(reports) == 0 {
		return id, JoinReport{}
	}
	return id, reports[0]
}

// joined is a store to one chat of which exports were added in this order.
func joined(tb testing.TB, exports ...[]export.Event) *Store {
	tb.Helper()
	s := newStore(tb)
	for i, e := range exports {
		joinTo(tb, s, export.ChatRef(flag(i > 0)), e)
	}
	return s
}

// reads is a chat as people read it: time, name, words.
func reads(tb testing.TB, s *Store, chat export.ChatRef) string {
	tb.Helper()
	var b strings.Builder
	name := namesIn(tb, s)
	for _, m := range all(tb, s, chat, export.Range{}) {
		layout := "15:04"
		if m.Time.Precision < time.Minute {
			layout = "15:04:05"
		}
		words := m.Content.Words()
		if c, ok := m.Content.(export.Media); ok {
			words = "*photo " + c.Files[0].Name
		}
		fmt.Fprintf(&b, "%s %s %s\n", m.Time.T.Format(layout), name(m.Sender), strings.TrimSpace(strings.ReplaceAll(words, "\n", "/")))
	}
	return b.String()
}

func namesIn(tb testing.TB, s *Store) func(export.PersonRef) string {
	tb.Helper()
	people, err := s.View().People(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return func(ref export.PersonRef) string {
		for i := range people {
			if people[i].Ref == ref {
				return people[i].Name()
			}
		}
		return "-"
	}
}

// dump is all of a store as JSON Lines.
func dump(tb testing.TB, s *Store) string {
	tb.Helper()
	v := s.View()
	chats, err := v.Chats(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	people, err := v.People(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	var events []export.Event
	for i := range people {
		events = append(events, &people[i])
	}
	for i := range chats {
		events = append(events, &chats[i])
		for _, m := range all(tb, s, chats[i].Ref, export.Range{}) {
			events = append(events, m)
		}
	}
	var enc export.JSONEncoder
	var out []byte
	for _, e := range events {
		out = append(enc.AppendEvent(out, e), '\n')
	}
	return string(out)
}

// essence is dump without numbers of the store and without where things stand.
func essence(tb testing.TB, s *Store) string {
	tb.Helper()
	v := s.View()
	chats, err := v.Chats(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	people, err := v.People(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	slices.SortFunc(people, func(a, b export.Person) int { return cmp.Compare(a.Name(), b.Name()) })
	number := map[export.PersonRef]export.PersonRef{0: 0}
	var list []string
	var enc export.JSONEncoder
	for i := range people {
		p := people[i]
		number[p.Ref] = export.PersonRef(i + 1)
		p.Ref = number[p.Ref]
		list = append(list, string(enc.AppendEvent(nil, &p)))
	}
	var rooms []string
	for i := range chats {
		var b strings.Builder
		c := chats[i]
		c.Ref, c.From = 0, export.Source{}
		for i := range c.Members {
			c.Members[i] = number[c.Members[i]]
		}
		b.Write(enc.AppendEvent(nil, &c))
		list := all(tb, s, chats[i].Ref, export.Range{})
		place := map[export.MessageID]export.MessageID{}
		for _, m := range list {
			place[m.ID] = export.MessageID(m.Seq)
		}
		for _, m := range list {
			m.ID, m.Chat, m.From, m.Sender = 0, 0, export.Source{}, number[m.Sender]
			if m.ReplyTo != nil {
				m.ReplyTo.ID = place[m.ReplyTo.ID]
			}
			for i := range m.Reactions {
				m.Reactions[i].By = number[m.Reactions[i].By]
			}
			if n, ok := m.Content.(export.Notice); ok {
				n.Actor = number[n.Actor]
				for i := range n.People {
					n.People[i] = number[n.People[i]]
				}
				m.Content = n
			}
			b.WriteString("\n" + string(enc.AppendEvent(nil, m)))
		}
		rooms = append(rooms, b.String())
	}
	slices.Sort(rooms)
	return strings.Join(append(list, rooms...), "\n")
}

// told is what every export of a store told, by inputs.
func told(tb testing.TB, s *Store) map[string]string {
	tb.Helper()
	name := namesIn(tb, s)
	var ids []int64
	for n := range strings.FieldsSeq(strings.ReplaceAll(rows(tb, s, "SELECT id FROM exports ORDER BY id"), ";", "")) {
		var id int64
		fmt.Sscan(n, &id)
		ids = append(ids, id)
	}
	list := map[string]string{}
	for _, id := range ids {
		var b strings.Builder
		input := ""
		for e, err := range s.View().Told(tb.Context(), id) {
			if err != nil {
				tb.Fatal(err)
			}
			switch e := e.(type) {
			case *export.Chat:
				input = e.From.Input
				fmt.Fprintf(&b, "%s %s %v\n", e.Title, e.From.Input, e.Saved)
			case *export.Message:
				fmt.Fprintf(&b, "%s %s %v %v %s %#v %+v\n", e.Time.T.Format(time.RFC3339Nano), e.Time.Precision, e.Time.Zone, e.Time.Inferred, name(e.Sender), e.Content, e.From)
			case *export.Person, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
			}
		}
		list[input] = b.String()
	}
	return list
}

// tellsExactly reports what an export told otherwise than its events say.
func tellsExactly(tb testing.TB, s *Store, exports ...[]export.Event) {
	tb.Helper()
	got := told(tb, s)
	for _, events := range exports {
		one := newStore(tb)
		joinTo(tb, one, 0, events)
		for input, want := range told(tb, one) {
			// People may be called otherwise by now: what counts is what is told.
			if got, want := withoutNames(got[input]), withoutNames(want); got != want {
				tb.Errorf("%s tells now\n%s\nnot\n%s", input, got, want)
			}
		}
	}
}

func withoutNames(s string) string {
	var b strings.Builder
	for l := range strings.Lines(s) {
		f := strings.SplitN(l, " ", 6)
		if len(f) == 6 {
			f[4] = ""
		}
		b.WriteString(strings.Join(f, " "))
	}
	return b.String()
}
