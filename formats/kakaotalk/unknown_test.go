package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// unknownOf reads a text and returns what its first profile lists and what the
// problem counts.
func unknownOf(t *testing.T, text string) (list []string, count int) {
	t.Helper()
	in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Profile:
			list = e.Unknown
		case *export.Problem:
			if e.Code == export.UnknownMarker {
				count += e.Times()
			}
		case *export.Chat, *export.Person, *export.Mark, *export.Message, *export.Unread:
		}
	}
	return list, count
}

// iosChat is an iPhone's export of a few messages, "name : text" or a notice.
func iosChat(lines ...string) string {
	var b strings.Builder
	b.WriteString("\ufeff동네 님과 카카오톡 대화\r\n저장한 날짜 : 2026. 2. 10. 오후 12:16\r\n\r\n\r\n\r\n2026년 2월 1일 일요일\r\n")
	for i, l := range lines {
		sep := ": "
		if strings.Contains(l, " : ") {
			sep = ", "
		}
		fmt.Fprintf(&b, "2026. 2. 1. 오후 %d:%02d%s%s\r\n", 1+i/60, i%60, sep, l)
	}
	return b.String()
}

// What looks like the app's words and is none that we know is listed, without
// names and numbers, most frequent first.
func TestUnknown(t *testing.T) {
	list, count := unknownOf(t, iosChat(
		"민수 : 단체콜 1:05", "영희 : 단체콜 22:10", "민수 : 단체콜 0:09", "영희 : 단체콜 3:00", // a call that is none of ours
		"민수님이 채팅방 이름을 바꿨습니다.", "영희님이 채팅방 이름을 바꿨습니다.", "철수님이 채팅방 이름을 바꿨습니다.",
		"철수 : <스티커>", "영희 : <스티커>",
		"민수 : 묶음: 휴가.zip", "민수 : 묶음: 여행.zip",
		// these are known, or people's own
		"민수 : 사진", "영희 : 사진", "철수 : 사진", "민수 : 사진 2장", "민수 : 보이스톡 1:05", "영희 : 보이스톡 1:06", "민수 : 파일: a.pdf", "민수 : 파일: b.pdf",
		"민수님이 나갔습니다.", "채팅방 관리자가 메시지를 가렸습니다.",
		"민수 : 네", "영희 : 네", "철수 : 네", "민수 : 네", "민수 : 내일 3시", "영희 : 내일 3시", "철수 : 내일 3시",
		"영희 : <한 번만 쓴 말>", "민수 : 2026.02.01", "민수 : (", "영희 : (ㅎ",
	))
	want := []string{"단체콜 N:NN", "…님이 채팅방 이름을 바꿨습니다.", "<스티커>", "묶음: ….zip"}
	if !slices.Equal(list, want) || count != 4+3+2+2 {
		t.Errorf("%d in %q", count, list)
	}
}

// Where the language is not known, whatever several people repeat is listed.
func TestUnknownLanguage(t *testing.T) {
	const head = "\ufeff春の会\r\n保存 : 2026/02/10 12:16\r\n\r\n2026年2月1日日曜日\r\n"
	var b strings.Builder
	b.WriteString(head)
	for i, l := range []string{"花子 : 写真", "太郎 : 写真", "花子 : 写真", "花子 : はい", "花子 : はい", "花子 : はい", "太郎 : 動画です", "花子 : 動画です"} {
		fmt.Fprintf(&b, "2026/02/01 20:%02d, %s\r\n", 10+i, l)
	}
	b.WriteString("2026/02/01 21:00: 花子さんが退室しました。\r\n")
	list, count := unknownOf(t, b.String())
	if want := []string{"写真", "…さんが退室しました。"}; !slices.Equal(list, want) || count != 4 {
		t.Errorf("%d in %q", count, list)
	}
}

// A chat that uses nothing unknown says nothing.
func TestUnknownNothing(t *testing.T) {
	if list, count := unknownOf(t, iosChat("민수 : 안녕", "영희 : 네", "민수님이 나갔습니다.")); len(list) != 0 || count != 0 {
		t.Errorf("%d in %q", count, list)
	}
}

// However many forms there are, few are remembered and fewer shown.
func TestUnknownIsBounded(t *testing.T) {
	u := newUnknown(nil)
	for i := range 100_000 {
		u.body("a", fmt.Sprintf("<form %d>", i))
		u.body("b", fmt.Sprintf("<form %d>", i))
		u.notice(fmt.Sprintf("notice %d", i))
	}
	if len(u.words) > maxCandidates || len(u.feeds) > maxCandidates {
		t.Errorf("%d words, %d notices", len(u.words), len(u.feeds))
	}
	if list, _ := u.list([]string{"a", "b", ""}); len(list) != maxUnknown {
		t.Errorf("%d shown", len(list))
	}
}
