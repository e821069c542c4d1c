//go:build cgo

package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"exile/export"
)

// chatty makes a store of n messages: every tenth a photo with a name, every
// ninety-seventh with 안녕하세요 in it.
func chatty(b *testing.B, n int) *Store {
	b.Helper()
	s := newStore(b)
	batch := begin(b, s)
	if err := batch.Add(cast8()); err != nil {
		b.Fatal(err)
	}
	err := batches(n, func(events []export.Event) error {
		for _, e := range events {
			m, ok := e.(*export.Message)
			switch {
			case !ok:
			case m.Seq%10 == 3:
				m.Content = export.Media{Plain: "사진", Files: []export.File{
					{Kind: export.FilePhoto, Name: fmt.Sprintf("IMG_%d.jpg", m.Seq), State: export.FileMissing},
				}}
			case m.Seq%97 == 0:
				m.Content = export.Text{Body: m.Content.Words() + " 안녕하세요"}
			}
		}
		return batch.Add(events)
	})
	if err != nil {
		b.Fatal(err)
	}
	commit(b, batch, Source{Input: "chat.zip", Format: "kakaotalk"})
	return s
}

func BenchmarkSearch(b *testing.B) {
	s := chatty(b, 1_000_000)
	vault := openFake(b, sealed(b, s), ReadOnly)
	start := time.Now()
	found(b, s, wanted(b, "안녕"), SearchOptions{Limit: 20})
	b.Logf("the index is made in %v", time.Since(start))
	info, err := os.Stat(filepath.Join(s.Dir(), searchName))
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("and has %d MB", info.Size()>>20)
	start = time.Now()
	check(b, vault.PrepareSearch(b.Context(), nil))
	b.Logf("that of the vault is made in %v", time.Since(start))
	for _, way := range []struct {
		name string
		s    *Store
		from int64
	}{{"scan", s, never}, {"vault", vault, never}, {"index", s, 0}, {"vault with index", vault, 0}} {
		for _, q := range []string{"안녕", "안녕하세요", "김치찌개", "없는말", "HTTPS", "img_77", `안녕 -"감사" from:3`, "has:photo", "é"} {
			b.Run(way.name+"/"+q, func(b *testing.B) {
				w := wanted(b, q)
				for b.Loop() {
					found(b, way.s, w, SearchOptions{Limit: 20, IndexFrom: way.from})
				}
			})
		}
	}
}
