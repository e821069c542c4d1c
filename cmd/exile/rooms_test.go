//go:build cgo

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"exile/convert"
	"exile/export"
)

// A hundred rooms do not flood a terminal, unless all are asked for.
func TestManyRooms(t *testing.T) {
	dir := t.TempDir()
	for i := range 65 {
		room := filepath.Join(dir, "Chats", fmt.Sprintf("%02d", i))
		if err := os.MkdirAll(room, 0o700); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("방%d호 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\r\n"+
			"2026년 1월 14일 오후 3:17\r\n2026년 1월 14일 오후 3:17, 수아 : 응\n그래\r\n", i)
		if err := os.WriteFile(filepath.Join(room, "KakaoTalkChats.txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	chats := filepath.Join(dir, "Chats")
	for _, c := range []struct {
		args []string
		rows int
		says string
	}{
		{[]string{"inspect", chats}, 60, "and 5 more; --verbose lists all"},
		{[]string{"inspect", chats, "--lang", "ko"}, 60, "외 5개. --verbose를 붙이면"},
		{[]string{"inspect", chats, "--verbose"}, 65, ""},
		{[]string{"add", chats, "--store", filepath.Join(dir, "s.exile")}, 60, "and 5 more"},
	} {
		got := runHere(t.Context(), t, nil, c.args...)
		rows := 0
		for line := range strings.Lines(got.out + got.err) {
			if strings.HasPrefix(line, "방") {
				rows++
			}
		}
		if got.status != statusDone || rows != c.rows || !strings.Contains(got.out+got.err, c.says) {
			t.Errorf("%v: status %d, %d rows: %s%s", c.args, got.status, rows, got.out, got.err)
		}
	}
	got := runHere(t.Context(), t, nil, "inspect", chats, "--json")
	if n := strings.Count(got.out, `{"title":"방`); n != 65 {
		t.Errorf("%d chats in JSON", n)
	}
}

// Rows fit on a terminal, however long titles are and whatever stands in them; Korean
// letters take two columns.
func TestRoomTable(t *testing.T) {
	a := newApp(world{getenv: func(string) string { return "ko_KR" }})
	all := []convert.ChatCount{
		{Title: strings.Repeat("가나다", 30), Variant: "android with media", Messages: 1234567, People: 1234, Files: 1000, Found: 12, Parts: 3, Unread: 7},
		{Title: strings.Repeat("x\x1b[2J", 30), Variant: "ios"},
		{Title: " "},
	}
	text := a.roomTable(all)
	lines := strings.Split(text, "\n")
	for _, says := range []string{"…", "1,234,567", "12/1,000", "안드로이드", "(제목 없음)", "알 수 없음"} {
		if !strings.Contains(text, says) {
			t.Errorf("nothing says %q in\n%s", says, text)
		}
	}
	for _, line := range lines {
		if strings.ContainsRune(line, '\x1b') || uniseg.StringWidth(line) > 90 {
			t.Errorf("%d columns: %q", uniseg.StringWidth(line), line)
		}
	}
	// What says nothing has no column.
	plain := a.roomTable([]convert.ChatCount{{Title: "a", Variant: "ios", Parts: 1}, {Title: "b", Variant: "ios", Parts: 1}})
	if head, _, _ := strings.Cut(plain, "\n"); head != "제목  메시지  사람  처음  마지막" {
		t.Errorf("the head is %q", head)
	}
}

// Words that no rule knows come from all files, each once, with what to do about
// them; where files differ, it is told how.
func TestInspectTellsOfAllFiles(t *testing.T) {
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("word%d", i))
	}
	r := &convert.InReport{Input: "x", Profiles: []export.Profile{
		{Variant: "android", Locale: "ko", Clock: "12h", Unknown: []string{"写真", "スタンプ"}},
		{Variant: "ios", Locale: "en", Clock: "24h", Unknown: append([]string{"写真", "動画\x1b[2J"}, many...)},
		{Variant: "android", Locale: "ko", Clock: "12h"},
	}}
	if got := unknownMarkers(r); len(got) != maxMarkers || !slices.Equal(got[:3], []string{"写真", "スタンプ", "動画\x1b[2J"}) {
		t.Errorf("unknown: %q", got)
	}
	for lang, want := range map[string][]string{
		"en_US": {"Unknown words  写真, スタンプ, 動画 [2J, word0", "please report them", "Android, ko, 12h: 2 files", "iPhone, en, 24h: 1 file\n"},
		"ko_KR": {"모르는 말  写真, スタンプ", "알려 주세요", "안드로이드, ko, 12시간제(오전·오후): 파일 2개", "아이폰, en, 24시간제: 파일 1개"},
	} {
		var out, errs bytes.Buffer
		i := &inspection{app: newApp(world{stdout: &out, stderr: &errs, getenv: func(string) string { return lang }})}
		if err := i.show(r, &convert.Counts{}, false); err != nil {
			t.Fatal(err)
		}
		for _, says := range want {
			if !strings.Contains(out.String(), says) {
				t.Errorf("nothing says %q in\n%s", says, out.String())
			}
		}
		if strings.Contains(errs.String(), "写真") {
			t.Errorf("words of the chat in %s", errs.String())
		}
	}
}

// Somebody who is in several rooms is named once among those who are there.
func TestNamesAreListedOnce(t *testing.T) {
	var people []export.Person
	for i := range 30 {
		people = append(people, export.Person{Names: []string{[]string{"지우", "하루"}[i%2]}})
	}
	known, ok := errors.AsType[*told](noPerson(people, "나무"))
	if !ok || known.values["people"] != "지우, 하루" {
		t.Errorf("%+v", known)
	}
	for i := range 21 {
		people = append(people, export.Person{Names: []string{fmt.Sprintf("사람 %02d", i)}})
	}
	known, ok = errors.AsType[*told](noPerson(people, "나무"))
	if list, _ := known.values["people"].(string); !ok || strings.Count(list, ",") != 20 || !strings.HasSuffix(list, "사람 17, …") {
		t.Errorf("%+v", known)
	}
}
