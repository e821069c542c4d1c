//go:build cgo

package serve

import (
	"html/template"
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// glimpsed is how many messages a preview shows at once.
const glimpsed = 30

// glimpse is the end of a chat, or what stands before it.
type glimpse struct {
	ID    string // of the intake
	Chat  int64
	Lang  string
	HTML  template.HTML
	First int64 // the first of the messages
	Top   bool  // it is the first of the chat
	Empty bool
}

// intakePart answers with messages of a chat before one (before=ID), or with its last.
func (s *Server) intakePart(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	var g *glimpse
	err = in.look(func() (err error) {
		g, err = r.glimpse(in, export.ChatRef(r.number("chat")), export.MessageID(r.number("before")))
		return err
	})
	if err != nil {
		return gone(err)
	}
	return r.fragment(w, "glimpse", g)
}

// glimpse reads the messages of a chat before one; 0: its last. The intake is being looked at.
func (r *request) glimpse(in *intake, chat export.ChatRef, before export.MessageID) (*glimpse, error) {
	at := slices.IndexFunc(in.chats, func(c export.Chat) bool { return c.Ref == chat })
	if at < 0 || in.reading == nil {
		return nil, errNoChat
	}
	list, err := in.reading.Page(r.Context(), chat, before, glimpsed+1, 0)
	if err != nil {
		return nil, err
	}
	g := &glimpse{ID: in.id, Chat: int64(chat), Top: len(list) <= glimpsed, Empty: len(list) == 0}
	list = lastOf(list, glimpsed, &g.Top)
	if len(list) > 0 {
		g.First = int64(list[0].ID)
	}
	g.Lang = r.langOfChat(&in.chats[at], list)
	g.HTML, err = r.layGlimpse(in, list)
	return g, err
}

func (r *request) layGlimpse(in *intake, list []*export.Message) (template.HTML, error) {
	people, err := in.reading.People(r.Context())
	if err != nil {
		return "", err
	}
	a := &answers{ctx: r.Context(), r: r, view: in.reading.View, known: map[export.MessageID]*export.Message{}}
	l := bubble.New(bubble.Options{
		Lang: string(r.lang), People: bubble.NewPeople(people, string(r.lang)), EachNamed: true, NewTab: true,
		File: func(m *export.Message, i int) bubble.File { return r.givenFile(in, m, i) }, Remedy: r.remedyOf,
	})
	var b []byte
	for _, m := range list {
		a.quote(m.ReplyTo)
		b = l.Append(b, m)
	}
	return laidOut(l.End(b)), a.err
}

// givenFile says where the bytes of a file are that is still in the intake; see fileOf.
func (r *request) givenFile(in *intake, m *export.Message, i int) bubble.File {
	media, _ := m.Content.(export.Media)
	f := &media.Files[i]
	if m.ID == 0 {
		return bubble.File{Instead: r.say("ChatNoBytes", map[string]any{"what": words.Kind(string(r.lang), f.Kind)})}
	}
	at := bubble.File{
		Name:    downloadName(f),
		Address: r.s.base + "intake/" + in.id + "/file/" + strconv.FormatInt(int64(m.ID), 10) + "/" + strconv.Itoa(i),
	}
	ext := strings.ToLower(path.Ext(f.Name))
	if ext == ".jpeg" {
		ext = ".jpg"
	}
	at.Shape, _ = bubble.ShapeOf(ext)
	if at.Shape == bubble.Active {
		at.Shape = shapeOfKind(f.Kind)
	}
	return at
}

// intakeFile answers with a file of a message, as file does.
func (s *Server) intakeFile(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	var from io.ReadSeekCloser
	defer func() {
		if from != nil {
			_ = from.Close() // opened for reading only
		}
	}()
	return r.sendFile(w, func(id export.MessageID, n int) (f *export.File, content *fileReader, err error) {
		err = in.look(func() error {
			if in.reading == nil {
				return errNoFile
			}
			m, err := in.reading.Message(r.Context(), id)
			if f, err = presentFile(m, n, err); err != nil {
				return err
			}
			from, err = in.reading.OpenFile(r.Context(), f)
			return err
		})
		return f, &fileReader{hold: func(read func(io.ReadSeeker) error) error {
			return in.look(func() error { return read(from) })
		}}, err
	})
}
