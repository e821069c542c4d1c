package telegram

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// flushSize is how much text is gathered before it goes out.
const flushSize = 256 << 10

// headLines is how many lines Telegram looks at to learn what a file is.
const headLines = 100

// maxTitle is the longest part of a path that a title gets, in bytes. It stands three
// times in the path of an Android bundle, and Windows allows 260 characters for the whole.
const maxTitle = 60

// chatWriter writes one chat.
type chatWriter struct {
	*run
	chat   *export.Chat
	title  string // fit for file names
	folder string
	group  bool
	room   *room
	line   *timeline
	buf    []byte
	scan   scanner
	bundle *bundle
	cuts   []int64
	parts  []partInfo
	next   int64 // the number of the next message, from 0
	lines  int64 // lines with a stamp so far: the numbers of files

	headings int64 // lines that open a group
	extras   int64 // authored lines beyond a message's first
	files    int64

	lang     string
	headed   int   // lines of this part's head so far
	dayShown bool  // one of them has a day above 12
	open     []int // parts without one, from 1
	warned   problems
}

// partInfo is what the guide tells of a part.
type partInfo struct {
	paths       paths
	zip         bool
	folder      bool
	messages    int64
	files       int
	bytes       int64
	first, last int64 // local seconds

	authored, notices int64 // lines of the chat that stand before this part
	long              int64 // messages longer than one of Telegram's
}

// chat writes one chat; one without messages leaves nothing behind.
func (r *run) chat(ctx context.Context, c *export.Chat) (err error) {
	w := &chatWriter{run: r, chat: c, line: newTimeline(r.zone), buf: make([]byte, 0, flushSize+flushSize/4)}
	w.warned.to = r.warn
	w.lang = cmp.Or(c.Lang, r.set.lang) // what exile adds is in the language of the chat
	w.room = newRoom(r.people, c, w.warned.pass)
	w.title = formats.FileName(c.Title, maxTitle)
	if w.title == "" {
		w.title = words.In(w.lang, words.NoTitle)
	}
	if err := w.look(ctx); err != nil {
		return err
	}
	defer func() {
		if err != nil && w.bundle != nil {
			w.bundle.abort()
		}
	}()
	for m, err := range r.history.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if w.next%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := w.message(ctx, m); err != nil {
			return err
		}
	}
	if w.next == 0 {
		return nil
	}
	r.tally.Chats++
	if err := w.endPart(ctx); err != nil {
		return err
	}
	return w.finish()
}

// look finds out what must be known before the first line is written.
func (w *chatWriter) look(ctx context.Context) error {
	c := w.chat
	unknown := false
	switch c.Kind {
	case export.ChatSelf, export.ChatGroup, export.ChatChannel:
		w.group = true // nobody can import into the chat with oneself, but a group of one works
	case export.ChatDirect:
		w.group = len(c.Members) > 2
	case export.ChatUnknown:
		w.group = len(c.Members) > 2
		unknown = !w.group
	}
	w.group = w.group || w.set.asGroup
	if !unknown && !w.set.limit.set() {
		return nil
	}
	s, err := w.survey(ctx, c)
	if err != nil {
		return err
	}
	w.cuts = s.cuts
	w.group = w.group || unknown && s.senders > 2
	return nil
}

// message writes one message: exactly one authored line for it or one notice,
// and the further lines that its files and its caption take.
func (w *chatWriter) message(ctx context.Context, m *export.Message) error {
	if w.next == 0 && m.Time.T.IsZero() {
		if err := w.firstTime(ctx); err != nil {
			return err
		}
	}
	sec, placed := w.line.place(m.Time)
	w.warned.time(m.Time, placed)
	if w.next == 0 || len(w.parts) <= len(w.cuts) && w.next == w.cutAt() {
		if err := w.beginPart(ctx, sec); err != nil {
			return err
		}
	}
	w.next++
	from := len(w.buf)
	switch c := m.Content.(type) {
	case export.Notice:
		w.notice(sec, words.Of(w.lang, c))
	case export.Media:
		w.media(sec, w.room.author(m.Sender), &c)
	case export.Text:
		w.text(sec, w.room.author(m.Sender), c.Body)
	case export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown, nil:
		w.text(sec, w.room.author(m.Sender), words.Of(w.lang, c))
	}
	w.head(w.buf[from:])
	p := &w.parts[len(w.parts)-1]
	p.messages++
	p.last = w.line.prev
	if len(w.buf) >= flushSize {
		return w.flush()
	}
	return nil
}

// cutAt is the message with which the next part begins.
func (w *chatWriter) cutAt() int64 {
	if i := len(w.parts) - 1; i < len(w.cuts) {
		return w.cuts[i]
	}
	return -1
}

// firstTime finds a time for messages without one that stand before all others.
func (w *chatWriter) firstTime(ctx context.Context) error {
	w.line.prev, _ = w.zone.local(export.Time{T: time.Unix(0, 0)})
	if sec, ok := w.zone.local(export.Time{T: w.chat.Saved}); ok && !w.chat.Saved.IsZero() {
		w.line.prev = sec
	}
	for m, err := range w.history.Messages(ctx, w.chat.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if sec, ok := w.zone.local(m.Time); ok {
			w.line.prev = sec
			return nil
		}
	}
	return nil
}

