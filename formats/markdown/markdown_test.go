package markdown

import (
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestWriter(t *testing.T) {
	formattest.RunWriter(t, Format(),
		formats.WriteOptions{Lang: "ko"},
		formats.WriteOptions{Lang: "en", Values: map[string]string{optionNote: perMonth}},
	)
}

// No chat takes the place of what lies beside its folder, or of the note that lists all.
func TestTitlesThatAreTaken(t *testing.T) {
	for _, title := range []string{"Chats", "chats.MD", "exile-report.json"} {
		h := formattest.NewHistory([]export.Event{
			&export.Chat{Ref: 1, Title: title}, &export.Message{Chat: 1, Seq: 1, Content: export.Text{Body: "x"}},
		}, nil)
		out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "en"})
		if folder := title + " (2)"; out.Bytes(folder+"/"+folder+".md") == nil || !strings.Contains(string(out.Bytes("Chats.md")), "%20%282%29.md)") {
			t.Errorf("%s: written are %q", title, out.Names())
		}
	}
}

// Whom a notice is about is told where the source has no words for it.
func TestNoticeWithoutWords(t *testing.T) {
	notice := &export.Message{Chat: 1, Seq: 1, Content: export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{2}}}
	h := formattest.NewHistory([]export.Event{
		&export.Chat{Ref: 1, Title: "t"}, &export.Person{Ref: 1, Names: []string{"*한지우*"}}, &export.Person{Ref: 2, Names: []string{"김서준"}}, notice,
	}, nil)
	out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko"})
	if all := together(out); !strings.Contains(all, `*\[안내\] \*한지우\*, 김서준* ^n1`) {
		t.Errorf("wrote %s", all)
	}
	notice.Content = export.Notice{Actor: 1, Plain: "말이 있는 안내"}
	out, _, _ = formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko"})
	if all := together(out); !strings.Contains(all, "*말이 있는 안내* ^n1") {
		t.Errorf("wrote %s", all)
	}
}

// What somebody wrote with a box is told, and so is a caption that was changed.
func TestWordsWithBoxes(t *testing.T) {
	events := []export.Event{&export.Chat{Ref: 1, Title: "t"}}
	for i, c := range []export.Content{
		export.Place{Name: "강릉역", Plain: "여기서 #만나요"},
		export.Card{Kind: export.CardLink, URL: "https://a.kr", Plain: "이거 봐\nhttps://a.kr"},
		export.Poll{Question: "언제?", Plain: "톡게시판 '투표': 언제?\n꼭 골라요"},
		export.Media{Caption: "새 설명", Files: []export.File{{Kind: export.FilePhoto, State: export.FileMissing}}},
	} {
		m := &export.Message{Chat: 1, Seq: int64(i + 1), Content: c}
		if i == 3 {
			m.Edits = []export.Edit{{Content: export.Media{Caption: "옛 *설명*", Files: []export.File{{Kind: export.FilePhoto, State: export.FileMissing}}}}}
		}
		events = append(events, m)
	}
	out, _, _ := formattest.Write(t, writer{}, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "ko"})
	all := together(out)
	for _, want := range []string{`\n여기서 \#만나요 ^n1`, `\n이거 봐 ^n2`, `\n꼭 골라요 ^n3`, `옛 \*설명\** ^n4`} {
		if !strings.Contains(all, strings.ReplaceAll(want, `\n`, "\n")) {
			t.Errorf("%s is not in %s", want, all)
		}
	}
	if strings.Contains(all, "톡게시판") {
		t.Errorf("what the app writes is told twice: %s", all)
	}
}
