package telegram_test

import (
	"strings"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/export"
)

// What a file goes as, by its kind and name, and then by its first bytes.
func TestForms(t *testing.T) {
	jpg, opus, webp := string(photo(1, 20)), opusBegin(), webpBegin+strings.Repeat("x", 20)
	for _, c := range []struct {
		kind          export.FileKind
		name          string
		size          int64
		width, height int
		head          string
		plan, sent    telegram.Form
	}{
		{export.FilePhoto, "a.jpg", 10 << 20, 4000, 3000, jpg, telegram.AsPhoto, telegram.AsPhoto},
		{export.FilePhoto, "a.PNG", 100, 0, 0, string(wide(200, 100)), telegram.AsPhoto, telegram.AsPhoto},
		{export.FilePhoto, "a.jpg", 10<<20 + 1, 0, 0, jpg, telegram.AsDocument, telegram.AsDocument},
		{export.FilePhoto, "a.jpg", 100, 6000, 4001, jpg, telegram.AsDocument, telegram.AsDocument},
		{export.FilePhoto, "a.jpg", 100, 2001, 100, jpg, telegram.AsDocument, telegram.AsDocument},
		{export.FilePhoto, "a.jpg", 100, 100, 2000, jpg, telegram.AsPhoto, telegram.AsPhoto},
		{export.FilePhoto, "a.png", 100, 0, 0, string(wide(2100, 100)), telegram.AsPhoto, telegram.AsDocument}, // nobody told its sides
		{export.FilePhoto, "a.jpg", 100, 0, 0, "RIFF\x00\x00\x00\x00WEBPVP8 ", telegram.AsPhoto, telegram.AsDocument},
		{export.FilePhoto, "a.jpg", 0, 0, 0, "", telegram.AsPhoto, telegram.AsDocument},
		{export.FilePhoto, "a.gif", 100, 0, 0, "GIF89a", telegram.AsDocument, telegram.AsDocument},
		{export.FilePhoto, "a.heic", 100, 0, 0, "", telegram.AsDocument, telegram.AsDocument},
		{export.FileDocument, "a.jpg", 100, 0, 0, jpg, telegram.AsDocument, telegram.AsDocument},
		{export.FileVideo, "a.mp4", 1 << 30, 0, 0, mp4Begin, telegram.AsVideo, telegram.AsVideo},
		{export.FileVideo, "a.mp4", 100, 0, 0, "not a film", telegram.AsVideo, telegram.AsDocument},
		{export.FileVideo, "a.mov", 100, 0, 0, mp4Begin, telegram.AsDocument, telegram.AsDocument},
		{export.FileVoice, "a.opus", 100, 0, 0, opus, telegram.AsVoice, telegram.AsVoice},
		{export.FileVoice, "a.ogg", 100, 0, 0, strings.Replace(opus, "OpusHead", "\x01vorbis ", 1), telegram.AsVoice, telegram.AsAudio},
		{export.FileVoice, "a.ogg", 4, 0, 0, "OggS", telegram.AsVoice, telegram.AsAudio},
		{export.FileVoice, "a.m4a", 100, 0, 0, "", telegram.AsAudio, telegram.AsAudio},
		{export.FileVoice, "a.bin", 100, 0, 0, "", telegram.AsDocument, telegram.AsDocument},
		{export.FileAudio, "a.ogg", 100, 0, 0, opus, telegram.AsAudio, telegram.AsAudio},
		{export.FileSticker, "a.webp", 512 << 10, 0, 0, webp, telegram.AsSticker, telegram.AsSticker},
		{export.FileSticker, "a.webp", 512<<10 + 1, 0, 0, webp, telegram.AsDocument, telegram.AsDocument},
		{export.FileSticker, "a.webp", 100, 0, 0, "GIF89a", telegram.AsSticker, telegram.AsDocument},
		{export.FileSticker, "a.png", 100, 0, 0, string(wide(20, 20)), telegram.AsPhoto, telegram.AsPhoto},
		{export.FileSticker, "a.tgs", 100, 0, 0, "", telegram.AsDocument, telegram.AsDocument},
		{export.FileContact, "a.vcf", 100, 0, 0, "", telegram.AsDocument, telegram.AsDocument},
	} {
		f := &handover.File{Kind: c.kind, Name: c.name, Size: c.size, Width: c.width, Height: c.height}
		if got := telegram.FormOf(f); got != c.plan {
			t.Errorf("%+v: planned as %q", c, got)
		}
		if got := telegram.FormByBytes(f, []byte(c.head)); got != c.sent {
			t.Errorf("%s %s of %d bytes, %dx%d: sent as %q, not %q", c.kind, c.name, c.size, c.width, c.height, got, c.sent)
		}
	}
}