func (w *chatWriter) text(sec int64, a *author, body string) {
	w.lines++
	w.buf = w.zone.append(w.buf, sec)
	w.buf = append(w.buf, a.prefix...)
	a.messages++
	if blankText(body) {
		body = words.In(w.lang, words.EmptyText)
	}
	if long(body) {
		w.parts[len(w.parts)-1].long++
	}
	var guards int
	w.buf, guards = appendText(w.buf, body)
	w.buf = append(w.buf, '\n')
	w.warned.guards += guards
}

func (w *chatWriter) notice(sec int64, text string) {
	w.lines++
	w.buf = w.zone.append(w.buf, sec)
	if text = oneLine(text); blankText(text) {
		text = words.In(w.lang, words.SomeNotice)
	}
	if !w.group {
		text = notGroup(text)
	}
	var guards int
	w.buf, guards = appendNotice(w.buf, text)
	w.buf = append(w.buf, '\n')
	w.warned.guards += guards
}

// media writes a line for each file that goes, one for all that do not, and one
// for the caption. The first of them is the message; the others are extra.
func (w *chatWriter) media(sec int64, a *author, c *export.Media) {
	first := w.lines
	for i := range c.Files {
		if f := &c.Files[i]; goes(f) {
			w.file(sec, a, f)
		}
	}
	if instead := insteadOf(w.lang, c); instead != "" {
		w.text(sec, a, instead)
	}
	if !blankText(c.Caption) {
		w.text(w.line.after(), a, c.Caption)
	}
	w.extras += w.lines - first - 1
	for i := range c.Files {
		switch f := &c.Files[i]; {
		case tooLarge(f):
			w.warned.pass(export.Problem{Code: export.LossyFile, Name: f.Name, Text: "larger than any account may send"})
		case empty(f):
			w.warned.pass(export.Problem{Code: export.LossyFile, Name: f.Name, Text: nothingIn})
		}
	}
}

func (w *chatWriter) file(sec int64, a *author, f *export.File) {
	w.lines++
	w.files++
	a.messages++
	w.buf = w.zone.append(w.buf, sec)
	how := attach(f)
	var name [256]byte
	full := string(how.appendName(name[:0], w.lines, w.zone.stamp[:]))
	w.buf = append(w.buf, a.prefix...)
	w.buf = append(w.buf, "<attached: "...)
	w.buf = append(w.buf, full...)
	w.buf = append(w.buf, ">\n"...)
	w.bundle.attach(f, full)
	if how.plain && w.told == nil {
		w.warned.asFile(f.Kind, how.ext)
	}
}

// head watches the first lines of a part for a day that shows the order of day
// and month.
func (w *chatWriter) head(written []byte) {
	if w.headed >= headLines {
		return
	}
	w.headed += bytes.Count(written, []byte{'\n'})
	w.dayShown = w.dayShown || w.zone.day > 12
}

func (w *chatWriter) flush() error {
	_, _ = w.scan.Write(w.buf)
	_, err := w.bundle.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// beginPart ends the part before and opens the next; a group's opens with the
// line by which Telegram knows groups.
func (w *chatWriter) beginPart(ctx context.Context, sec int64) error {
	if err := w.endPart(ctx); err != nil {
		return err
	}
	if w.folder == "" {
		w.folder = w.folders.Unique(w.title, "")
	}
	path := w.paths(len(w.parts)+1, len(w.cuts)+1)
	b, err := newBundle(w.out, w.history, path, w.set.phones)
	if err != nil {
		return err
	}
	b.told = w.told != nil && !w.told.WantsFiles()
	w.bundle = b
	w.parts = append(w.parts, partInfo{
		paths: path, folder: w.set.phones != forIPhone, first: sec,
		authored: w.scan.authored, notices: w.scan.notices,
	})
	w.headed, w.dayShown = 0, false
	if !w.group {
		return nil
	}
	w.lines++
	w.headings++
	w.buf = w.zone.append(w.buf, sec)
	w.buf = append(w.buf, openGroup(w.chat.Title, w.title)...)
	w.buf = append(w.buf, '\n')
	w.head(w.buf)
	return nil
}

func (w *chatWriter) paths(k, n int) paths {
	name := w.title
	if n > 1 {
		name = fmt.Sprintf("%s %d of %d", name, k, n)
	}
	with := "WhatsApp Chat with " + name
	return paths{
		zip:    w.folder + "/WhatsApp Chat - " + name + ".zip",
		folder: w.folder + "/" + with,
		text:   with + ".txt",
	}
}

func (w *chatWriter) endPart(ctx context.Context) error {
	if w.bundle == nil {
		return nil
	}
	if err := w.flush(); err != nil {
		return err
	}
	p := &w.parts[len(w.parts)-1]
	p.zip, p.files, p.bytes = w.bundle.wantsZip(), len(w.bundle.media), w.bundle.bytes
	if !w.dayShown {
		w.warned.dates++
		w.open = append(w.open, len(w.parts))
	}
	if err := w.tellPart(p); err != nil {
		return err
	}
	if err := w.bundle.finish(ctx); err != nil {
		return err
	}
	w.bundle = nil
	return nil
}

// finish tells what is to be told of a chat and writes its guide.
func (w *chatWriter) finish() error {
	w.scan.end()
	t := &w.tally
	t.Messages += w.scan.authored - w.extras
	t.Notices += w.scan.notices - w.headings
	t.Extra += w.extras + w.headings
	t.Files += w.files
	w.warned.parts = len(w.parts)
	w.warned.tell(w.chat.Title)
	if w.told != nil {
		return w.tellChat()
	}
	return w.guide()
}

var _ formats.Writer = writer{}
