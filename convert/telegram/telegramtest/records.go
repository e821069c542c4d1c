package telegramtest

import (
	"time"

	"github.com/gotd/td/tg"
)

// Message is a message of a chat.
type Message struct {
	ID       int
	Peer     int64
	From     int64     // who sent it; of an imported one, the account
	Date     time.Time // at which it stands in the chat
	Text     string
	Media    *Media
	Imported bool
	Original time.Time // of an imported one: the time it was written
	Author   int64     // of an imported one: whose it became, 0 if nobody's
	Name     string    // of an imported one: as it was written
	Import   int64     // the import it came with
	Service  bool      // "group created" and the like

	action tg.MessageActionClass
	hidden bool // deleted for the account alone
}

// MediaKind is how a file arrived.
type MediaKind string

// The kinds.
const (
	Photo     MediaKind = "photo"
	Video     MediaKind = "video"
	Voice     MediaKind = "voice"
	Audio     MediaKind = "audio"
	Sticker   MediaKind = "sticker"
	Animation MediaKind = "animation"
	Document  MediaKind = "document"
)

// Media is a file that was uploaded for an import.
type Media struct {
	Name     string // as uploadImportedMedia said
	Kind     MediaKind
	Type     string // MIME type; of photos none
	FileName string // the attribute
	Size     int64
	SHA256   string
	Width    int
	Height   int
	Duration time.Duration
	Big      bool   // it came by saveBigFilePart
	Bytes    []byte // with KeepBytes
	Sent     int    // how often uploadImportedMedia came for this name

	id, access int64
	tgs        bool
	attributes []tg.DocumentAttributeClass
}

// ImportState is how far an import is.
type ImportState string

// The states.
const (
	Begun    ImportState = "begun"   // initHistoryImport
	Replaced ImportState = "invalid" // another one into the same chat was begun
	Started  ImportState = "started" // startHistoryImport, and not all of it is there
	Done     ImportState = "done"    // all of it appeared
)

// Import is an import.
type Import struct {
	ID         int64
	Peer       int64
	State      ImportState
	Text       []byte
	MediaCount int
	Media      []Media // in the order in which they came first
	Offset     int     // tz_offset of the connection that began it
	Begun      time.Time
	Started    time.Time
	Messages   []int // those that appeared

	today bool // the messages stand at the day of the import
	next  int  // entry of its transcript
}

// Call is a call that a client made.
type Call struct {
	Method string
	At     time.Time
	Peer   int64  // of those that name one
	Detail string // the file of uploadImportedMedia, the numbers of parts and the like
	Err    string // what was answered, if it was an error
	Done   bool   // it had its effect
	Lost   bool   // the connection was cut: nothing was answered
}
