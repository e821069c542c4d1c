package desktop

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func pageInput(pages ...string) formats.Input {
	var files []formattest.File
	for i, p := range pages {
		name := "messages.html"
		if i > 0 {
			name = fmt.Sprintf("messages%d.html", i+1)
		}
		files = append(files, formattest.File{Name: name, Data: []byte(p)})
	}
	return formattest.Input("folder", files...)
}

func pageMessages(t *testing.T, in formats.Input, opt formats.ReadOptions) []*export.Message {
	t.Helper()
	var all []*export.Message
	for _, e := range formattest.Read(t, reader{}, in, opt) {
		if m, ok := e.(*export.Message); ok {
			all = append(all, m)
		}
	}
	return all
}

func problems(t *testing.T, in formats.Input, opt formats.ReadOptions) map[export.Code]string {
	t.Helper()
	all := map[export.Code]string{}
	for _, e := range formattest.Read(t, reader{}, in, opt) {
		if p, ok := e.(*export.Problem); ok {
			all[p.Code] += p.Name + ";"
		}
	}
	return all
}

func chatPage(messages ...string) string {
	return pageStart("Nora Lind") + strings.Join(messages, "") + "</div></div></div></body></html>"
}

func textDiv(s string) string { return "<div class=\"text\">\n" + s + "\n </div>" }

// What belongs to pages is claimed; of that, everything is named by a message or opened.
// What somebody put into the folder stays to be told of.
func TestFilesBesidePages(t *testing.T) {
	for fixture, left := range map[string]string{"html-direct": "", "html-account": "chats/chat_02/notes-of-mine.txt", "html-2019-group.zip": ""} {
		in := formattest.Fixture(t, os.DirFS("testdata"), fixture)
		if m := (reader{}).Detect(in); len(m.Files) != len(in.Roots[0].Files) {
			t.Errorf("%s: of %d files %d are claimed", fixture, len(in.Roots[0].Files), len(m.Files))
		}
		var used []string
		in.Roots[0].FS = opens{in.Roots[0].FS, &used}
		for _, m := range pageMessages(t, in, formats.ReadOptions{}) {
			if c, ok := m.Content.(export.Media); ok {
				used = append(used, c.Files[0].Path)
			}
		}
		for _, f := range in.Roots[0].Files {
			if slices.Contains(used, f.Name) == (f.Name == left) {
				t.Errorf("%s: %s is used: %v", fixture, f.Name, f.Name == left)
			}
		}
	}
}

// Where a folder has both forms, the JSON is read, also for the chats of an account.
func TestPagesBesideJSON(t *testing.T) {
	result, page := forms(twins()[:3])
	for _, name := range []string{"messages.html", "chats/chat_1/messages.html"} {
		in := formattest.Input("folder", formattest.File{Name: "result.json", Data: []byte(result)}, formattest.File{Name: name, Data: []byte(page)})
		for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
			if s, ok := export.Covered(e); ok && s.File != "result.json" {
				t.Errorf("%s covers something beside a result.json", s.File)
			}
		}
	}
}

// Pages that others write are not taken, whatever their names.
func TestOtherPages(t *testing.T) {
	for _, page := range []string{
		"", "<html><body>hello</body></html>",
		`<html><body><div class="page_header"></div><div class="page_body list_page"><div class="entry_list"></div></div></body></html>`,
		`<!DOCTYPE html><html><body><div class="chatlog"><div class="chatlog__message-group">hi</div></div></body></html>`,
		`<html><body><div class="_4t5n" role="main"><div class="pam">hi</div></div></body></html>`,
	} {
		for _, name := range []string{"messages.html", "message_1.html", "chat.html"} {
			in := formattest.Input(name, formattest.File{Name: name, Data: []byte(page)})
			if m := (reader{}).Detect(in); m.Score != formats.No || len(m.Files) > 0 {
				t.Errorf("%s, %q: score %d", name, page, m.Score)
			}
		}
	}
}

// The offset that pages state is that of winter: a zone that has it tells the time in
// summer.
func TestSummerTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(stamp string) string {
		return strings.ReplaceAll(pageMessage(1, time.Unix(0, 0).UTC(), "A", textDiv("x")), "01.01.1970 00:00:00 UTC+03:00", stamp)
	}
	for stamp, want := range map[string]string{
		"01.07.2022 15:00:00 UTC+01:00": "2022-07-01T13:00:00Z",
		"01.01.2022 15:00:00 UTC+01:00": "2022-01-01T14:00:00Z",
		"01.07.2022 15:00:00 UTC+05:30": "2022-07-01T09:30:00Z",
		"01.07.2022 15:00:00 UTC-08:00": "2022-07-01T23:00:00Z",
		"01.07.2022 15:00:00 UTC":       "2022-07-01T15:00:00Z",
		"01.07.2019 15:00:00":           "2019-07-01T13:00:00Z",
	} {
		m := pageMessages(t, pageInput(chatPage(at(stamp))), formats.ReadOptions{Zone: berlin})
		if len(m) != 1 || m[0].Time.T.UTC().Format(time.RFC3339) != want {
			t.Errorf("%s is %v, want %s", stamp, m[0].Time.T.UTC(), want)
		}
		if stated := m[0].Time.Zone == export.ZoneStated; stated != strings.Contains(stamp, "UTC") {
			t.Errorf("%s: stated %v", stamp, stated)
		}
	}
	if p := problems(t, pageInput(chatPage(at("01.07.2019 15:00:00"))), formats.ReadOptions{Zone: berlin}); p[export.AssumedZone] != "" {
		t.Error("a zone that was said is assumed")
	}
}

