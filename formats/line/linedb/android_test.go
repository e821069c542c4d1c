package linedb

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
	"exile/formats/line/linedb/linedbtest"
)

// parsed reads one row of Android.
func parsed(t *testing.T, cells map[string]any) *export.Message {
	t.Helper()
	h, events := fuzzed(android(), androidMessages)
	h.ctx = t.Context()
	values := make([]any, len(h.columns))
	for column, v := range cells {
		values[h.at[column]] = v
	}
	if values[h.at["chat_id"]] == nil {
		values[h.at["chat_id"]] = linedbtest.Group
	}
	if err := h.row(values); err != nil {
		t.Fatal(err)
	}
	for _, e := range *events {
		if m, ok := e.(*export.Message); ok {
			return m
		}
	}
	t.Fatalf("no message of %v", cells)
	return nil
}

// Every type of row and of attachment that is known is what it says.
func TestAndroidTypes(t *testing.T) {
	const words = "words"
	for what, c := range map[string]struct {
		typ, attachment int64
		content         any
		pairs           string
		want            export.Content
	}{
		"text":           {1, 0, words, "", export.Text{Body: words}},
		"link":           {27, 0, words, "", export.Text{Body: words}},
		"link, no words": {27, 0, nil, "LINK_LINKURI\thttps://x.invalid", export.Text{}},
		"mentioned crookedly": {1, 0, "@a @b", "MENTION\t{\"MENTIONEES\":[{\"S\":\"3\",\"E\":\"5\"},{\"S\":\"0\",\"E\":\"2\"}]}", export.Text{
			Body: "@a @b", Spans: []export.Span{{Kind: export.SpanMention, Start: 3, End: 5}},
		}},
		"unsent":           {27, 0, nil, "", export.Deleted{By: export.DeletedBySender}},
		"unsent, no mark":  {28, 0, nil, "", export.Deleted{By: export.DeletedBySender}},
		"unsent, silently": {38, 0, nil, "", export.Deleted{By: export.DeletedBySender}},
		"a room's music":   {30, 0, words, "", export.Notice{Kind: export.NoticeOther, Plain: words}},
		"music off":        {31, 0, nil, "", export.Notice{Kind: export.NoticeOther}},
		"notes to oneself": {33, 0, nil, "", export.Notice{Kind: export.NoticeOther}},
		"system":           {17, 0, words, "", export.Notice{Kind: export.NoticeOther, Plain: words}},
		"new type":         {99, 0, words, "", export.Unknown{Kind: "99", Plain: words}},
		"new attachment":   {1, 55, words, "", export.Unknown{Kind: "1/55", Plain: words}},
		"HMAC failed":      {1, 0, words, "isVerificationHmacFailure\ttrue", export.Unknown{Kind: "1", Plain: words}},
		"HMAC fine":        {1, 0, words, "isVerificationHmacFailure\tfalse", export.Text{Body: words}},
		"gift":             {1, 9, nil, "PRDID\t77", export.Card{Kind: export.CardGift, Text: "77"}},
		"money":            {1, 0, nil, "PAYMENT_TYPE\tTRANSFER\tDISP_PRICE\t¥500", export.Card{Kind: export.CardMoney, Text: "¥500"}},
		"rich":             {1, 17, nil, "ALT_TEXT\tsale\tDOWNLOAD_URL\thttps://x.invalid", export.Card{Kind: export.CardLink, Title: "sale", URL: "https://x.invalid", Plain: "sale"}},
		"note":             {8, 16, nil, "text\thello\tpostEndUrl\tline://n", export.Card{Kind: export.CardPost, Text: "hello", URL: "line://n"}},
		"cancelled call":   {4, 6, nil, "TYPE\tA\tRESULT\tCANCELED\tDURATION\t0", export.Call{Kind: export.CallVoice, Outcome: export.CallCancelled}},
		"rejected call":    {4, 6, nil, "voipType\tV\tvoipResult\tREJECTED", export.Call{Kind: export.CallVideo, Outcome: export.CallDeclined}},
		"live begins":      {4, 6, nil, "GC_EVT_TYPE\tS\tGC_MEDIA_TYPE\tLIVE\tRESULT\tINFO", export.Call{Kind: export.CallLive, Outcome: export.CallStarted}},
		"endless call":     {4, 6, nil, "RESULT\tNORMAL\tDURATION\t99999999999999", export.Call{Kind: export.CallVoice, Outcome: export.CallEnded}},
		"announcement":     {17, 18, nil, "LOC_KEY\tC_MA\tLOC_ARGS\t", export.Notice{Kind: export.NoticeOther, Plain: "Unknown made an announcement"}},
		"new picture":      {13, 18, nil, "LOC_KEY\tC_PI\tLOC_ARGS\t" + linedbtest.Me, export.Notice{Kind: export.NoticeSetting, Actor: 1, Plain: "You changed the group picture"}},
		"new name untold":  {13, 18, nil, "LOC_KEY\tC_PN\tLOC_ARGS\t" + linedbtest.Me, export.Notice{Kind: export.NoticeTitle, Actor: 1, Plain: "You changed the group name"}},
		"added, untold by": {13, 18, nil, "LOC_KEY\tA_MC\tLOC_ARGS\t" + linedbtest.Haru, export.Notice{Kind: export.NoticeInvite, People: []export.PersonRef{1}, Plain: linedbtest.Haru + " joined the group"}},
		"declined":         {13, 18, nil, "LOC_KEY\tC_IC\tLOC_ARGS\t" + linedbtest.Haru, export.Notice{Kind: export.NoticeOther, Actor: 1, Plain: linedbtest.Haru + " declined the invitation"}},
		"event with words": {13, 18, words, "LOC_KEY\tC_ML\tLOC_ARGS\t" + linedbtest.Haru, export.Notice{Kind: export.NoticeLeave, Actor: 1, Plain: words}},
	} {
		m := parsed(t, map[string]any{"type": c.typ, "attachement_type": c.attachment, "content": c.content, "parameter": c.pairs, "from_mid": nil})
		if d := cmp.Diff(c.want, m.Content, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s, -want +got:\n%s", what, d)
		}
	}
}

