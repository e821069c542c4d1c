package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// An export that git or an editor rewrote has one kind of newline. Ordinary
// chats come back all the same; only what looks like a record cannot be told.
func TestRewrittenNewlines(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Messages: 3000, Media: true})
	for _, v := range kakaotest.Android {
		var text strings.Builder
		if err := v.Write(&text, c); err != nil {
			t.Fatal(err)
		}
		lf := strings.ReplaceAll(text.String(), "\r\n", "\n")
		for name, rewritten := range map[string]string{"LF": lf, "CRLF": strings.ReplaceAll(lf, "\n", "\r\n")} {
			t.Run(v.Name+"/"+name, func(t *testing.T) {
				fsys, err := v.FS(c)
				if err != nil {
					t.Fatal(err)
				}
				fsys["KakaoTalkChats.txt"] = &fstest.MapFile{Data: []byte(rewritten)}
				root, err := formats.NewRoot("x", formats.RootFolder, fsys)
				if err != nil {
					t.Fatal(err)
				}
				compare(t, v, c, formats.Input{Roots: []formats.Root{root}})
			})
		}
	}
}

// What an editor did to line endings is said.
func TestGuessedLinesIsSaid(t *testing.T) {
	const text = "\ufeff정나무 님과 카카오톡 대화\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\n2026년 2월 8일 오후 3:17\n" +
		"2026년 2월 8일 오후 3:17, 정나무 : 첫 줄\n둘째 줄\n2026년 2월 8일 오후 2:40, 정나무 : 한 시간 안\n2026년 2월 7일 오후 3:00, 정나무 : 어제의 글\n"
	var texts []string
	said := false
	in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Message:
			texts = append(texts, e.Content.Words())
		case *export.Problem:
			said = said || e.Code == export.GuessedLines
		case *export.Chat, *export.Person, *export.Mark, *export.Unread, *export.Profile:
		}
	}
	want := []string{"첫 줄\n둘째 줄", "한 시간 안\n2026년 2월 7일 오후 3:00, 정나무 : 어제의 글"}
	if !said || strings.Join(texts, "|") != strings.Join(want, "|") {
		t.Errorf("said %v, texts %q", said, texts)
	}
}

func memRoot(tb testing.TB, name, text string) formats.Root {
	tb.Helper()
	fsys := fstest.MapFS{name: {Data: []byte(text)}}
	return formats.Root{Name: name, Kind: formats.RootFile, FS: fsys, Files: []formats.Entry{{Name: name, Size: int64(len(text))}}}
}

// What no phone writes is bounded: a message without an end, blank lines without
// an end. Every line is covered all the same.
func TestEndlessTexts(t *testing.T) {
	const head = "\ufeff정나무 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\r\n2026년 2월 8일 오후 3:17\r\n" +
		"2026년 2월 8일 오후 3:17, 정나무 : 첫\n줄\r\n"
	lines := strings.Repeat("끝나지 않는 글입니다\n", 900_000)
	for name, text := range map[string]string{
		"record": head + "2026년 2월 8일 오후 3:17, 정나무 : " + lines + "\r\n2026년 2월 8일 오후 3:18, 정나무 : 끝\r\n",
		"line":   strings.ReplaceAll(head, "\r\n", "\n") + lines + "2026년 2월 8일 오후 3:18, 정나무 : 끝\n",
		"blank":  strings.ReplaceAll(head, "\r\n", "\n") + strings.Repeat("\n", 100_000) + "2026년 2월 8일 오후 3:18, 정나무 : 끝\n",
	} {
		t.Run(name, func(t *testing.T) {
			in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
			var l export.Ledger
			longest, last := 0, ""
			for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
				if err != nil {
					t.Fatal(err)
				}
				l.Add(e)
				if m, ok := e.(*export.Message); ok {
					last = m.Content.Words()
					longest = max(longest, len(last))
				}
			}
			l.Counted = int64(strings.Count(text, "\n"))
			if !l.Balanced() || longest > maxText+formats.MaxRecord || !strings.HasPrefix(last, "끝") {
				t.Errorf("longest %d, last %.20q, ledger %+v", longest, last, l)
			}
		})
	}
}

