// Package words holds the sentences that exile itself writes into people's
// outputs, in Korean and English: what stands in place of a photo that did not
// come along, the name of somebody who has none, the title of a chat without
// one. Sentences that the commands say on a terminal are not among them.
//
// What exile writes is put in square brackets where it stands among people's
// own words, so that nobody takes it for something that was said.
package words

import "strings"

// Key names a sentence. Some sentences have verbs of package fmt; the comment
// beside the key tells which.
type Key int

// The sentences.
const (
	NoName      Key = iota // of somebody whom the source does not name
	NoTitle                // of a chat without a title
	EmptyText              // in place of a message without a visible character
	NotExported            // why a file is absent: it was never in the export
	Expired                // why a file is absent: the app no longer had it
	TooLarge               // why a file is absent: the target takes none of that size
	EmptyFile              // why a file is absent: nothing is in it
	Absent                 // %[1]s what, %[2]s why

	Photo    // what one file is
	Video    //
	Voice    //
	Audio    //
	Sticker  //
	Contact  //
	Document //

	Photos    // %d, more than one
	Videos    // %d
	Voices    // %d
	Audios    // %d
	Stickers  // %d
	Contacts  // %d
	Documents // %d

	VoiceCall     // what kind of call
	VideoCall     //
	LiveTalk      //
	VoiceRoom     //
	CallStarted   // what became of it
	CallEnded     //
	CallMissed    //
	CallCancelled //
	CallDeclined  //

	Poll       // heads the question
	PollClosed // heads the question of a poll that is over
	PollVotes  // %d, after an answer
	Place      // heads the name of a place

	CardLink     // head the title of a card
	CardContact  //
	CardProfile  //
	CardSearch   //
	CardMoney    //
	CardGift     //
	CardPost     //
	CardSchedule //

	DeletedMessage // in place of a message that was taken back
	HiddenMessage  // in place of a message that an admin hid
	SomeNotice     // a notice without words
	SomeMessage    // a message of a kind that exile does not know
	SomeMessageOf  // %s, the source's name of that kind

	keyCount
)

// In returns the sentence in a language; any but "ko" is English.
func In(lang string, k Key) string {
	if k < 0 || k >= keyCount {
		return ""
	}
	return sentences[k].In(lang)
}

// clean makes a stranger's name fit to stand within a sentence: one line, no
// control characters, no marks that turn the direction of writing.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r >= 0x7f && r <= 0x9f, r == '\u2028', r == '\u2029':
			return ' '
		case r == '\u200e', r == '\u200f', r == '\u061c', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s))
}
