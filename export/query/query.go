// Package query is the language in which people search their chats: words and
// conditions, read by [Parse] and compared with texts as people see them.
//
//	안녕 "see you" from:서연 in:"강릉 가자" has:photo after:2024-03 -ㅋㅋ
//
// Every word may stand anywhere, inside other words too. Letters are compared
// without their case and however they are spelled in Unicode; see [Normal].
package query

import "time"

// Query is what somebody looks for. All of it must hold; of several From, or
// several In, one.
type Query struct {
	Words    []string // in the text, as Normal gives them
	NotWords []string // not in the text
	From     []string // names of people
	NotFrom  []string
	In       []string // titles or numbers of chats
	NotIn    []string
	Has      []Has
	NotHas   []Has
	After    time.Time // from this moment on, as the clock of the message showed it, written in UTC; zero: no bound
	Before   time.Time // before this moment
}

// Has is something that a message can have.
type Has string

// What messages can have.
const (
	HasPhoto Has = "photo"
	HasVideo Has = "video"
	HasFile  Has = "file"
	HasVoice Has = "voice"
	HasLink  Has = "link"
)

// AllHas lists what messages can have.
func AllHas() []Has { return []Has{HasPhoto, HasVideo, HasFile, HasVoice, HasLink} }

// Error says what about a query was not understood.
type Error struct {
	Why   Why
	Name  string // the condition: "has"
	Value string // what was given to it
}

func (e *Error) Error() string { return "query: " + string(e.Why) }

// Why is a reason for which a query is refused.
type Why string

// The reasons.
const (
	NoTerms     Why = "it asks for nothing"
	OpenQuote   Why = "a quotation mark is not closed"
	NoValue     Why = "a condition has no value"
	EmptyTerm   Why = "a term is empty"
	UnknownHas  Why = "messages cannot have that"
	BadDate     Why = "that is no date"
	NotNegated  Why = "a date cannot be excluded"
	TwiceDated  Why = "a bound is given twice"
	EmptyPeriod Why = "the period ends before it begins"
	TooMuch     Why = "it is too long"
)
