package export

// An Event is what a reader emits. The kinds are listed in the package comment.
//
//sumtype:decl
type Event interface{ event() }

func (*Message) event() {}
func (*Mark) event()    {}
func (*Unread) event()  {}
func (*Chat) event()    {}
func (*Person) event()  {}
func (*Problem) event() {}
func (*Profile) event() {}

// A Mark covers lines that were understood and carry no message.
type Mark struct {
	Kind MarkKind
	Text string // the line as written, without its line ending
	From Source
}

// MarkKind says what a mark marks.
type MarkKind string

// The kinds of marks.
const (
	MarkTitle  MarkKind = "title"  // the heading of a file
	MarkSaved  MarkKind = "saved"  // when the export was made
	MarkDay    MarkKind = "day"    // a date line between days
	MarkBlank  MarkKind = "blank"  // an empty line of the file's layout
	MarkHeader MarkKind = "header" // column names, or the first line of a JSON Lines file
)

// An Unread covers lines, elements or rows that no rule understood.
type Unread struct {
	Text string // verbatim, as decoded
	From Source
}

// Covered returns where a covering event stands, and whether e is one.
func Covered(e Event) (Source, bool) {
	switch e := e.(type) {
	case *Message:
		return e.From, true
	case *Mark:
		return e.From, true
	case *Unread:
		return e.From, true
	case *Chat, *Person, *Problem, *Profile:
	}
	return Source{}, false
}
