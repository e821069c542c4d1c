package telegram

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"time"
)

// journalVersion is the one of journals.
const journalVersion = 1

// journalHead is the first line of a journal.
type journalHead struct {
	Version int       `json:"version"`
	Plan    string    `json:"plan"`
	Bound   string    `json:"bound"`
	Made    time.Time `json:"made"`
}

// journalLine is any other.
type journalLine struct {
	At       time.Time `json:"at"`
	Is       lineKind  `json:"is"`
	Delivery int       `json:"d"`
	Part     int       `json:"p,omitempty"`
	File     int       `json:"file,omitempty"`
	Form     Form      `json:"form,omitempty"`
	Import   int64     `json:"import,omitempty"`
	Peer     *Peer     `json:"peer,omitempty"`
	Made     bool      `json:"made,omitempty"`
	Mark     *Mark     `json:"mark,omitempty"`
	Text     string    `json:"text,omitempty"` // keyed hash of the text
	To       string    `json:"to,omitempty"`   // keyed hash of the text and the chat
	Call     Call      `json:"call,omitempty"`
	Trouble  Trouble   `json:"trouble,omitempty"`
	Clock    time.Time `json:"clock,omitzero"` // Telegram's, where At is this computer's
	Over     *told     `json:"over,omitempty"`
}

// lineKind says what a line tells. Those that announce a call are on the disk before it.
type lineKind string

const (
	lineMaking    lineKind = "making"    // of a delivery: a group is about to be made
	linePeer      lineKind = "peer"      // of a delivery: this is the chat
	lineText      lineKind = "text"      // the import is about to be announced
	lineInit      lineKind = "init"      // it has a number
	lineSending   lineKind = "sending"   // a file is about to be handed over
	lineFile      lineKind = "file"      // it was
	lineStarting  lineKind = "starting"  // the start is about to be called
	lineUnstarted lineKind = "unstarted" // it was refused, or never sent
	lineStarted   lineKind = "started"
	lineSeen      lineKind = "seen"
	lineUnknown   lineKind = "unknown"
	lineLost      lineKind = "lost" // Telegram no longer knows the number
	lineFailed    lineKind = "failed"
	lineOver      lineKind = "over" // of the plan: all parts were seen; what other plans want to know
)

// maxLine is longer than any line of a journal, in bytes.
const maxLine = 64 << 10

// maxPlace is above the number of any delivery, part or file.
const maxPlace = 1 << 24

// readState reads a journal. The last line counts only if it is whole: its end may
// have been cut off with the run that wrote it, and what it announces was then not
// done. whole is the length up to there; 0 says that not even the first line is there.
func readState(r io.Reader) (s *State, whole int64, err error) {
	in := bufio.NewReaderSize(r, maxLine)
	for n := 1; ; n++ {
		line, err := in.ReadSlice('\n')
		if errors.Is(err, io.EOF) {
			return s, whole, nil
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			return nil, 0, fmt.Errorf("%w: line %d is too long", ErrDamagedJournal, n)
		}
		if err != nil {
			return nil, 0, err
		}
		length := int64(len(line))
		if line, err = unseal(line); err == nil {
			if s == nil {
				s, err = parseHead(line)
			} else {
				err = s.parse(line)
			}
		}
		if err != nil {
			return nil, 0, fmt.Errorf("line %d: %w", n, err)
		}
		whole += length
	}
}

// sumField is what a line ends with: the CRC-32 of the line without it, as eight
// hexadecimal digits. It finds damage, not malice.
const sumField = `,"sum":"00000000"}`

// seal ends a line: it puts in the sum, and the newline.
func seal(line []byte) []byte {
	sum := crc32.ChecksumIEEE(line)
	return fmt.Appendf(line[:len(line)-1], "%s%08x\"}\n", sumField[:len(sumField)-10], sum)
}

// unseal checks a line's sum and takes it out.
func unseal(line []byte) ([]byte, error) {
	end := len(line) - len(sumField) - 1
	if end < 1 {
		return nil, ErrDamagedJournal
	}
	whole := append(bytes.Clone(line[:end]), '}')
	if !bytes.Equal(seal(bytes.Clone(whole)), line) {
		return nil, ErrDamagedJournal
	}
	return whole, nil
}

func parseHead(line []byte) (*State, error) {
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(line, &v); err != nil {
		return nil, ErrDamagedJournal
	}
	if v.Version != journalVersion {
		return nil, fmt.Errorf("%w: %d", ErrJournalVersion, v.Version)
	}
	var h journalHead
	if err := strictLine(line, &h); err != nil || !isPlanID(h.Plan) || h.Bound == "" {
		return nil, ErrDamagedJournal
	}
	return newState(h), nil
}

func newState(h journalHead) *State {
	return &State{Plan: h.Plan, Bound: h.Bound, Made: h.Made, Chats: map[int]ChatState{}, Parts: map[PartID]PartState{}}
}

func (s *State) parse(line []byte) error {
	var l journalLine
	if err := strictLine(line, &l); err != nil {
		return ErrDamagedJournal // the decoder's error would quote it
	}
	return s.apply(&l)
}

// strictLine decodes a line that has no fields but those known, and nothing after it.
func strictLine(line []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return ErrDamagedJournal
	}
	return nil
}

