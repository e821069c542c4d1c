//go:build cgo

package serve

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"unicode"

	"exile/export"
	"exile/export/store"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// chatRoutes are the addresses of the chats.
func (s *Server) chatRoutes() {
	s.get("chats", s.chatList)
	s.get("chat/{id}", s.chat)
	s.getQuiet("chat/{id}/part", s.chatPart)
	s.getQuiet("chat/{id}/dates", s.chatDates)
	s.getQuiet("file/{message}/{n}", s.file)
	s.getQuiet("assets/bubble.css", s.bubbleStyle)
}

// errNoChat is told where an address names no chat of the store, or no message of the chat.
var errNoChat = troubled(http.StatusNotFound, "NoChat", nil)

// messenger is the page of the chats: the list of them, and one that is open.
type messenger struct {
	List []chatLine
	Open *openChat // nil: none is
}

// openChat is a chat as its page shows it.
type openChat struct {
	ID    int64
	Title string
	Count int64
	Lang  string // that its messages are in, for fonts and the breaking of lines
	At    int64  // the message that the address names; 0: none
	Start bool   // the address asks for its beginning
	Part  *part
}

// chatList answers with the list of chats alone.
func (s *Server) chatList(w http.ResponseWriter, r *request) error {
	var page messenger
	err := s.archive.read(r.Context(), func(st *store.Store) error {
		heads, err := st.View().ChatHeads(r.Context())
		page.List = r.chatLines(heads, 0)
		return err
	})
	if err != nil {
		return err
	}
	return r.page(w, "chats", "messenger", &page)
}

// chat answers with a chat at its end, at its beginning (at=start) or at a message (at=ID).
func (s *Server) chat(w http.ResponseWriter, r *request) error {
	ref, err := r.chatRef()
	if err != nil {
		return err
	}
	around := position{before: partMessages}
	switch at := r.FormValue("at"); at {
	case "":
	case "start":
		around = position{after: partMessages}
	default:
		id, err := strconv.ParseInt(at, 10, 64)
		if err != nil || id <= 0 {
			return errNoChat
		}
		around = position{at: export.MessageID(id), before: partMessages / 2, after: partMessages / 2}
	}
	var page messenger
	err = s.archive.read(r.Context(), func(st *store.Store) error {
		heads, err := st.View().ChatHeads(r.Context())
		if err != nil {
			return err
		}
		page.List = r.chatLines(heads, ref)
		i := slices.IndexFunc(heads, func(h store.ChatHead) bool { return h.Chat.Ref == ref })
		if i < 0 {
			return store.ErrNoChat
		}
		page.Open, err = r.openChat(st, &heads[i], around)
		return err
	})
	if err != nil {
		return gone(err)
	}
	return r.page(w, "chats", "messenger", &page)
}

func (r *request) openChat(st *store.Store, h *store.ChatHead, around position) (*openChat, error) {
	list, p, err := r.readPart(st, h.Chat.Ref, around)
	if err != nil {
		return nil, err
	}
	return &openChat{
		ID: int64(h.Chat.Ref), Title: r.titleOf(&h.Chat), Count: h.Count, Lang: r.langOfChat(&h.Chat, list),
		At: int64(around.at), Start: around.before == 0, Part: p,
	}, nil
}

// chatRef is the chat that an address names.
func (r *request) chatRef() (export.ChatRef, error) {
	n, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || n <= 0 {
		return 0, errNoChat
	}
	return export.ChatRef(n), nil
}

// gone tells what is not in the store as what is not there.
func gone(err error) error {
	if errors.Is(err, store.ErrNoChat) || errors.Is(err, store.ErrNoMessage) {
		return errNoChat
	}
	return err
}

// titleOf is a chat's title on one line.
func (r *request) titleOf(c *export.Chat) string {
	title := bubble.OneLine(c.Title)
	if bubble.Blank(title) {
		title = words.In(string(r.lang), words.NoTitle)
	}
	return title
}

// langOfChat is the language of a chat: that of its app, else what its messages look like.
func (r *request) langOfChat(c *export.Chat, list []*export.Message) string {
	if c.Lang != "" {
		return c.Lang
	}
	hangul := 0
	for _, m := range list {
		if t, ok := m.Content.(export.Text); ok && hasHangul(t.Body) {
			hangul++
		}
	}
	if hangul*4 >= len(list) {
		return "ko"
	}
	return string(r.lang)
}

func hasHangul(s string) bool {
	for _, c := range s {
		if c >= 0xac00 && unicode.Is(unicode.Hangul, c) {
			return true
		}
	}
	return false
}

// people are those of the store, as messages call them.
func (r *request) people(ctx context.Context, st *store.Store) (*bubble.People, error) {
	list, err := st.View().People(ctx)
	if err != nil {
		return nil, err
	}
	return bubble.NewPeople(list, string(r.lang)), nil
}

// bubbleStyle answers with the style of messages, which holds within the class bubbles alone.
func (s *Server) bubbleStyle(w http.ResponseWriter, _ *request) error {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write([]byte(bubble.Within(".bubbles"))) // nobody is left to tell
	return nil
}

// laidOut is HTML that package bubble has made, in which everything of anybody's is escaped.
func laidOut(b []byte) template.HTML {
	return template.HTML(b) //nolint:gosec // see above
}
