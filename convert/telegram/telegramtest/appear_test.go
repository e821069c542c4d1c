package telegramtest_test

import (
	"bytes"
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"

	"exile/convert/telegram/telegramtest"
)

// seen is how many messages a client finds in a chat.
func seen(ctx context.Context, t *testing.T, c *td.Client, peer tg.InputPeerClass) int {
	t.Helper()
	h, err := c.API().MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: peer, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := h.AsModified()
	return len(m.GetMessages())
}

const ten = opened +
	"[31/01/2026, 09:00:00] A: 1\n[31/01/2026, 09:00:00] A: 2\n[31/01/2026, 09:00:00] A: 3\n[31/01/2026, 09:00:00] A: 4\n[31/01/2026, 09:00:00] A: 5\n" +
	"[31/01/2026, 09:00:00] A: 6\n[31/01/2026, 09:00:00] A: 7\n[31/01/2026, 09:00:00] A: 8\n[31/01/2026, 09:00:00] A: 9\n[31/01/2026, 09:00:00] A: 10\n"

func TestMessagesAppearLater(t *testing.T) {
	w := world()
	var later atomic.Int64
	zero := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	w.SetClock(func() time.Time { return zero.Add(time.Duration(later.Load())) })
	w.Delay(time.Minute)
	w.Trickle(4)
	w.BusyMinutes(3)
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		peer, err := newGroup(ctx, c.API(), "G")
		if err != nil {
			return err
		}
		first, err := begin(ctx, c.API(), peer, ten, 0)
		if err != nil {
			return err
		}
		id, err := begin(ctx, c.API(), peer, ten, 0)
		if err != nil {
			return err
		}
		want(t, "an import that another replaced", start(ctx, c.API(), peer, first), "IMPORT_ID_INVALID")
		if err := start(ctx, c.API(), peer, id); err != nil {
			return err
		}
		_, err = begin(ctx, c.API(), peer, ten, 0)
		want(t, "an import while one is under way", err, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_3MIN")
		if n := seen(ctx, t, c, peer); n != 1 {
			t.Errorf("at once: %d", n)
		}
		later.Store(int64(time.Minute))
		for _, n := range []int{5, 9, 11} {
			if got := seen(ctx, t, c, peer); got != n {
				t.Errorf("%d messages, want %d", got, n)
			}
		}
		_, err = begin(ctx, c.API(), peer, ten, 0)
		return err
	})
}

// In a chat of 100 messages, imported ones stand at the day of the import; the time
// they were written is read in the offset of the connection.
func TestDatesAndOffsets(t *testing.T) {
	w := world()
	today := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	w.SetClock(func() time.Time { return today })
	used := w.Group("used", telegramtest.Creator)
	for range 99 {
		w.Say(used, telegramtest.SelfID, "x")
	}
	p := signedIn(t, w, telegramtest.Start(t, w))
	p.offset = -5 * 3600
	p.must(t, func(ctx context.Context, c *td.Client) error {
		chats, _, err := listed(ctx, c.API(), 100)
		if err != nil {
			return err
		}
		id, err := begin(ctx, c.API(), chats["used"], opened+"[01/02/2026, 23:00:00] A: x\n", 0)
		if err != nil {
			return err
		}
		return start(ctx, c.API(), chats["used"], id)
	})
	all := w.History(used)
	m := all[len(all)-1]
	if !m.Date.Equal(today) || !m.Original.Equal(time.Date(2026, 2, 2, 4, 0, 0, 0, time.UTC)) {
		t.Errorf("at %v, written %v", m.Date, m.Original)
	}
}

func TestDayAndMonth(t *testing.T) {
	for _, x := range []struct {
		text  string
		first bool
		want  time.Month
	}{
		{"[02/01/2026, 09:00:00] A: x\n", false, time.January},
		{"[02/01/2026, 09:00:00] A: x\n", true, time.February},
		{"[02/01/2026, 09:00:00] A: x\n[13/01/2026, 09:00:00] A: x\n", true, time.January},
	} {
		w := world()
		w.MonthFirst(x.first)
		friend := w.Contact("F", "", true)
		w.Say(friend, friend, "hi")
		signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
			chats, _, err := listed(ctx, c.API(), 100)
			if err != nil {
				return err
			}
			id, err := begin(ctx, c.API(), chats["F"], x.text, 0)
			if err != nil {
				return err
			}
			return start(ctx, c.API(), chats["F"], id)
		})
		if m := w.History(friend)[1]; m.Original.Month() != x.want {
			t.Errorf("%q is of %v, want %v", x.text, m.Original.Month(), x.want)
		}
	}
}

