package convert_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/convert"
	"exile/convert/handover"
	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// An empty file is told in words, whether its size was known or not: Telegram takes
// none, and the chat goes all the same.
func TestAnEmptyFileIsNotHandedOver(t *testing.T) {
	nothing := sha256.Sum256(nil)
	for name, known := range map[string]string{"known": hex.EncodeToString(nothing[:]), "unknown": ""} {
		h := formattest.NewHistory([]export.Event{
			&export.Chat{Ref: 4, Kind: export.ChatGroup, Title: "하나", Lang: "ko"}, &export.Person{Ref: 1, Names: []string{"서연"}, Self: true},
			&export.Message{Chat: 4, Seq: 1, Sender: 1, Time: minute(1), Content: export.Media{Files: []export.File{
				{Kind: export.FilePhoto, Name: "a.jpg", Path: "a.jpg", State: export.FilePresent, SHA256: known},
				{Kind: export.FilePhoto, Name: "b.jpg", Path: "b.jpg", State: export.FilePresent},
			}}},
			&export.Message{Chat: 4, Seq: 2, Sender: 1, Time: minute(2), Content: export.Media{Files: []export.File{
				{Kind: export.FileVoice, Name: "c.m4a", Path: "c.m4a", State: export.FilePresent, SHA256: known},
			}}},
		}, map[string][]byte{"a.jpg": {}, "b.jpg": []byte("jpeg"), "c.m4a": {}})
		m, came := handedOver(t, h, handover.Files, bundleOptions(nil))
		p := m.Chats[0].Parts[0]
		if len(p.Files) != 1 || p.Files[0].Size != 4 || p.Messages != 3 {
			t.Errorf("%s: %d messages, files %+v", name, p.Messages, p.Files)
		}
		text := string(came[strings.TrimSuffix(p.Name, ".txt")+"/"+p.Name])
		for _, says := range []string{"[사진 a.jpg – 빈 파일]", "[음성 메시지 c.m4a – 빈 파일]"} {
			if !strings.Contains(text, says) {
				t.Errorf("%s: %q is not in\n%s", name, says, text)
			}
		}
	}
}

// However long a source says that a sound lasts, the chat can be delivered.
func TestEndlessSounds(t *testing.T) {
	for _, said := range []time.Duration{-time.Second, 0, time.Minute, 1001 * time.Hour, 1<<63 - 1} {
		h := formattest.NewHistory([]export.Event{
			&export.Chat{Ref: 4, Kind: export.ChatGroup, Title: "하나"}, &export.Person{Ref: 1, Names: []string{"서연"}, Self: true},
			&export.Message{Chat: 4, Seq: 1, Sender: 1, Time: minute(1), Content: export.Media{Files: []export.File{
				{Kind: export.FileVoice, Path: "a.ogg", State: export.FilePresent, Duration: said},
			}}},
		}, map[string][]byte{"a.ogg": []byte("OggS")})
		m, _ := handedOver(t, h, handover.Files, bundleOptions(nil))
		if got := m.Chats[0].Parts[0].Files[0].Duration; got != min(max(said, 0), handover.MaxDuration) {
			t.Errorf("%s became %s", said, got)
		}
	}
}

// To choose among the files of a message changes nothing of the history: a second
// look chooses among the same.
func TestOnlyLeavesTheHistoryAlone(t *testing.T) {
	files := []export.File{{Kind: export.FilePhoto, Name: "a.jpg"}, {Kind: export.FileVideo, Name: "a.mp4"}, {Kind: export.FilePhoto, Name: "b.jpg"}}
	kept := slices.Clone(files)
	h := lending{formattest.NewHistory(nil, nil), export.Message{Chat: 4, Seq: 1, Sender: 1, Content: export.Media{Files: files}}}
	for range 2 {
		for m, err := range (convert.Only{Kinds: []convert.Kind{convert.KindVideo}}).Of(h).Messages(t.Context(), 4, export.Range{}) {
			if err != nil || len(m.Content.(export.Media).Files) != 1 {
				t.Errorf("%v, %v", m, err)
			}
		}
		if diff := cmp.Diff(kept, files); diff != "" {
			t.Error(diff)
		}
	}
}

// lending is a history that lends out the files that it keeps.
type lending struct {
	formats.History
	m export.Message
}

func (l lending) Messages(context.Context, export.ChatRef, export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		m := l.m
		yield(&m, nil)
	}
}
