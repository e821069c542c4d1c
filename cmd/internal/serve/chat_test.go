//go:build cgo

package serve

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/all"
	"exile/formats/formattest"
)

// stored puts a history into a new store and returns where that is.
func stored(tb testing.TB, h formats.History) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "chats.exile")
	s, err := store.Create(dir)
	if err != nil {
		tb.Fatal(err)
	}
	fill(tb, s, h)
	if err := s.Close(); err != nil {
		tb.Fatal(err)
	}
	return dir
}

// fill adds a history to a store. What answers by number there answers by key here.
func fill(tb testing.TB, s *store.Store, h formats.History) {
	tb.Helper()
	ctx := tb.Context()
	batch, err := s.Begin(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	people, err1 := h.People(ctx)
	chats, err2 := h.Chats(ctx)
	if err1 != nil || err2 != nil {
		tb.Fatal(err1, err2)
	}
	var events []export.Event
	for i := range people {
		events = append(events, &people[i])
	}
	for i := range chats {
		chats[i].SourceKey = fmt.Sprint("room", i)
		events = append(events, &chats[i])
		seq := int64(0)
		for m, err := range h.Messages(ctx, chats[i].Ref, export.Range{}) {
			if err != nil {
				tb.Fatal(err)
			}
			seq++
			m.Seq = seq
			if m.ID != 0 {
				m.SourceKey = fmt.Sprint("m", m.ID)
			}
			if m.ReplyTo != nil && m.ReplyTo.ID != 0 {
				m.ReplyTo.Key, m.ReplyTo.ID = fmt.Sprint("m", m.ReplyTo.ID), 0
			}
			m.ID = 0
			addFiles(tb, batch, h, m)
			events = append(events, m)
			if len(events) >= 1000 {
				if err := batch.Add(events); err != nil {
					tb.Fatal(err)
				}
				events = events[:0]
			}
		}
	}
	if err := batch.Add(events); err != nil {
		tb.Fatal(err)
	}
	if _, err := batch.Commit(store.Source{Input: "chats.zip", Format: "kakaotalk"}); err != nil {
		tb.Fatal(err)
	}
}

func addFiles(tb testing.TB, batch *store.Batch, h formats.History, m *export.Message) {
	tb.Helper()
	media, ok := m.Content.(export.Media)
	if !ok {
		return
	}
	media.Files = slices.Clone(media.Files)
	m.Content = media
	for i := range media.Files {
		f := &media.Files[i]
		if f.State != export.FilePresent {
			continue
		}
		in, err := h.OpenFile(tb.Context(), f)
		if err != nil {
			tb.Fatal(err)
		}
		if f.SHA256, f.Size, err = batch.AddMedia(in); err != nil {
			tb.Fatal(err)
		}
		f.Path = ""
		_ = in.Close()
	}
}

var seoul = time.FixedZone("", 9*60*60)

// numbered is a chat of n texts, one an hour.
func numbered(n int, change ...func(i int, m *export.Message)) *formattest.History {
	events := []export.Event{
		&export.Person{Ref: 1, Names: []string{"한지우"}, Self: true},
		&export.Person{Ref: 2, Names: []string{"김서준"}},
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatDirect, Title: "김서준", Members: []export.PersonRef{1, 2}},
	}
	for i := range n {
		m := &export.Message{ID: export.MessageID(i + 1), Chat: 1, Sender: export.PersonRef(i%2 + 1), Content: export.Text{Body: fmt.Sprint("글 ", i)}}
		m.Time = export.Time{T: time.Date(2026, 1, 1, i, 0, 0, 0, seoul), Precision: time.Minute}
		for _, c := range change {
			c(i, m)
		}
		events = append(events, m)
	}
	return formattest.NewHistory(events, nil)
}

// page asks for a page and checks that it is there.
func (w *window) page(address string) string {
	w.t.Helper()
	status, body := w.ask(http.MethodGet, address, nil)
	if status != http.StatusOK {
		w.t.Fatalf("%s: status %d: %s", address, status, body)
	}
	return body
}

