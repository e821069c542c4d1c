package telegram

import (
	"time"

	"exile/convert/handover"
	"exile/export"
)

// PlanVersion is the one of plans.
const PlanVersion = handover.PlanVersion

// Plan is what is to be delivered where, as it was confirmed. It is kept as a JSON
// file, 0600. It holds names and counts and no text of any message.
type Plan struct {
	Version    int              `json:"version"`
	ID         string           `json:"id"` // 16 random bytes, hexadecimal
	Made       time.Time        `json:"made"`
	Account    Account          `json:"account"`
	Request    handover.Request `json:"request"` // how exile makes the bundle again
	Deliveries []Delivery       `json:"deliveries"`
	Estimate   Estimate         `json:"estimate"`
	Again      bool             `json:"again,omitempty"` // the person wants it although it was delivered before
	MAC        string           `json:"mac"`             // keyed hash of all the rest: what was confirmed is what is done
}

// Delivery is one chat and where it goes.
type Delivery struct {
	Chat     handover.Chat `json:"chat"` // without heads
	Target   Peer          `json:"target"`
	NewGroup bool          `json:"new_group,omitempty"` // Target has only a Title: the group is made by the push
	Parsed   Parsed        `json:"parsed"`              // what Telegram made of the head
	Confirm  string        `json:"confirm,omitempty"`   // Telegram's own words, where the chat exists already
	Names    []Match       `json:"names"`
	Seen     int           `json:"seen"` // members who will see all of it, oneself among them
	Sent     []Sent        `json:"sent"` // how the files go
	Told     []Remark      `json:"told,omitempty"`
}

// Parsed is what Telegram made of a head.
type Parsed struct {
	Private bool   `json:"private,omitempty"`
	Group   bool   `json:"group,omitempty"`
	Title   string `json:"title,omitempty"`
}

// Sent is how many files go in which form.
type Sent struct {
	As    Form  `json:"as"`
	Files int64 `json:"files"`
	Bytes int64 `json:"bytes"`
}

// Form is the form in which a file goes.
type Form string

// The forms.
const (
	AsPhoto    Form = "photo"
	AsVideo    Form = "video"
	AsVoice    Form = "voice"
	AsAudio    Form = "audio"
	AsSticker  Form = "sticker"
	AsDocument Form = "document"
)

// Remark is something a plan tells: a code, with its count.
type Remark struct {
	Code  RemarkCode  `json:"code"`
	Count int64       `json:"count,omitempty"`
	Name  string      `json:"name,omitempty"` // a file, a person, a part
	Loss  export.Code `json:"loss,omitempty"` // with RemarkLoss: what cannot be carried
}

// RemarkCode says what a remark is about.
type RemarkCode string

// The remarks.
const (
	RemarkLoss       RemarkCode = "loss"           // replies, reactions, edits … that Telegram's import has no form for
	RemarkAsFile     RemarkCode = "as-file"        // photos, videos or voice messages that go as plain files
	RemarkVoiceAudio RemarkCode = "voice-as-audio" // voice messages that are not ogg/opus (KakaoTalk's m4a)
	RemarkAnimated   RemarkCode = "animated"       // .tgs stickers: messages were reported to arrive empty
	RemarkLong       RemarkCode = "long"           // texts longer than a message of Telegram's
	RemarkDates      RemarkCode = "date-order"     // no day above 12 in a head: day and month may be taken for each other
	RemarkParts      RemarkCode = "parts"          // several imports into one chat
	RemarkBusyChat   RemarkCode = "busy-chat"      // the chat has about 100 messages or more: these were reported to stand at today's date
	RemarkOthers     RemarkCode = "others"         // others are in the chat and will see all of it
	RemarkBefore     RemarkCode = "before"         // a part of this very text was delivered into another chat before
	RemarkAgain      RemarkCode = "again"          // a part of this very text was delivered into this chat before: it will be there twice
	RemarkUpgrade    RemarkCode = "upgrade"        // the basic group becomes a supergroup
	RemarkUnchecked  RemarkCode = "unchecked"      // a group that is yet to be made cannot be asked about
	RemarkLarge      RemarkCode = "large"          // a text longer than any that was reported to be taken
	RemarkMany       RemarkCode = "many-imports"   // more imports into one chat than were reported to be taken
)

// Estimate is how long a push will take, by what others reported.
type Estimate struct {
	Imports int           `json:"imports"`
	Files   int64         `json:"files"`
	Bytes   int64         `json:"bytes"`
	Upload  time.Duration `json:"upload"`
	Waits   time.Duration `json:"waits"` // the pace between imports
}