// Pages that are given one by one are one chat, in the order of their numbers.
func TestPagesOneByOne(t *testing.T) {
	var in formats.Input
	for _, n := range []string{"10", "2", ""} {
		one := chatPage(pageMessage(len(n)*100+1, time.Unix(0, 0), "A", textDiv("page "+n)))
		name := "messages" + n + ".html"
		in.Roots = append(in.Roots, formattest.Input(name, formattest.File{Name: name, Data: []byte(one)}).Roots...)
	}
	events := formattest.Read(t, reader{}, in, formats.ReadOptions{})
	formattest.Promises(t, in, events)
	formattest.Accounting(t, in, events)
	var chats int
	var said []string
	for _, e := range events {
		if _, ok := e.(*export.Chat); ok {
			chats++
		}
		if m, ok := e.(*export.Message); ok {
			said = append(said, m.Content.Words())
		}
	}
	if chats != 1 || strings.Join(said, ",") != "page ,page 2,page 10" {
		t.Errorf("%d chats say %q", chats, said)
	}
	if m := (reader{}).Detect(in); len(m.Files) != 3 {
		t.Errorf("%d pages are claimed", len(m.Files))
	}
}

// Whose export it is follows from a chat of two, or is said.
func TestWhosePages(t *testing.T) {
	at := time.Unix(0, 0)
	two := pageInput(chatPage(pageMessage(1, at, "Nora Lind", textDiv("a")), pageMessage(2, at, "Per Berg", textDiv("b"))))
	three := pageInput(chatPage(pageMessage(1, at, "Nora Lind", textDiv("a")), pageMessage(2, at, "Per Berg", textDiv("b")), pageMessage(3, at, "Bo", textDiv("c"))))
	if p := problems(t, two, formats.ReadOptions{}); p[export.AssumedSelf] != "Per Berg;" {
		t.Errorf("in a chat of two: %v", p)
	}
	if p := problems(t, three, formats.ReadOptions{}); p[export.UnknownSelf] == "" || p[export.AssumedSelf] != "" {
		t.Errorf("in a group: %v", p)
	}
	for _, e := range formattest.Read(t, reader{}, three, formats.ReadOptions{Self: "Bo"}) {
		if p, ok := e.(*export.Person); ok && p.Self != (p.Name() == "Bo") {
			t.Errorf("%s is oneself: %v", p.Name(), p.Self)
		}
	}
}

// A page that is not there is told of, also the one behind the last.
func TestMissingPages(t *testing.T) {
	one := chatPage(pageMessage(1, time.Unix(0, 0), "A", textDiv("x")), `<a class="pagination block_link" href="messages2.html">Next messages</a>`)
	if p := problems(t, pageInput(one), formats.ReadOptions{}); p[export.MissingPart] != "messages2.html;" {
		t.Errorf("%v", p)
	}
	in := formattest.Input("folder", formattest.File{Name: "messages3.html", Data: []byte(one)})
	if p := problems(t, in, formats.ReadOptions{}); p[export.MissingPart] != "messages.html;messages4.html;" {
		t.Errorf("%v", p)
	}
}

// More messages in a row than anybody can forward at a time, in the order in which they
// were written, were imported: they are from who wrote them, and from then.
func TestImportedRows(t *testing.T) {
	for _, n := range []int{2, maxForwarded, maxForwarded + 1, 500} {
		var all []string
		at := time.Date(2023, 5, 6, 7, 8, 9, 0, time.UTC)
		for i := range n {
			first := time.Date(2019, 1, 2, 3, i, 0, 0, time.UTC).Format("02.01.2006 15:04:05")
			body := fmt.Sprintf("<div class=\"forwarded body\"><div class=\"from_name\">\nOld %d <span class=\"date details\" title=\"%s UTC+03:00\"> %s</span>\n</div>%s</div>", i%3, first, first, textDiv("x"))
			all = append(all, pageMessage(i+1, at, "Per Berg", body))
		}
		imported := 0
		for i, m := range pageMessages(t, pageInput(chatPage(all...)), formats.ReadOptions{}) {
			if m.Forward == nil {
				imported++
				if want := time.Date(2019, 1, 2, 3, i, 0, 0, time.FixedZone("", 3*60*60)); !m.Time.T.Equal(want) {
					t.Errorf("message %d of %d is from %v", i, n, m.Time.T)
				}
			} else if m.Forward.Time.T.Year() != 2019 || m.Time.T.Year() != 2023 {
				t.Errorf("message %d of %d is from %v, first %v", i, n, m.Time.T, m.Forward.Time.T)
			}
		}
		if want := n > maxForwarded; (imported == n) != want || !want && imported > 0 {
			t.Errorf("of %d messages %d were imported", n, imported)
		}
	}
}

