package convert

import "exile/export"

// Joined is a chat of an input that was found to be one that was there. Its JSON
// form is stable.
type Joined struct {
	Title string         `json:"title"`          // as the input has it
	Chat  export.ChatRef `json:"chat,omitempty"` // the store's number; 0: there is no store
	Into  string         `json:"into"`           // the title of what was there
	Why   Why            `json:"why"`
	Equal int64          `json:"equal"` // messages by which it was known

	// Chats that turned out to be this one too, now that there is an export which
	// reaches from one to the other. They are gone.
	Bridged []export.ChatRef `json:"bridged,omitempty"`

	Same       int64 `json:"same"`        // messages that were there as the input has them
	Refined    int64 `json:"refined"`     // of which more is known now
	New        int64 `json:"new"`         // that were not there
	OnlyHere   int64 `json:"only_here"`   // of those, in the time that was there already
	OnlyBefore int64 `json:"only_before"` // that were there and are not in the input, in the time that it covers
}

// Apart is a chat of an input that may be one that was there, and was kept as a chat
// of its own because that was not certain. Its JSON form is stable.
type Apart struct {
	Title   string         `json:"title"`
	Chat    export.ChatRef `json:"chat,omitempty"`  // the store's number; 0: there is no store
	Other   export.ChatRef `json:"other,omitempty"` // of the one that it may be
	Of      string         `json:"of"`              // the title of that
	Why     Why            `json:"why"`
	Overlap int64          `json:"overlap"`                 // messages in the time that both cover
	Equal   int64          `json:"equal"`                   // of those, messages that are in both
	Shift   int64          `json:"shift_minutes,omitempty"` // by how much its times must be moved so that they are equal

	in, with *incoming // the chat, and the other where that is of the same input
}

// Why says why a chat was joined to another, or kept apart. Codes never change
// meaning; their sentences for people are in exile/cmd/internal/lang.
type Why string

// Why a chat was joined.
const (
	WhySaid     Why = "said"     // InOptions.Into says so
	WhyKey      Why = "key"      // the app itself calls both the same
	WhyTitle    Why = "title"    // title, people and messages are the same
	WhyMessages Why = "messages" // another title; people and messages are the same
)

// Why a chat was kept apart.
const (
	WhyNoOverlap     Why = "no-overlap"     // no time that both cover
	WhyOtherMessages Why = "other-messages" // too little is equal in the time that both cover
	WhyOtherPeople   Why = "other-people"   // nobody is in both
	WhyOneSender     Why = "one-sender"     // all that is equal is one person's, who may have sent it to two rooms
	WhyOwnMessages   Why = "own-messages"   // much is equal, but between that each has messages that the other has not
	WhyFewMessages   Why = "few-messages"   // what is equal is too little for chats of different titles
	WhyShifted       Why = "shifted"        // all is equal if the times are moved
	WhySwapped       Why = "swapped-dates"  // all is equal if day and month change places
	WhyTwoChats      Why = "two-chats"      // it fits two chats that are not one
)

// detail is the reason for people who debug.
func (w Why) detail() string {
	switch w {
	case WhyNoOverlap:
		return "no time is in both"
	case WhyOtherMessages:
		return "too few messages are equal in the time that both cover"
	case WhyOtherPeople:
		return "nobody is in both"
	case WhyOneSender:
		return "all equal messages are of one person"
	case WhyOwnMessages:
		return "each has messages of its own between equal ones"
	case WhyFewMessages:
		return "too few messages are equal for chats of different titles"
	case WhyShifted:
		return "equal only if all times are moved"
	case WhySwapped:
		return "equal only if day and month change places"
	case WhyTwoChats:
		return "it fits two chats equally"
	case WhySaid, WhyKey, WhyTitle, WhyMessages:
	}
	return ""
}

// forgetNumbers takes out the numbers of a store that is temporary.
func (r *InReport) forgetNumbers() {
	r.Source = 0
	for i := range r.Joined {
		r.Joined[i].Chat, r.Joined[i].Bridged = 0, nil
	}
	for i := range r.Apart {
		r.Apart[i].Chat, r.Apart[i].Other = 0, 0
	}
}