// Places are in degrees, or in millionths of them; at nowhere there is none.
func TestPoints(t *testing.T) {
	for _, c := range []struct {
		lat, lng any
		y, x     float64
		point    bool
	}{
		{int64(37554648), int64(126972559), 37.554648, 126.972559, true},
		{int64(-33868820), int64(151209290), -33.86882, 151.20929, true},
		{int64(-33868820), int64(100), -33.86882, 0.0001, true},
		{int64(100), int64(-151209290), 0.0001, -151.20929, true},
		{35.5, 139.25, 35.5, 139.25, true},
		{"35.5", "139.25", 35.5, 139.25, true},
		{int64(0), int64(0), 0, 0, false},
		{nil, int64(5), 0, 0, false},
		{1e300, 5.0, 0, 0, false},
		{"NaN", "5", 0, 0, false},
	} {
		m := parsed(t, map[string]any{"type": int64(1), "attachement_type": int64(15), "location_latitude": c.lat, "location_longitude": c.lng})
		p, ok := m.Content.(export.Place)
		if !ok || p.HasPoint != c.point || p.Lat != c.y || p.Lng != c.x {
			t.Errorf("%v, %v came as %+v", c.lat, c.lng, m.Content)
		}
	}
}

// Both clocks tell the instant; the flag of iOS is none of it, and what no calendar
// has is no time.
func TestTimes(t *testing.T) {
	h, _ := fuzzed(ios(), iosMessages)
	for _, c := range []struct {
		v    any
		want string
	}{
		{int64(1767225600123), "2026-01-01T00:00:00.123Z"},
		{"1767225600123", "2026-01-01T00:00:00.123Z"},
		{int64(1767225600123) + 1<<61, "2026-01-01T00:00:00.123Z"},
		{int64(0), ""},
		{int64(-1), ""},
		{nil, ""},
		{"soon", ""},
		{int64(1) << 60, ""},
		{int64(1) << 62, ""},
	} {
		at := h.timeOf(c.v)
		got := ""
		if !at.T.IsZero() {
			got = at.T.Format(time.RFC3339Nano)
		}
		if got != c.want || (got == "") != (at.Precision == 0) {
			t.Errorf("%v came as %q", c.v, got)
		}
	}
}

// A reaction is shown as its emoji, or else in the app's word.
func TestSigns(t *testing.T) {
	for _, c := range []struct{ word, own, want string }{
		{"nice", "", "👍"},
		{"LOVE", "", "❤️"},
		{"fun", "", "😆"},
		{"amazing", "", "😮"},
		{"sad", "", "😢"},
		{"omg", "", "😱"},
		{"brave", "", "brave"},
		{"", "🎉", "🎉"},
		{"", `{"productId":"1"}`, "custom"},
		{"", "", "custom"},
		{iosReaction(2), "", "👍"},
		{iosReaction(7), "", "😱"},
		{iosReaction(9), "", "type 9"},
		{iosReaction(-1), "", "type -1"},
		{iosReaction(0), "", "type 0"},
	} {
		if got := signOf(c.word, c.own); got != c.want {
			t.Errorf("%q, %q is %q, want %q", c.word, c.own, got, c.want)
		}
	}
}
