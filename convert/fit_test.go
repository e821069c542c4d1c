package convert

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
)

var everything = formats.Can{
	Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Cards: true, Deleted: true, Notices: true,
	Replies: true, Forwards: true, Reactions: true, Edits: true, Spans: true,
}

func TestFit(t *testing.T) {
	here := export.File{Kind: export.FilePhoto, Name: "a.jpg", State: export.FilePresent, Path: "a.jpg"}
	gone := export.File{Kind: export.FilePhoto, State: export.FileNotExported}
	bold := []export.Span{{Kind: export.SpanBold, Start: 0, End: 3}}
	words := formats.Can{}
	media := formats.Can{Media: true}
	tests := []struct {
		name string
		can  formats.Can
		in   export.Message
		want export.Message
		lost map[string]int
	}{
		{
			"a text as it is", words,
			export.Message{Content: export.Text{Body: "사진"}},
			export.Message{Content: export.Text{Body: "사진"}},
			nil,
		},
		{
			"styles", words,
			export.Message{Content: export.Text{Body: "abc", Spans: bold}},
			export.Message{Content: export.Text{Body: "abc"}},
			map[string]int{"lossy-style": 1},
		},
		{
			"files that are there", media,
			export.Message{Content: export.Media{Files: []export.File{here, here}}},
			export.Message{Content: export.Media{Files: []export.File{here, here}}},
			nil,
		},
		{
			"files that are not there become words, which is no loss", media,
			export.Message{Content: export.Media{Files: []export.File{gone, gone}, Plain: "사진 2장"}},
			export.Message{Content: export.Text{Body: "[사진 2장 – 내보낸 파일에 없음]"}},
			nil,
		},
		{
			"some are there", media,
			export.Message{Content: export.Media{Files: []export.File{gone, here}, Caption: "봐", Plain: "x"}},
			export.Message{Content: export.Media{Files: []export.File{here}, Caption: "[사진 – 내보낸 파일에 없음]\n봐", Plain: "x"}},
			nil,
		},
		{
			"styles of a caption move with it",
			formats.Can{Media: true, Spans: true},
			export.Message{Content: export.Media{Files: []export.File{gone}, Caption: "abc", Spans: bold}},
			export.Message{Content: export.Text{Body: "[사진 – 내보낸 파일에 없음]\nabc", Spans: []export.Span{{
				Kind: export.SpanBold, Start: len("[사진 – 내보낸 파일에 없음]\n"), End: len("[사진 – 내보낸 파일에 없음]\nabc"),
			}}}},
			nil,
		},
		{
			"media without files", media,
			export.Message{Content: export.Media{Plain: "동영상"}},
			export.Message{Content: export.Text{Body: "동영상"}},
			nil,
		},
		{
			"no files at all", words,
			export.Message{Content: export.Media{Files: []export.File{here, gone}, Caption: "봐", Plain: "사진 2장"}},
			export.Message{Content: export.Text{Body: "사진 2장\n봐"}},
			map[string]int{"lossy-file": 1},
		},
		{
			"a call", words,
			export.Message{Content: export.Call{Plain: "보이스톡 해요"}},
			export.Message{Content: export.Text{Body: "보이스톡 해요"}},
			nil,
		},
		{
			"a poll whose answers the words do not have", words,
			export.Message{Content: export.Poll{Question: "?", Options: []export.PollOption{{Text: "a"}}, Plain: "투표"}},
			export.Message{Content: export.Text{Body: "투표"}},
			map[string]int{"lossy-poll": 1},
		},
		{
			"a poll told whole", words,
			export.Message{Content: export.Poll{Question: "언제?", Options: []export.PollOption{{Text: "a", Votes: 2}}}},
			export.Message{Content: export.Text{Body: "[투표] 언제?\n- a (2표)"}},
			nil,
		},
		{
			"a place", words,
			export.Message{Content: export.Place{HasPoint: true, Plain: "지도"}},
			export.Message{Content: export.Text{Body: "지도"}},
			map[string]int{"lossy-place": 1},
		},
		{
			"a deleted message", words,
			export.Message{Content: export.Deleted{}},
			export.Message{Content: export.Text{Body: "[삭제된 메시지]"}},
			nil,
		},
		{
			"a notice stays one", words,
			export.Message{Content: export.Notice{Plain: "님이 나갔습니다."}},
			export.Message{Content: export.Notice{Plain: "님이 나갔습니다."}},
			nil,
		},
		{
			"what hangs on a message", words,
			export.Message{
				Content: export.Text{Body: "a"}, ReplyTo: &export.Reply{}, Forward: &export.Forward{},
				Reactions: []export.Reaction{{Sign: "👍", Count: 3}, {Sign: "❤", By: 1}}, Edits: make([]export.Edit, 2),
			},
			export.Message{Content: export.Text{Body: "a"}},
			map[string]int{"lossy-reply": 1, "lossy-forward": 1, "lossy-reaction": 4, "lossy-edit": 2},
		},
		{
			"minutes",
			formats.Can{Seconds: true},
			export.Message{Content: export.Text{}, Time: export.Time{Precision: time.Minute}},
			export.Message{Content: export.Text{}, Time: export.Time{Precision: time.Minute}},
			map[string]int{"assumed-seconds": 1},
		},
		{
			"a target that carries all", everything,
			export.Message{
				Content: export.Media{Files: []export.File{gone}, Spans: bold, Caption: "abc"}, ReplyTo: &export.Reply{},
				Edits: []export.Edit{{}}, Forward: &export.Forward{}, Reactions: []export.Reaction{{}},
			},
			export.Message{
				Content: export.Media{Files: []export.File{gone}, Spans: bold, Caption: "abc"}, ReplyTo: &export.Reply{},
				Edits: []export.Edit{{}}, Forward: &export.Forward{}, Reactions: []export.Reaction{{}},
			},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.in.Chat, tt.want.Chat = 1, 1
			var told []export.Problem
			h := Fit(memoryHistory{messages: []*export.Message{&tt.in}}, tt.can, "ko", func(p export.Problem) { told = append(told, p) })
			for range 2 { // a second pass tells nothing twice
				for m, err := range h.Messages(t.Context(), 1, export.Range{}) {
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(&tt.want, m); diff != "" {
						t.Error(diff)
					}
				}
			}
			lost := codes(told)
			if len(lost) != len(tt.lost) || len(told) != len(tt.lost) {
				t.Errorf("losses: got %v, want %v", told, tt.lost)
			}
			for code, n := range tt.lost {
				if lost[code] != n {
					t.Errorf("%s: %d times, want %d", code, lost[code], n)
				}
			}
		})
	}
}