var (
	anArticle = regexp.MustCompile(`<article class="[^"]*" id="m(\d+)">`)
	aText     = regexp.MustCompile(`<div class="t" dir="auto">([^<]*)</div>`)
)

// shown returns the numbers of the messages of a page, and what they say.
func shown(page string) (ids []int, texts []string) {
	for _, m := range anArticle.FindAllStringSubmatch(page, -1) {
		n, _ := strconv.Atoi(m[1])
		ids = append(ids, n)
	}
	for _, m := range aText.FindAllStringSubmatch(page, -1) {
		texts = append(texts, m[1])
	}
	return ids, texts
}

// A chat opens at its end. Going back part by part shows each message once, in its order, and
// ends at its beginning; and so forth again.
func TestChatGoesOnBothWays(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(500)), Lang: "ko"})
	page := w.page("chat/1")
	ids, said := shown(page)
	if len(said) != partMessages || said[len(said)-1] != "글 499" || !strings.Contains(page, `<div class="part" data-end>`) {
		t.Fatalf("the page shows %d messages up to %q", len(said), said[len(said)-1])
	}
	first := ids[0]
	for !strings.Contains(page, "data-top") {
		page = w.page(fmt.Sprintf("chat/1/part?before=%d", first))
		ids, texts := shown(page)
		if len(ids) == 0 || len(said) > 500 {
			t.Fatalf("before message %d there is nothing, after %d messages", first, len(said))
		}
		first, said = ids[0], append(texts, said...)
	}
	want := make([]string, 500)
	for i := range want {
		want[i] = fmt.Sprint("글 ", i)
	}
	if !slices.Equal(said, want) {
		t.Errorf("scrolled through were %q", said)
	}
	page = w.page("chat/1?at=start")
	ids, said = shown(page)
	for !strings.Contains(page, "data-end") {
		page = w.page(fmt.Sprintf("chat/1/part?after=%d", ids[len(ids)-1]))
		var texts []string
		if ids, texts = shown(page); len(ids) == 0 || len(said) > 500 {
			t.Fatal("it does not go on")
		}
		said = append(said, texts...)
	}
	if !slices.Equal(said, want) {
		t.Errorf("scrolled through from the beginning were %q", said)
	}
}

// An address that names a message opens the chat around it.
func TestChatOpensAtMessage(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(500))})
	end, _ := shown(w.page("chat/1"))
	middle := end[0] - 100
	page := w.page(fmt.Sprintf("chat/1?at=%d", middle))
	ids, _ := shown(page)
	if i := slices.Index(ids, middle); i != partMessages/2 || len(ids) != partMessages || strings.Contains(page, "data-top") || strings.Contains(page, "data-end") {
		t.Errorf("message %d is the %d of %d", middle, i, len(ids))
	}
	if !strings.Contains(page, fmt.Sprintf(`data-at="%d"`, middle)) {
		t.Error("the page does not say which message it is about")
	}
	for _, address := range []string{"chat/1?at=999999", "chat/1?at=x", "chat/1?at=-1", "chat/2", "chat/0", "chat/x", "chat/1/part?before=999999", "chat/1/part", "chat/1/part?after=0", "chat/2/part?after=1"} {
		if status, body := w.ask(http.MethodGet, address, nil); status != http.StatusNotFound || !strings.Contains(body, "There is no such chat") {
			t.Errorf("%s: status %d", address, status)
		}
	}
}

// A part is never much larger than its messages need be: long texts come in fewer messages.
func TestPartIsBounded(t *testing.T) {
	long := strings.Repeat("길다 ", 10_000)
	w := openWindow(t, Options{Store: stored(t, numbered(200, func(_ int, m *export.Message) { m.Content = export.Text{Body: long} }))})
	page := w.page("chat/1")
	ids, _ := shown(page)
	if len(ids) == 0 || len(page) > partText+len(long)+1<<16 || strings.Contains(page, "data-top") {
		t.Fatalf("%d messages in %d bytes", len(ids), len(page))
	}
	seen := len(ids)
	for !strings.Contains(page, "data-top") {
		page = w.page(fmt.Sprintf("chat/1/part?before=%d", ids[0]))
		if ids, _ = shown(page); len(ids) == 0 {
			t.Fatal("it does not go on")
		}
		seen += len(ids)
	}
	if seen != 200 {
		t.Errorf("%d messages were seen", seen)
	}
}

