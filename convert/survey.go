//go:build cgo

package convert

import (
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/export/merge"
	"exile/export/store"
)

// survey is the first pass over an input: it keeps marks of what stands in each
// chat, 32 bytes a message, and nothing else.
type survey struct {
	r         *reading // of this pass
	apps      map[string]bool
	lone      bool // the input has one text: its chats are not each other
	chats     []*incoming
	byRef     map[export.ChatRef]*incoming
	byKey     map[string]*incoming
	people    map[export.PersonRef]string // names in NFC
	constants map[export.PersonRef]string // see constant
	recent    *incoming
	writer    export.PersonRef // who wrote in recent last
}

// errNothing ends a first pass that cannot find anything.
var errNothing = errors.New("no chat of this app is in the store")

// survey reads the input to see what it holds. It returns nil where none of its
// chats can be one of those that are there, or another of its own: then one pass is
// enough.
func (r *reading) survey(ctx context.Context, rooms []store.Room) (*survey, error) {
	s := &survey{
		r: r.again(), apps: map[string]bool{}, lone: r.texts() < 2,
		byRef: map[export.ChatRef]*incoming{}, byKey: map[string]*incoming{}, people: map[export.PersonRef]string{}, constants: map[export.PersonRef]string{},
	}
	for i := range rooms {
		s.apps[rooms[i].App] = true
	}
	if s.lone && len(rooms) == 0 {
		return nil, nil //nolint:nilnil // nothing can be found
	}
	s.r.passes = passes{done: 0, all: 2}
	s.r.sums = newSums()
	err := s.r.scan(ctx, s.add, unkept)
	if errors.Is(err, errNothing) {
		return nil, nil //nolint:nilnil // as above
	}
	if err != nil {
		return nil, err
	}
	for _, in := range s.chats {
		in.end(s.people)
	}
	return s, nil
}

// unkept is what becomes of raw files in a pass that keeps nothing.
func unkept(fileKey, io.Reader) error { return nil }

func (s *survey) add(events []export.Event) error {
	for _, e := range events {
		switch e := e.(type) {
		case *export.Message:
			s.message(e)
		case *export.Chat:
			if err := s.chat(e); err != nil {
				return err
			}
		case *export.Person:
			s.people[e.Ref] = norm.NFC.String(e.Name())
			s.constants[e.Ref] = constant(e)
		case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	return nil
}

func (s *survey) chat(e *export.Chat) error {
	if s.lone && !s.apps[e.App] && e.App == s.r.format.Name {
		return errNothing // and no other app will come; exile's own lines may hold several
	}
	in := s.byRef[e.Ref]
	key := strings.Join([]string{e.From.Input, e.From.File, e.App, e.SourceKey}, "\x00")
	if in == nil && e.SourceKey != "" {
		in = s.byKey[key] // one room, also to the store
	}
	if in == nil {
		in = &incoming{marks: merge.NewMarks(), people: map[export.PersonRef]struct{}{}, names: map[string]int{}}
		s.chats = append(s.chats, in)
	}
	if s.byRef[e.Ref] == nil {
		in.refs = append(in.refs, e.Ref)
		s.byRef[e.Ref] = in
	}
	if e.SourceKey != "" {
		s.byKey[key] = in
	}
	in.chat = cloneChat(e)
	for _, p := range e.Members {
		in.people[p] = struct{}{}
	}
	return nil
}

func (s *survey) message(m *export.Message) {
	in := s.byRef[m.Chat]
	if in == nil {
		return // the store will refuse it
	}
	in.records++
	in.marks.Add(m, in.records, s.name)
	if t := m.Time.T; !t.IsZero() {
		if in.first.IsZero() || t.Before(in.first) {
			in.first = t
		}
		if t.After(in.last) {
			in.last = t
		}
	}
	if in == s.recent && m.Sender == s.writer && m.Reactions == nil {
		if _, plain := m.Content.(export.Text); plain {
			return
		}
	}
	s.recent, s.writer = in, m.Sender
	in.take(m)
}

func (s *survey) name(p export.PersonRef) string { return s.people[p] }

// texts counts the files that may hold chats: all that the format claims but media
// and what lies beside a database. Two are enough.
func (r *reading) texts() int {
	if r.was != nil {
		return len(r.was.exports)
	}
	n := 0
	for k := range r.claimed {
		if r.isMedia(k) || isAttachment(k.name) || r.beside(k) {
			continue
		}
		if n++; n == 2 {
			break
		}
	}
	return n
}

// beside reports whether a file is the log of a database, or its index.
func (r *reading) beside(k fileKey) bool {
	for _, s := range sidecars() {
		if db, ok := strings.CutSuffix(k.name, s); ok && r.in.Roots[k.root].Has(db) {
			return true
		}
	}
	return false
}

// isAttachment reports whether a file is one that people send each other, by its
// name. If it is wrong an input is read once more than it need be, or two exports of
// one room in one input stay two chats.
func isAttachment(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".bmp", ".svg", ".tgs",
		".mp4", ".mov", ".m4v", ".3gp", ".avi", ".mkv", ".webm",
		".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".amr", ".wav", ".flac",
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".hwp", ".hwpx", ".vcf", ".zip", ".apk",
		".css", ".js":
		return true
	}
	return false
}