// A writer may look at a chat's head, and at stretches of it, before it writes
// the chat: every message still counts once.
func TestDelivered(t *testing.T) {
	var messages []*export.Message
	for i := range int64(10) {
		messages = append(messages, &export.Message{
			Chat: 1, Seq: i, Content: export.Text{Body: "a"}, ReplyTo: &export.Reply{},
			Time: export.Time{T: time.Unix(i, 0)},
		})
	}
	half := time.Unix(5, 0)
	passes := map[string][]export.Range{
		"whole":              {{}},
		"head, then whole":   {{Limit: 3}, {}},
		"twice":              {{}, {}},
		"in two":             {{Before: half}, {After: half}},
		"in two, then whole": {{Before: half}, {After: half}, {}},
	}
	for name, ranges := range passes {
		f := newFitted(memoryHistory{messages: messages}, formats.Can{}, "en")
		for _, r := range ranges {
			for _, err := range f.Messages(t.Context(), 1, r) {
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		want, lost := f.told.total()
		if (want != formats.Tally{Chats: 1, Messages: 10}) || lost.lost["lossy-reply"] != 10 {
			t.Errorf("%s: %+v, %v", name, want, lost.lost)
		}
	}
}

func TestSelection(t *testing.T) {
	var messages []*export.Message
	for i := range int64(10) {
		messages = append(messages, &export.Message{Chat: 1, Seq: i, Sender: export.PersonRef(i % 2), Time: export.Time{T: time.Unix(i, 0)}})
	}
	tests := []struct {
		pick, r export.Range
		want    []int64
	}{
		{export.Range{}, export.Range{Limit: 2}, []int64{0, 1}},
		{export.Range{Limit: 2, Last: true}, export.Range{}, []int64{8, 9}},
		{export.Range{After: time.Unix(4, 0)}, export.Range{Before: time.Unix(7, 0)}, []int64{4, 5, 6}},
		{export.Range{Limit: 4}, export.Range{Limit: 2, Last: true}, []int64{2, 3}},
		{export.Range{Limit: 4, Last: true}, export.Range{Sender: 1}, []int64{7, 9}},
	}
	for _, tt := range tests {
		var got []int64
		s := selection{memoryHistory{messages: messages}, []export.ChatRef{1}, tt.pick}
		for m, err := range s.Messages(t.Context(), 1, tt.r) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, m.Seq)
		}
		if !cmp.Equal(got, tt.want) {
			t.Errorf("%+v of %+v: got %v, want %v", tt.r, tt.pick, got, tt.want)
		}
		if chats, err := s.Chats(t.Context()); err != nil || len(chats) != 1 {
			t.Errorf("chats: %v, %v", chats, err)
		}
	}
}

// spoken is a history whose chat 1 was written by an app in Korean.
type spoken struct{ memoryHistory }

func (spoken) Chats(context.Context) ([]export.Chat, error) {
	return []export.Chat{{Ref: 1, Lang: "ko"}, {Ref: 2}}, nil
}

// What takes the place of a photo is said in the language of its chat, and in
// that of the run where the chat's is not known.
func TestFitSpeaksTheChatsLanguage(t *testing.T) {
	photo := export.Media{Files: []export.File{{Kind: export.FilePhoto, State: export.FileNotExported}}}
	h := spoken{memoryHistory{messages: []*export.Message{{Chat: 1, Content: photo}, {Chat: 2, Content: photo}}}}
	f := Fit(h, formats.Can{}, "en", func(export.Problem) {})
	for chat, want := range map[export.ChatRef]string{1: "내보낸 파일에 없음", 2: "not in the export"} {
		for m, err := range f.Messages(t.Context(), chat, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			if got := m.Content.Words(); !strings.Contains(got, want) {
				t.Errorf("chat %d: %q", chat, got)
			}
		}
	}
}
