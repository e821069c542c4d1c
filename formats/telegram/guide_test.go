package telegram

import (
	"html"
	"path"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Whoever follows the page gives --as a name that the source knows, though
// another is written: chosen before, numbered, or without what Telegram's reader
// would stumble over.
func TestGuideNamesAreThoseOfTheSource(t *testing.T) {
	me := person(1, "나")
	me.Self = true
	h := chatOf(export.ChatGroup, []export.Person{me, person(2, "하은 : 총무"), person(3, "지호"), person(4, "하은 :총무")},
		text(1, at(15, 1, 1), "x"), text(2, at(15, 1, 2), "y"), text(3, at(15, 1, 3), "z"), text(4, at(15, 1, 4), "z"))
	h.chats = append(h.chats, h.chats[0])
	h.chats[1].Ref = 2
	h.messages[2] = h.messages[1]
	for lang, want := range map[string][]string{
		"ko": {
			"<b><bdi>Na</bdi></b>(나, 카카오톡 이름: <bdi>나</bdi>)",
			"<bdi>하은 :총무</bdi> (카카오톡 이름: <bdi>하은 : 총무</bdi>)",
			"<bdi>Jiho</bdi> (카카오톡 이름: <bdi>지호</bdi>)",
			"<bdi>하은 : 총무</bdi> → <bdi>하은 :총무</bdi>, <bdi>하은 :총무</bdi> → <bdi>하은 :총무 (2)</bdi></li>",
			`--as "위에 적힌 카카오톡 이름=텔레그램 이름"`,
		},
		"en": {
			"<b><bdi>Na</bdi></b> (you, name in KakaoTalk: <bdi>나</bdi>)",
			"<bdi>하은 :총무</bdi> (name in KakaoTalk: <bdi>하은 : 총무</bdi>)",
			"<bdi>하은 : 총무</bdi> → <bdi>하은 :총무</bdi>, ",
			`--as "name in KakaoTalk=Telegram name"`,
		},
	} {
		opt := kst(nil)
		opt.Lang, opt.Self, opt.Names = lang, "Na", map[string]string{"지호": "Jiho"}
		out, _, _ := write(t, h, opt)
		for _, chat := range []string{"가족/", "가족 (2)/"} { // a name told once still stands on both pages
			page := html.UnescapeString(string(out.one(t, chat+guideName)))
			for _, w := range want {
				if !strings.Contains(page, w) {
					t.Errorf("%s %s: no %q", lang, chat, w)
				}
			}
		}
	}
}

// A page says of one thing that it is one.
func TestGuideCounts(t *testing.T) {
	for n, want := range map[int]string{0: "0 files", 1: "1 file", 2: "2 files"} {
		if got := counting(n, "file", "files"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// The page names the parts of which the first dates leave day and month open.
func TestGuideOpenDates(t *testing.T) {
	h := chatOf(export.ChatDirect, []export.Person{person(1, "가")},
		text(1, at(11, 12, 0), "a"), text(1, at(12, 12, 0), "b"), text(1, at(14, 12, 0), "c"))
	for lang, want := range map[string]string{"ko": "1번째, 2번째 파일의 앞부분에", "en": "near the beginning of part 1, 2, so"} {
		opt := formats.WriteOptions{Lang: lang, Offset: kst(nil).Offset, Values: map[string]string{"part": "1"}}
		out, _, _ := write(t, h, opt)
		if page := string(out.one(t, guideName)); !strings.Contains(page, want) {
			t.Errorf("%s: no %q", lang, want)
		}
	}
}

// What a program tells of the steps is what the page tells.
func TestStepsAreThePages(t *testing.T) {
	h := formattest.Fitted(formattest.Everything(), Format().Writer.Can())
	out, _, _ := formattest.Write(t, Format().Writer, h, formats.WriteOptions{Lang: "ko"})
	chats, err := h.Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, name := range out.Names() {
		folder, file := path.Split(name)
		if file != guideName {
			continue
		}
		page := string(out.Bytes(name))
		var files []string
		for _, other := range out.Names() {
			if strings.HasPrefix(other, folder) {
				files = append(files, other)
			}
		}
		kind := export.ChatDirect
		if strings.Contains(page, "그룹으로 가져오는 파일입니다") {
			kind = export.ChatGroup
		}
		steps, err := Steps("ko", []export.Chat{{Kind: kind}}, false, files)
		if err != nil || len(steps) < 100 || !strings.Contains(page, string(steps)) {
			t.Errorf("%s: the page does not hold these steps: %v\n%s", name, err, steps)
		}
		pages++
	}
	if pages < 3 {
		t.Errorf("%d pages", pages)
	}
	for _, lang := range []string{"ko", "en"} {
		steps, err := Steps(lang, chats, false, out.Names())
		if err != nil || !strings.Contains(string(steps), guideName) || strings.Contains(string(steps), "가족") {
			t.Errorf("of several chats: %v\n%s", err, steps)
		}
	}
}
