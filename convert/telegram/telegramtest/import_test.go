package telegramtest_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/uploader"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"exile/convert/telegram/telegramtest"
)

// newGroup makes a group for an import.
func newGroup(ctx context.Context, api *tg.Client, title string) (*tg.InputPeerChannel, error) {
	u, err := api.ChannelsCreateChannel(ctx, &tg.ChannelsCreateChannelRequest{Megagroup: true, ForImport: true, Title: title})
	if err != nil {
		return nil, err
	}
	for _, c := range u.(*tg.Updates).Chats {
		if c, ok := c.(*tg.Channel); ok {
			return &tg.InputPeerChannel{ChannelID: c.ID, AccessHash: c.AccessHash}, nil
		}
	}
	return nil, errors.New("no group")
}

// begin uploads a text and begins its import.
func begin(ctx context.Context, api *tg.Client, peer tg.InputPeerClass, text string, media int) (int64, error) {
	f, err := uploader.NewUploader(api).FromBytes(ctx, "_chat.txt", []byte(text))
	if err != nil {
		return 0, err
	}
	i, err := api.MessagesInitHistoryImport(ctx, &tg.MessagesInitHistoryImportRequest{Peer: peer, File: f, MediaCount: media})
	if err != nil {
		return 0, err
	}
	return i.ID, nil
}

// file is one to be uploaded for an import. Without a type it goes as a photo.
type file struct {
	name, mime string
	data       []byte
	attr       tg.DocumentAttributeClass
}

// attach uploads a file for an import.
func attach(ctx context.Context, api *tg.Client, peer tg.InputPeerClass, id int64, x file) error {
	f, err := uploader.NewUploader(api).WithThreads(4).FromBytes(ctx, x.name, x.data)
	if err != nil {
		return err
	}
	var m tg.InputMediaClass = &tg.InputMediaUploadedPhoto{File: f}
	if x.mime != "" {
		d := &tg.InputMediaUploadedDocument{File: f, MimeType: x.mime}
		if x.attr != nil {
			d.Attributes = append(d.Attributes, x.attr)
		}
		m = d
	}
	_, err = api.MessagesUploadImportedMedia(ctx, &tg.MessagesUploadImportedMediaRequest{Peer: peer, ImportID: id, FileName: x.name, Media: m})
	return err
}

func start(ctx context.Context, api *tg.Client, peer tg.InputPeerClass, id int64) error {
	ok, err := api.MessagesStartHistoryImport(ctx, &tg.MessagesStartHistoryImportRequest{Peer: peer, ImportID: id})
	if err == nil && !ok {
		return errors.New("start: false")
	}
	return err
}

// want checks an error by Telegram's name; "" is none.
func want(t *testing.T, what string, err error, code string) {
	t.Helper()
	if code == "" && err == nil || code != "" && tgerr.Is(err, code) {
		return
	}
	if e, ok := tgerr.As(err); ok && e.Message == code {
		return
	}
	t.Errorf("%s: %v, want %q", what, err, code)
}

const opened = `[31/01/2026, 09:00:00] exile created group "가족"` + "\n"

