//go:build cgo

package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/export"
	"exile/export/store"
)

// inMessages is a store of one chat of a million messages, or of a thousand chats
// that have as many together and go on at the same time: in order, a third in the
// same minute, each tenth a photo, every 20,000th a voice message, links, replies.
type inMessages struct{ chats, n int }

func (in inMessages) message(i int) *export.Message {
	n := export.ChatRef(1 + i%in.chats)
	m := &export.Message{
		Chat: n, Sender: export.PersonRef(1 + i%7), Seq: int64(i), Content: export.Text{Body: strings.Repeat("오늘 저녁에 뭐 먹을까 ", 1+i%5)},
		Time: export.Time{T: time.Unix(1.2e9+int64(i/3)*600, 0).In(time.FixedZone("", 9*3600)), Precision: time.Minute, Zone: export.ZoneAssumed},
		From: export.Source{Input: "chat.zip", File: "KakaoTalkChats.txt", Line: 3 + i, Lines: 1},
	}
	file := export.File{Kind: export.FilePhoto, Name: fmt.Sprintf("IMG_%d.jpg", i), State: export.FilePresent, SHA256: fmt.Sprintf("%064x", i), Size: 1000}
	switch {
	case i%20_000 == 7:
		file.Kind = export.FileVoice
		fallthrough
	case i%10 == 3:
		m.Content = export.Media{Plain: "사진", Files: []export.File{file}}
	case i%50 == 8:
		m.SourceKey, m.ReplyTo = strconv.Itoa(i), &export.Reply{Key: strconv.Itoa(i - 50), Quote: "그 말"}
		m.Reactions = []export.Reaction{{Sign: "❤", By: 2, Count: 1}}
	}
	return m
}

// make fills a store in a folder.
func (in inMessages) make(ctx context.Context, dir string) (*store.Store, error) {
	st, err := store.Create(dir)
	if err != nil {
		return nil, err
	}
	b, err := st.Begin(ctx)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	var events []export.Event
	for i := range 7 {
		events = append(events, &export.Person{Ref: export.PersonRef(i + 1), Names: []string{fmt.Sprintf("사람 %d", i)}, KnownBy: export.ByName})
	}
	for i := range in.chats {
		events = append(events, &export.Chat{Ref: export.ChatRef(i + 1), App: "kakaotalk", Kind: export.ChatGroup, Title: fmt.Sprintf("방 %d", i)})
	}
	// One chat after the other, as inputs have them.
	for first := range in.chats {
		for i := first; i < in.n && err == nil; i += in.chats {
			if events = append(events, in.message(i)); len(events) >= 256 || i+in.chats >= in.n {
				err = b.Add(events)
				events = nil
			}
		}
	}
	if err == nil {
		_, err = b.Commit(store.Source{Input: "chat.zip", Format: "kakaotalk"})
	}
	if err != nil {
		err = errors.Join(err, b.Rollback())
	}
	return st, err
}