// apply changes the state as a line tells. A line that cannot follow those before it
// is damage.
func (s *State) apply(l *journalLine) error {
	for _, n := range []int{l.Delivery, l.Part, l.File} {
		if n < 0 || n >= maxPlace {
			return ErrDamagedJournal
		}
	}
	switch l.Is {
	case lineMaking, linePeer:
		return s.applyChat(l)
	case lineOver:
		if l.Over == nil {
			return ErrDamagedJournal
		}
		s.over = true
		return nil
	case lineText, lineInit, lineSending, lineFile, lineStarting, lineUnstarted, lineStarted, lineSeen, lineUnknown, lineLost, lineFailed:
	default:
		return ErrDamagedJournal
	}
	id := PartID{l.Delivery, l.Part}
	p := s.Parts[id]
	if !p.apply(l) {
		return fmt.Errorf("%w: %q after %q", ErrDamagedJournal, l.Is, p.Outcome)
	}
	p.At = l.At
	if l.Is == lineStarting && l.Mark != nil {
		p.afterAll = s.seenBefore(id)
	}
	s.Parts[id] = p
	return nil
}

// seenBefore reports whether all parts before one were seen.
func (s *State) seenBefore(id PartID) bool {
	for i := range id.Part {
		if s.Parts[PartID{id.Delivery, i}].Outcome != OutcomeSeen {
			return false
		}
	}
	return true
}

func (s *State) applyChat(l *journalLine) error {
	c := s.Chats[l.Delivery]
	if c.Peer.ID != 0 {
		return fmt.Errorf("%w: a second chat", ErrDamagedJournal)
	}
	switch {
	case l.Is == linePeer:
		if l.Peer == nil || l.Peer.ID == 0 {
			return ErrDamagedJournal
		}
		c.Peer, c.Made = *l.Peer, l.Made
	case l.Clock.IsZero():
		return ErrDamagedJournal
	case c.Asked.IsZero(): // of several calls the first may be the one that was heard
		c.Asked = l.Clock
	}
	s.Chats[l.Delivery] = c
	return nil
}

// apply reports whether the line can follow.
func (p *PartState) apply(l *journalLine) bool {
	open := p.Import != 0 && !p.Outcome.called() // announced, and not started
	switch l.Is {
	case lineText:
		if p.Outcome.called() {
			return false
		}
		*p = PartState{Outcome: OutcomeText}
	case lineInit:
		if p.Outcome != OutcomeText || l.Import == 0 {
			return false
		}
		p.Outcome, p.Import = OutcomeInit, l.Import
	case lineSending:
		return open
	case lineFile:
		if !open || l.Form == "" {
			return false
		}
		if p.Files == nil {
			p.Files = map[int]Form{}
		}
		p.Outcome = OutcomeMedia
		p.Files[l.File] = l.Form
	case lineStarting:
		if !open && (p.Outcome != OutcomeUnknown && p.Outcome != OutcomeStarting) || l.Text == "" || l.To == "" {
			return false
		}
		if l.Mark != nil { // a second call has none: the first may have been heard
			p.Before = *l.Mark
			p.Called = l.At
		}
		p.Outcome, p.text, p.to = OutcomeStarting, l.Text, l.To
		p.calls++
	case lineMaking, linePeer, lineOver, lineUnstarted, lineStarted, lineSeen, lineUnknown, lineLost:
		if l.Is == lineSeen && l.Mark != nil {
			p.After = l.Mark.Top
		}
		return p.applyStart(l.Is)
	case lineFailed:
		if p.Outcome.called() || l.Trouble == "" {
			return false
		}
		p.Outcome, p.Trouble, p.Call = OutcomeFailed, l.Trouble, l.Call
	}
	return true
}

// applyStart is apply for what came of a start.
func (p *PartState) applyStart(is lineKind) bool {
	if is == lineLost {
		if p.Import == 0 || p.Outcome.called() {
			return false
		}
		*p = PartState{}
		return true
	}
	if !p.Outcome.called() {
		return false
	}
	switch is {
	case lineUnstarted:
		if p.Outcome != OutcomeStarting {
			return false
		}
		if p.calls--; p.calls > 0 { // of an earlier call nobody knows
			p.Outcome = OutcomeUnknown
			return true
		}
		p.Outcome, p.text, p.to, p.Before, p.Called = OutcomeMedia, "", "", Mark{}, time.Time{}
	case lineStarted:
		if p.Outcome != OutcomeSeen {
			p.Outcome = OutcomeStarted
		}
	case lineSeen:
		p.Outcome = OutcomeSeen
	case lineUnknown:
		if p.Outcome.Over() {
			return false
		}
		p.Outcome = OutcomeUnknown
	case lineMaking, linePeer, lineOver, lineText, lineInit, lineSending, lineFile, lineStarting, lineLost, lineFailed:
		return false
	}
	return true
}

// clone returns a copy that later lines do not change.
func (s *State) clone() *State {
	c := *s
	c.Chats, c.Parts = maps.Clone(s.Chats), maps.Clone(s.Parts)
	for id, p := range c.Parts {
		p.Files = maps.Clone(p.Files)
		c.Parts[id] = p
	}
	return &c
}