func TestMediaThatDoNotBind(t *testing.T) {
	w := world()
	webp := []byte("RIFF1234WEBPVP8 ")
	var group int64
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		api := c.API()
		peer, err := newGroup(ctx, api, "G")
		if err != nil {
			return err
		}
		group = peer.ChannelID
		line := "[31/01/2026, 09:00:00] A: "
		text := opened + line + "<attached: 1.jpg>\ncaption\n" + line + "<attached: 2.oga>\n" + line + "<attached: 3.tgs>\n" + line + "<attached: 4.webp>\n" + line + "see <attached: 5.jpg>\n"
		id, err := begin(ctx, api, peer, text, 3)
		if err != nil {
			return err
		}
		jpg := []byte("\xff\xd8\xff\xe0")
		sticker := &tg.DocumentAttributeSticker{Stickerset: &tg.InputStickerSetEmpty{}}
		for _, x := range []struct {
			file
			code string
		}{
			{file{"2.oga", "", []byte("no picture"), nil}, "MEDIA_INVALID"},
			{file{"2.oga", "audio/mp4", []byte("m4a"), &tg.DocumentAttributeAudio{Voice: true}}, "MEDIA_INVALID"},
			{file{"4.webp", "image/webp", jpg, sticker}, "MEDIA_INVALID"},
			{file{"2.ogg", "audio/ogg", []byte("OggS"), &tg.DocumentAttributeAudio{Voice: true}}, ""},
			{file{"3.tgs", "application/x-tgsticker", []byte("\x1f\x8b"), sticker}, ""},
			{file{"4.webp", "image/webp", webp, sticker}, ""},
			{file{"4.webp", "image/webp", webp, sticker}, ""}, // once more, as after a lost answer
			{file{"1.jpg", "", jpg, nil}, "MEDIA_INVALID"},    // one more than was said
		} {
			want(t, x.name, attach(ctx, api, peer, id, x.file), x.code)
		}
		return start(ctx, api, peer, id)
	})
	var got []string
	for _, m := range w.History(group)[1:] {
		kind := "-"
		if m.Media != nil {
			kind = string(m.Media.Kind)
		}
		got = append(got, kind+" "+m.Text)
	}
	if s := strings.Join(got, "|"); s != "- <attached: 1.jpg>\ncaption|- <attached: 2.oga>|- |sticker |- see <attached: 5.jpg>" {
		t.Errorf("arrived: %q", s)
	}
}

func TestParts(t *testing.T) {
	w := world()
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		api := c.API()
		small := func(id int64, n, size int) error {
			_, err := api.UploadSaveFilePart(ctx, &tg.UploadSaveFilePartRequest{FileID: id, FilePart: n, Bytes: bytes.Repeat([]byte("x"), size)})
			return err
		}
		big := func(id int64, n, of, size int) error {
			_, err := api.UploadSaveBigFilePart(ctx, &tg.UploadSaveBigFilePartRequest{FileID: id, FilePart: n, FileTotalParts: of, Bytes: make([]byte, size)})
			return err
		}
		peer, err := newGroup(ctx, api, "G")
		if err != nil {
			return err
		}
		use := func(f tg.InputFileClass) error {
			_, err := api.MessagesInitHistoryImport(ctx, &tg.MessagesInitHistoryImportRequest{Peer: peer, File: f})
			return err
		}
		want(t, "an empty part", small(1, 0, 0), "FILE_PART_EMPTY")
		want(t, "a part of 512 KiB and a byte", small(1, 0, 512<<10+1), "FILE_PART_TOO_BIG")
		want(t, "part 4000", small(1, 4000, 1), "FILE_PART_INVALID")
		want(t, "part 3 of 3", big(2, 3, 3, 1024), "FILE_PART_INVALID")
		want(t, "a part of 3 KiB", big(2, 0, 3, 3<<10), "FILE_PART_SIZE_INVALID")
		want(t, "a part of 1000 bytes", big(2, 0, 3, 1000), "FILE_PART_SIZE_INVALID")
		want(t, "a part", big(2, 0, 3, 1024), "")
		want(t, "another size", big(2, 1, 3, 2048), "FILE_PART_SIZE_CHANGED")
		want(t, "another number of parts", big(2, 1, 4, 1024), "FILE_PARTS_INVALID")
		want(t, "a part that is missing", use(&tg.InputFileBig{ID: 2, Parts: 3}), "FILE_PART_1_MISSING")
		want(t, "nothing", use(&tg.InputFile{ID: 3, Parts: 1}), "FILE_PART_0_MISSING")
		want(t, "one part", small(4, 0, 1024), "")
		want(t, "the last, larger", small(4, 1, 2048), "")
		want(t, "a last part that is larger", use(&tg.InputFile{ID: 4, Parts: 2}), "FILE_PART_SIZE_CHANGED")
		want(t, "one part", small(5, 0, 10), "")
		want(t, "a wrong sum", use(&tg.InputFile{ID: 5, Parts: 1, MD5Checksum: "x"}), "MD5_CHECKSUM_INVALID")
		want(t, "good parts, no text", use(&tg.InputFile{ID: 5, Parts: 1}), "IMPORT_FORMAT_UNRECOGNIZED")
		for n := range 21 {
			if err := small(6, n, 512<<10); err != nil {
				return err
			}
		}
		want(t, "10.5 MiB as a small file", use(&tg.InputFile{ID: 6, Parts: 21}), "FILE_PARTS_INVALID")
		return nil
	})
}
