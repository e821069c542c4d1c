package kakaotalk

import (
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

func TestParseFeed(t *testing.T) {
	known := []string{"김하늘", "이하은님이", "Kim, Lee and Park", "가나다 선생님", "A님과 B", "Ann invited Bob"}
	isName := func(s string) bool { return slices.Contains(known, s) }
	for _, c := range []struct {
		text   string
		kind   export.NoticeKind
		actor  string
		people []string
	}{
		{"김하늘님이 들어왔습니다.", export.NoticeJoin, "김하늘", nil},
		{"님이 나갔습니다.님이 들어왔습니다.", export.NoticeJoin, "님이 나갔습니다.", nil},
		{"김하늘님이 나갔습니다.", export.NoticeLeave, "김하늘", nil},
		{"김하늘님이 박바다님과 이노을님을 초대했습니다.", export.NoticeInvite, "김하늘", []string{"박바다", "이노을"}},
		{"김하늘님이 가님, 나님과 다님을 초대했습니다.", export.NoticeInvite, "김하늘", []string{"가", "나", "다"}},
		{"차카타님이 가나다 선생님님을 초대했습니다.", export.NoticeInvite, "차카타", []string{"가나다 선생님"}},
		{"이하은님이님이 A님과 B님과 김하늘님을 초대했습니다.", export.NoticeInvite, "이하은님이", []string{"A님과 B", "김하늘"}},
		{"박바다님을 초대하였습니다.", export.NoticeInvite, "", []string{"박바다"}},
		{"박바다님을 내보냈습니다.", export.NoticeRemove, "", []string{"박바다"}},
		{"김하늘님이 방장이 되었습니다.", export.NoticeHost, "김하늘", nil},
		{"김하늘님이 부방장이 되었습니다.", export.NoticeManager, "김하늘", nil},
		{"관리자만 말하기 기능이 활성화되었습니다.", export.NoticeSetting, "", nil},
	} {
		checkFeed(t, koreanFeeds, isName, c.text, notice{kind: c.kind, actor: c.actor, people: c.people})
	}
	for _, c := range []struct {
		text   string
		kind   export.NoticeKind
		actor  string
		people []string
	}{
		{"Sky joined this chatroom.", export.NoticeJoin, "Sky", nil},
		{"Ann invited Bob joined this chatroom.", export.NoticeJoin, "Ann invited Bob", nil},
		{"Sky left this chatroom.", export.NoticeLeave, "Sky", nil},
		{"Sky left.", export.NoticeLeave, "Sky", nil},
		{"Sky invited Sea, Hill and Forest.", export.NoticeInvite, "Sky", []string{"Sea", "Hill", "Forest"}},
		{"Ann invited Bob invited Kim, Lee and Park.", export.NoticeInvite, "Ann invited Bob", []string{"Kim, Lee and Park"}},
		{"Sky has been removed from this chatroom.", export.NoticeRemove, "", []string{"Sky"}},
	} {
		checkFeed(t, englishFeeds, isName, c.text, notice{kind: c.kind, actor: c.actor, people: c.people})
	}
	for _, text := range []string{"", "님이 들어왔습니다.", "안녕하세요", "나갔습니다.", " left.", "Sky invited ."} {
		if n, ok := parseFeed(slices.Concat(koreanFeeds, englishFeeds), text, isName); ok {
			t.Errorf("%q is read as %+v", text, n)
		}
	}
}

func checkFeed(t *testing.T, feeds []feed, isName func(string) bool, text string, want notice) {
	t.Helper()
	n, ok := parseFeed(feeds, text, isName)
	if !ok || n.kind != want.kind || n.actor != want.actor || !slices.Equal(n.people, want.people) {
		t.Errorf("%s: got %+v, %v", text, n, ok)
	}
}

// A list of people is taken apart in work that grows with its length alone, and
// one that is longer than any that people make stays whole.
func TestParseFeedLong(t *testing.T) {
	for _, c := range []struct {
		people int
		name   string
		named  bool
	}{
		{maxPeople, "b", true},
		{maxPeople + 1, "b", false},
		{1300, "b", false},
		{100, strings.Repeat("긴 이름", 3), true},
	} {
		for _, known := range []bool{false, true} {
			text := "A invited " + strings.Repeat(c.name+", ", c.people-1) + c.name + "."
			looks := 0
			n, ok := parseFeed(englishFeeds, text, func(name string) bool {
				looks += len(name)
				return known && name == c.name
			})
			if ok != c.named || ok && len(n.people) != c.people {
				t.Errorf("%d times %s: %v, %d people", c.people, c.name, ok, len(n.people))
			}
			if looks > 4*maxCuts*maxName+len(text)*maxName {
				t.Errorf("%d times %s: %d bytes looked at, of %d", c.people, c.name, looks, len(text))
			}
		}
	}
	long := "A invited " + strings.Repeat("a, ", maxNotice/2) + "b."
	told, _ := toldBy(t, formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", "KakaoTalk Chats with X\r\nDate Saved : November 3, 2020, 1:08 PM\n\n\r\nFebruary 10, 2016, 2:33 AM\r\n"+
		"February 10, 2016, 2:33 AM, A : x\r\nFebruary 10, 2016, 2:33 AM, "+long+"\r\n")}})
	if want := "02-10 02:33 (other): " + long; len(told) != 2 || told[1] != want {
		t.Errorf("%d messages, the second is not %q", len(told), want[:40])
	}
}
