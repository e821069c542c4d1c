package export

// MessageID is a store's number for a message; 0 where there is no store.
type MessageID int64

// Message is one thing said, or one notice of what happened in a chat.
// It is emitted as a pointer and owned by whoever receives it.
type Message struct {
	ID        MessageID // given by a store
	SourceKey string
	Chat      ChatRef
	Sender    PersonRef // 0: nobody, as for most notices
	Time      Time
	Seq       int64 // ascending within the chat: orders what times cannot
	Content   Content
	ReplyTo   *Reply
	Forward   *Forward
	Reactions []Reaction
	Edits     []Edit // older states, oldest first
	From      Source
}

// Reply says which message this one answers.
type Reply struct {
	Key   string    // SourceKey of the message answered, where the source has keys
	ID    MessageID // in a store, where it is known there
	Quote string    // what the source showed of it
}

// Forward says where a forwarded message comes from.
type Forward struct {
	Name string
	Time Time
}

// Reaction is one sign under a message.
type Reaction struct {
	Sign  string // an emoji, or the app's word for it
	By    PersonRef
	Count int // 1 where By is set
}

// Edit is an older state of a message.
type Edit struct {
	Time    Time    // when it was replaced; zero: the source does not say
	Content Content // nil: the source does not say what it was
}
