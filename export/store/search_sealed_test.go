//go:build cgo

package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/export"
	"exile/export/query"
	"exile/export/store"
)

// sayings fills a store in a folder: every message is the words, but for every tenth, a
// photo with a name, and every ninety-seventh, with a greeting too.
func sayings(tb testing.TB, dir string, n int, words ...string) *store.Store {
	tb.Helper()
	st, err := store.Create(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	b, err := st.Begin(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	events := []export.Event{&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "방"}}
	for i := range 8 {
		events = append(events, &export.Person{Ref: export.PersonRef(i + 1), Names: []string{fmt.Sprintf("사람 %d", i)}, KnownBy: export.ByName})
	}
	x := uint64(1)
	for i := range n {
		var text strings.Builder
		for range 3 + i%8 {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
			text.WriteString(words[x%uint64(len(words))])
			text.WriteByte(' ')
		}
		m := &export.Message{
			Chat: 1, Sender: export.PersonRef(1 + x>>3%8), Seq: int64(i), Content: export.Text{Body: text.String()},
			Time: export.Time{T: time.Unix(1.4e9+int64(i/3)*60, 0).In(time.FixedZone("", 9*3600)), Precision: time.Minute},
			From: export.Source{Input: "chat.zip", File: "chat.txt", Line: i + 3, Lines: 1},
		}
		switch {
		case i%10 == 3:
			m.Content = export.Media{Plain: "사진", Files: []export.File{{Kind: export.FilePhoto, Name: fmt.Sprintf("IMG_%d.jpg", i), State: export.FileMissing}}}
		case i%97 == 0:
			m.Content = export.Text{Body: text.String() + "안녕하세요"}
		}
		if events = append(events, m); len(events) >= 256 || i == n-1 {
			if err := b.Add(events); err != nil {
				tb.Fatal(err)
			}
			events = nil
		}
	}
	if _, err := b.Commit(store.Source{Input: "chat.zip", Format: "kakaotalk", Ledger: export.Ledger{Messages: int64(n)}}); err != nil {
		tb.Fatal(err)
	}
	return st
}

// sealedStore seals a store beside its folder, and opens the archive as asked. close is
// for both the archive and the store.
func sealedStore(tb testing.TB, st *store.Store, open func(string, convert.SealedOptions) (*convert.Sealed, error)) (sealed *store.Store, end func()) {
	tb.Helper()
	key, err := crypto.GenerateKey(false)
	if err != nil {
		tb.Fatal(err)
	}
	ids, _, err := crypto.ParseIdentities(tb.Context(), strings.NewReader(key.Identity), nil, 0)
	if err != nil {
		tb.Fatal(err)
	}
	opt := convert.SealedOptions{Identities: ids}
	path := filepath.Join(filepath.Dir(st.Dir()), "sealed", "s.exile.age")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		tb.Fatal(err)
	}
	if _, err := convert.Seal(tb.Context(), st, path, convert.SealOptions{SealedOptions: opt, To: []crypto.Recipient{key.Recipient}}); err != nil {
		tb.Fatal(err)
	}
	a, err := open(path, opt)
	if err != nil {
		tb.Fatal(err)
	}
	end = func() {
		if err := a.Close(); err != nil {
			tb.Error(err)
		}
	}
	sealed, err = a.Store(store.ReadOnly)
	if err != nil {
		end()
		tb.Fatal(err)
	}
	return sealed, end
}

func searched(tb testing.TB, st *store.Store, opt store.SearchOptions, words ...string) (ids []export.MessageID) {
	tb.Helper()
	q, err := query.Parse(words...)
	if err != nil {
		tb.Fatal(err)
	}
	for h, err := range st.Search(tb.Context(), store.Wanted{Query: q}, opt) {
		if err != nil {
			tb.Fatal(err)
		}
		ids = append(ids, h.ID)
	}
	return ids
}

// holders are the files below folders, and those that this process has open, with a name
// or without one, that hold any of the texts.
func holders(t *testing.T, dirs []string, texts ...string) (list []string) {
	t.Helper()
	look := func(path string) {
		data, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		if slices.ContainsFunc(texts, func(s string) bool { return bytes.Contains(data, []byte(s)) }) {
			list = append(list, path)
		}
	}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() {
				look(path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if runtime.GOOS != "linux" { // elsewhere there is no list of them
		return list
	}
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		path := "/proc/self/fd/" + fd.Name()
		if what, err := os.Readlink(path); err != nil || strings.HasPrefix(what, "anon_inode:") { // it is gone, or no file
			continue
		}
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			look(path)
		}
	}
	return list
}

