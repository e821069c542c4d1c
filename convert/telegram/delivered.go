package telegram

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// textHash is the keyed hash of a part's text, whatever chat it goes to.
func textHash(k *Keep, account int64, sha256 string) string {
	return k.MAC("text", strconv.FormatInt(account, 10), sha256)
}

// toHash is the keyed hash of a part's text and the chat it goes to.
func toHash(k *Keep, account int64, peer Peer, sha256 string) string {
	return k.MAC("to", strconv.FormatInt(account, 10), string(peer.Kind), strconv.FormatInt(peer.ID, 10), sha256)
}

// deliveredBefore is what all journals of a folder but one say was delivered, or may
// have been.
type deliveredBefore struct {
	texts, to map[string]string // keyed hash → plan
	chats     map[int64]bool    // that any push made or delivered into
}

// readDelivered reads all journals of a folder but that of a plan.
func readDelivered(k *Keep, plan string) (deliveredBefore, error) {
	d := deliveredBefore{texts: map[string]string{}, to: map[string]string{}, chats: map[int64]bool{}}
	err := eachOther(k, plan, func(id string, o *told) error {
		undone, err := undoneAt(k.Dir(), id)
		if err == nil && undone.IsZero() { // else nothing of it is there any more
			d.add(id, o)
		}
		return err
	})
	return d, err
}

// eachOther does something with what each journal of a folder but that of a plan tells.
// One that cannot be read is an error: nobody knows what it has seen.
func eachOther(k *Keep, plan string, do func(id string, o *told) error) error {
	all, err := os.ReadDir(k.Dir())
	if err != nil {
		return err
	}
	for _, e := range all {
		id, ok := strings.CutSuffix(e.Name(), journalEnd)
		if !ok || id == plan || !isPlanID(id) {
			continue
		}
		o, err := readTold(JournalPath(k.Dir(), id))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := do(id, o); err != nil {
			return err
		}
	}
	return nil
}

func (d *deliveredBefore) add(plan string, o *told) {
	for _, c := range o.Chats {
		d.chats[c.ID] = true
		for _, s := range c.Starts {
			d.texts[s.Text], d.to[s.To] = plan, plan
		}
	}
}

// told is what a journal tells the pushes of other plans. It stands once more in the
// last line of a journal that is over: those of many large deliveries need not be read
// whole each time.
type told struct {
	Chats []toldChat `json:"chats,omitempty"` // in the order of the plan
}

// toldChat is a chat that a push made or delivered into.
type toldChat struct {
	Kind   PeerKind    `json:"kind"`
	ID     int64       `json:"id"`
	Starts []toldStart `json:"starts,omitempty"`
}

// toldStart is an import that was started, or may have been.
type toldStart struct {
	Text string    `json:"text"` // keyed hash of the text
	To   string    `json:"to"`   // keyed hash of the text and the chat
	Mark Mark      `json:"mark"`
	At   time.Time `json:"at"`
}

// told gathers it.
func (s *State) told() *told {
	o := &told{}
	at := map[int]int{}
	for _, d := range slices.Sorted(maps.Keys(s.Chats)) {
		if p := s.Chats[d].Peer; p.ID != 0 {
			at[d] = len(o.Chats)
			o.Chats = append(o.Chats, toldChat{Kind: p.Kind, ID: p.ID})
		}
	}
	ids := slices.SortedFunc(maps.Keys(s.Parts), func(a, b PartID) int {
		return cmp.Or(cmp.Compare(a.Delivery, b.Delivery), cmp.Compare(a.Part, b.Part))
	})
	for _, id := range ids {
		p := s.Parts[id]
		if i, ok := at[id.Delivery]; ok && p.Outcome.called() {
			o.Chats[i].Starts = append(o.Chats[i].Starts, toldStart{p.text, p.to, p.Before, p.Called})
		}
	}
	return o
}

// into returns the imports into a chat whose start was called.
func (o *told) into(to Peer) []begun {
	var all []begun
	for _, c := range o.Chats {
		for _, s := range c.Starts {
			if c.Kind == to.Kind && c.ID == to.ID {
				all = append(all, begun{s.Mark, s.At})
			}
		}
	}
	return all
}

// maxTold is how many chats and starts a last line may tell of; it is shorter than
// maxLine then. Larger journals are read whole.
const maxTold = 150

// size is the number of chats and starts.
func (o *told) size() int {
	n := len(o.Chats)
	for _, c := range o.Chats {
		n += len(c.Starts)
	}
	return n
}

// over writes the last line of a journal all of whose parts were seen.
func (j *Journal) over() error {
	s := j.State()
	o := s.told()
	if s.over || o.size() > maxTold {
		return nil
	}
	return j.announce(journalLine{Is: lineOver, Over: o})
}

// readTold reads what a journal tells other plans: from its last line, if it is over.
func readTold(path string) (*told, error) {
	o, err := lastTold(path)
	if o != nil || err != nil {
		return o, err
	}
	s, err := ReadJournal(path)
	if err != nil {
		return nil, err
	}
	return s.told(), nil
}

// lastTold is nil where the last line is another.
func lastTold(path string) (_ *told, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	end := make([]byte, min(info.Size(), maxLine))
	if _, err := f.ReadAt(end, info.Size()-int64(len(end))); err != nil {
		return nil, err
	}
	line := end[bytes.LastIndexByte(bytes.TrimSuffix(end, []byte("\n")), '\n')+1:]
	if line, err = unseal(line); err != nil {
		return nil, nil //nolint:nilnil // a line that is torn: what stands before it is to be read
	}
	var l journalLine
	if err := strictLine(line, &l); err != nil || l.Is != lineOver || l.Over == nil {
		return nil, nil //nolint:nilnil // another line, or the first
	}
	return l.Over, nil
}
