//go:build cgo

package convert

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// Media that were given beside an export are media again when it is read again, and
// everything reads as the first time, whatever wrote it.
func TestOpenKept(t *testing.T) {
	for _, h := range handedOver(t) {
		t.Run(h.name, func(t *testing.T) {
			kept(t, func(t *testing.T) []*Input { t.Helper(); return open(t, h.paths...) })
		})
	}
	for _, v := range kakaotest.All() {
		t.Run(v.Name, func(t *testing.T) {
			dir := chatExport(t, t.TempDir(), v, formattest.Plan{Seed: 9, Messages: 200, Media: v.Media})
			names, err := filepath.Glob(filepath.Join(dir, "*"))
			if err != nil {
				t.Fatal(err)
			}
			if v.Media {
				names = []string{dir}
			}
			kept(t, func(t *testing.T) []*Input { t.Helper(); return open(t, names...) })
		})
	}
	t.Run("with media beside", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, "photos/other.jpg", "another room's")
		write(t, dir, "photos/KakaoTalk_20260114_151900000.jpg", "\xff\xd8\xff\xe0 photo")
		text := write(t, dir, "KakaoTalkChats.txt", "\ufeff수아 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:19\r\n\r\n\r\n"+
			"2026년 1월 14일 오후 3:17\r\n2026년 1월 14일 오후 3:17, 수아 : 안녕\r\n2026년 1월 14일 오후 3:19, 수아 : 사진\r\n")
		in := kept(t, func(t *testing.T) []*Input {
			t.Helper()
			ins, err := Open(t.Context(), []string{text}, OpenOptions{Media: []string{filepath.Join(dir, "photos")}})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { CloseAll(ins) })
			return ins
		})
		if len(in.Roots) != 2 || in.Roots[0].Kind != formats.RootFile || in.Roots[1].Kind != formats.RootMedia {
			t.Errorf("%+v", in.Roots)
		}
	})
}

// kept adds an input, opens what was kept of it, and reads both.
func kept(t *testing.T, again func(t *testing.T) []*Input) *Input {
	t.Helper()
	st := newStore(t, filepath.Join(t.TempDir(), "s.exile"))
	e := everyEngine()
	ins := again(t)
	if len(ins) != 1 {
		t.Fatalf("%d inputs", len(ins))
	}
	added, err := e.Add(t.Context(), ins[0], st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	src := sourceOf(t, st, added.Source)
	in, err := OpenKept(t.Context(), st, src)
	if err != nil {
		t.Fatal(err)
	}
	other := newStore(t, filepath.Join(t.TempDir(), "o.exile"))
	twice, err := e.Add(t.Context(), in, other, AsBefore(src, keepAll()))
	if err != nil {
		t.Fatal(err)
	}
	if twice.Ledger != added.Ledger || twice.SHA256 != added.SHA256 {
		t.Errorf("read again: %+v, before %+v", twice, added)
	}
	if a, b := lines(t, st), lines(t, other); a != b {
		i := 0
		for i < min(len(a), len(b)) && a[i] == b[i] {
			i++
		}
		t.Errorf("read again it says something else: %.300s\nbefore: %.300s", b[max(0, i-100):], a[max(0, i-100):])
	}
	diff, err := e.Compare(t.Context(), st, src, InOptions{})
	if err != nil || !diff.None() || diff.Chats[0].Same == 0 {
		t.Errorf("compared: %+v, %v", diff, err)
	}
	return in
}

// A text whose bytes went bad is not read again as if they were its own.
func TestOpenKeptDamaged(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := everyEngine()
	if _, err := addPath(t, e, st, write(t, dir, "one.txt", talk+strings.Repeat("Kim: ㅋㅋㅋ\n", 50_000))); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(st.Dir(), "originals", "*.zst"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	good := read(t, found[0])
	for at := 0; at < len(good); at += max(1, len(good)/7) {
		bad := bytes.Clone(good)
		bad[at] ^= 0x20
		if err := os.WriteFile(found[0], bad, 0o600); err != nil {
			t.Fatal(err)
		}
		diff, err := e.Compare(t.Context(), st, sourceOf(t, st, 1), InOptions{})
		if err == nil && !diff.None() || err != nil && !errors.Is(err, store.ErrDamaged) {
			t.Errorf("byte %d: %+v, %v", at, diff, err)
		}
	}
}
