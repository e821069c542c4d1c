package desktop

import (
	"context"
	"errors"
	"io"

	"exile/export"
	"exile/formats"
)

// The files of an output. Media lie in folders beside them.
const (
	resultName = "result.json"
	peopleName = "people.csv"
)

// writer writes what Telegram Desktop exports as "machine-readable JSON": one
// chat as an object of its own, several as a whole account. No key is written
// that does not stand in a real export; the tests hold a list of those.
//
// What that form has no key for goes as words or not at all:
//
//   - An album is one message for each file, the caption at the first.
//   - Of an edited message only the time of the last change is written.
//   - Words that the source showed for a notice, a call, a poll or a place stand
//     in the message's text, which Telegram itself leaves empty there.
//   - A file without its bytes has Telegram's placeholder in place of a path. If
//     its name says something, the text says it.
//   - Of a forwarded message it is not written when the original was sent, and of a
//     mention not whom it means.
//   - Times are exact to the second. A fraction, which no app shows and no reader of this
//     form knows, is cut and not told of: the order of messages is that of the list. A
//     message without a time has its neighbour's.
//   - Spans do not overlap: where two do, the inner one is written.
//   - Which message a notice is about is written of what Telegram says was pinned alone.
//   - Notes to oneself have no name, as in Telegram. Of other chats only those with a
//     deleted account have null.
//
// See the package on ids and people.csv.
type writer struct{}

// Can says what the form has keys for. Reactions are among the keys of newer
// exports, but no export at hand shows their types.
func (writer) Can() formats.Can {
	return formats.Can{
		Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Notices: true,
		Replies: true, Forwards: true, Edits: true, Spans: true, Seconds: true,
	}
}

// Write writes result.json, the media that it names, and people.csv.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn,
) (formats.Tally, error) {
	if warn == nil {
		warn = func(export.Problem) {}
	}
	people, err := h.People(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	r := &run{history: h, out: out, lang: opt.Lang, warn: warn, people: newDirectory(people, opt), chatIDs: map[chatID]bool{}}
	if err := r.result(ctx, chats); err != nil {
		return r.tally, err
	}
	if r.people.self == nil && r.tally.Messages > 0 {
		warn(export.Problem{Code: export.UnknownSelf})
	}
	if n := r.people.twins(); n > 0 {
		warn(export.Problem{Code: export.TwinNames, Count: n, Text: "known by one name alone, they have one id"})
	}
	return r.tally, writePeople(out, r.people)
}

// run is one call of Write.
type run struct {
	history formats.History
	out     formats.Output
	lang    string
	warn    formats.Warn
	people  *directory
	chatIDs map[chatID]bool // that were given
	file    io.WriteCloser  // result.json
	json    page
	copying []byte // a buffer for media
	tally   formats.Tally
}

func (r *run) result(ctx context.Context, chats []export.Chat) (err error) {
	if r.file, err = r.out.Create(resultName); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.file.Close()) }()
	r.json.open('{')
	if len(chats) == 1 {
		if err := r.chat(ctx, &chats[0], ""); err != nil {
			return err
		}
	} else if err := r.account(ctx, chats); err != nil {
		return err
	}
	r.json.shut('}')
	return r.flush()
}

// account writes what stands around several chats. Whose account it is stands
// there if it is known.
func (r *run) account(ctx context.Context, chats []export.Chat) error {
	j := &r.json
	j.str("about", "Written by exile from another messenger's history, in the form of an export of Telegram Desktop.")
	if me := r.people.self; me != nil && me.number > 0 {
		j.begin("personal_information", '{')
		j.int("user_id", me.number)
		j.str("first_name", me.name)
		j.str("last_name", "")
		j.shut('}')
	}
	j.begin("chats", '{')
	j.str("about", "All chats of this history.")
	j.begin("list", '[')
	for i := range chats {
		j.item()
		if err := r.chat(ctx, &chats[i], chatFolder(i+1)); err != nil {
			return err
		}
		j.shut('}')
	}
	j.shut(']')
	j.shut('}')
	return nil
}

// flush writes out what was gathered.
func (r *run) flush() error {
	_, err := r.file.Write(r.json.buf)
	r.json.buf = r.json.buf[:0]
	return err
}
