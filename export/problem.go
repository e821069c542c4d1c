package export

// Problem is something worth telling about an input or an output. It is a
// value, not an error: reading or writing went on.
type Problem struct {
	Code  Code
	Name  string // what it is about: a file name, a person, a zone; may be empty
	Count int    // how often, where one Problem speaks for many; 0 counts as 1
	Text  string // detail in plain English for people who debug; never message text
	From  Source
}

// Class returns what the problem means for the person.
func (p *Problem) Class() Class { return p.Code.Class() }

// Times returns Count, at least 1.
func (p *Problem) Times() int { return max(p.Count, 1) }

// Class says what a problem means for the person whose history it is.
type Class string

// The classes, gravest first.
const (
	ClassLost    Class = "lost"    // it was in the input and could not be carried
	ClassAbsent  Class = "absent"  // the export itself does not have it
	ClassAssumed Class = "assumed" // the source left it open and we chose
	ClassNote    Class = "note"    // worth knowing
)

// Code names a problem. Codes never change meaning.
type Code string

// The codes. Their sentences for people are in exile/cmd/internal/lang.
const (
	UnreadLine     Code = "unread-line"      // a line, element or row that no rule understood
	BadBytes       Code = "bad-bytes"        // bytes that the encoding does not allow, shown as U+FFFD
	Unbalanced     Code = "unbalanced"       // counts of input and output do not agree
	LossyReply     Code = "lossy-reply"      // which message was answered
	LossyForward   Code = "lossy-forward"    // that a message was forwarded, and from whom
	LossyReaction  Code = "lossy-reaction"   // signs under messages
	LossyEdit      Code = "lossy-edit"       // older states of edited messages
	LossyStyle     Code = "lossy-style"      // bold, italic and other styles
	LossyPoll      Code = "lossy-poll"       // the answers and votes of a poll
	LossyPlace     Code = "lossy-place"      // the point on the map
	DamagedFile    Code = "damaged-file"     // a file of the input that could not be read, or not to its end
	LossyFile      Code = "lossy-file"       // a file that the target does not take
	ClippedName    Code = "clipped-name"     // a name longer than the target allows
	MissingFile    Code = "missing-file"     // a file that the export names but does not hold
	MissingPart    Code = "missing-part"     // a part of a long chat that is not in the input
	NotExported    Code = "not-exported"     // the export says only that there was a photo, a video …
	Expired        Code = "expired"          // the app no longer had the file
	MaybeTruncated Code = "maybe-truncated"  // a text of exactly the length at which the app cuts
	AssumedZone    Code = "assumed-zone"     // the file states no time zone
	AssumedSeconds Code = "assumed-seconds"  // minutes written with :00 seconds
	AssumedOffset  Code = "assumed-offset"   // all times written in one offset from UTC
	AssumedSelf    Code = "assumed-self"     // who "me" is was inferred
	UnknownSelf    Code = "unknown-self"     // who "me" is could not be inferred
	TimeInferred   Code = "time-inferred"    // a line without a time took its neighbour's
	UnknownTime    Code = "unknown-time"     // no day stands before these messages
	MissingLog     Code = "missing-log"      // a database may have a log (-wal) that is not in the input
	OutOfOrder     Code = "out-of-order"     // messages earlier than the one before them: time decides their order
	TwinNames      Code = "twin-names"       // people of one name cannot be told apart
	DateOrder      Code = "date-order"       // no day above 12 shows whoever reads the output which number is the day
	GuessedDates   Code = "guessed-dates"    // nothing in the file shows which number of a date is the day
	LearntDates    Code = "learnt-dates"     // a date shape not seen before was learnt from the file
	GuessedLines   Code = "guessed-lines"    // the file's line endings do not tell messages from their lines
	GuessedName    Code = "guessed-name"     // a name could not be told from the text after it
	UnclosedQuote  Code = "unclosed-quote"   // a quoted text that never closes was ended where the next day begins
	GuessedNotice  Code = "guessed-notice"   // lines without a time that are notices, or text of the message before
	SwallowedLines Code = "swallowed-lines"  // lines that look like messages of another form were taken for text
	PairedByTime   Code = "paired-by-time"   // files that no text names were matched to messages by their times
	IgnoredOrder   Code = "ignored-order"    // the file itself shows which number of a date is the day: what was asked for was not followed
	OnlyInOriginal Code = "only-in-original" // fields of the source that the model has no place for: the original has them
	TypedMarker    Code = "typed-marker"     // someone who types "photo" looks like a photo
	UnknownMarker  Code = "unknown-marker"   // bodies that look like words of the app and that no rule knows: kept as text
	SeparateChat   Code = "separate-chat"    // another export of the same room is kept as a chat of its own
	ContestedFile  Code = "contested-file"   // a file that messages of several chats may stand for: given to none
	UnclaimedFile  Code = "unclaimed-file"   // a file of the input that no format knows, or nothing names
	GuardedLine    Code = "guarded-line"     // a line that looked like a new message got a guard
	ChangedName    Code = "changed-name"     // a name written differently so that the target takes it
	SentAsFile     Code = "sent-as-file"     // voice or video that the target shows as a plain file
	NamedOnly      Code = "named-only"       // files that the output names, with their hashes, without their bytes
	SeveralParts   Code = "several-parts"    // the output is split
	GuardedCell    Code = "guarded-cell"     // a cell that a spreadsheet would take for a formula got an apostrophe
	LongCell       Code = "long-cell"        // what a cell has no room for goes on in the next row
	LongTable      Code = "long-table"       // what a sheet has no room for goes on in the next file
	MovedTime      Code = "moved-time"       // a time moved so that the output stays in order
)