// manyPages writes a chat as Telegram Desktop does, and returns where.
func manyPages(tb testing.TB, messages int) formats.Root {
	tb.Helper()
	dir := tb.TempDir()
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("so the train left at nine and nobody told us почему никто не сказал 그래서 내일 다시 가기로 했어요 &quot;ok&quot; да нет <strong>네</strong> 아니요<br> «конечно»")
	at := time.Date(2023, 1, 2, 3, 4, 5, 0, time.UTC)
	for page := range (messages + 999) / 1000 {
		all := make([]string, 0, 1000)
		for i := range min(1000, messages-page*1000) {
			at = at.Add(time.Duration(r.IntN(900)) * time.Second)
			var body strings.Builder
			for range 1 + r.IntN(6)*r.IntN(6) {
				body.WriteString(words[r.IntN(len(words))] + " ")
			}
			said := textDiv(body.String())
			if r.IntN(20) == 0 {
				said = `<div class="media_wrap clearfix">` + generic("media_photo", "Photo", "Not included, change data exporting settings to download.", "1x1, 1 KB", "") + "</div>" + said
			}
			all = append(all, pageMessage(page*1000+i+1, at, fmt.Sprintf("Person №%d", r.IntN(12)), said))
		}
		name := "messages.html"
		if page > 0 {
			name = fmt.Sprintf("messages%d.html", page+1)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(chatPage(all...)), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	root, err := formats.NewRoot("folder", formats.RootFolder, os.DirFS(dir))
	if err != nil {
		tb.Fatal(err)
	}
	return root
}

// BenchmarkReadPages reads pages from the disk, both passes.
func BenchmarkReadPages(b *testing.B) {
	const size = 50_000
	in := formats.Input{Roots: []formats.Root{manyPages(b, size)}}
	var total int64
	for _, f := range in.Roots[0].Files {
		total += f.Size
	}
	b.SetBytes(total)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		err := reader{}.Read(b.Context(), in, formats.ReadOptions{Zone: time.UTC}, func(e export.Event) error {
			if _, ok := e.(*export.Message); ok {
				n++
			}
			return nil
		})
		if err != nil || n != size {
			b.Fatalf("%d messages, %v", n, err)
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

// Ten times as many pages take hardly more memory.
func TestFlatMemoryOfPages(t *testing.T) {
	var most [2]uint64
	for i, messages := range []int{3_000, 30_000} {
		in := formats.Input{Roots: []formats.Root{manyPages(t, messages)}}
		n := 0
		err := reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(e export.Event) error {
			if _, ok := e.(*export.Message); !ok {
				return nil
			}
			if n++; n%(messages/10) == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most[i] = max(most[i], m.HeapAlloc)
			}
			return nil
		})
		if err != nil || n != messages {
			t.Fatalf("%d of %d messages, %v", n, messages, err)
		}
	}
	t.Logf("at most %d KiB and %d KiB of heap", most[0]>>10, most[1]>>10)
	if most[1] > most[0]+2<<20 {
		t.Errorf("ten times as many messages take %d KiB more", (most[1]-most[0])>>10)
	}
}

// FuzzHTML reads any bytes as a page: what comes before an error keeps the promises of
// readers, everything is covered once, and nothing panics.
func FuzzHTML(f *testing.F) {
	for _, name := range []string{"html-odd.html", "html-imported-new.html", "html-direct/messages.html", "html-direct/messages2.html", "html-empty/messages.html"} {
		raw, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw[:min(len(raw), 12<<10)])
	}
	_, page := forms(twins()[:12])
	f.Add([]byte(page))
	f.Fuzz(func(t *testing.T, raw []byte) {
		data := append([]byte(pageStart("Odd")), raw...)
		in := formattest.Input("messages.html", formattest.File{Name: "messages.html", Data: data})
		if (reader{}).Detect(in).Score == formats.No {
			return
		}
		var events []export.Event
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				break
			}
			events = append(events, e)
		}
		formattest.Promises(t, in, events)
		formattest.Accounting(t, in, events)
	})
}
