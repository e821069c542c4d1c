//go:build cgo

package serve

import (
	"context"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"exile/export"
	"exile/export/store"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// A part is what a page shows at first, and what it fetches while one scrolls: little enough
// that a slow computer lays it out between two frames or three.
const (
	partMessages = 80
	moreMessages = 40
	partText     = 256 << 10 // bytes of text, but for a message that has more
)

// position is a place in a chat, and how many messages are wanted on both sides of it.
type position struct {
	at            export.MessageID // the first of those behind; 0: the end, or the beginning if none before are wanted
	before, after int
	without       bool // at itself is not wanted: the page has it
}

// part is some messages of a chat in a row, laid out.
type part struct {
	HTML     template.HTML
	Top, End bool // it has the first message of the chat, the last
}

// chatPart answers with the messages before one (before=ID) or behind one (after=ID).
func (s *Server) chatPart(w http.ResponseWriter, r *request) error {
	ref, err := r.chatRef()
	if err != nil {
		return err
	}
	p := position{without: true}
	at := r.FormValue("before")
	if at != "" {
		p.before = moreMessages
	} else {
		at, p.after = r.FormValue("after"), moreMessages
	}
	id, err := strconv.ParseInt(at, 10, 64)
	if err != nil || id <= 0 {
		return errNoChat
	}
	p.at = export.MessageID(id)
	var found *part
	err = s.archive.read(r.Context(), func(st *store.Store) (err error) {
		_, found, err = r.readPart(st, ref, p)
		return err
	})
	if err != nil {
		return gone(err)
	}
	return r.fragment(w, "part", found)
}

// readPart reads messages around a place and lays them out. One more is asked for on each side,
// which tells whether there are others.
func (r *request) readPart(st *store.Store, chat export.ChatRef, p position) ([]*export.Message, *part, error) {
	before, after := p.before, p.after
	if before > 0 {
		before++
	}
	if after > 0 {
		after++
		if p.without {
			after++
		}
	}
	list, err := st.View().Page(r.Context(), chat, p.at, before, after)
	if err != nil {
		return nil, nil, err
	}
	i := len(list) // of the first of those behind
	if p.at != 0 {
		for i = 0; i < len(list) && list[i].ID != p.at; i++ {
		}
	} else if p.before == 0 {
		i = 0
	}
	front, back := list[:i], list[i:]
	if p.without && len(back) > 0 {
		back = back[1:]
	}
	found := &part{Top: p.before > 0 && len(front) <= p.before || p.at == 0 && p.before == 0, End: p.after > 0 && len(back) <= p.after || p.at == 0 && p.after == 0}
	front, back = lastOf(front, p.before, &found.Top), firstOf(back, p.after, &found.End)
	list = append(append(make([]*export.Message, 0, len(front)+len(back)), front...), back...)
	found.HTML, err = r.lay(st, chat, list)
	return list, found, err
}

// lastOf returns the last n messages, or fewer if they have much text. whole is set to false where some are left out.
func lastOf(list []*export.Message, n int, whole *bool) []*export.Message {
	from, text := len(list), 0
	for from > 0 && len(list)-from < n {
		if text += bubble.Weight(list[from-1]); text > partText && from < len(list) {
			break
		}
		from--
	}
	*whole = *whole && from == 0
	return list[from:]
}

// firstOf is lastOf for the first.
func firstOf(list []*export.Message, n int, whole *bool) []*export.Message {
	to, text := 0, 0
	for to < min(n, len(list)) {
		if text += bubble.Weight(list[to]); text > partText && to > 0 {
			break
		}
		to++
	}
	*whole = *whole && to == len(list)
	return list[:to]
}

// lay lays out messages of a chat.
func (r *request) lay(st *store.Store, chat export.ChatRef, list []*export.Message) (template.HTML, error) {
	people, err := r.people(r.Context(), st)
	if err != nil {
		return "", err
	}
	a := &answers{ctx: r.Context(), r: r, view: st.View(), known: map[export.MessageID]*export.Message{}}
	ids := make([]export.MessageID, len(list))
	for i, m := range list {
		a.known[m.ID] = m
		ids[i] = m.ID
	}
	versions, err := st.View().VersionsOf(r.Context(), chat, ids)
	if err != nil {
		return "", err
	}
	l := bubble.New(bubble.Options{
		Lang: string(r.lang), People: people, EachNamed: true, NewTab: true,
		File: r.fileOf, Remedy: r.remedyOf, Answer: a.find, Earlier: earlier(versions),
	})
	var b []byte
	for _, m := range list {
		a.quote(m.ReplyTo)
		b = l.Append(b, m)
	}
	return laidOut(l.End(b)), a.err
}

// earlier gives a layout the older states of messages, the oldest first.
func earlier(versions []store.Version) func(*export.Message) []export.Edit {
	states := map[export.MessageID][]export.Edit{}
	for i := range slices.Backward(versions) {
		v := &versions[i]
		states[v.Message] = append(states[v.Message], export.Edit{Content: v.Told.Content})
	}
	return func(m *export.Message) []export.Edit { return states[m.ID] }
}

// fileOf says where the bytes of a file are, and how it is shown. What is shown goes by its name
// and kind, for nobody has looked inside; what is not what it seems the script makes a link.
func (r *request) fileOf(m *export.Message, i int) bubble.File {
	media, _ := m.Content.(export.Media)
	f := &media.Files[i]
	if f.SHA256 == "" || m.ID == 0 {
		return bubble.File{Instead: r.say("ChatNoBytes", map[string]any{"what": words.Kind(string(r.lang), f.Kind)})}
	}
	at := bubble.File{
		Name:    downloadName(f),
		Address: r.s.base + "file/" + strconv.FormatInt(int64(m.ID), 10) + "/" + strconv.Itoa(i),
	}
	ext := strings.ToLower(path.Ext(f.Name))
	if ext == ".jpeg" {
		ext = ".jpg"
	}
	at.Shape, _ = bubble.ShapeOf(ext)
	if at.Shape == bubble.Active { // none, or none that anybody knows
		at.Shape = shapeOfKind(f.Kind)
	}
	return at
}

func shapeOfKind(k export.FileKind) bubble.Shape {
	switch k {
	case export.FilePhoto, export.FileSticker:
		return bubble.Picture
	case export.FileVideo:
		return bubble.Video
	case export.FileVoice, export.FileAudio:
		return bubble.Audio
	case export.FileContact, export.FileDocument:
	}
	return bubble.Inert
}

// remedyOf says how to come by a file that is not there.
func (r *request) remedyOf(_ *export.Message, f *export.File) string {
	switch f.State {
	case export.FileMissing:
		return r.say("RemedyMissing", nil)
	case export.FileNotExported:
		return r.say("RemedyNotExported", nil)
	case export.FileExpired:
		return r.say("RemedyExpired", nil)
	case export.FilePresent:
	}
	return ""
}

// answers finds the messages that others answer.
type answers struct {
	ctx   context.Context //nolint:containedctx // one call
	r     *request
	view  *store.View
	known map[export.MessageID]*export.Message // nil: not there
	err   error
}

func (a *answers) message(id export.MessageID) *export.Message {
	if id == 0 {
		return nil
	}
	m, ok := a.known[id]
	if !ok {
		var err error
		if m, err = a.view.Message(a.ctx, id); err != nil {
			m = nil
			if a.err == nil && gone(err) == err { //nolint:errorlint // whether gone has changed it
				a.err = err
			}
		}
		a.known[id] = m
	}
	return m
}

// quote fills in what a reply answers where its source did not show it.
func (a *answers) quote(reply *export.Reply) {
	if reply == nil || reply.Quote != "" {
		return
	}
	if m := a.message(reply.ID); m != nil {
		reply.Quote = lineOf(string(a.r.lang), m.Content)
	}
}

func (a *answers) find(reply *export.Reply) (bubble.Target, bool) {
	m := a.message(reply.ID)
	if m == nil {
		return bubble.Target{}, false
	}
	to := a.r.s.base + "chat/" + strconv.FormatInt(int64(m.Chat), 10) + "?at=" + strconv.FormatInt(int64(m.ID), 10)
	return bubble.Target{Address: to, Sender: m.Sender}, true
}
