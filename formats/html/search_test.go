package html

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/html/bubble"
)

// shardOf reads a file of the search as a browser does.
func shardOf[T any](tb testing.TB, out *formattest.Output, name string) T {
	tb.Helper()
	text := string(out.Bytes("search/" + name + ".js"))
	text, ok := strings.CutPrefix(text, fmt.Sprintf("exile(%q,", name))
	text, end := strings.CutSuffix(text, ");\n")
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil || !ok || !end {
		tb.Fatalf("search/%s.js: %v", name, err)
	}
	return v
}

type siteIndex struct {
	Chats []struct {
		Title, Folder string
		From, Count   int64
		Pages         [][]any
	}
	People   []string
	Blocks   []int64
	Segments []struct {
		From, To int64
		First    []uint64
	}
}

// found decodes the messages of every pair of an output.
func found(tb testing.TB, out *formattest.Output) map[string][]int64 {
	tb.Helper()
	all := map[string][]int64{}
	for n, s := range shardOf[siteIndex](tb, out, "index").Segments {
		for i, first := range s.First {
			shard := shardOf[[]string](tb, out, fmt.Sprintf("i%d-%d", n, i))
			a, size := utf8.DecodeRuneInString(shard[0])
			b, _ := utf8.DecodeRuneInString(shard[0][size:])
			if key(a, b) != first {
				tb.Errorf("shard %d begins with %q, the index says %d", i, shard[0], first)
			}
			for k := 0; k < len(shard); k += 2 {
				at, value, unit := s.From-1, int64(0), int64(1)
				for _, c := range []byte(shard[k+1]) {
					d := int64(strings.IndexByte(digits, c))
					if d < base {
						value, unit = value+d*unit, unit*base
						continue
					}
					at += value + (d-base)*unit + 1
					all[shard[k]] = append(all[shard[k]], at)
					value, unit = 0, 1
				}
				if at >= s.To {
					tb.Errorf("%q stands in message %d, the segment ends before %d", shard[k], at, s.To)
				}
			}
		}
	}
	return all
}

// Whatever is written can be found by any two characters of it, and by its last alone: in
// one segment or many, and nothing else is found.
func TestSearchFindsAll(t *testing.T) {
	for _, limit := range []int{segmentBytes, 40 << 10} {
		c := formattest.Generate(formattest.Plan{Messages: 6000, Media: true, Adversarial: true})
		out := &formattest.Output{}
		r := &run{history: c.History(), out: out, set: settings{lang: "ko", months: true, most: 500}, say: labelsOf("ko"), people: bubble.NewPeople(c.People, "ko")}
		r.search = newIndex(out)
		r.search.limit = limit
		var folders formats.FileNames
		if err := r.chat(t.Context(), &c.Info, &folders); err != nil {
			t.Fatal(err)
		}
		if err := r.search.finish(r); err != nil {
			t.Fatal(err)
		}
		index := shardOf[siteIndex](t, out, "index")
		if many := len(index.Segments) > 2; many != (limit < segmentBytes) {
			t.Errorf("with a limit of %d there are %d segments", limit, len(index.Segments))
		}
		want := map[string][]int64{}
		doc := int64(0)
		for m := range c.Messages() {
			doc++
			text := string(r.appendSought(nil, m.Content))
			for _, word := range strings.FieldsFunc(text, parts) {
				letters := []rune(strings.Map(fold, word))
				for i, a := range letters {
					pair := string(a) + " "
					if i+1 < len(letters) {
						pair = string(letters[i : i+2])
					}
					if list := want[pair]; len(list) == 0 || list[len(list)-1] != doc {
						want[pair] = append(list, doc)
					}
				}
			}
			block := 0
			for block+1 < len(index.Blocks) && index.Blocks[block+1] <= doc {
				block++
			}
			if doc%97 == 0 {
				texts := shardOf[[]any](t, out, fmt.Sprintf("t%d", block))
				if got := texts[3*(doc-index.Blocks[block])+2]; got != text {
					t.Errorf("message %d is shown as %q, want %q", doc, got, text)
				}
			}
		}
		got := found(t, out)
		for pair, list := range want {
			if !slices.Equal(got[pair], list) {
				t.Errorf("%q is found in %d messages, and stands in %d", pair, len(got[pair]), len(list))
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d pairs are found, want %d", len(got), len(want))
		}
		if len(want["안녕"]) == 0 {
			t.Error("nobody says hello")
		}
	}
}

// All that a message says can be found, not only what was typed.
func TestSought(t *testing.T) {
	file := export.File{Kind: export.FileDocument, Name: "보고서.pdf", State: export.FileMissing}
	people := bubble.NewPeople([]export.Person{{Ref: 1, Names: []string{"한지우"}}, {Ref: 2, Names: []string{"김서준"}}}, "ko")
	r := &run{set: settings{lang: "ko"}, people: people}
	for want, c := range map[string]export.Content{
		"[안내] 한지우, 김서준":      export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{2}},
		"한글":                 export.Text{Body: "\u1112\u1161\u11ab\u1100\u1173\u11af"},
		"설명\n보고서.pdf":        export.Media{Caption: "설명", Files: []export.File{file}, Plain: "파일"},
		"어디로?\n산":            export.Poll{Question: "어디로?", Options: []export.PollOption{{Text: "산"}}},
		"시청\n세종대로":           export.Place{Name: "시청", Address: "세종대로"},
		"제목\n\nhttps://a.kr": export.Card{Title: "제목", URL: "https://a.kr"},
		"김밥\n\n\n맛있어요":       export.Card{Title: "김밥", Plain: "맛있어요"},
		"나갔습니다":              export.Notice{Plain: "나갔습니다"},
		"[삭제된 메시지]":          export.Deleted{},
	} {
		if got := string(r.appendSought(nil, c)); got != want {
			t.Errorf("%#v is looked through as %q, want %q", c, got, want)
		}
	}
}
