package line

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

// Every marker in the table stands for what the table says, and only in whole.
func TestMarkers(t *testing.T) {
	for _, l := range locales {
		for _, w := range l.marks {
			body := w.text
			if body == "[null]" {
				body += " https://maps.example.com/x"
			}
			if c, _ := content(body, false); export.KindOf(c) == export.KindText || c.Words() != body {
				t.Errorf("%s is a %s", body, export.KindOf(c))
			}
			for _, typed := range []string{w.text + "!", " " + w.text, w.text[1:], "[null]"} {
				if c, _ := content(typed, false); export.KindOf(c) != export.KindText {
					t.Errorf("%q is a %s", typed, export.KindOf(c))
				}
			}
		}
		for _, w := range l.bare {
			if !isMarkerWord(w.text) {
				t.Errorf("%s is no word of the app on computers", w.text)
			}
			if c, _ := content(w.text, true); export.KindOf(c) != export.KindMedia {
				t.Errorf("%s is a %s on a computer", w.text, export.KindOf(c))
			}
			if c, _ := content(w.text, false); export.KindOf(c) != export.KindText {
				t.Errorf("%s is a %s on a phone", w.text, export.KindOf(c))
			}
		}
	}
	for _, text := range []string{"", "a", "Photo", "写真だ", "☎ 03-1234-5678"} {
		if isMarkerWord(text) {
			t.Errorf("%q is a word of the app", text)
		}
	}
}

func TestCalls(t *testing.T) {
	for _, c := range []struct {
		body    string
		outcome export.CallOutcome
		long    time.Duration
	}{
		{"☎ 通話時間 10:38", export.CallEnded, 10*time.Minute + 38*time.Second},
		{"☎ 通話時間 1:26:14", export.CallEnded, time.Hour + 26*time.Minute + 14*time.Second},
		{"☎ 通話時間20:25", export.CallEnded, 20*time.Minute + 25*time.Second},
		{"☎️ Call time 1:23", export.CallEnded, 83 * time.Second},
		{"☎\ufe0e Call time 0:03", export.CallEnded, 3 * time.Second},
		{"☎ 不在着信", export.CallMissed, 0},
		{"☎ 通話に応答がありませんでした", export.CallMissed, 0},
		{"☎ 通話をキャンセルしました", export.CallCancelled, 0},
		{"☎ 未接來電", export.CallMissed, 0},
		{"☎ Missed call", export.CallMissed, 0},
		{"☎ No answer", export.CallMissed, 0},
		{"☎ Canceled", export.CallCancelled, 0},
		{"☎ 통화 시간 0:05", export.CallEnded, 5 * time.Second}, // by structure
		{"グループ通話が開始されました", export.CallStarted, 0},
		{"ไม่ได้รับสาย", export.CallMissed, 0},
	} {
		got, _ := content(c.body, false)
		want := export.Call{Kind: export.CallVoice, Outcome: c.outcome, Duration: c.long, Plain: c.body}
		if d := cmp.Diff(export.Content(want), got); d != "" {
			t.Errorf("%s:\n%s", c.body, d)
		}
	}
	for _, body := range []string{"☎", "☎ 03-1234-5678", "☎ 10:30", "☎ call 030 1234 at 10:30", "☎ x\n1:00", "Missed call", "通話時間 10:38"} {
		if got, _ := content(body, false); export.KindOf(got) != export.KindText {
			t.Errorf("%q is a %s", body, export.KindOf(got))
		}
	}
}

func TestPlaces(t *testing.T) {
	for body, want := range map[string]export.Place{
		"[位置情報] 港：https://maps.example.com/maps?q=35.5,-139.25":  {Name: "港", Lat: 35.5, Lng: -139.25, HasPoint: true},
		"[Location] Mill: https://maps.example.com/@1.5,2.5,17z": {Name: "Mill", Lat: 1.5, Lng: 2.5, HasPoint: true},
		"[null] https://maps.example.com/?q=91,0":                {},
		"[位置]":    {},
		"[位置] 公園": {Name: "公園"},
	} {
		want.Plain = body
		if got, _ := content(body, false); got != export.Content(want) {
			t.Errorf("%s is %+v", body, got)
		}
	}
}

// Lines of the app are told from those that somebody sent, and say who did what.
func TestNotices(t *testing.T) {
	known := func(s string) bool { return s == "Bo added Al" }
	for _, c := range []struct {
		line  string
		kind  export.NoticeKind
		names []string
	}{
		{"Ann joined the group", export.NoticeJoin, []string{"Ann"}},
		{"Ann Lee left the group", export.NoticeLeave, []string{"Ann Lee"}},
		{"Ann added Ben to the group", export.NoticeInvite, []string{"Ann", "Ben"}},
		{"Ann added Ben, Cem to the group", export.NoticeInvite, []string{"Ann", "Ben", "Cem"}},
		{"Bo added Al added Ben to the group", export.NoticeInvite, []string{"Bo added Al", "Ben"}},
		{"Ann changed the group name to joined the group", export.NoticeTitle, []string{"Ann"}},
		{"花が葉を招待しました。", export.NoticeInvite, []string{"花", "葉"}},
		{"花が退会しました。", export.NoticeLeave, []string{"花"}},
		{"花がグループを退会しました", export.NoticeLeave, []string{"花"}},
		{"\u2068Ren\u2069已退出群組。", export.NoticeLeave, []string{"Ren"}},
		{"\u2068Ren\u2069已新增\u2068Mika\u2069至群組。", export.NoticeInvite, []string{"Ren", "Mika"}},
		{"小陈已将老王添加至群", export.NoticeInvite, []string{"小陈", "老王"}},
		{"มานะ เพิ่ม ปิติ เข้ากลุ่ม", export.NoticeInvite, []string{"มานะ", "ปิติ"}},
	} {
		got, ok := noticeOf(c.line, known)
		names := append([]string{got.actor}, got.people...)
		if !ok || got.kind != c.kind || !cmp.Equal(names, c.names) {
			t.Errorf("%q is %v %q of %q", c.line, ok, got.kind, names)
		}
		if !isSystemLine(c.line) {
			t.Errorf("%q may have been sent by somebody", c.line)
		}
	}
	for _, line := range []string{"Ann hello", "joined the group", "がグループに参加しました", "", "วีระ ไม่ได้รับสาย"} {
		if isSystemLine(line) {
			t.Errorf("%q is a line of the app", line)
		}
	}
}

func TestUnsent(t *testing.T) {
	for _, c := range []struct {
		line, name string
		self       bool
	}{
		{"花がメッセージの送信を取り消しました", "花", false},
		{"メッセージの送信を取り消しました", "", false},
		{"You unsent a message.", "You", true},
		{"Ann Lee unsent a message.", "Ann Lee", false},
		{"Message unsent.", "", false},
		{"Mika已收回訊息", "Mika", false},
		{"Mika 已收回訊息", "Mika", false},
		{"\u2068Mika\u2069已收回訊息", "Mika", false},
		{"您已收回訊息", "您", true},
		{"小陈撤回了一条消息", "小陈", false},
		{"ยกเลิกข้อความแล้ว", "", false},
		{"ยกเลิกการส่งข้อความ", "", false},
	} {
		name, self, ok := unsentBy(c.line)
		if !ok || name != c.name || self != c.self {
			t.Errorf("%q: %q, %v, %v", c.line, name, self, ok)
		}
		if !isSystemLine(c.line) {
			t.Errorf("%q may have been sent by somebody", c.line)
		}
	}
	if _, _, ok := unsentBy("Ann hello"); ok {
		t.Error("a greeting was unsent")
	}
}
