package export

import "time"

// Content is what a message says. Each kind but Text keeps in Plain the words
// that the source showed, so that any writer can print something true.
//
//sumtype:decl
type Content interface {
	content()
	// Words is the body, or Plain: what to print where nothing better is known.
	Words() string
}

// Text is written words.
type Text struct {
	Body  string
	Spans []Span
}

// Media is one or more files sent together. Files has an entry for each, also
// for those that did not come along.
type Media struct {
	Files   []File
	Caption string
	Spans   []Span // of Caption
	Plain   string
}

// Call is a voice or video call.
type Call struct {
	Kind     CallKind
	Outcome  CallOutcome
	Duration time.Duration // 0: unknown
	Plain    string
}

// CallKind says how people called.
type CallKind string

// The kinds of calls.
const (
	CallVoice CallKind = "voice"
	CallVideo CallKind = "video"
	CallLive  CallKind = "live" // a broadcast into the room
	CallRoom  CallKind = "room" // an open voice room
)

// CallOutcome says what became of a call.
type CallOutcome string

// What becomes of calls.
const (
	CallUnknown   CallOutcome = ""
	CallStarted   CallOutcome = "started"
	CallEnded     CallOutcome = "ended"
	CallMissed    CallOutcome = "missed"
	CallCancelled CallOutcome = "cancelled"
	CallDeclined  CallOutcome = "declined"
)

// Poll is a question with answers.
type Poll struct {
	Question string
	Options  []PollOption
	Closed   bool
	Plain    string
}

// PollOption is one answer and how many chose it.
type PollOption struct {
	Text  string
	Votes int
}

// Place is a point on a map, as far as the source tells.
type Place struct {
	Name, Address string
	Lat, Lng      float64
	HasPoint      bool
	Plain         string
}

// Card is something an app shows as a box: a profile, a gift, a board post.
type Card struct {
	Kind        CardKind
	Title, Text string
	URL         string
	Plain       string
}

// CardKind says what a card shows.
type CardKind string

// The kinds of cards.
const (
	CardLink     CardKind = "link"
	CardContact  CardKind = "contact"
	CardProfile  CardKind = "profile"
	CardSearch   CardKind = "search"
	CardMoney    CardKind = "money"
	CardGift     CardKind = "gift"
	CardPost     CardKind = "post"
	CardSchedule CardKind = "schedule"
)

// Notice is the app's word on what happened in a chat.
type Notice struct {
	Kind   NoticeKind
	Actor  PersonRef   // who did it; 0: not told
	People []PersonRef // to whom
	Plain  string
}

// NoticeKind says what happened.
type NoticeKind string

// The kinds of notices.
const (
	NoticeOther   NoticeKind = "other"
	NoticeJoin    NoticeKind = "join"
	NoticeLeave   NoticeKind = "leave"
	NoticeInvite  NoticeKind = "invite"
	NoticeRemove  NoticeKind = "remove"
	NoticeHost    NoticeKind = "host"
	NoticeManager NoticeKind = "manager"
	NoticeTitle   NoticeKind = "title"
	NoticeSetting NoticeKind = "setting"
	NoticeWarning NoticeKind = "warning"
)

// Deleted stands where a message was.
type Deleted struct {
	By    DeletedBy
	Plain string
}

// DeletedBy says who took a message away.
type DeletedBy string

// Who takes messages away.
const (
	DeletedByUnknown DeletedBy = ""
	DeletedBySender  DeletedBy = "sender"
	DeletedByAdmin   DeletedBy = "admin"
)

// Unknown is a kind of message that exile has no type for.
type Unknown struct {
	Kind  string // the source's name for it
	Plain string
}

func (Text) content()    {}
func (Media) content()   {}
func (Call) content()    {}
func (Poll) content()    {}
func (Place) content()   {}
func (Card) content()    {}
func (Notice) content()  {}
func (Deleted) content() {}
func (Unknown) content() {}

// Words returns the body.
func (c Text) Words() string { return c.Body }

// Words returns the words the source showed.
func (c Media) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Call) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Poll) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Place) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Card) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Notice) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Deleted) Words() string { return c.Plain }

// Words returns the words the source showed.
func (c Unknown) Words() string { return c.Plain }

// Kind names the kinds of content, in JSON and in stores.
type Kind string

// The kinds of content.
const (
	KindText    Kind = "text"
	KindMedia   Kind = "media"
	KindCall    Kind = "call"
	KindPoll    Kind = "poll"
	KindPlace   Kind = "place"
	KindCard    Kind = "card"
	KindNotice  Kind = "notice"
	KindDeleted Kind = "deleted"
	KindUnknown Kind = "unknown"
)

// KindOf returns the kind of c; a nil Content is KindUnknown.
func KindOf(c Content) Kind {
	switch c.(type) {
	case Text:
		return KindText
	case Media:
		return KindMedia
	case Call:
		return KindCall
	case Poll:
		return KindPoll
	case Place:
		return KindPlace
	case Card:
		return KindCard
	case Notice:
		return KindNotice
	case Deleted:
		return KindDeleted
	case Unknown:
	}
	return KindUnknown
}
