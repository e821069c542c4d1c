package bubble

import (
	"strings"
	"testing"
	"time"

	"exile/export"
)

var seoul = time.FixedZone("", 9*60*60)

func people() *People {
	return NewPeople([]export.Person{{Ref: 1, Names: []string{"한지우"}, Self: true}, {Ref: 2, Names: []string{"김서준"}}}, "ko")
}

func say(id export.MessageID, sender export.PersonRef, hour int, c export.Content) *export.Message {
	return &export.Message{
		ID: id, Chat: 1, Sender: sender, Content: c,
		Time: export.Time{T: time.Date(2026, 2, 8, hour, 5, 0, 0, seoul), Precision: time.Minute},
	}
}

// laid returns messages as a layout lays them out.
func laid(opt Options, list ...*export.Message) string {
	l := New(opt)
	var b []byte
	for _, m := range list {
		b = l.Append(b, m)
	}
	return string(l.End(b))
}

// Whoever hears a page is told each name; whoever sees it, once.
func TestEachNamed(t *testing.T) {
	list := []*export.Message{say(7, 2, 9, export.Text{Body: "a"}), say(9, 2, 10, export.Text{Body: "b"})}
	const name = `<p class="n c1"><bdi>김서준</bdi></p>`
	once, each := laid(Options{Lang: "ko", People: people()}, list...), laid(Options{Lang: "ko", People: people(), EachNamed: true}, list...)
	if strings.Count(once, name) != 1 || strings.Count(each, name) != 2 || strings.Replace(each, `id="m9">`+name, `id="m9">`, 1) != once {
		t.Errorf("laid out are %s\nand %s", once, each)
	}
	if !strings.Contains(more, ".on .n") {
		t.Error("the style shows the name each time")
	}
}

// A caller that tells nothing gets ids of the store, days without ids, and files by their names.
func TestNothingTold(t *testing.T) {
	m := say(7, 1, 9, export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: "a.jpg", State: export.FilePresent}}})
	m.ReplyTo = &export.Reply{ID: 3}
	got := laid(Options{}, m)
	for _, want := range []string{`<section class="day" data-d="2026-02-08">`, `<article class="m" id="m7">`, `[a.jpg]`, "a message that is not here"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

// A file that is absent says how to come by it, each once, and those without a name together.
func TestRemedy(t *testing.T) {
	missing := export.File{Kind: export.FilePhoto, State: export.FileMissing}
	named := missing
	named.Name = "여권.jpg"
	opt := Options{Lang: "ko", Remedy: func(_ *export.Message, f *export.File) string { return "다시 <내보내기> " + f.Name }}
	got := laid(opt, say(7, 1, 9, export.Media{Files: []export.File{missing, named, missing}}))
	if strings.Count(got, "<details") != 2 || !strings.Contains(got, "<p>다시 &lt;내보내기&gt; 여권.jpg</p>") {
		t.Errorf("laid out is %s", got)
	}
}

// Whom a notice is about is told where the source has no words for it, and no name twice where it has.
func TestNoticeWithoutWords(t *testing.T) {
	n := export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{2, 9}}
	if got := laid(Options{Lang: "ko", People: people()}, say(7, 0, 9, n)); !strings.Contains(got, "[안내] <bdi>한지우</bdi>, <bdi>김서준</bdi></p>") {
		t.Errorf("laid out is %s", got)
	}
	n.Plain = "한지우님이 김서준님을 초대했습니다."
	if got := laid(Options{Lang: "ko", People: people()}, say(7, 0, 9, n)); !strings.Contains(got, `<p dir="auto">`+n.Plain+"</p>") {
		t.Errorf("laid out is %s", got)
	}
}

// What somebody wrote with a box is shown, and what the app wrote in its place is not.
func TestWordsWithBoxes(t *testing.T) {
	for want, c := range map[string]export.Content{
		`여기서 <만나요></p></div>`: export.Place{Name: "강릉역", Plain: "여기서 <만나요>"},
		`이거 봐 <a href="https://a.kr" rel="noreferrer noopener">https://a.kr</a></p></div>`: export.Card{URL: "https://a.kr", Plain: "이거 봐 https://a.kr"},
		`</ul><p class="p" dir="auto">꼭 골라요</p></div>`:                                     export.Poll{Question: "언제?", Plain: "톡게시판 '투표': 언제?\n꼭 골라요"},
		`<p class="p" dir="auto">강릉역</p></div>`:                                            export.Place{Address: "강릉역", Plain: "지도: 강릉역"},
	} {
		want = strings.Replace(want, "<만나요>", "&lt;만나요&gt;", 1)
		if got := laid(Options{Lang: "ko"}, say(7, 2, 9, c)); !strings.Contains(got, want) || strings.Contains(got, "투표&#39;") {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

// A caption that was changed is told, and so is what is known of a box.
func TestEarlierCaption(t *testing.T) {
	m := say(7, 2, 9, export.Media{Caption: "새 설명"})
	m.Edits = []export.Edit{
		{Content: export.Media{Caption: "옛 <설명>", Files: []export.File{{Kind: export.FilePhoto, Name: "a.jpg", State: export.FileMissing}}}},
		{Content: export.Place{Address: "강릉역", Plain: "여기예요"}},
	}
	got := laid(Options{Lang: "ko"}, m)
	for _, want := range []string{"[사진 a.jpg – 내보낸 파일에 없음]\n옛 &lt;설명&gt; </li>", "여기예요\n"} {
		if !strings.Contains(got, want) || !strings.Contains(got, "강릉역") {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

// What an older export told of a message that is gone now is folded under it.
func TestEarlier(t *testing.T) {
	opt := Options{Earlier: func(*export.Message) []export.Edit { return []export.Edit{{Content: export.Text{Body: "<was>"}}} }}
	got := laid(opt, say(7, 1, 9, export.Deleted{Plain: "gone"}))
	if !strings.Contains(got, "<summary>Earlier state</summary><ol><li dir=\"auto\">&lt;was&gt; </li>") {
		t.Errorf("laid out is %s", got)
	}
}

// Where a page is not to be left, a link to the web opens beside it.
func TestNewTab(t *testing.T) {
	m := say(7, 1, 9, export.Text{Body: "https://a.kr"})
	const want = `<a href="https://a.kr" rel="noreferrer noopener" target="_blank">`
	if got := laid(Options{NewTab: true}, m); !strings.Contains(got, want) {
		t.Errorf("laid out is %s", got)
	}
	if got := laid(Options{}, m); strings.Contains(got, "target") {
		t.Errorf("laid out is %s", got)
	}
}

// No rule of the style holds outside of the element that it is for.
func TestWithin(t *testing.T) {
	css := Within(".in")
	if n, want := strings.Count(css, "{"), strings.Count(palette+base+bubbles+more, "{")+1; n != want || strings.Count(css, "}") != n {
		t.Errorf("%d rules, want %d", n, want)
	}
	for line := range strings.Lines(css) {
		selectors, _, ok := strings.Cut(strings.TrimSpace(line), "{")
		if !ok || strings.HasPrefix(selectors, "@media") {
			continue
		}
		for one := range strings.SplitSeq(selectors, ",") {
			if !strings.HasPrefix(strings.TrimSpace(one), ".in") {
				t.Errorf("a rule for %q", one)
			}
		}
	}
}
