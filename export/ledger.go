package export

// Ledger is the account of a run: what stood in the input, and what became of
// it. Its JSON form is stable.
type Ledger struct {
	Lines         int64 `json:"lines"`         // lines covered: the sum of the next five
	Messages      int64 `json:"messages"`      // messages, notices not among them
	Notices       int64 `json:"notices"`       // joins, leaves and the like
	Continuations int64 `json:"continuations"` // further lines of messages and notices
	Marks         int64 `json:"marks"`         // lines of titles, dates, layout
	Unread        int64 `json:"unread"`        // lines that no rule understood
	Chats         int64 `json:"chats"`
	People        int64 `json:"people"`
	Files         int64 `json:"files"`   // media that messages name or mention: found + absent
	Found         int64 `json:"found"`   // of those, with their bytes
	Absent        int64 `json:"absent"`  // of those, without
	Counted       int64 `json:"counted"` // lines as counted in the raw input, without the reader
}

// Add counts one event.
func (l *Ledger) Add(e Event) {
	switch e := e.(type) {
	case *Message:
		l.message(e)
	case *Mark:
		l.Marks += int64(e.From.Lines)
		l.Lines += int64(e.From.Lines)
	case *Unread:
		l.Unread += int64(e.From.Lines)
		l.Lines += int64(e.From.Lines)
	case *Chat:
		l.Chats++
	case *Person:
		l.People++
	case *Problem, *Profile:
	}
}

func (l *Ledger) message(m *Message) {
	switch c := m.Content.(type) {
	case Notice:
		l.Notices++
	case Media:
		l.Messages++
		l.Files += int64(len(c.Files))
		for i := range c.Files {
			if c.Files[i].State == FilePresent {
				l.Found++
				continue
			}
			l.Absent++
		}
	case Text, Call, Poll, Place, Card, Deleted, Unknown, nil:
		l.Messages++
	}
	if m.From.Lines > 0 {
		l.Lines += int64(m.From.Lines)
		l.Continuations += int64(m.From.Lines - 1)
	}
}

// Balanced reports whether every line counted in the raw input was covered
// once, and whether the parts add up. An input without lines (a database) has
// Counted 0.
func (l *Ledger) Balanced() bool {
	sum := l.Messages + l.Notices + l.Continuations + l.Marks + l.Unread
	return l.Files == l.Found+l.Absent && (l.Counted == 0 || l.Lines == l.Counted && sum == l.Lines)
}
