package desktop

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// flushSize is how much JSON is gathered before it goes out.
const flushSize = 256 << 10

// chatWriter writes one chat.
type chatWriter struct {
	*run
	info   *export.Chat
	folder string // of its media, with a slash at the end; "" beside result.json
	lang   string // of what exile adds: that of the chat
	ties   *outlook
	last   time.Time // of the message before
	paths  formats.FileNames
	counts [len(folders)]int64 // files so far by folder
	losses losses
}

// losses counts what is told once for a chat.
type losses struct{ replies, about, forwards, edits, spans, inferred int }

// chat writes the members of a chat's object, which is open.
func (r *run) chat(ctx context.Context, c *export.Chat, folder string) error {
	w := &chatWriter{run: r, info: c, folder: folder, lang: cmp.Or(c.Lang, r.lang)}
	var err error
	if w.ties, err = w.look(ctx); err != nil {
		return err
	}
	w.last = firstTime(w.ties.first, c.Saved)
	kind := w.kind()
	j := &r.json
	w.heading(kind)
	j.str("type", kind)
	j.int("id", w.id(kind))
	j.begin("messages", '[')
	var failed error
	err = w.each(ctx, func(m *export.Message) bool {
		failed = w.message(ctx, m)
		return failed == nil
	})
	if err = cmp.Or(failed, err); err != nil {
		return err
	}
	j.shut(']')
	r.tally.Chats++
	w.tell()
	return nil
}

// firstTime is what a message without a time has before any other.
func firstTime(first, saved time.Time) time.Time {
	switch {
	case !first.IsZero():
		return first
	case !saved.IsZero():
		return saved
	}
	return time.Unix(0, 0).UTC()
}

// kind says what Telegram would call the chat.
func (w *chatWriter) kind() string {
	switch w.info.Kind {
	case export.ChatSelf:
		return chatSaved
	case export.ChatDirect:
		return chatPersonal
	case export.ChatChannel:
		return chatPrivateChan
	case export.ChatGroup:
		if w.telegram() && strings.HasPrefix(w.info.SourceKey, "channel") {
			return chatPrivateSuper
		}
		return chatGroup
	case export.ChatUnknown:
	}
	if len(w.info.Members) > 2 || len(w.ties.senders) > 2 {
		return chatGroup
	}
	return chatPersonal
}

func (w *chatWriter) telegram() bool { return w.info.App == "telegram" }

// heading writes what the chat is called. Notes to oneself have no name in Telegram, and
// one whose account is deleted has null. No other chat is called null: readers would
// take it for deleted.
func (w *chatWriter) heading(kind string) {
	title := w.info.Title
	usual := w.telegram() && title == (&head{kind: kind}).title() // what the reader calls one without a name
	if kind == chatSaved {
		if title != "" && !usual {
			w.warn(export.Problem{Code: export.ChangedName, Name: title, Text: "notes to oneself have no name"})
		}
		return
	}
	if usual {
		title = ""
	}
	partner := w.partner()
	switch {
	case title != "":
	case w.info.Kind == export.ChatDirect && w.telegram():
	case w.info.Kind == export.ChatDirect && partner != nil:
		title = partner.name
	default:
		title = words.In(w.lang, words.NoTitle)
	}
	w.json.strOrNull("name", title)
}

// id returns the chat's id: Telegram's own if there is one. That of two people is
// the other's, as in Telegram: it is how a reader tells which of the two is "me". Two
// exports of such a chat have one id. So have notes to oneself, which is one's own.
func (w *chatWriter) id(kind string) int64 {
	c := w.info
	own, ok := telegramID(c.SourceKey)
	ok = ok && w.telegram()
	switch kind {
	case chatPersonal:
		if ok {
			return own
		}
		if u := w.partner(); u != nil {
			return u.number
		}
	case chatSaved:
		u := w.people.self
		if u == nil && len(w.ties.senders) == 1 {
			u = w.people.of(w.ties.senders[0])
		}
		if u != nil {
			return u.number
		}
	}
	peer := (&head{kind: kind}).peer()
	if ok && w.claim(peer, own) {
		return own
	}
	for n := hashID("chat\x00" + c.App + "\x00" + cmp.Or(c.SourceKey, kind+"\x00"+c.Title)); ; n = nextID(n) {
		if w.claim(peer, n) {
			return n
		}
	}
}

// chatID is the id of a chat. Users, groups and channels are numbered apart.
type chatID struct {
	peer   string // "user", "chat", "channel"
	number int64
}

func (r *run) claim(peer string, n int64) bool {
	id := chatID{peer, n}
	if r.chatIDs[id] {
		return false
	}
	r.chatIDs[id] = true
	return true
}

// partner returns the one of two who is not "me". Where nobody knows who "me" is,
// it is the one by whose name the chat is called.
func (w *chatWriter) partner() *user {
	var others []*user
	for _, list := range [...][]export.PersonRef{w.info.Members, w.ties.senders} {
		for _, ref := range list {
			if u := w.people.of(ref); u != nil && !u.self && !slices.Contains(others, u) {
				others = append(others, u)
			}
		}
	}
	if w.people.self == nil {
		others = slices.DeleteFunc(others, func(u *user) bool { return u.name != w.info.Title })
	}
	if len(others) != 1 {
		return nil
	}
	return others[0]
}

// tell tells what was counted.
func (w *chatWriter) tell() {
	once := func(code export.Code, n int, text string) {
		if n > 0 {
			w.warn(export.Problem{Code: code, Name: w.info.Title, Count: n, Text: text})
		}
	}
	once(export.LossyReply, w.losses.replies, "the message answered is not in the chat, or a call answers it")
	once(export.OnlyInOriginal, w.losses.about, "which message a notice is about")
	once(export.LossyForward, w.losses.forwards, "when it was written first, or that a notice was forwarded")
	once(export.LossyEdit, w.losses.edits, "only the time of the last change is written")
	once(export.LossyStyle, w.losses.spans, "styles that overlap, and whom mentions mean")
	once(export.TimeInferred, w.losses.inferred, "")
}

// chatFolder is where Telegram Desktop puts the media of a chat of several.
func chatFolder(n int) string { return fmt.Sprintf("chats/chat_%03d/", n) }

// count adds a message to the tally.
func (w *chatWriter) count(m *export.Message) {
	if _, notice := m.Content.(export.Notice); notice {
		w.tally.Notices++
		return
	}
	w.tally.Messages++
	if _, call := m.Content.(export.Call); m.Sender != 0 || !call {
		w.people.author(m.Sender).messages++
	}
}
