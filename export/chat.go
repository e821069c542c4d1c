package export

import "time"

// ChatRef names a chat within one run or one store; 0 is none.
type ChatRef int64

// Chat is a room: a conversation of one or more people.
type Chat struct {
	Ref       ChatRef
	SourceKey string
	App       string // the app's name, as in the table of formats: "kakaotalk"
	Kind      ChatKind
	Title     string      // byte for byte the source's
	Lang      string      // of the app that wrote the export, BCP 47, e.g. "ko"; empty: unknown
	Members   []PersonRef // as far as the source tells; may be empty
	Saved     time.Time   // when the export was made, in the zone of its messages; zero: unknown
	From      Source
}

// ChatKind says how many take part and how.
type ChatKind string

// The kinds of chats.
const (
	ChatUnknown ChatKind = "unknown"
	ChatSelf    ChatKind = "self"    // notes to oneself
	ChatDirect  ChatKind = "direct"  // two people
	ChatGroup   ChatKind = "group"   // more
	ChatChannel ChatKind = "channel" // few write, many read
)
