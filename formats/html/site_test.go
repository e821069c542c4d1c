package html

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/html/bubble"
)

var seoul = time.FixedZone("", 9*60*60)

// roomOf makes a history of one chat, a message an hour.
func roomOf(contents ...export.Content) (events []export.Event, list []*export.Message) {
	events = []export.Event{
		&export.Person{Ref: 1, Names: []string{"한지우"}, Self: true},
		&export.Person{Ref: 2, Names: []string{"김서준"}},
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatDirect, Title: "김서준"},
	}
	for i, c := range contents {
		m := &export.Message{ID: export.MessageID(i + 1), Chat: 1, Sender: export.PersonRef(i%2 + 1), Seq: int64(i + 1), Content: c}
		m.Time = export.Time{T: time.Date(2026, 1, 1, i, 0, 0, 0, seoul), Precision: time.Minute}
		events, list = append(events, m), append(list, m)
	}
	return events, list
}

func texts(n int) []export.Content {
	list := make([]export.Content, n)
	for i := range list {
		list[i] = export.Text{Body: fmt.Sprint("글 ", i)}
	}
	return list
}

func written(tb testing.TB, events []export.Event, files map[string][]byte, values map[string]string) (*formattest.Output, []export.Problem) {
	tb.Helper()
	out, _, problems := formattest.Write(tb, writer{}, formattest.NewHistory(events, files), formats.WriteOptions{Lang: "ko", Values: values})
	return out, problems
}

