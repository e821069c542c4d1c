package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"time"
)

// The pace that others reported to work (MessageOverImport's, found by trial).
// Telegram documents none.
const (
	betweenImports = 70 * time.Minute // of one account
	betweenInChat  = 24 * time.Hour   // into one chat
	afterFailed    = 10 * time.Minute // a start that was refused
	importsInChat  = 4                // at most
)

// paceFile is the name of the record of past imports in the courier's folder.
const paceFile = "pace.json"

// paceVersion is the one of that record.
const paceVersion = 1

// maxPaced is how many starts are remembered; older ones than a day count for nothing.
const maxPaced = 10_000

// pace is the times of past imports, of all plans. Of whom and into which chat is
// kept as keyed hashes.
type pace struct {
	Version int     `json:"version"`
	Starts  []paced `json:"starts"`
}

// paced is the start of an import.
type paced struct {
	Account string    `json:"account"`
	Chat    string    `json:"chat"`
	At      time.Time `json:"at"`
	Failed  bool      `json:"failed,omitempty"`
}

// readPace reads the record. There is none before the first import.
// Errors: *fs.PathError with ErrDamagedPace, or what the disk said.
func readPace(k *Keep) (*pace, error) {
	path := k.path(paceFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &pace{Version: paceVersion}, nil
	}
	if err != nil {
		return nil, err
	}
	var p pace
	if err := strictLine(data, &p); err != nil || p.Version != paceVersion {
		return nil, &fs.PathError{Op: "read", Path: path, Err: ErrDamagedPace}
	}
	return &p, nil
}

// add remembers a start and saves the record.
func (p *pace) add(k *Keep, s paced) error {
	p.Starts = append(p.Starts, s)
	p.Starts = p.Starts[max(0, len(p.Starts)-maxPaced):]
	return p.save(k)
}

func (p *pace) save(k *Keep) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return k.save(paceFile, append(data, '\n'))
}

// settle makes starts in the future ones of now, and reports whether there were any: a
// clock that went wrong noted them. Left there, each look would begin the wait anew.
func (p *pace) settle(now time.Time) bool {
	changed := false
	for i := range p.Starts {
		if p.Starts[i].At.After(now) {
			p.Starts[i].At, changed = now.UTC(), true
		}
	}
	return changed
}

// next returns when the next import of an account into a chat should begin, and why
// not before. A start that lies in the future was noted by a clock that went wrong: it
// counts as now.
func (p *pace) next(account, chat string, now time.Time) (time.Time, WaitReason) {
	until, why := now, WaitPace
	later := func(at time.Time, gap time.Duration, reason WaitReason) {
		if at.After(now) {
			at = now
		}
		if t := at.Add(gap); t.After(until) {
			until, why = t, reason
		}
	}
	for _, s := range p.Starts {
		switch {
		case s.Account != account:
		case s.Failed:
			later(s.At, afterFailed, WaitAfterError)
		default:
			later(s.At, betweenImports, WaitPace)
			if s.Chat == chat {
				later(s.At, betweenInChat, WaitPeerPace)
			}
		}
	}
	return until, why
}

// into counts the imports into a chat.
func (p *pace) into(account, chat string) int {
	n := 0
	for _, s := range p.Starts {
		if s.Account == account && s.Chat == chat && !s.Failed {
			n++
		}
	}
	return n
}

// forget drops the starts that count for nothing any more.
func (p *pace) forget(now time.Time) {
	p.Starts = slices.DeleteFunc(p.Starts, func(s paced) bool { return now.Sub(s.At) > betweenInChat })
}

func (p *pace) clone() *pace { return &pace{p.Version, slices.Clone(p.Starts)} }

// paceOf returns the keyed hashes by which the record knows an account and a chat.
func paceOf(k *Keep, account int64, peer Peer) (of, chat string) {
	return k.MAC("pace account", strconv.FormatInt(account, 10)),
		k.MAC("pace chat", strconv.FormatInt(account, 10), string(peer.Kind), strconv.FormatInt(peer.ID, 10))
}

// keepPace waits until the next import into a chat should begin.
func (c *Client) keepPace(ctx context.Context, peer Peer, account int64) error {
	p, err := readPace(c.keep)
	if err != nil {
		return err
	}
	of, chat := paceOf(c.keep, account, peer)
	now := c.clock.Now()
	if p.settle(now) {
		if err := p.save(c.keep); err != nil {
			return err
		}
	}
	until, why := p.next(of, chat, now)
	if !until.After(now) {
		return nil
	}
	return c.pause(ctx, why, until.Sub(now))
}

// notePace remembers a start.
func (c *Client) notePace(peer Peer, account int64, at time.Time, failed bool) error {
	p, err := readPace(c.keep)
	if err != nil {
		return err
	}
	of, chat := paceOf(c.keep, account, peer)
	return p.add(c.keep, paced{of, chat, at.UTC(), failed})
}
