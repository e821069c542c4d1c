package words_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"exile/export"
	"exile/formats/words"
)

// Every sentence exists in both languages, says the same thing (the same verbs
// in it), and no Korean one was forgotten in English.
func TestComplete(t *testing.T) {
	n := 0
	for k := words.Key(0); words.In("en", k) != "" || words.In("ko", k) != ""; k++ {
		en, ko := words.In("en", k), words.In("ko", k)
		if en == "" || ko == "" {
			t.Errorf("key %d: en %q, ko %q", k, en, ko)
		}
		if verbs(en) != verbs(ko) {
			t.Errorf("key %d: verbs differ: %q, %q", k, en, ko)
		}
		if k != words.Absent && !strings.ContainsFunc(ko, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			t.Errorf("key %d: %q is not Korean", k, ko)
		}
		n++
	}
	if last := int(words.SomeMessageOf) + 1; n != last {
		t.Errorf("%d sentences, want %d", n, last)
	}
	if s := words.In("ko", -1) + words.In("en", 10_000); s != "" {
		t.Errorf("a key that does not exist says %q", s)
	}
}

func verbs(s string) string {
	var v []string
	for {
		_, rest, ok := strings.Cut(s, "%")
		if !ok {
			return strings.Join(v, " ")
		}
		end := strings.IndexFunc(rest, unicode.IsLetter)
		v = append(v, rest[:end+1])
		s = rest[end+1:]
	}
}

func TestMissing(t *testing.T) {
	file := func(kind export.FileKind, name string, state export.FileState) export.File {
		return export.File{Kind: kind, Name: name, State: state}
	}
	hex := strings.Repeat("7d9b", 16) + ".jpg"
	for _, tt := range []struct {
		name   string
		files  []export.File
		ko, en string
	}{
		{"nothing is absent", []export.File{file(export.FilePhoto, "a.jpg", export.FilePresent)}, "", ""},
		{
			"an album",
			[]export.File{
				file(export.FilePhoto, hex, export.FileNotExported),
				file(export.FilePhoto, hex, export.FileMissing),
				file(export.FilePhoto, hex, export.FileNotExported),
			},
			"[사진 3장 – 내보낸 파일에 없음]", "[3 photos – not in the export]",
		},
		{
			"a key is no name",
			[]export.File{file(export.FilePhoto, hex, export.FileMissing)},
			"[사진 – 내보낸 파일에 없음]", "[photo – not in the export]",
		},
		{
			"a document by its name",
			[]export.File{file(export.FileDocument, "보고서\n1.pdf", export.FileMissing)},
			"[파일 보고서 1.pdf – 내보낸 파일에 없음]", "[file 보고서 1.pdf – not in the export]",
		},
		{
			"expired",
			[]export.File{file(export.FileVideo, "", export.FileExpired)},
			"[동영상 – 내보내기 전에 보관 기간 만료]", "[video – expired before the export]",
		},
		{
			"only what is absent is counted",
			[]export.File{
				file(export.FilePhoto, "a.jpg", export.FilePresent),
				file(export.FilePhoto, "b.jpg", export.FileMissing),
				file(export.FileVideo, "c.mp4", export.FileMissing),
				file(export.FileVideo, "d.mp4", export.FileExpired),
			},
			"[사진, 동영상 2개 – 내보낸 파일에 없음]", "[photo, 2 videos – not in the export]",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := export.Media{Files: tt.files}
			if got := words.Missing("ko", c); got != tt.ko {
				t.Errorf("ko: %q, want %q", got, tt.ko)
			}
			if got := words.Missing("en", c); got != tt.en {
				t.Errorf("en: %q, want %q", got, tt.en)
			}
		})
	}
}

func TestKind(t *testing.T) {
	if got := words.Kind("ko", export.FileVoice) + ", " + words.Kind("en", export.FileDocument); got != "음성 메시지, file" {
		t.Error(got)
	}
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		c      export.Content
		ko, en string
	}{
		{export.Text{}, "", ""},
		{export.Call{Plain: "보이스톡 해요"}, "보이스톡 해요", "보이스톡 해요"},
		{export.Call{Kind: export.CallVideo, Outcome: export.CallEnded, Duration: 3723 * time.Second}, "[영상 통화 종료 1:02:03]", "[Video call ended 1:02:03]"},
		{export.Call{Duration: 17 * time.Second}, "[음성 통화 0:17]", "[Voice call 0:17]"},
		{
			export.Poll{Question: "점심?", Closed: true, Options: []export.PollOption{{Text: "국밥", Votes: 2}, {Text: "면"}}},
			"[투표 종료] 점심?\n- 국밥 (2표)\n- 면", "[Poll, closed] 점심?\n- 국밥 (votes: 2)\n- 면",
		},
		{export.Place{Name: "시청", HasPoint: true, Lat: 37.5, Lng: 127}, "[위치] 시청 (37.5, 127)", "[Location] 시청 (37.5, 127)"},
		{export.Card{Kind: export.CardGift, Title: "커피", URL: "https://example.com"}, "[선물] 커피\nhttps://example.com", "[Gift] 커피\nhttps://example.com"},
		{export.Deleted{By: export.DeletedByAdmin}, "[관리자가 가린 메시지]", "[message hidden by an admin]"},
		{export.Deleted{}, "[삭제된 메시지]", "[deleted message]"},
		{export.Unknown{Kind: "scrap\x1b[2J"}, "[알 수 없는 종류의 메시지: scrap [2J]", "[message of an unknown kind: scrap [2J]"},
		{export.Media{Files: []export.File{{Kind: export.FilePhoto, State: export.FilePresent}}}, "[사진]", "[photo]"},
		{export.Media{}, "[알 수 없는 종류의 메시지]", "[message of an unknown kind]"},
		{nil, "[알 수 없는 종류의 메시지]", "[message of an unknown kind]"},
	} {
		t.Run(fmt.Sprintf("%T", tt.c), func(t *testing.T) {
			if got := words.Of("ko", tt.c); got != tt.ko {
				t.Errorf("ko: %q, want %q", got, tt.ko)
			}
			if got := words.Of("en", tt.c); got != tt.en {
				t.Errorf("en: %q, want %q", got, tt.en)
			}
		})
	}
}