func TestImport(t *testing.T) {
	w := world()
	w.KeepBytes(true)
	younghee := w.Contact("영희", "이", true)
	s := telegramtest.Start(t, w)
	p := signedIn(t, w, s)
	jpg := append([]byte("\xff\xd8\xff\xe0"), bytes.Repeat([]byte("jpg!"), 50_000)...)
	mp4 := bytes.Repeat([]byte("mp4?x"), 12<<20/5)
	ogg := append([]byte("OggS"), bytes.Repeat([]byte{7}, 999)...)
	text := opened +
		"[31/01/2026, 09:00:01] Minjun Kim: 안녕\n두 번째 줄\n" +
		"[31/01/2026, 09:00:02] 영희 이: <attached: 1-PHOTO.jpg>\n" +
		"[31/01/2026, 09:00:03] 영희: <attached: 2-VIDEO.mp4>\n" +
		"[31/01/2026, 09:00:04] 영희 이: <attached: 3-AUDIO.opus>\n"
	var group int64
	p.must(t, func(ctx context.Context, c *td.Client) error {
		api := c.API()
		head, err := api.MessagesCheckHistoryImport(ctx, text)
		if err != nil {
			return err
		}
		if title, _ := head.GetTitle(); !head.Group || head.Pm || title != "가족" {
			t.Errorf("the head is taken for %+v", head)
		}
		peer, err := newGroup(ctx, api, "가족")
		if err != nil {
			return err
		}
		group = peer.ChannelID
		if _, err := api.MessagesCheckHistoryImportPeer(ctx, peer); err != nil {
			return err
		}
		id, err := begin(ctx, api, peer, text, 3)
		if err != nil {
			return err
		}
		want(t, "a start without the media", start(ctx, api, peer, id), "IMPORT_ID_INVALID")
		for _, x := range []file{
			{"1-PHOTO.jpg", "", jpg, nil},
			{"2-VIDEO.mp4", "video/mp4", mp4, &tg.DocumentAttributeVideo{W: 640, H: 480, Duration: 2.5}},
			{"3-AUDIO.opus", "audio/ogg", ogg, &tg.DocumentAttributeAudio{Voice: true, Duration: 3}},
		} {
			if err := attach(ctx, api, peer, id, x); err != nil {
				return err
			}
		}
		if err := start(ctx, api, peer, id); err != nil {
			return err
		}
		want(t, "a second start", start(ctx, api, peer, id), "IMPORT_ID_INVALID")
		h, err := api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: peer, Limit: 100})
		if err != nil {
			return err
		}
		page := h.(*tg.MessagesChannelMessages)
		if len(page.Messages) != 5 || page.Count != 5 {
			t.Fatalf("%d messages, want 4 and that the group was made", len(page.Messages))
		}
		first := page.Messages[3].(*tg.Message)
		at := int(time.Date(2026, 1, 31, 0, 0, 1, 0, time.UTC).Unix())
		if !first.FwdFrom.Imported || first.FwdFrom.Date != at || first.Date != at || first.Message != "안녕\n두 번째 줄" {
			t.Errorf("the first message is %+v", first)
		}
		return nil
	})
	got := w.History(group)[1:]
	for i, m := range []struct {
		author int64
		name   string
		kind   telegramtest.MediaKind
		data   []byte
	}{
		{telegramtest.SelfID, "Minjun Kim", "", nil},
		{younghee, "영희 이", telegramtest.Photo, jpg},
		{0, "영희", telegramtest.Video, mp4},
		{younghee, "영희 이", telegramtest.Voice, ogg},
	} {
		g := got[i]
		if g.Author != m.author || g.Name != m.name || g.From != telegramtest.SelfID {
			t.Errorf("message %d is %d's, %q, from %d", i, g.Author, g.Name, g.From)
		}
		if m.kind == "" {
			continue
		}
		sum := sha256.Sum256(m.data)
		if g.Media == nil || g.Media.Kind != m.kind || g.Media.SHA256 != hex.EncodeToString(sum[:]) || !bytes.Equal(g.Media.Bytes, m.data) {
			t.Errorf("the file of message %d is not what was sent", i)
		}
	}
	if im := w.Imports(); len(im) != 1 || im[0].State != telegramtest.Done || im[0].Offset != 9*3600 || string(im[0].Text) != text {
		t.Errorf("imports: %+v", im)
	}
}

