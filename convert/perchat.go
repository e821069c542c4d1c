package convert

import (
	"time"

	"exile/export"
)

// maxPairs bounds how many pairs of a chat and somebody who writes in it are kept
// to count people by chat. It is more than forty rooms of open chats have.
const maxPairs = 1 << 20

// ChatCount is what an input holds of one chat. Its JSON form is stable.
type ChatCount struct {
	Title    string          `json:"title"`
	App      string          `json:"app"`
	Kind     export.ChatKind `json:"kind"`
	Variant  string          `json:"variant,omitempty"` // as the reader calls it, of the first file
	Input    string          `json:"input,omitempty"`   // the root that holds the first file
	File     string          `json:"file,omitempty"`    // the first file, within it
	Parts    int64           `json:"parts"`             // files that its messages come from
	Messages int64           `json:"messages"`          // notices not among them
	Notices  int64           `json:"notices"`
	People   int64           `json:"people"` // who wrote something
	Files    int64           `json:"files"`  // media that messages name or mention
	Found    int64           `json:"found"`  // of those, with their bytes
	Absent   int64           `json:"absent"` // of those, without
	Unread   int64           `json:"unread"` // lines, elements or rows that no rule understood
	First    time.Time       `json:"first,omitzero"`
	Last     time.Time       `json:"last,omitzero"`
}

// perChat counts what stands in each chat. It keeps a few numbers a chat, however
// many messages there are.
type perChat struct {
	counts []ChatCount // as the chats come
	at     map[export.ChatRef]int
	last   int // where the chat of the event before stands; -1: there was none
	ref    export.ChatRef

	in     []place // the file that each chat's messages came from last
	pairs  map[pair]struct{}
	recent [64]pair // those who wrote lately, by their number
}

type place struct{ input, file string }

type pair struct {
	chat   export.ChatRef
	person export.PersonRef
}

func newPerChat() perChat {
	return perChat{at: map[export.ChatRef]int{}, last: -1, pairs: map[pair]struct{}{}}
}

// add counts an event, after a reader's word about files was checked.
func (c *perChat) add(e export.Event) {
	switch e := e.(type) {
	case *export.Chat:
		c.chat(e)
	case *export.Message:
		c.message(e)
	case *export.Unread:
		if c.last >= 0 {
			c.counts[c.last].Unread += int64(max(e.From.Lines, 1))
		}
	case *export.Person, *export.Mark, *export.Problem, *export.Profile:
	}
}

func (c *perChat) chat(e *export.Chat) {
	c.last, c.ref = len(c.counts), e.Ref
	c.at[e.Ref] = c.last
	c.counts = append(c.counts, ChatCount{
		Title: e.Title, App: e.App, Kind: e.Kind, Input: e.From.Input, File: e.From.File,
	})
	c.in = append(c.in, place{})
}

func (c *perChat) message(m *export.Message) {
	if m.Chat != c.ref || c.last < 0 {
		i, ok := c.at[m.Chat]
		if !ok {
			return
		}
		c.last, c.ref = i, m.Chat
	}
	n := &c.counts[c.last]
	if at := (place{m.From.Input, m.From.File}); at != c.in[c.last] {
		c.in[c.last] = at
		n.Parts++
		if n.File == "" {
			n.Input, n.File = at.input, at.file
		}
	}
	if t := m.Time.T; !t.IsZero() {
		if n.First.IsZero() || t.Before(n.First) {
			n.First = t
		}
		if t.After(n.Last) {
			n.Last = t
		}
	}
	if _, notice := m.Content.(export.Notice); notice {
		n.Notices++
		return
	}
	n.Messages++
	c.wrote(n, pair{m.Chat, m.Sender})
	if media, ok := m.Content.(export.Media); ok {
		n.files(media.Files)
	}
}

func (n *ChatCount) files(files []export.File) {
	n.Files += int64(len(files))
	for i := range files {
		if files[i].State == export.FilePresent {
			n.Found++
			continue
		}
		n.Absent++
	}
}

// wrote counts somebody who writes in a chat, once.
func (c *perChat) wrote(n *ChatCount, p pair) {
	recent := &c.recent[uint64(p.person)%uint64(len(c.recent))]
	if p.person == 0 || *recent == p {
		return
	}
	*recent = p
	if _, known := c.pairs[p]; known || len(c.pairs) >= maxPairs {
		return
	}
	c.pairs[p] = struct{}{}
	n.People++
}

// finish returns the counts, with what the profiles of their files say.
func (c *perChat) finish(profiles []export.Profile) []ChatCount {
	variants := make(map[place]string, len(profiles))
	for i := range profiles {
		p := &profiles[i]
		if at := (place{p.From.Input, p.From.File}); variants[at] == "" {
			variants[at] = p.Variant
		}
	}
	for i := range c.counts {
		n := &c.counts[i]
		n.Variant = variants[place{n.Input, n.File}]
	}
	return c.counts
}
