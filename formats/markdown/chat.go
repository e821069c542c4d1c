package markdown

import (
	"context"
	"errors"
	"fmt"

	"exile/export"
	"exile/formats"
)

// folderLimit is the longest name of a chat's folder, in bytes: with a date and an
// extension it leaves room to whoever puts it deep into other folders.
const folderLimit = 80

// errChanged is returned where a history is another in the second pass.
var errChanged = errors.New("the history changed while it was written")

// chatWriter writes one chat.
type chatWriter struct {
	*run
	*outline

	chat   *export.Chat
	title  string
	folder string
	room   *room
	files  *attachments
	buf    []byte // for copying files

	out     *noteFile
	current int   // index of the note that is open; -1: none yet
	day     int64 // the day that was written last, where a note is a month
	number  int64 // of the message within the chat
	timed   bool  // the paragraph begins with a time
	lost    lost
}

// lost counts what could not be shown.
type lost struct{ replies, styles int64 }

// chat writes a chat's folder and returns what the list of chats says of it.
func (r *run) chat(ctx context.Context, c *export.Chat) (listed, error) {
	o, err := r.survey(ctx, c.Ref)
	if err != nil || len(o.notes) == 0 {
		return listed{}, err
	}
	title := titleOf(c, r.lang)
	stem := fileName(title, folderLimit)
	if stem == "" {
		stem = "chat"
	}
	w := &chatWriter{
		run: r, outline: o, chat: c, title: title, folder: r.folders.Unique(stem, ""),
		room: newRoom(r.people, r.warn), files: newAttachments(), out: newNoteFile(), current: -1,
	}
	for _, ref := range o.writers {
		w.room.name(ref)
	}
	if err := w.all(ctx); err != nil {
		if w.out.file != nil {
			_ = w.out.file.Close() // the error before is the one to tell
		}
		return listed{}, err
	}
	r.tally.Chats++
	w.tell()
	return w.listed(), w.contents()
}

func (w *chatWriter) all(ctx context.Context) error {
	for m, err := range w.history.Messages(ctx, w.chat.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if w.number++; w.number%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := w.turn(m); err != nil {
			return err
		}
		if err := w.message(ctx, m); err != nil {
			return err
		}
	}
	if w.current+1 < len(w.notes) {
		return errChanged
	}
	return w.close()
}

// turn opens the note of a message.
func (w *chatWriter) turn(m *export.Message) error {
	key := keyOf(m.Time.T, w.months)
	if w.current < 0 || key > w.notes[w.current].key {
		if w.current+1 >= len(w.notes) || w.notes[w.current+1].key != key {
			return errChanged
		}
		if err := w.close(); err != nil {
			return err
		}
		w.current++
		w.day = undated
		if err := w.out.open(w.run.out, w.folder+"/"+w.noteName(w.current)); err != nil {
			return err
		}
		w.frontMatter(w.current)
	}
	if !w.months || m.Time.T.IsZero() {
		return nil
	}
	if day := keyOf(m.Time.T, false); day > w.day {
		w.day = day
		_ = w.out.WriteByte('\n') // Flush returns the error
		w.heading("## ", dateOf(day))
	}
	return nil
}

// close ends the open note and counts what went into it.
func (w *chatWriter) close() error {
	if w.out.file == nil {
		return nil
	}
	if err := w.out.close(); err != nil {
		return err
	}
	s := &w.out.scan
	if s.malformed > 0 {
		return fmt.Errorf("write a note: %d messages did not come out as one block", s.malformed)
	}
	w.tally.Messages += s.messages
	w.tally.Notices += s.notices
	w.tally.Files += s.files
	if n := &w.notes[w.current]; s.messages+s.notices != n.messages+n.notices {
		return errChanged
	}
	return nil
}

func (w *chatWriter) tell() {
	if w.lost.replies > 0 {
		w.warn(export.Problem{Code: export.LossyReply, Name: w.chat.Title, Count: int(w.lost.replies)})
	}
	if w.lost.styles > 0 {
		w.warn(export.Problem{Code: export.LossyStyle, Name: w.chat.Title, Count: int(w.lost.styles)})
	}
}

var _ formats.Writer = writer{}
