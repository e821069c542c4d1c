//go:build cgo

package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// deaf is a reader of before, which took some words for a line that nobody knows.
type deaf struct {
	formats.Reader
	to string
}

func (d deaf) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	return d.Reader.Read(ctx, in, opt, func(e export.Event) error {
		if m, ok := e.(*export.Message); ok && strings.Contains(m.Content.Words(), d.to) {
			return emit(&export.Unread{Text: m.Content.Words(), From: m.From})
		}
		return emit(e)
	})
}

// What today's parser finds otherwise is told in numbers, and where if everything is
// asked for; it is kept if asked, and then there is nothing more to tell.
func TestReparseTellsAndApplies(t *testing.T) {
	table := newApp(world{getenv: func(string) string { return "" }}).formats
	kakao, _ := table.Find("kakaotalk")
	kakao.Reader = deaf{kakao.Reader, "응"}
	dir := filepath.Join(t.TempDir(), "my.exile")
	path := talkWith(t, "하나")
	st, err := store.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	ins, err := convert.Open(t.Context(), []string{talkWith(t, "둘"), path}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer convert.CloseAll(ins)
	e := convert.Engine{Formats: formats.Table{kakao}}
	for _, in := range ins {
		if _, err := e.Add(t.Context(), in, st, convert.InOptions{KeepOriginals: true, KeepMedia: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		says []string
	}{
		{"reparse 2", []string{"Differs:  하나.txt (source 2)", "“하나”: 0 the same, 0 read otherwise, 1 that was not there, 0 that are not there any more", "not understood: 1 before, 0 now"}},
		{"reparse 2 -v", []string{"하나.txt:6  was not there"}},
		{"reparse 2 --lang ko", []string{"달라짐: 하나.txt(2번). --apply로 바꿀 수 있습니다", "새로 나온 것 1개", "이해하지 못한 줄: 전에는 1개, 지금은 0개"}},
		{"reparse --apply", []string{"Applied:  둘.txt (source 1)", "Applied:  하나.txt (source 2)"}},
		{"reparse", []string{"The same: 둘.txt (source 1)", "The same: 하나.txt (source 2)"}},
	} {
		got := runHere(t.Context(), t, nil, append(strings.Fields(c.args), "--store", dir)...)
		for _, says := range c.says {
			if got.status != statusDone || !strings.Contains(got.err, says) {
				t.Errorf("%s: status %d, %q, want %q", c.args, got.status, got.err, says)
			}
		}
	}
	if got := runHere(t.Context(), t, nil, "show", "2", "--store", dir); !strings.Contains(got.out, "하나: 응") {
		t.Errorf("%q", got.out)
	}
}
