package kakaotalk

import (
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
