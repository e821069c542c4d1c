//go:build cgo

package store

import (
	"database/sql/driver"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// words are what the people of the generated chats say.
var words = strings.Fields(`오늘 저녁에 뭐 먹을까 나는 아무거나 좋아 그럼 김치찌개 먹자 알았어 몇시에 만날까 일곱시쯤 어때 좋아요 감사합니다
ㅋㅋㅋㅋ 진짜? 대박 그래 응 아니 회의 자료 보냈어 확인 부탁해 내일까지 주말 여행 사진 올려줄게 😀 사랑해 ok https://example.com/a?b=c`)

// talk makes the n-th message of a generated chat of eight people: about 90
// bytes of Korean, several to a minute, as KakaoTalk exports them.
func talk(n int) *export.Message {
	var b strings.Builder
	x := uint64(n)*0x9e3779b97f4a7c15 + 1
	for b.Len() < 30+int(x>>57) {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		b.WriteString(words[x%uint64(len(words))])
		b.WriteByte(' ')
	}
	return &export.Message{
		Chat:    1,
		Sender:  export.PersonRef(1 + x>>3%8),
		Time:    export.Time{T: time.Unix(1.4e9+int64(n/3)*60, 0).In(seoul), Precision: time.Minute, Zone: export.ZoneAssumed},
		Seq:     int64(n),
		Content: export.Text{Body: strings.TrimSpace(b.String())},
		From:    export.Source{Input: "chat.zip", File: "KakaoTalkChats.txt", Line: n + 3, Lines: 1},
	}
}

var seoul = time.FixedZone("KST", 9*3600)

// cast8 declares the chat and the eight people of talk.
func cast8() []export.Event {
	var events []export.Event
	for i := range 8 {
		events = append(events, &export.Person{Ref: export.PersonRef(i + 1), Names: []string{fmt.Sprintf("사람 %d", i)}, KnownBy: export.ByName})
	}
	return append(events, &export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "우리 가족"})
}

// batches calls f with n generated messages, 256 at a time as convert does.
func batches(n int, f func([]export.Event) error) error {
	for i := 0; i < n; {
		events := make([]export.Event, 0, 256)
		for ; len(events) < 256 && i < n; i++ {
			events = append(events, talk(i))
		}
		if err := f(events); err != nil {
			return err
		}
	}
	return nil
}

// newStore makes a store that the test closes.
func newStore(tb testing.TB) *Store {
	tb.Helper()
	s, err := Create(filepath.Join(tb.TempDir(), "a.exile"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// put adds events as one input.
func put(tb testing.TB, s *Store, src Source, events ...export.Event) int64 {
	tb.Helper()
	b, err := s.Begin(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	if err := b.Add(events); err != nil {
		tb.Fatal(err)
	}
	id, err := b.Commit(src)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

// all reads a chat back.
func all(tb testing.TB, s *Store, chat export.ChatRef, r export.Range) []*export.Message {
	tb.Helper()
	var list []*export.Message
	for m, err := range s.View().Messages(tb.Context(), chat, r) {
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, m)
		if m.Seq != int64(len(list)) {
			tb.Fatalf("message %d has Seq %d", len(list), m.Seq)
		}
	}
	return list
}

// checkIntegrity has SQLite look at everything.
func checkIntegrity(tb testing.TB, s *Store) {
	tb.Helper()
	c, err := s.take()
	if err != nil {
		tb.Fatal(err)
	}
	defer s.put(c)
	if v, err := c.one(tb.Context(), "PRAGMA integrity_check"); err != nil || v != "ok" {
		tb.Errorf("integrity_check: %v, %v", v, err)
	}
	err = c.each(tb.Context(), "PRAGMA foreign_key_check", nil, func(row []driver.Value) error {
		tb.Errorf("row %v of %v refers to nothing in %v", row[1], row[0], row[2])
		return nil
	})
	if err != nil {
		tb.Error(err)
	}
}

// listing names every file in a folder.
func listing(tb testing.TB, dir string) string {
	tb.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		b.WriteString(filepath.ToSlash(rel) + "\n")
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func reader(s string) io.Reader { return strings.NewReader(s) }

func begin(tb testing.TB, s *Store) *Batch {
	tb.Helper()
	b, err := s.Begin(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func commit(tb testing.TB, b *Batch, src Source) int64 {
	tb.Helper()
	id, err := b.Commit(src)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

// failing gives some bytes and then an error.
type failing struct {
	err  error
	done bool
}

func (f *failing) Read(p []byte) (int, error) {
	if f.done {
		return 0, f.err
	}
	f.done = true
	return copy(p, "some bytes"), nil
}

func expect(tb testing.TB, r io.ReadCloser, want string) {
	tb.Helper()
	got, err := io.ReadAll(r)
	if err != nil || string(got) != want {
		tb.Errorf("read %d bytes, %v", len(got), err)
	}
	if err := r.Close(); err != nil {
		tb.Error(err)
	}
}

// rows runs a query and prints what it gives: columns parted by spaces, rows by
// semicolons.
func rows(tb testing.TB, s *Store, query string) string {
	tb.Helper()
	var list []string
	err := s.query(tb.Context(), query, nil, func(row []driver.Value) error {
		list = append(list, strings.TrimSuffix(fmt.Sprintln(anys(row)...), "\n"))
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Join(list, "; ")
}

func anys(row []driver.Value) []any {
	list := make([]any, len(row))
	for i, v := range row {
		list[i] = v
	}
	return list
}
