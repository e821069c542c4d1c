package kakaotalk

import (
	"testing"

	"exile/export"
	"exile/formats"
)

// The clock is told where the export shows a time, and else is not known.
func TestProfileClock(t *testing.T) {
	const (
		bracket = "산책 님과 카카오톡 대화\r\n저장한 날짜 : 2026-02-08 11:00:00\r\n\r\n"
		day     = "--------------- 2026년 2월 8일 일요일 ---------------\r\n"
		phone   = "\ufeffTalk_2026.2.10 12:16-1.txt\r\n저장한 날짜 : 2026. 2. 10. 12:16\r\n\r\n\r\n\r\n2026년 2월 8일 일요일\r\n"
	)
	for what, x := range map[string]struct{ name, text, want string }{
		"a CSV without a row":           {"방.csv", csvTop, ""},
		"a CSV of undated rows":         {"방.csv", csvTop + ",\"\",\"메시지가 삭제되었습니다.\"\n", ""},
		"a CSV":                         {"방.csv", csvOf("10:00:00 하나"), "24h"},
		"Windows without a record":      {"a.txt", bracket, ""},
		"Windows with a day":            {"a.txt", bracket + day + "가람님이 들어왔습니다.\r\n", ""},
		"Windows":                       {"a.txt", bracket + day + "[가람] [10:00] 하나\r\n", "24h"},
		"Windows, twelve hours":         {"a.txt", bracket + day + "[가람] [오전 10:00] 하나\r\n", "12h"},
		"an iPhone":                     {"a-1.txt", phone + "2026. 2. 8. 12:15, 가람 : 하나\n둘\r\n", "24h"},
		"an iPhone, rewritten":          {"a-1.txt", phone + "2026. 2. 8. 12:15, 가람 : 하나\r\n", "24h"},
		"an iPhone, with both":          {"a-1.txt", phone + "2026. 2. 8. 12:15, 가람 : 하나\r\n2026. 2. 8. 오후 12:16, 가람 : 둘\r\n", "12h and 24h"},
		"Android, by when it was saved": {"KakaoTalkChats.txt", "\ufeff산책 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n", "12h"},
	} {
		seen := false
		in := formats.Input{Roots: []formats.Root{memRoot(t, x.name, x.text)}}
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			if p, ok := e.(*export.Profile); ok {
				seen = true
				if p.Clock != x.want {
					t.Errorf("%s: %q, want %q", what, p.Clock, x.want)
				}
			}
		}
		if !seen {
			t.Errorf("%s: no profile", what)
		}
	}
}
