package kakaotalk

import (
	"strings"

	"exile/export"
)

// A feed is the form of one kind of notice: an actor, the words after the
// actor, a list of people, the words after the list. Either may be missing.
type feed struct {
	kind  export.NoticeKind
	actor string   // what follows the actor's name; "": no actor
	list  []string // what stands between the people of a list
	end   string   // what follows the last name; the whole text where there are no names
}

var koreanList = []string{"님과 ", "님, "}

var koreanFeeds = []feed{
	{kind: export.NoticeJoin, actor: "님이 들어왔습니다."},
	{kind: export.NoticeLeave, actor: "님이 나갔습니다."},
	{kind: export.NoticeInvite, actor: "님이 ", list: koreanList, end: "님을 초대했습니다."},
	{kind: export.NoticeInvite, actor: "님이 ", list: koreanList, end: "님을 초대하였습니다."},
	{kind: export.NoticeInvite, list: koreanList, end: "님을 초대했습니다."},
	{kind: export.NoticeInvite, list: koreanList, end: "님을 초대하였습니다."},
	{kind: export.NoticeRemove, list: koreanList, end: "님을 내보냈습니다."},
	{kind: export.NoticeRemove, list: koreanList, end: "님을 보냈습니다."},
	{kind: export.NoticeManager, actor: "님이 부방장이 되었습니다."},
	{kind: export.NoticeHost, actor: "님이 방장이 되었습니다."},
	{kind: export.NoticeSetting, end: "관리자만 말하기 기능이 활성화되었습니다."},
	{kind: export.NoticeSetting, end: "관리자만 말하기 기능이 해제되었습니다."},
}

var englishList = []string{", ", " and "}

var englishFeeds = []feed{
	{kind: export.NoticeJoin, actor: " joined this chatroom."},
	{kind: export.NoticeLeave, actor: " left this chatroom."},
	{kind: export.NoticeLeave, actor: " left."},
	{kind: export.NoticeInvite, actor: " invited ", list: englishList, end: "."},
	{kind: export.NoticeRemove, list: englishList, end: " has been removed from this chatroom."},
}

// notice is a feed taken apart.
type notice struct {
	kind   export.NoticeKind
	actor  string
	named  bool // actor was there
	people []string
}

// parseFeed takes a notice apart. Names known beforehand win over the first cut
// that fits, so that a name may hold the words that separate names.
func parseFeed(feeds []feed, text string, isName func(string) bool) (notice, bool) {
	for i := range feeds {
		if n, ok := feeds[i].parse(text, isName); ok {
			return n, true
		}
	}
	return notice{}, false
}

func (f *feed) parse(text string, isName func(string) bool) (notice, bool) {
	n := notice{kind: f.kind}
	switch {
	case f.actor == "" && f.list == nil:
		return n, text == f.end
	case f.list == nil:
		name, ok := strings.CutSuffix(text, f.actor)
		n.actor, n.named = name, true
		return n, ok && name != ""
	}
	rest, ok := strings.CutSuffix(text, f.end)
	if !ok || rest == "" {
		return n, false
	}
	if f.actor != "" {
		n.actor, rest, n.named = cutName(rest, f.actor, isName)
		if !n.named || n.actor == "" || rest == "" {
			return n, false
		}
	}
	n.people = splitNames(rest, f.list, isName)
	return n, true
}

// cutName cuts a name off the front of text at sep: the longest known name that
// stands before a sep, else at the first sep.
func cutName(text, sep string, isName func(string) bool) (name, rest string, ok bool) {
	first, best := -1, -1
	for at := 0; ; {
		i := strings.Index(text[at:], sep)
		if i < 0 {
			break
		}
		at += i
		if first < 0 {
			first = at
		}
		if isName(text[:at]) {
			best = at
		}
		at += len(sep)
	}
	if best < 0 {
		best = first
	}
	if best < 0 {
		return "", text, false
	}
	return text[:best], text[best+len(sep):], true
}

// splitNames cuts a list of names.
func splitNames(list string, seps []string, isName func(string) bool) []string {
	var names []string
	for list != "" {
		if isName(list) {
			return append(names, list)
		}
		cut, skip, sure := -1, 0, false
		for _, sep := range seps {
			name, _, ok := cutName(list, sep, isName)
			if !ok {
				continue
			}
			known := isName(name)
			longer := len(name) > cut
			if cut < 0 || known && (!sure || longer) || !known && !sure && !longer {
				cut, skip, sure = len(name), len(sep), known
			}
		}
		if cut < 0 {
			return append(names, list)
		}
		names = append(names, list[:cut])
		list = list[cut+skip:]
	}
	return names
}