// read returns the texts of an input's messages with their senders, and the
// codes of its problems.
func read(t *testing.T, text string) (texts []string, codes map[export.Code]bool) {
	t.Helper()
	names := map[export.PersonRef]string{}
	codes = map[export.Code]bool{}
	in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			texts = append(texts, names[e.Sender]+": "+e.Content.Words())
		case *export.Problem:
			codes[e.Code] = true
		case *export.Chat, *export.Mark, *export.Unread, *export.Profile:
		}
	}
	return texts, codes
}

const exportHead = "\ufeff동네 친구들 3 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 3월 8일 오후 3:19\n\n"

// Two exports joined by hand, one of which an editor rewrote: nothing is
// swallowed.
func TestMixedNewlines(t *testing.T) {
	var text strings.Builder
	text.WriteString(exportHead)
	want := 0
	for day := 1; day <= 28; day++ {
		end := "\r\n"
		if day > 3 {
			end = "\n"
		}
		date := fmt.Sprintf("2026년 2월 %d일 오전 9:00", day)
		text.WriteString(end + date + end)
		for range 40 {
			text.WriteString(date + ", 민수 : 한 줄\n두 줄" + end)
			want++
		}
	}
	texts, codes := read(t, text.String())
	if len(texts) != want || !codes[export.GuessedLines] {
		t.Errorf("%d messages of %d, problems %v", len(texts), want, codes)
	}
}

// An appointment that somebody writes on a line of its own is no record, in a
// file whose newlines do not tell.
func TestFutureDateIsText(t *testing.T) {
	text := strings.ReplaceAll(exportHead, "\r\n", "\n") + "\n2026년 2월 8일 오후 3:17\n2026년 2월 8일 오후 3:17, 영희 : 약속\n2026년 2월 14일 오후 6:00, 강남역\n" +
		"2026년 2월 8일 오후 3:18, 민수 : 네\n\n2026년 2월 9일 오전 9:00\n2026년 2월 9일 오전 9:00, 영희 : 좋은 아침\n"
	want := []string{"영희: 약속\n2026년 2월 14일 오후 6:00, 강남역", "민수: 네", "영희: 좋은 아침"}
	if texts, codes := read(t, text); !slices.Equal(texts, want) || !codes[export.GuessedLines] {
		t.Errorf("texts %q, problems %v", texts, codes)
	}
}

// An album may hold what was not downloaded; its photos are not lost for that.
func TestMixedAlbum(t *testing.T) {
	hex := strings.Repeat("0123456789abcdef", 4)
	const date = "2026년 2월 8일 오후 3:17"
	for _, album := range []string{
		hex + ".jpg\r\n<사진 읽지 않음>", "<사진 읽지 않음>\r\n" + hex + ".jpg", hex + ".jpg\r\n" + hex + ".png <용량 초과>",
		hex + ".jpg => error: ENOENT\r\n" + hex + ".mp4", "<사진 읽지 않음>\r\n<사진 읽지 않음>",
	} {
		text := exportHead + "\r\n" + date + "\r\n" + date + ", 영희 : 이거 봐\n2026년 2월 8일 오후 3:17, 사장님 : 붙인 글\r\n" +
			date + ", 민수 : " + album + "\r\n" + date + ", 영희 : 와\r\n"
		in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
		files, messages := 0, 0
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			if m, ok := e.(*export.Message); ok {
				messages++
				if media, ok := m.Content.(export.Media); ok {
					files += len(media.Files)
				}
			}
		}
		if files != 2 || messages != 3 {
			t.Errorf("%q: %d files, %d messages", album, files, messages)
		}
	}
}

// One cubic notice must not hold the machine.
func TestLongNotice(t *testing.T) {
	const date = "2026년 2월 8일 오후 3:17"
	list := strings.Repeat("가님과 ", 300_000)
	texts, _ := read(t, exportHead+"\r\n"+date+"\r\n"+date+", 민수 : 안녕\n하이\r\n"+date+", 민수님이 "+list+"나님을 초대했습니다.\r\n")
	if len(texts) != 2 {
		t.Errorf("%d messages", len(texts))
	}
}