// The list has every chat, the newest first, with its last message on one line.
func TestChatList(t *testing.T) {
	events := []export.Event{
		&export.Person{Ref: 1, Names: []string{"한지우"}},
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "오래된 방"},
		&export.Chat{Ref: 2, App: "kakaotalk", Kind: export.ChatGroup, Title: "  "},
	}
	for i, c := range []export.Content{export.Text{Body: "첫 줄\n둘째 " + strings.Repeat("줄", 100)}, export.Media{Files: []export.File{{Kind: export.FilePhoto, State: export.FileMissing}}}} {
		events = append(events, &export.Message{Chat: export.ChatRef(i + 1), Sender: 1, Seq: 1, Content: c, Time: export.Time{T: time.Date(2020+i, 5, 6, 1, 2, 3, 0, seoul), Precision: time.Second}})
	}
	w := openWindow(t, Options{Store: stored(t, formattest.NewHistory(events, nil)), Lang: "ko"})
	page := w.page("chats")
	new, old := strings.Index(page, "제목 없는 대화"), strings.Index(page, "오래된 방")
	if new < 0 || old < new || !strings.Contains(page, `<time datetime="2020-05-06">2020-05-06</time>`) || !strings.Contains(page, "[사진 – 내보낸 파일에 없음]") || !strings.Contains(page, "첫 줄 둘째 줄줄") || strings.Contains(page, strings.Repeat("줄", 60)) {
		t.Errorf("the list is %s", page)
	}
	if strings.Contains(page, `id="log"`) {
		t.Error("a chat is open")
	}
}

// An answer leads to what it answers, says who wrote that, and quotes it where the source did not.
func TestReplyLeads(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(300, func(i int, m *export.Message) {
		switch i {
		case 298:
			m.ReplyTo = &export.Reply{ID: 10}
		case 299:
			m.ReplyTo = &export.Reply{ID: 298, Quote: "마지막 앞"}
		}
	})), Lang: "ko"})
	page := w.page("chat/1")
	want := fmt.Sprintf(`<a class="re" href="%schat/1\?at=(\d+)"><span class="k">답장: <bdi>김서준</bdi></span> <bdi dir="auto">글 9</bdi></a>`, regexp.QuoteMeta(w.base))
	m := regexp.MustCompile(want).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no link to what is answered in %s", page)
	}
	if _, texts := shown(w.page("chat/1?at=" + m[1])); !slices.Contains(texts, "글 9") {
		t.Errorf("the answer leads to %q", texts)
	}
	if !strings.Contains(page, `마지막 앞</bdi></a>`) {
		t.Error("the other is not linked")
	}
}

