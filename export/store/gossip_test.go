//go:build cgo

package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// The numbers of the chats and people of gossip.
const (
	secret, open        = 1, 2
	me, gildong, heaven = 1, 2, 3
)

// gossip is a store of three chats from two inputs. What is said of 홍길동 has the
// word 길동말, what is said in the first chat the word 비밀말, what is old the word
// 옛말, and what is said in none of these 남는말.
func gossip(t *testing.T) *Store {
	t.Helper()
	s := newStore(t)
	b := begin(t, s)
	people := []export.Event{
		&export.Person{Ref: me, Names: []string{"나"}, KnownBy: export.ByName, Self: true},
		&export.Person{Ref: gildong, Names: []string{"홍길동", "의적"}, Handles: []string{"+82 10-1234-5678"}, KnownBy: export.ByHandle},
		&export.Person{Ref: heaven, Names: []string{"성춘향"}, KnownBy: export.ByName},
	}
	seq := int64(0)
	file := "비밀 방.txt"
	add := func(chat export.ChatRef, who export.PersonRef, year int, c export.Content, more ...func(m *export.Message)) {
		t.Helper()
		seq++
		m := &export.Message{
			Chat: chat, Sender: who, Seq: seq, Content: c,
			Time: export.Time{T: time.Date(year, 3, 1, 12, 0, int(seq), 0, seoul), Precision: time.Second, Zone: export.ZoneStated},
			From: export.Source{Input: "모임.zip", File: file, Line: int(seq) * 2, Lines: 2},
		}
		for _, f := range more {
			f(m)
		}
		if err := b.Add([]export.Event{m}); err != nil {
			t.Fatal(err)
		}
	}
	say := func(s string) export.Content { return export.Text{Body: s} }
	key := func(k string) func(m *export.Message) { return func(m *export.Message) { m.SourceKey = k } }
	photo := func(text string) export.Content {
		sum, size, err := b.AddMedia(reader("photo " + text))
		if err != nil {
			t.Fatal(err)
		}
		b.AddEntry(Original{Root: "모임.zip", Path: text + ".jpg", SHA256: sum, Size: size, Media: true})
		return export.Media{
			Files:   []export.File{{Kind: export.FilePhoto, State: export.FilePresent, Name: text + ".jpg", SHA256: sum, Size: size}},
			Caption: text, Plain: "사진",
		}
	}
	for name, text := range map[string]string{"비밀 방.txt": "비밀말 옛말 길동말 홍길동", "열린 방.txt": "남는말 옛말 길동말 홍길동", "덤.db-wal": "비밀말 옛말 길동말"} {
		if _, err := b.AddOriginal(Original{Root: "모임.zip", Path: name}, reader(strings.Repeat(text+"\n", 500))); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Add(append(people, &export.Chat{Ref: secret, App: "kakaotalk", Title: "비밀 방", Members: []export.PersonRef{1, 2, 3}, From: export.Source{Input: "모임.zip", File: file}},
		&export.Chat{Ref: open, App: "kakaotalk", Title: "열린 방", Members: []export.PersonRef{1, 2}})); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		add(secret, 1+export.PersonRef(i%3), 2020, say([]string{"비밀말 나", "비밀말 길동말", "비밀말 춘향"}[i%3]+fmt.Sprint(" 옛말 ", i)))
	}
	add(secret, heaven, 2022, photo("비밀말 사진"), func(m *export.Message) {
		m.Reactions = []export.Reaction{{Sign: "비밀말", By: gildong, Count: 1}}
		m.Edits = []export.Edit{{Content: say("비밀말 고치기 전")}}
	})
	add(secret, heaven, 2022, export.Poll{Question: "비밀말?", Options: []export.PollOption{{Text: "비밀말 하나"}}, Plain: "투표"})
	add(secret, me, 2022, export.Card{Title: "비밀말", Text: "비밀말", URL: "https://비밀말.kr", Plain: "카드"})
	add(secret, me, 2022, export.Place{Name: "비밀말 집", Address: "비밀말 길", Plain: "지도"})
	add(secret, 0, 2022, export.Notice{Kind: export.NoticeInvite, Actor: me, People: []export.PersonRef{heaven}, Plain: "나님이 성춘향님을 초대했습니다. 비밀말"})

	file = "열린 방.txt"
	add(open, gildong, 2020, say("길동말 옛말 저녁에 보자는 긴 이야기"), key("k1"))
	add(open, me, 2022, say("남는말 하나"), func(m *export.Message) {
		m.ReplyTo = &export.Reply{Key: "k1", Quote: "길동말 옛말 저녁에 보자"}
	})
	add(open, gildong, 2022, say("길동말 또 저녁에 보자는 긴 이야기"))
	add(open, me, 2022, say("남는말 둘"), func(m *export.Message) { m.ReplyTo = &export.Reply{Quote: "길동말 또 저녁에…"} })
	add(open, me, 2022, say("남는말 셋"), func(m *export.Message) {
		m.Reactions = []export.Reaction{{Sign: "길동말", By: gildong, Count: 1}, {Sign: "👍", Count: 2}}
		m.Forward = &export.Forward{Name: "홍길동"}
		m.Edits = []export.Edit{{Content: export.Notice{Actor: gildong, Plain: "길동말"}}, {Content: say("남는말 넷")}}
	})
	add(open, 0, 2022, export.Notice{Kind: export.NoticeOther, Plain: "홍길동님이 나갔습니다. 길동말"})
	add(open, 0, 2022, export.Notice{Kind: export.NoticeOther, Plain: "남는말 알림"})
	add(open, gildong, 2022, photo("길동말 사진"))
	add(open, me, 2022, photo("남는말 사진"))
	if err := b.Add([]export.Event{&export.Unread{Text: "비밀말 길동말 옛말", From: export.Source{Input: "모임.zip", File: file, Line: 1, Lines: 1}}}); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{
		Input: "모임.zip", SHA256: "one", Ledger: export.Ledger{Messages: 51, Notices: 3},
		Profiles: []export.Profile{{Unknown: []string{"비밀말 길동말 옛말"}, From: export.Source{Input: "모임.zip", File: "비밀 방.txt"}}},
		Problems: []export.Problem{{Code: export.MissingFile, Name: "비밀말 길동말 옛말.pdf", Text: "비밀말", From: export.Source{File: "홍길동.txt"}}},
	})

	b = begin(t, s)
	if _, err := b.AddOriginal(Original{Root: "남.txt", Path: "남.txt"}, reader("남는말 셋째 방")); err != nil {
		t.Fatal(err)
	}
	if err := b.Add(append(people1(), say1("남는말 셋째 방"))); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{Input: "남.txt", SHA256: "two", Ledger: export.Ledger{Messages: 1}})
	if c := verify(t, s); !c.OK() {
		t.Fatalf("%+v", c)
	}
	return s
}

func say1(text string) *export.Message {
	m := say(1, 1, text)
	m.From = export.Source{Input: "남.txt", File: "남.txt", Line: 1, Lines: 1}
	return m
}