// Every text that is wrong somewhere is refused with the error that belongs to it.
func TestTextsThatAreRefused(t *testing.T) {
	w := world()
	s := telegramtest.Start(t, w)
	friend := w.Contact("F", "", true)
	line := "[31/01/2026, 09:00:00] A: x\n"
	p := signedIn(t, w, s)
	p.must(t, func(ctx context.Context, c *td.Client) error {
		api := c.API()
		group, err := newGroup(ctx, api, "G")
		if err != nil {
			return err
		}
		full, err := api.ContactsGetContacts(ctx, 0)
		if err != nil {
			return err
		}
		u := full.(*tg.ContactsContacts).Users[0].(*tg.User)
		private := &tg.InputPeerUser{UserID: friend, AccessHash: u.AccessHash}
		for _, x := range []struct {
			name  string
			peer  tg.InputPeerClass
			text  string
			media int
			code  string
		}{
			{"good, private", private, line, 0, ""},
			{"good, group", group, opened + line, 0, ""},
			{"a group's into a private chat", private, opened + line, 0, "IMPORT_PEER_TYPE_INVALID"},
			{"three writers into a private chat", private, line + strings.ReplaceAll(line, "A:", "B:") + strings.ReplaceAll(line, "A:", "C:"), 0, "IMPORT_PEER_TYPE_INVALID"},
			{"a private one into a group", group, line, 0, "IMPORT_PEER_TYPE_INVALID"},
			{"no stamp", private, "hello\n" + line, 0, "IMPORT_FORMAT_UNRECOGNIZED"},
			{"a byte order mark", private, "\ufeff" + line, 0, "IMPORT_FORMAT_UNRECOGNIZED"},
			{"carriage returns", private, strings.ReplaceAll(line, "\n", "\r\n"), 0, "IMPORT_FORMAT_UNRECOGNIZED"},
			{"no newline at the end", private, strings.TrimSpace(line), 0, "IMPORT_FORMAT_UNRECOGNIZED"},
			{"no UTF-8", private, "[31/01/2026, 09:00:00] A: \xff\n", 0, "IMPORT_FORMAT_UNRECOGNIZED"},
			{"a year of two digits", private, "[31/01/26, 09:00:00] A: x\n", 0, "IMPORT_FORMAT_UNRECOGNIZED"},
			{"31 February", private, line + "[31/02/2026, 09:00:00] A: x\n", 0, "IMPORT_FORMAT_DATE_INVALID"},
			{"back in time", private, line + "[30/01/2026, 09:00:00] A: x\n", 0, "IMPORT_FORMAT_DATE_INVALID"},
			{"a pasted line that is old", private, line + " \u200e1/2/20, 10:00 - B: y\n", 0, "IMPORT_FORMAT_DATE_INVALID"},
			{"the same, guarded", private, line + "\u200b1/2/20, 10:00 - B: y\n", 0, ""},
			{"media of which the text says nothing", private, line, 1, "IMPORT_FILE_INVALID"},
			{"a file that was not counted", private, "[31/01/2026, 09:00:00] A: <attached: a.jpg>\n", 0, "IMPORT_FILE_INVALID"},
		} {
			_, err := begin(ctx, api, x.peer, x.text, x.media)
			want(t, x.name, err, x.code)
		}
		for _, x := range []struct{ name, head, code string }{
			{"100 lines", strings.Repeat(line, 100), ""},
			{"101 lines", strings.Repeat(line, 101), "IMPORT_FORMAT_UNRECOGNIZED"},
			{"no stamp", "hello", "IMPORT_FORMAT_UNRECOGNIZED"},
			{"nothing", "", "IMPORT_FORMAT_UNRECOGNIZED"},
		} {
			_, err := api.MessagesCheckHistoryImport(ctx, x.head)
			want(t, x.name, err, x.code)
		}
		return nil
	})
}

// What a text says is what arrives, and no more and no less.
func TestWhatATextBecomes(t *testing.T) {
	w := world()
	p := signedIn(t, w, telegramtest.Start(t, w))
	long := strings.Repeat("가나다라마바사아자차", 500)
	for _, x := range []struct {
		name, text string
		want       []string // Name: text
	}{
		{"continued", "A: x\n\n y\n", []string{"A: x\n\n y"}},
		{"a stamp in a text", "A: x\n [31/01/2026, 09:00:00] B: y\n", []string{"A: x", "B: y"}},
		{"behind a line separator", "A: x\u2028[31/01/2026, 09:00:00] B: y\n", []string{"A: x", "B: y"}},
		{"with two digits", "A: x\n31/01/26 09:00 - B: y\n", []string{"A: x", "B: y"}},
		{"guarded", "A: x\n\u200b[31/01/2026, 09:00:00] B: y\n", []string{"A: x\n\u200b[31/01/2026, 09:00:00] B: y"}},
		{"a name that is a date", "A: 2026/01/31 is the day\n", []string{"A: 2026/01/31 is the day"}},
		{"blank first line loses its author", "A: \nx\n", nil},
		{"the same, guarded", "A: \u200b\nx\n", []string{"A: \u200b\nx"}},
		{"a notice", "A left.\n[31/01/2026, 09:00:00] A: x\n", []string{"A: x"}},
		{"a notice that says something", "A said: x\n", []string{"A said: x"}},
		{"invisible", "A: \u200b\u200d\n", nil},
		{"cut", "A: " + long + "\n", []string{"A: " + long[:4096*3]}},
		{"cut between emoji", "A: x" + strings.Repeat("😀", 3000) + "\n", []string{"A: x" + strings.Repeat("😀", 2047)}},
	} {
		t.Run(x.name, func(t *testing.T) {
			var group int64
			p.must(t, func(ctx context.Context, c *td.Client) error {
				peer, err := newGroup(ctx, c.API(), "G")
				if err != nil {
					return err
				}
				group = peer.ChannelID
				id, err := begin(ctx, c.API(), peer, opened+"[31/01/2026, 09:00:00] "+x.text, 0)
				if err != nil {
					return err
				}
				return start(ctx, c.API(), peer, id)
			})
			var got []string
			for _, m := range w.History(group)[1:] {
				got = append(got, m.Name+": "+m.Text)
			}
			if strings.Join(got, "|") != strings.Join(x.want, "|") {
				t.Errorf("became %q, want %q", got, x.want)
			}
		})
	}
}
