package kakaotalk

import (
	"strings"
	"testing"

	"exile/export"
)

// The length at which the app cuts is that of the whole text, however its lines
// came.
func TestTruncated(t *testing.T) {
	const date = "2026년 2월 8일 오후 3:17"
	for body, want := range map[string]bool{
		strings.Repeat("가", 500):                                   true,
		strings.Repeat("가", 501):                                   false,
		strings.Repeat("가", 249) + "\n" + strings.Repeat("나", 250): true,
		strings.Repeat("가", 498) + "🎉":                             true, // two units of UTF-16
	} {
		text := exportHead + "\r\n" + date + "\r\n" + date + ", 민수 : " + body + "\r\n" + date + ", 영희 : 네\n그래요\r\n"
		for _, t2 := range []string{text, strings.ReplaceAll(text, "\r\n", "\n")} {
			if _, codes := read(t, t2); codes[export.MaybeTruncated] != want {
				t.Errorf("%d bytes: problems %v", len(body), codes)
			}
		}
	}
}

// A medium's name followed by what the app does not write is somebody's text.
func TestNamedMedium(t *testing.T) {
	name := strings.Repeat("0123456789abcdef", 4) + ".jpg"
	for tail, want := range map[string]bool{
		"": true, " <용량 초과>": true, "<용량 초과>": true, " => ENOENT": true,
		" <3": false, " 봐": false, "\n둘째 줄": false, " <둘>\n셋>": false, "x": false,
	} {
		if got := namedMedium(name+tail) == len(name); got != want {
			t.Errorf("%q: %v", tail, got)
		}
	}
}