// A month is a page. An answer leads to what it answers on another page, by its number or by its key.
func TestRepliesLeadToOtherPages(t *testing.T) {
	events, list := roomOf(texts(1500)...)
	list[900].ReplyTo = &export.Reply{ID: 3, Quote: "글 2"}
	list[1].SourceKey = "k"
	list[901].ReplyTo = &export.Reply{Key: "k"}
	list[902].ReplyTo = &export.Reply{ID: 902}
	list[903].ReplyTo = &export.Reply{ID: 1400}
	out, _ := written(t, events, nil, nil)
	page := string(out.Bytes("김서준/2026-02.html"))
	for _, want := range []string{
		`<a class="re" href="2026-01.html#m3"><span class="k">답장: <bdi>한지우</bdi></span> <bdi dir="auto">글 2</bdi></a>`,
		`<a class="re" href="2026-01.html#m2"><span class="k">답장: <bdi>김서준</bdi></span></a>`,
		`<a class="re" href="#m902">`,
		`<div class="re"><span class="k">답장: 여기에 없는 메시지</span></div>`, // what stands behind it cannot be answered
		`<a rel="prev" href="2026-01.html#end">← 2026년 1월</a>`, `<a rel="next" href="2026-03.html">2026년 3월 →</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of February lacks %s", want)
		}
	}
	checkSite(t, out)
	if front := string(out.Bytes("index.html")); !strings.Contains(front, `content="0; url=%EA%B9%80%EC%84%9C%EC%A4%80/2026-03.html#end"`) {
		t.Errorf("one chat is not opened at once: %s", front)
	}
}

// Of two chats one is not opened in place of the list, though there is nothing in the other.
func TestEmptyChatIsListed(t *testing.T) {
	events, _ := roomOf(texts(1)...)
	out, _ := written(t, append(events, &export.Chat{Ref: 2, Title: "빈 방"}), nil, nil)
	if front := string(out.Bytes("index.html")); strings.Contains(front, "refresh") || !strings.Contains(front, `<bdi>빈 방</bdi> <span class="k">메시지 없음`) {
		t.Errorf("the list is %s", front)
	}
	checkSite(t, out)
}

func TestNoPageIsHuge(t *testing.T) {
	long := export.Text{Body: strings.Repeat("아주 긴 글입니다. ", 10_000)}
	contents := texts(2400)
	for i := range 40 {
		contents[i*2] = long
	}
	events, list := roomOf(contents...)
	for i := range list { // all on one day
		list[i].Time.T = time.Date(2026, 1, 1, 0, i/60, i%60, 0, seoul)
	}
	out, _ := written(t, events, nil, nil)
	pages := 0
	for _, name := range out.Names() {
		if !strings.HasPrefix(name, "김서준/2026-") {
			continue
		}
		pages++
		b := out.Bytes(name)
		if n := bubble.Count(b).Messages; n > monthMessages || len(b) > 2*pageText {
			t.Errorf("%s has %d messages in %d bytes", name, n, len(b))
		}
	}
	if pages < 10 || out.Bytes("김서준/2026-01-2.html") == nil {
		t.Errorf("there are %d pages: %q", pages, out.Names())
	}
	checkSite(t, out)
}

// The bytes of one file are written once. What could run is not called what it is.
func TestFiles(t *testing.T) {
	data := map[string][]byte{"a": []byte("\xff\xd8\xffphoto"), "b": []byte("<script>alert(1)</script>"), "c": []byte("\x89PNG\r\n\x1a\n")}
	photo := export.File{Kind: export.FilePhoto, Name: "사진.JPEG", SHA256: "a", State: export.FilePresent}
	page := export.File{Kind: export.FileDocument, Name: "청구서.html", SHA256: "b", State: export.FilePresent}
	bare := export.File{Kind: export.FilePhoto, SHA256: "c", State: export.FilePresent}
	svg := export.File{Kind: export.FilePhoto, Name: "x.svg", SHA256: "b", State: export.FilePresent}
	events, _ := roomOf(export.Media{Files: []export.File{photo, page}}, export.Media{Files: []export.File{photo, bare, svg}})
	out, _ := written(t, events, data, nil)
	for name, key := range map[string]string{"사진.jpg": "a", "청구서.html.txt": "b", "photo.png": "c", "x.svg.txt": "b"} {
		if got := out.Bytes("김서준/media/" + name); !bytes.Equal(got, data[key]) {
			t.Errorf("%s holds %q; written were %q", name, got, out.Names())
		}
	}
	if b := string(out.Bytes("김서준/2026-01.html")); strings.Count(b, "<img") != 3 || bubble.Count([]byte(b)).Files != 5 || !strings.Contains(b, "안전을 위해 바꾼 이름: 청구서.html.txt") {
		t.Errorf("the page shows %s", b)
	}
	checkSite(t, out)
}

// A single file says what it does not hold.
func TestSingleFileIsBounded(t *testing.T) {
	large := make([]byte, singleFile+1)
	file := export.File{Kind: export.FileVideo, Name: "긴 영상.mp4", SHA256: "a", State: export.FilePresent}
	events, _ := roomOf(export.Media{Files: []export.File{file}}, export.Text{Body: "끝"})
	out, problems := written(t, events, map[string][]byte{"a": large}, single())
	if len(problems) != 1 || problems[0].Code != export.LossyFile || problems[0].Times() != 1 {
		t.Errorf("told is %+v", problems)
	}
	if b := string(out.Bytes("index.html")); !strings.Contains(b, "[동영상 긴 영상.mp4 – 파일 하나에 담기에는 너무 큼]") || len(b) > 1<<20 {
		t.Errorf("in its place stands %.3000s", b)
	}
	many := formattest.Generate(formattest.Plan{Messages: singleMessages + 1}).History()
	none := &formattest.Output{}
	_, err := (writer{}).Write(t.Context(), many, none, formats.WriteOptions{Values: single()}, nil)
	if err == nil || !strings.Contains(err.Error(), "100001") || len(none.Names()) > 0 {
		t.Errorf("too many messages gave %v and the files %q", err, none.Names())
	}
}

func TestOptions(t *testing.T) {
	for _, values := range []map[string]string{{optionPages: "99"}, {optionPages: "5001"}, {optionPages: "week"}, {optionSingle: "yes"}} {
		if _, err := (writer{}).Write(t.Context(), formattest.NewHistory(nil, nil), &formattest.Output{}, formats.WriteOptions{Values: values}, nil); err == nil {
			t.Errorf("%v passes", values)
		}
	}
	if checkPages("month") != nil || checkPages("500") != nil || checkPages("x") == nil {
		t.Error("the check of --pages is not that of the writer")
	}
}

// Nobody is on the right where nobody is known to be me, and that is told.
func TestUnknownSelf(t *testing.T) {
	events, _ := roomOf(texts(3)...)
	events[0].(*export.Person).Self = false
	out, problems := written(t, events, nil, nil)
	if len(problems) != 1 || problems[0].Code != export.UnknownSelf || bytes.Contains(out.Bytes("김서준/2026-01.html"), []byte(`class="m me`)) {
		t.Errorf("told is %+v", problems)
	}
}

// weighed is an output that keeps nothing and notes the memory in use now and then.
type weighed struct {
	discard
	n    int
	most uint64
}

func (w *weighed) Create(string) (io.WriteCloser, error) {
	if w.n++; w.n%64 == 0 {
		runtime.GC()
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		w.most = max(w.most, s.HeapAlloc)
	}
	return w.discard, nil
}

// The memory that a history takes does not grow with it beyond a segment of the search.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 400,000 messages twice")
	}
	for _, adversarial := range []bool{false, true} {
		c := formattest.Generate(formattest.Plan{Messages: 400_000, Media: true, Adversarial: adversarial})
		w := &weighed{}
		if _, err := (writer{}).Write(t.Context(), c.History(), w, formats.WriteOptions{Lang: "ko"}, nil); err != nil {
			t.Fatal(err)
		}
		t.Logf("at most %d MB in use, adversarial: %v", w.most>>20, adversarial)
		if w.most > 150<<20 {
			t.Errorf("%d MB were in use, adversarial: %v", w.most>>20, adversarial)
		}
	}
}
