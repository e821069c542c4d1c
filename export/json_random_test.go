package export

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// randomEvents makes events with every field set or empty, for properties.
type randomEvents struct{ *rand.Rand }

func (r randomEvents) event() Event {
	switch r.IntN(14) {
	case 0:
		return &Mark{Kind: MarkDay, Text: r.text(), From: r.source()}
	case 1:
		return &Unread{Text: r.text(), From: r.source()}
	case 2:
		return &Chat{
			Ref: ChatRef(r.number()), SourceKey: r.text(), App: r.text(), Kind: ChatGroup, Title: r.text(),
			Members: r.refs(), Saved: r.time().T, From: r.source(),
		}
	case 3:
		return &Person{Ref: PersonRef(r.number()), SourceKey: r.text(), Names: r.texts(), Handles: r.texts(), Self: r.flip(), KnownBy: ByKey}
	case 4:
		return &Problem{Code: BadBytes, Name: r.text(), Count: r.IntN(3), Text: r.text(), From: r.source()}
	case 5:
		return &Profile{
			Variant: r.text(), Locale: r.text(), Clock: "12h", Zone: r.text(), Encoding: r.text(),
			Newlines: Newlines(r.text()), Dates: r.text(), Unknown: r.texts(), From: r.source(),
		}
	}
	return r.message()
}

func (r randomEvents) message() *Message {
	m := &Message{
		ID: MessageID(r.number()), SourceKey: r.text(), Chat: ChatRef(r.number()), Sender: PersonRef(r.number()),
		Time: r.time(), Seq: r.number(), Content: r.content(), From: r.source(),
	}
	if r.IntN(4) == 0 {
		m.ReplyTo = &Reply{Key: r.text(), ID: MessageID(r.number()), Quote: r.text()}
	}
	if r.IntN(4) == 0 {
		m.Forward = &Forward{Name: r.text(), Time: r.time()}
	}
	for range r.IntN(8) / 5 {
		m.Reactions = append(m.Reactions, Reaction{Sign: r.text(), By: PersonRef(r.number()), Count: r.IntN(3)})
	}
	for range r.IntN(8) / 5 {
		m.Edits = append(m.Edits, Edit{Time: r.time(), Content: r.content()}, Edit{Time: r.time()})
	}
	return m
}

func (r randomEvents) content() Content {
	switch r.IntN(9) {
	case 0:
		return Media{Files: r.files(), Caption: r.text(), Spans: r.spans(), Plain: r.text()}
	case 1:
		return Call{Kind: CallVideo, Outcome: CallMissed, Duration: time.Duration(r.number()), Plain: r.text()}
	case 2:
		p := Poll{Question: r.text(), Closed: r.flip(), Plain: r.text()}
		for range r.IntN(3) {
			p.Options = append(p.Options, PollOption{Text: r.text(), Votes: r.IntN(3)})
		}
		return p
	case 3:
		p := Place{Name: r.text(), Address: r.text(), Plain: r.text()}
		if r.flip() {
			p.Lat, p.Lng, p.HasPoint = math.Float64frombits(r.Uint64()>>2), r.Float64()*360-180, true
		}
		return p
	case 4:
		return Card{Kind: CardGift, Title: r.text(), Text: r.text(), URL: r.text(), Plain: r.text()}
	case 5:
		return Notice{Kind: NoticeInvite, Actor: PersonRef(r.number()), People: r.refs(), Plain: r.text()}
	case 6:
		return Deleted{By: DeletedByAdmin, Plain: r.text()}
	case 7:
		return Unknown{Kind: r.text(), Plain: r.text()}
	}
	return Text{Body: r.text(), Spans: r.spans()}
}

func (r randomEvents) flip() bool { return r.IntN(2) == 0 }

func (r randomEvents) number() int64 {
	switch r.IntN(4) {
	case 0:
		return 0
	case 1:
		return int64(r.Uint64())
	}
	return r.Int64N(1000)
}

var pieces = []string{"가나다", "a", "\n", "\r\n", "\t", "\x00", "\x1f", "\x7f", `"`, `\`, "/", "<&>", "\u2028", "\u0085", "👨‍👩‍👧", "\u1112\u1161\u11ab", "\ufeff", "\ufffd", `\u0041`, " "}

func (r randomEvents) text() string {
	var s strings.Builder
	for range r.IntN(5) {
		s.WriteString(pieces[r.IntN(len(pieces))])
	}
	return s.String()
}

func (r randomEvents) texts() []string {
	var list []string
	for range r.IntN(3) {
		list = append(list, r.text())
	}
	return list
}

func (r randomEvents) refs() []PersonRef {
	var list []PersonRef
	for range r.IntN(3) {
		list = append(list, PersonRef(r.number()))
	}
	return list
}

func (r randomEvents) time() Time {
	if r.IntN(4) == 0 {
		return Time{}
	}
	zone := time.UTC
	if minutes := r.IntN(28*60) - 14*60; minutes != 0 {
		zone = time.FixedZone("", 60*minutes)
	}
	units := []time.Duration{time.Nanosecond, time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour, 5 * time.Minute}
	unit := units[r.IntN(len(units))]
	t := time.Date(r.IntN(9999)+1, 1, 1+r.IntN(366), 0, 0, 0, 0, zone).Add(time.Duration(r.Int64N(int64(time.Hour))).Truncate(unit))
	return Time{T: t, Precision: unit, Zone: ZoneStated, Inferred: r.flip()}
}

func (r randomEvents) files() []File {
	var list []File
	for range r.IntN(3) {
		list = append(list, File{
			SourceKey: r.text(), Kind: FilePhoto, Name: r.text(), Type: r.text(), Size: r.number(),
			SHA256: r.text(), State: FilePresent, ByTime: r.flip(), Root: r.IntN(2), Path: r.text(),
			Width: r.IntN(3), Height: r.IntN(3), Duration: time.Duration(r.IntN(3)) * time.Millisecond,
		})
	}
	return list
}

func (r randomEvents) spans() []Span {
	var list []Span
	for range r.IntN(3) {
		list = append(list, Span{Kind: SpanBold, Start: r.IntN(9), End: r.IntN(9), Arg: r.text()})
	}
	return list
}

func (r randomEvents) source() Source {
	if r.flip() {
		return Source{}
	}
	return Source{Input: r.text(), File: r.text(), Record: r.number(), Line: r.IntN(9), Lines: r.IntN(3), Offset: r.number(), Length: r.number()}
}