// BenchmarkPage asks for what a window shows at random places of a store, in a
// folder and sealed: p50-ms is what most take, worst-ms what the slowest took.
func BenchmarkPage(b *testing.B) {
	n := 1_000_000
	if testing.Short() {
		n = 50_000
	}
	for _, in := range []inMessages{{1, n}, {1000, n}} {
		st, err := in.make(b.Context(), filepath.Join(b.TempDir(), "s.exile"))
		if err != nil {
			b.Fatal(err)
		}
		sealed, end := sealedStore(b, st, convert.OpenSealed)
		b.Cleanup(end)
		for _, way := range []struct {
			name string
			st   *store.Store
		}{{"folder", st}, {"sealed", sealed}} {
			b.Run(fmt.Sprintf("%d/%s", in.chats, way.name), func(b *testing.B) { in.ask(b, way.st.View()) })
		}
		if err := st.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func (in inMessages) ask(b *testing.B, v *store.View) {
	b.Helper()
	for _, ask := range []struct {
		name string
		f    func(ctx context.Context, chat export.ChatRef, id export.MessageID, at time.Time) (int, error)
	}{
		{"Page", func(ctx context.Context, chat export.ChatRef, id export.MessageID, _ time.Time) (int, error) {
			list, err := v.Page(ctx, chat, id, 50, 50)
			return len(list), err
		}},
		{"End", func(ctx context.Context, chat export.ChatRef, _ export.MessageID, _ time.Time) (int, error) {
			list, err := v.Page(ctx, chat, 0, 100, 0)
			return len(list), err
		}},
		{"Message", func(ctx context.Context, _ export.ChatRef, id export.MessageID, _ time.Time) (int, error) {
			_, err := v.Message(ctx, id)
			return 1, err
		}},
		{"FirstOn", func(ctx context.Context, chat export.ChatRef, _ export.MessageID, at time.Time) (int, error) {
			first, err := v.FirstOn(ctx, chat, at)
			return int(first), err
		}},
		{"FirstOnDay", func(ctx context.Context, chat export.ChatRef, _ export.MessageID, at time.Time) (int, error) {
			first, err := v.FirstOnDay(ctx, chat, at.Year(), at.Month(), at.Day())
			return int(first), err
		}},
		{"Months", func(ctx context.Context, chat export.ChatRef, _ export.MessageID, _ time.Time) (int, error) {
			list, err := v.Months(ctx, chat)
			return len(list), err
		}},
		{"Days", func(ctx context.Context, chat export.ChatRef, _ export.MessageID, at time.Time) (int, error) {
			list, err := v.Days(ctx, chat, at.Year(), at.Month())
			return len(list), err
		}},
		{"Position", func(ctx context.Context, chat export.ChatRef, id export.MessageID, _ time.Time) (int, error) {
			_, total, err := v.Position(ctx, chat, id)
			return int(total), err
		}},
		{"ChatHeads", func(ctx context.Context, _ export.ChatRef, _ export.MessageID, _ time.Time) (int, error) {
			list, err := v.ChatHeads(ctx)
			return len(list), err
		}},
		{"Photos", in.media(v, false, export.FilePhoto)},
		{"PhotosOfAll", in.media(v, true, export.FilePhoto)},
		{"Voices", in.media(v, false, export.FileVoice)},
		{"VoicesOfAll", in.media(v, true, export.FileVoice)},
		{"Stickers", in.media(v, false, export.FileSticker)},
	} {
		b.Run(ask.name, func(b *testing.B) { in.measure(b, v, ask.f) })
	}
}

func (in inMessages) media(v *store.View, all bool, kinds ...export.FileKind) func(context.Context, export.ChatRef, export.MessageID, time.Time) (int, error) {
	return func(ctx context.Context, chat export.ChatRef, id export.MessageID, _ time.Time) (int, error) {
		if all {
			chat = 0
		}
		_, err := v.MediaPage(ctx, chat, kinds, id, 60)
		return 1, err
	}
}

// measure asks at random messages, at least a hundred times.
func (in inMessages) measure(b *testing.B, v *store.View, f func(context.Context, export.ChatRef, export.MessageID, time.Time) (int, error)) {
	b.Helper()
	r := rand.New(rand.NewSource(1))
	var took []time.Duration
	for b.Loop() {
		for range 100 {
			m, err := v.Message(b.Context(), export.MessageID(1+r.Intn(in.n)))
			if err != nil {
				b.Fatal(err)
			}
			began := time.Now()
			n, err := f(b.Context(), m.Chat, m.ID, m.Time.T)
			took = append(took, time.Since(began))
			if err != nil || n == 0 {
				b.Fatal(n, err)
			}
		}
	}
	slices.Sort(took)
	for _, of := range []struct {
		name string
		at   int
	}{{"p50-ms", len(took) / 2}, {"p99-ms", len(took) * 99 / 100}, {"worst-ms", len(took) - 1}} {
		b.ReportMetric(float64(took[of.at].Microseconds())/1000, of.name)
	}
	b.ReportMetric(0, "ns/op")
}