// Class returns the code's class; an unknown code is ClassLost, so that nothing
// passes for harmless by accident.
func (c Code) Class() Class {
	switch c {
	case MissingFile, MissingPart, NotExported, Expired, MaybeTruncated:
		return ClassAbsent
	case AssumedZone, AssumedSeconds, AssumedOffset, AssumedSelf, UnknownSelf, TimeInferred, UnknownTime, MissingLog,
		OutOfOrder, TwinNames, DateOrder, GuessedDates, LearntDates, GuessedLines, GuessedName, UnclosedQuote, GuessedNotice, SwallowedLines, PairedByTime:
		return ClassAssumed
	case IgnoredOrder, OnlyInOriginal, TypedMarker, UnknownMarker, SeparateChat, ContestedFile, UnclaimedFile, GuardedLine, ChangedName, SentAsFile, NamedOnly,
		SeveralParts, GuardedCell, LongCell, LongTable, MovedTime:
		return ClassNote
	case UnreadLine, BadBytes, Unbalanced, LossyReply, LossyForward, LossyReaction, LossyEdit, LossyStyle,
		LossyPoll, LossyPlace, DamagedFile, LossyFile, ClippedName:
	}
	return ClassLost
}

// Codes returns all codes, in the order in which they are declared.
func Codes() []Code {
	return []Code{
		UnreadLine, BadBytes, Unbalanced, LossyReply, LossyForward, LossyReaction, LossyEdit, LossyStyle,
		LossyPoll, LossyPlace, DamagedFile, LossyFile, ClippedName, MissingFile, MissingPart, NotExported, Expired, MaybeTruncated,
		AssumedZone, AssumedSeconds, AssumedOffset, AssumedSelf, UnknownSelf, TimeInferred, UnknownTime, MissingLog, OutOfOrder,
		TwinNames, DateOrder, GuessedDates, LearntDates, GuessedLines, GuessedName, UnclosedQuote, GuessedNotice, SwallowedLines, PairedByTime, IgnoredOrder, OnlyInOriginal, TypedMarker,
		UnknownMarker, SeparateChat, ContestedFile, UnclaimedFile,
		GuardedLine, ChangedName, SentAsFile, NamedOnly, SeveralParts, GuardedCell, LongCell, LongTable, MovedTime,
	}
}
