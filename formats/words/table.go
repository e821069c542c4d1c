package words

import (
	"strconv"
	"strings"

	"exile/export"
	"exile/formats"
)

// Heading names a column, a kind or what heads a line: what stands beside people's words
// rather than in place of them, and so without brackets.
type Heading int

// The headings.
const (
	HeadingTime     Heading = iota // columns, and what heads a line below a message
	HeadingSender                  //
	HeadingKind                    //
	HeadingText                    //
	HeadingFiles                   //
	HeadingReply                   //
	HeadingForward                 //
	HeadingReaction                //
	HeadingEarlier                 // what a message was before it was edited
	HeadingLinks                   //
	HeadingChat                    //
	HeadingID                      //
	HeadingReplyID                 //
	HeadingISOTime                 //
	HeadingSHA256                  //

	HeadingMessage   // kinds: a text
	HeadingMedia     // files of several kinds
	HeadingCall      //
	HeadingPoll      //
	HeadingPlace     //
	HeadingCard      //
	HeadingNotice    //
	HeadingDeleted   //
	HeadingUnknown   //
	HeadingContinued // a row that goes on with what the row above had no room for

	HeadingSaved  //
	HeadingOthers // %d, people beyond those named

	headingCount
)

// In returns the heading in a language; any but "ko" is English.
func (h Heading) In(lang string) string {
	if h < 0 || h >= headingCount {
		return ""
	}
	return headings[h].In(lang)
}

var headings = [headingCount]formats.Text{
	HeadingTime:     {EN: "Time", KO: "시각"},
	HeadingSender:   {EN: "Sender", KO: "보낸 사람"},
	HeadingKind:     {EN: "Kind", KO: "종류"},
	HeadingText:     {EN: "Text", KO: "내용"},
	HeadingFiles:    {EN: "Files", KO: "파일"},
	HeadingReply:    {EN: "Reply to", KO: "답장한 글"},
	HeadingForward:  {EN: "Forwarded from", KO: "전달 출처"},
	HeadingReaction: {EN: "Reactions", KO: "반응"},
	HeadingEarlier:  {EN: "Before editing", KO: "수정 전"},
	HeadingLinks:    {EN: "Links", KO: "링크"},
	HeadingChat:     {EN: "Chat", KO: "대화"},
	HeadingID:       {EN: "Number", KO: "번호"},
	HeadingReplyID:  {EN: "Reply to number", KO: "답장한 글 번호"},
	HeadingISOTime:  {EN: "ISO 8601", KO: "ISO 8601"},
	HeadingSHA256:   {EN: "SHA-256", KO: "SHA-256"},

	HeadingMessage:   {EN: "text", KO: "글"},
	HeadingMedia:     {EN: "media", KO: "미디어"},
	HeadingCall:      {EN: "call", KO: "통화"},
	HeadingPoll:      {EN: "poll", KO: "투표"},
	HeadingPlace:     {EN: "location", KO: "위치"},
	HeadingCard:      {EN: "card", KO: "카드"},
	HeadingNotice:    {EN: "notice", KO: "안내"},
	HeadingDeleted:   {EN: "deleted", KO: "삭제됨"},
	HeadingUnknown:   {EN: "unknown", KO: "알 수 없음"},
	HeadingContinued: {EN: "continued", KO: "이어짐"},

	HeadingSaved:  {EN: "Exported", KO: "내보낸 때"},
	HeadingOthers: {EN: "and %d more", KO: "외 %d명"},
}

// KindHeading says what a message is, as one word of a table. Of files of one kind it
// is that kind.
func KindHeading(lang string, c export.Content) string {
	l := HeadingUnknown
	switch c := c.(type) {
	case export.Text:
		l = HeadingMessage
	case export.Media:
		if kind := OneKind(c); kind != "" {
			return Kind(lang, kind)
		}
		l = HeadingMedia
	case export.Call:
		l = HeadingCall
	case export.Poll:
		l = HeadingPoll
	case export.Place:
		l = HeadingPlace
	case export.Card:
		l = HeadingCard
	case export.Notice:
		l = HeadingNotice
	case export.Deleted:
		l = HeadingDeleted
	case export.Unknown:
	}
	return l.In(lang)
}

// OneKind returns the kind that all files of c are of; "" where there are several, or
// no files.
func OneKind(c export.Media) export.FileKind {
	if len(c.Files) == 0 {
		return ""
	}
	kind := c.Files[0].Kind
	for i := range c.Files {
		if c.Files[i].Kind != kind {
			return ""
		}
	}
	return kind
}

// Whole is Of, and on further lines what is known of a poll, a place or a card beyond
// the words that the source showed.
func Whole(lang string, c export.Content) string {
	w := Of(lang, c)
	switch c := c.(type) {
	case export.Poll:
		if tells(c.Plain, pollParts(c)) {
			return w
		}
		c.Plain = ""
		return w + "\n" + Of(lang, c)
	case export.Place:
		parts := []string{c.Name, c.Address}
		if c.HasPoint {
			parts = append(parts, strconv.FormatFloat(c.Lat, 'f', -1, 64), strconv.FormatFloat(c.Lng, 'f', -1, 64))
		}
		if tells(c.Plain, parts) {
			return w
		}
		c.Plain = ""
		return w + "\n" + Of(lang, c)
	case export.Card:
		if tells(c.Plain, []string{c.Title, c.Text, c.URL}) {
			return w
		}
		c.Plain = ""
		return w + "\n" + Of(lang, c)
	case export.Text, export.Media, export.Call, export.Notice, export.Deleted, export.Unknown:
	}
	return w
}

func pollParts(c export.Poll) []string {
	parts := []string{c.Question}
	for i := range c.Options {
		parts = append(parts, c.Options[i].Text)
		if c.Options[i].Votes > 0 {
			parts = append(parts, strconv.Itoa(c.Options[i].Votes))
		}
	}
	return parts
}

// maxParts is how many parts are looked for in a text: each costs a look at all of it.
const maxParts = 50

// tells reports whether a text holds all parts. One that is blank does: what takes its
// place holds them.
func tells(plain string, parts []string) bool {
	if strings.TrimSpace(plain) == "" {
		return true
	}
	if len(parts) > maxParts {
		return false
	}
	for _, p := range parts {
		if !strings.Contains(plain, p) {
			return false
		}
	}
	return true
}