// A title that Telegram takes is made of any.
func TestGroupTitle(t *testing.T) {
	for in, want := range map[string]string{
		"등산 모임":                  "등산 모임",
		"  a\n\tb\x00c  ":        "a b c",
		"":                       "KakaoTalk",
		" \u2028":                "KakaoTalk",
		"\u1100\u1161":           "가",
		"x\xffy":                 "x\ufffdy",
		strings.Repeat("가", 128): strings.Repeat("가", 128),
		strings.Repeat("가", 129): strings.Repeat("가", 127) + "…",
	} {
		if got := telegram.GroupTitle(in, "KakaoTalk"); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
	if telegram.GroupTitle("", "") == "" {
		t.Error("no title at all")
	}
}

// The pace is that of the account and of the chat, over all that is remembered.
func TestPace(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	for name, c := range map[string]struct {
		past []telegram.PaceStart
		wait time.Duration
		why  telegram.WaitReason
	}{
		"nothing":           {nil, 0, ""},
		"another chat":      {[]telegram.PaceStart{{"a", "y", ago(10 * time.Minute), false}}, time.Hour, telegram.WaitPace},
		"the same chat":     {[]telegram.PaceStart{{"a", "x", ago(time.Hour), false}, {"a", "y", ago(time.Minute), false}}, 23 * time.Hour, telegram.WaitPeerPace},
		"another account":   {[]telegram.PaceStart{{"b", "x", ago(time.Minute), false}}, 0, ""},
		"a failure":         {[]telegram.PaceStart{{"a", "x", ago(4 * time.Minute), true}}, 6 * time.Minute, telegram.WaitAfterError},
		"long ago":          {[]telegram.PaceStart{{"a", "x", ago(25 * time.Hour), false}}, 0, ""},
		"in the far future": {[]telegram.PaceStart{{"a", "y", now.AddDate(10, 0, 0), false}}, 70 * time.Minute, telegram.WaitPace},
	} {
		at, why := telegram.NextImport(c.past, "a", "x", now)
		if got := at.Sub(now); got != c.wait || c.wait > 0 && why != c.why {
			t.Errorf("%s: %v, %s", name, got, why)
		}
	}
}

// The estimate is what others reported: 16,000 files take 6 hours, a GiB 17 minutes,
// and each import of an account waits for the one before.
func TestEstimate(t *testing.T) {
	if got := telegram.UploadTime(16_000, 1<<30); got != 6*time.Hour {
		t.Errorf("16,000 files: %v", got)
	}
	if got := telegram.UploadTime(10, 1<<30); got != 1024*time.Second {
		t.Errorf("a GiB: %v", got)
	}
	b := newBundle()
	for _, title := range []string{"하나", "둘", "셋"} {
		b.chat(title, true)
		b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC), chatter(3)...)
	}
	b.part(time.Date(2024, 2, 15, 0, 0, 0, 0, time.UTC), chatter(3)...)
	p := &telegram.Plan{}
	for i := range b.m.Chats {
		p.Deliveries = append(p.Deliveries, telegram.Delivery{Chat: b.m.Chats[i], NewGroup: true})
	}
	k := newKeep(t)
	e := telegram.EstimateOf(k, p, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	if want := 2*70*time.Minute + 24*time.Hour; e.Imports != 4 || e.Waits.Round(time.Minute) != want {
		t.Errorf("%d imports wait %v, not %v", e.Imports, e.Waits, want)
	}
}
