package telegram

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/gotd/td/tg"
)

// page is how many messages one call reads or deletes. Telegram takes no more.
const page = 100

// ErrHistory says that Telegram's answer about a chat makes no sense.
var ErrHistory = errors.New("telegram gave a history that cannot be read")

// extent is how many messages a chat has, and the number of the newest.
type extent struct {
	count int64
	top   int
}

// extent asks with one call how far a chat reaches.
func (c *Client) extent(ctx context.Context, p Peer) (extent, error) {
	r, err := c.api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: p.input(), Limit: 1})
	if err != nil {
		return extent{}, err
	}
	batch, count, err := batchOf(r)
	if err != nil || len(batch) == 0 {
		return extent{count: count}, err
	}
	return extent{count, batch[0].GetID()}, nil
}

// history reads a chat back, the newest message first, down to the one after floor. It
// keeps one page. Messages that come meanwhile are not seen.
func (c *Client) history(ctx context.Context, p Peer, floor int) iter.Seq2[tg.MessageClass, error] {
	return func(yield func(tg.MessageClass, error) bool) {
		from := 0 // the messages before this number; 0: the newest
		for {
			r, err := c.api.MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: p.input(), Limit: page, OffsetID: from, MinID: floor})
			if err != nil {
				yield(nil, fmt.Errorf("read back %s %d: %w", p.Kind, p.ID, err))
				return
			}
			batch, _, err := batchOf(r)
			if err != nil {
				yield(nil, err)
				return
			}
			lowest := from
			for _, m := range batch {
				id := m.GetID()
				if from > 0 && id >= from {
					yield(nil, fmt.Errorf("%w: message %d stands before %d", ErrHistory, id, from))
					return
				}
				if lowest == 0 || id < lowest {
					lowest = id
				}
				if id > floor && !yield(m, nil) {
					return
				}
			}
			// A page may be shorter than asked for, where messages are hidden: only an empty one is the end.
			if len(batch) == 0 || lowest <= floor+1 {
				return
			}
			from = lowest
		}
	}
}

// batchOf returns the messages of an answer, and how many the whole chat has.
func batchOf(r tg.MessagesMessagesClass) ([]tg.MessageClass, int64, error) {
	switch r := r.(type) {
	case *tg.MessagesMessages:
		return r.Messages, int64(len(r.Messages)), nil
	case *tg.MessagesMessagesSlice:
		return r.Messages, int64(r.Count), nil
	case *tg.MessagesChannelMessages:
		return r.Messages, int64(r.Count), nil
	}
	return nil, 0, fmt.Errorf("%w: an answer of an unexpected kind", ErrHistory)
}

// imported returns a message if it came by an import.
func imported(m tg.MessageClass) (*tg.Message, bool) {
	msg, ok := m.(*tg.Message)
	if !ok {
		return nil, false
	}
	fwd, ok := msg.GetFwdFrom()
	return msg, ok && fwd.Imported
}

// arrived is an imported message as it was read back: 48 bytes.
type arrived struct {
	at     int64  // when it was written, by its header
	date   int64  // at which it stands in the chat
	hash   uint64 // of its text, or of its file; 0: it has neither
	size   int64  // of the file, where Telegram says it
	id     int32
	sender int32 // in arrivals.senders
	units  int32 // of the text
	form   int8  // in the order of allForms; noForm: it has no file
}

const noForm = -1

// allForms are the forms, numbered.
func allForms() [6]Form {
	return [...]Form{AsPhoto, AsVideo, AsVoice, AsAudio, AsSticker, AsDocument}
}

func numberOf(f Form) int8 {
	for i, other := range allForms() {
		if f == other {
			return int8(i)
		}
	}
	return noForm
}

// sender is who an imported message is shown to be from: an account or contact, or a
// name that links to nobody.
type sender struct {
	account int64 // 0: nobody's
	name    string
}

// arrivals are the imported messages of a chat.
type arrivals struct {
	hash    *digests
	all     []arrived
	senders []sender
	index   map[sender]int32
	others  int64 // further imported messages, which are of other imports by their numbers
}

func newArrivals(d *digests) *arrivals { return &arrivals{hash: d, index: map[sender]int32{}} }

// add takes in an imported message, and forgets its text.
func (a *arrivals) add(m *tg.Message) {
	fwd, _ := m.GetFwdFrom()
	from := sender{name: fwd.FromName}
	if peer, ok := fwd.GetFromID(); ok {
		from = sender{account: accountIn(peer)}
	}
	who, known := a.index[from]
	if !known {
		who = int32(len(a.senders))
		a.senders = append(a.senders, from)
		a.index[from] = who
	}
	text := []byte(m.Message)
	r := arrived{
		id: int32(m.ID), sender: who, at: int64(fwd.Date), date: int64(m.Date),
		units: int32(units(text)), form: noForm,
	}
	if form, size, ok := fileOf(m); ok {
		r.form, r.size, r.hash = numberOf(form), size, a.hash.file(form, size)
	}
	if r.form == noForm {
		r.hash = a.hash.text(text)
	}
	a.all = append(a.all, r)
}

// accountIn returns the account that a message is linked to.
func accountIn(p tg.PeerClass) int64 {
	switch p := p.(type) {
	case *tg.PeerUser:
		return p.UserID
	case *tg.PeerChat:
		return p.ChatID
	case *tg.PeerChannel:
		return p.ChannelID
	}
	return 0
}

// fileOf returns the form in which a message has a file, and its size; that of a photo
// is 0, for Telegram makes photos anew.
func fileOf(m *tg.Message) (form Form, size int64, ok bool) {
	switch media := m.Media.(type) {
	case *tg.MessageMediaPhoto:
		return AsPhoto, 0, true
	case *tg.MessageMediaDocument:
		d, ok := media.Document.AsNotEmpty()
		if !ok {
			return AsDocument, 0, media.Document != nil
		}
		return formOfDocument(d), d.Size, true
	}
	return "", 0, false
}

// formOfDocument says what a document is by its attributes, of which it can have
// several: a sticker that moves is a video, too.
func formOfDocument(d *tg.Document) Form {
	form := AsDocument
	for _, a := range d.Attributes {
		switch a := a.(type) {
		case *tg.DocumentAttributeSticker:
			return AsSticker
		case *tg.DocumentAttributeAudio:
			form = AsAudio
			if a.Voice {
				form = AsVoice
			}
		case *tg.DocumentAttributeVideo, *tg.DocumentAttributeAnimated:
			if form == AsDocument {
				form = AsVideo
			}
		}
	}
	return form
}