// The index of a sealed archive leaves nothing in the clear, neither while it is made nor
// while it is used, in no file that has a name and in none that has not.
func TestSealedIndexLeavesNothingInTheClear(t *testing.T) {
	dir := t.TempDir()
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("SQLITE_TMPDIR", temp)
	const canary, ofIndex = "카나리아새장", "CREATE TABLE pairs"
	for name, open := range map[string]func(string, convert.SealedOptions) (*convert.Sealed, error){
		"for reading": convert.OpenSealed, "for writing": convert.OpenSealedForWriting,
	} {
		t.Run(name, func(t *testing.T) {
			st := sayings(t, filepath.Join(dir, name, "s.exile"), 40_000, canary, "다른말", "hello")
			want := searched(t, st, store.SearchOptions{Limit: 40}, canary)
			if got := holders(t, []string{st.Dir()}, ofIndex); len(got) == 0 {
				t.Fatal("an index in the clear is not noticed")
			}
			sealed, end := sealedStore(t, st, open)
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			dirs := []string{filepath.Join(dir, name, "sealed"), temp}
			looked := false
			look := func() {
				t.Helper()
				looked = true
				if got := holders(t, dirs, canary, ofIndex); len(got) > 0 {
					t.Errorf("in the clear: %q", got)
				}
			}
			err := sealed.PrepareSearch(t.Context(), func(done, total int64) {
				if done > total/2 && !looked || done == total {
					look()
				}
			})
			if err != nil || !looked {
				t.Fatalf("the index was not made: %v", err)
			}
			if got := searched(t, sealed, store.SearchOptions{Limit: 40}, canary); len(got) != 40 || !slices.Equal(got, want) {
				t.Errorf("found %v, not %v", got, want)
			}
			look()
			end()
			look()
		})
	}
}

// A sealed archive that is given up while its index is made is given up at once.
func TestSealedClosedWhilePreparing(t *testing.T) {
	st := sayings(t, filepath.Join(t.TempDir(), "s.exile"), 60_000, "김치", "찌개")
	sealed, end := sealedStore(t, st, convert.OpenSealed)
	begun, result := make(chan struct{}, 1), make(chan error)
	go func() {
		result <- sealed.PrepareSearch(context.Background(), func(int64, int64) {
			select {
			case begun <- struct{}{}:
			default:
			}
			time.Sleep(20 * time.Millisecond)
		})
	}()
	<-begun
	end()
	if err := <-result; !errors.Is(err, fs.ErrClosed) {
		t.Errorf("%v", err)
	}
}

// BenchmarkSearchSealed is a search in a sealed archive of a million messages, as the
// window has it open.
func BenchmarkSearchSealed(b *testing.B) {
	st := sayings(b, filepath.Join(b.TempDir(), "s.exile"), 1_000_000, strings.Fields(sayable)...)
	sealed, end := sealedStore(b, st, convert.OpenSealed)
	defer end()
	queries := []string{"안녕", "안녕하세요", "김치찌개", "없는말", "HTTPS", "img_77", `"안녕" -"감사"`, "has:photo", "é"}
	run := func(name string, from int64) {
		for _, q := range queries {
			b.Run(name+"/"+q, func(b *testing.B) {
				for b.Loop() {
					searched(b, sealed, store.SearchOptions{Limit: 50, IndexFrom: from}, q)
				}
			})
		}
	}
	run("scan", -1)
	start := time.Now()
	if err := sealed.PrepareSearch(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	b.Logf("the index is made in %v", time.Since(start))
	run("index", 0)
}

const sayable = `오늘 저녁에 뭐 먹을까 김치찌개 된장찌개 좋아 그래 알겠어 나중에 봐요 감사합니다 ㅋㅋㅋ ㅎㅎ 정말 진짜 회사에서 늦게 끝났어
https://example.com/a 내일 만나자 어디야 지금 가는 중 주말에 시간 있어 사진 보내줘 ok thanks see you 엄마 아빠 병원 약속 생일 축하해`