// What an older export still told of a message that was deleted since stands folded under it.
func TestEarlierStates(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "chats.exile")
	st, err := store.Create(at)
	if err != nil {
		t.Fatal(err)
	}
	engine := &convert.Engine{Formats: all.Formats()}
	for day, second := range []string{"월요일에 <말할게>", "삭제된 메시지입니다."} {
		text := fmt.Sprintf("\ufeff국밥 모임 3 님과 카카오톡 대화\n저장한 날짜 : 2026년 2월 %d일 오후 3:19\n\n\n2026년 1월 17일 오후 7:02\n", 8+day) +
			"2026년 1월 17일 오후 7:02, 서연 : 다들 모였다! 이번 겨울에는 국밥이다\n2026년 1월 17일 오후 7:03, 민준 : " + second +
			"\n2026년 1월 17일 오후 7:04, 지호 : 그럼 토요일에 봐요\n2026년 1월 17일 오후 7:05, 서연 : 여섯 시에 역 앞에서 만나요\n"
		given := filepath.Join(dir, strconv.Itoa(day), "KakaoTalkChats.txt")
		if err := errors.Join(os.Mkdir(filepath.Dir(given), 0o700), os.WriteFile(given, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
		ins, err := convert.Open(t.Context(), []string{given}, convert.OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := engine.Add(t.Context(), ins[0], st, convert.InOptions{}); err != nil {
			t.Fatal(err)
		}
		convert.CloseAll(ins)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	page := openWindow(t, Options{Store: at, Lang: "ko"}).page("chat/1")
	if ids, _ := shown(page); len(ids) != 4 || !strings.Contains(page, `<summary>이전 내용</summary><ol><li dir="auto">월요일에 &lt;말할게&gt; </li>`) {
		t.Errorf("the page shows %s", page)
	}
}

// Months and days lead to their first message.
func TestDates(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(24*40)), Lang: "ko"})
	months := w.page("chat/1/dates")
	if !strings.Contains(months, "<h4>2026</h4>") || !strings.Contains(months, `data-month="2026-02"><span aria-hidden="true">2</span><span class="unseen">2026년 2월</span>`) || strings.Contains(months, "2026-03") {
		t.Errorf("the months are %s", months)
	}
	days := w.page("chat/1/dates?month=2026-02")
	m := regexp.MustCompile(`href="[^"]*(chat/1\?at=\d+)"><span aria-hidden="true">3</span><span class="unseen">2026년 2월 3일 화요일</span></a>`).FindStringSubmatch(days)
	if m == nil || strings.Count(days, "<li>") != 9 {
		t.Fatalf("the days are %s", days)
	}
	page := w.page(m[1])
	ids, _ := shown(page)
	if at := m[1][strings.Index(m[1], "=")+1:]; !strings.Contains(page, `data-at="`+at+`"`) || !strings.Contains(page, `<div class="t" dir="auto">글 792</div>`) || !slices.Contains(ids, ids[0]) {
		t.Errorf("3 February leads to %s", page)
	}
	for _, month := range []string{"2026-13", "x", "2026-0", "99999-1"} {
		if status, _ := w.ask(http.MethodGet, "chat/1/dates?month="+month, nil); status != http.StatusNotFound {
			t.Errorf("%s: status %d", month, status)
		}
	}
}

// What is absent says so where it would stand, and how to come by it.
func TestAbsentFiles(t *testing.T) {
	h := numbered(3, func(i int, m *export.Message) {
		state := []export.FileState{export.FileMissing, export.FileNotExported, export.FileExpired}[i]
		m.Content = export.Media{Files: []export.File{{Kind: export.FilePhoto, State: state}}}
	})
	for lang, words := range map[string][]string{
		"ko": {"가져오는 방법", "‘대화 넣기’에서", "미디어를 포함해 다시", "보관 기간이 끝나"},
		"en": {"How to get it", "under “Add chats”", "export again with media", "no longer has it"},
	} {
		w := openWindow(t, Options{Store: stored(t, h)})
		w.lang = lang
		page := w.page("chat/1")
		for _, word := range words {
			if !strings.Contains(page, word) {
				t.Errorf("%s: %q is not in %s", lang, word, page)
			}
		}
	}
}

// Titles of pages and addresses tell nothing: a browser keeps them.
func TestBrowserKeepsNothing(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(100))})
	page := w.page("chat/1")
	if !strings.Contains(page, "<title>exile</title>") {
		t.Error("the page has a title of its own")
	}
	address := regexp.MustCompile(`^` + regexp.QuoteMeta(w.base) + `(chats?(/\d+(\?at=(\d+|start))?)?|make\?chat=\d+|search\?in=\d+|file/\d+/\d+|assets/[a-z.]+|[a-z]*)(#m\d+)?$`)
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src" || a.Key == "action") && !strings.HasPrefix(a.Val, "#") && !address.MatchString(a.Val) {
				t.Errorf("an address of another form: %s", a.Val)
			}
		}
		if n.Data == "input" && !slices.Contains(n.Attr, html.Attribute{Key: "autocomplete", Val: "off"}) && !slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "hidden"}) {
			t.Error("a field that the browser remembers")
		}
	}
}
