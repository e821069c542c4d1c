package kakaotalk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"exile/formats"
)

// Detect looks at the heads of all texts.
func (reader) Detect(in formats.Input) formats.Match {
	groups, _ := find(in) // Read tells the error
	if len(groups) == 0 {
		return formats.Match{Why: formats.Text{
			EN: "no text or CSV file has the lines of a KakaoTalk export",
			KO: "카카오톡 내보내기 모양의 텍스트나 CSV 파일이 없습니다",
		}}
	}
	m := formats.Match{Score: formats.Likely, Why: whyAll(groups)}
	if groups[0].weak() { // then all are
		m.Score = formats.Maybe
	}
	for i := range groups {
		g := &groups[i]
		if g.parts[0].head.sure {
			m.Score = formats.Certain
		}
		for _, p := range g.parts {
			m.Files = append(m.Files, formats.Claim{Root: p.root, Name: p.name})
		}
	}
	m.Files = append(m.Files, newLibrary(in, groups).claims()...)
	slices.SortFunc(m.Files, func(a, b formats.Claim) int {
		return cmp.Or(cmp.Compare(a.Root, b.Root), strings.Compare(a.Name, b.Name))
	})
	m.Files = slices.Compact(m.Files)
	return m
}

// whyAll says by what the exports of an input are known: what is true of all of them.
func whyAll(groups []group) formats.Text {
	why := groups[0].parts[0].head.why()
	same, sure, files := true, false, 0
	found := map[platform]bool{}
	for i := range groups {
		h := &groups[i].parts[0].head
		same = same && h.why() == why
		sure = sure || h.sure
		found[h.app] = true
		files += len(groups[i].parts)
	}
	if same {
		return why
	}
	var en, ko []string
	for _, p := range []struct {
		app    platform
		en, ko string
	}{{android, "Android", "안드로이드"}, {ios, "iPhone", "아이폰"}, {windows, "Windows", "윈도우"}, {mac, "Mac", "맥"}} {
		if found[p.app] {
			en, ko = append(en, p.en), append(ko, p.ko)
		}
	}
	t := formats.Text{
		EN: fmt.Sprintf("%d files look like KakaoTalk exports (%s)", files, strings.Join(en, ", ")),
		KO: fmt.Sprintf("파일 %d개가 카카오톡 내보내기처럼 보입니다(%s)", files, strings.Join(ko, ", ")),
	}
	if sure {
		t.EN = fmt.Sprintf("%d files have the headings or the dates of KakaoTalk exports (%s)", files, strings.Join(en, ", "))
		t.KO = fmt.Sprintf("파일 %d개에 카카오톡 내보내기의 머리글이나 날짜가 있습니다(%s)", files, strings.Join(ko, ", "))
	}
	return t
}

// why says by what a platform's export is known, for people.
func (h *header) why() formats.Text {
	t := h.signs()
	if h.sure && h.loc != nil && h.lines == 2 {
		word := strings.TrimSpace(h.loc.saved)
		t.EN = "line 2 begins with «" + word + "» and " + t.EN
		t.KO = "둘째 줄이 «" + word + "»(으)로 시작하고, " + t.KO
	}
	return t
}

// signs are what tells the platforms apart. Where no words of the app are there,
// they only look like its work.
func (h *header) signs() formats.Text {
	var t formats.Text
	switch h.app {
	case ios:
		t = formats.Text{
			EN: "a line with the day stands above lines that begin with a time of that day, as an iPhone writes them",
			KO: "날짜 줄 아래에 그날의 시각으로 시작하는 줄이 이어지는 아이폰 카카오톡 내보내기",
		}
	case windows:
		t = formats.Text{
			EN: "lines begin with [name] [time], as on Windows",
			KO: "줄이 [이름] [시각]으로 시작하는 윈도우 카카오톡 내보내기",
		}
	case mac:
		t = formats.Text{
			EN: "the columns are Date, User and Message, as on a Mac",
			KO: "Date, User, Message 열이 있는 맥 카카오톡 내보내기",
		}
	case android:
		if h.sure {
			return formats.Text{EN: "the dates are Android's", KO: "날짜는 안드로이드가 쓰는 모양입니다"}
		}
		t = formats.Text{
			EN: "a line that is only a date and a time stands before lines that begin with it, as on Android",
			KO: "날짜와 시각만 있는 줄 다음에 같은 날짜와 시각으로 시작하는 줄이 이어지는 안드로이드 카카오톡 내보내기",
		}
	}
	if h.sure {
		t.KO += "입니다"
		return t
	}
	t.EN = "it looks like a KakaoTalk export: " + t.EN
	t.KO += "처럼 보입니다"
	return t
}
