package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// journalEnd is the ending of the names of journals.
const journalEnd = ".journal"

// JournalPath returns where the journal of a plan is kept in the courier's folder.
func JournalPath(dir, plan string) string { return filepath.Join(dir, plan+journalEnd) }

// Journal is the record of a plan's push: a file of JSON lines to which nothing but
// further lines is ever written. A line that announces a call is on the disk before
// the call is made. It holds no text of any message, and no name of anybody; that of
// a chat stands in it where the push made it.
//
// Its first line binds it to the account, the chats and the texts and files of the
// plan: by a keyed hash, so that it tells nothing to whoever has it alone.
type Journal struct {
	path  string
	file  *os.File
	clock Clock

	mu      sync.Mutex
	state   *State
	written int64 // lines
	failed  error // the first failure to write; the file may end within a line then

	syncing sync.Mutex
	synced  int64 // lines that are on the disk
}

// ReadJournal reads a journal without taking part in anything, for who wants to know
// how far a push is. It is not checked whose it is.
// Errors: ErrDamagedJournal, ErrJournalVersion, fs.ErrNotExist, or the disk's.
func ReadJournal(path string) (*State, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s, _, err := readState(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if s == nil { // a run was cut off while it made the file
		return nil, fmt.Errorf("read %s: %w", path, fs.ErrNotExist)
	}
	return s, nil
}

// OpenJournal opens the journal of a plan, or begins it.
// Errors: ErrForeignJournal where it was begun for something else under that name,
// ErrDamagedJournal, ErrJournalVersion, ErrNotSignedIn where the folder is locked, or
// the disk's.
func OpenJournal(k *Keep, p *Plan, clock Clock) (*Journal, error) {
	bound, err := boundOf(k, p)
	if err != nil {
		return nil, err
	}
	j := &Journal{path: JournalPath(k.Dir(), p.ID), clock: clock}
	if j.file, err = os.OpenFile(j.path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, err
	}
	if err := j.open(k, p.ID, bound); err != nil {
		return nil, fmt.Errorf("open %s: %w", j.path, errors.Join(err, j.file.Close()))
	}
	return j, nil
}

func (j *Journal) open(k *Keep, plan, bound string) error {
	s, whole, err := readState(j.file)
	if err != nil {
		return err
	}
	if s != nil && (s.Plan != plan || s.Bound != bound) {
		return ErrForeignJournal
	}
	if err := j.file.Truncate(whole); err != nil {
		return err
	}
	if _, err := j.file.Seek(whole, io.SeekStart); err != nil {
		return err
	}
	if j.state = s; s != nil {
		return nil
	}
	h := journalHead{journalVersion, plan, bound, j.clock.Now().UTC()}
	line, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if _, err := j.file.Write(seal(line)); err != nil {
		return err
	}
	j.state = newState(h)
	return errors.Join(j.file.Sync(), k.disk.SyncDir(k.dir))
}

// Close closes the file.
func (j *Journal) Close() error {
	return errors.Join(j.sync(), j.file.Close())
}

// State returns what the journal tells by now.
func (j *Journal) State() *State {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state.clone()
}

// part returns how far a part came. Its map of files goes on changing while files are
// sent.
func (j *Journal) part(id PartID) PartState {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state.Parts[id]
}

// has reports whether Telegram has a file of a part.
func (j *Journal) has(id PartID, file int) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, ok := j.state.Parts[id].Files[file]
	return ok
}

// chat returns what became of a delivery's target.
func (j *Journal) chat(d int) ChatState {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state.Chats[d]
}

// note writes a line, which is on the disk after the next call of announce.
func (j *Journal) note(l journalLine) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.failed != nil {
		return j.failed
	}
	l.At = j.clock.Now().UTC()
	line, err := json.Marshal(l)
	if err != nil {
		return err
	}
	if err := j.state.apply(&l); err != nil {
		return fmt.Errorf("write %s: %w", j.path, err)
	}
	if _, err := j.file.Write(seal(line)); err != nil {
		j.failed = err
		return err
	}
	j.written++
	return nil
}

// announce writes a line and waits until it and all before it are on the disk.
func (j *Journal) announce(l journalLine) error {
	if err := j.note(l); err != nil {
		return err
	}
	return j.sync()
}

// sync waits until all lines are on the disk. Of several that wait at once, one asks
// the disk for all.
func (j *Journal) sync() error {
	j.mu.Lock()
	mine := j.written
	j.mu.Unlock()
	j.syncing.Lock()
	defer j.syncing.Unlock()
	if j.synced >= mine {
		return nil
	}
	j.mu.Lock()
	now := j.written
	j.mu.Unlock()
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", j.path, err)
	}
	j.synced = now
	return nil
}

// boundOf hashes what a plan delivers and where.
func boundOf(k *Keep, p *Plan) (string, error) {
	q := *p
	q.Estimate = Estimate{}
	data, err := json.Marshal(q)
	if err != nil {
		return "", err
	}
	mac := k.MAC("journal", string(data))
	if mac == "" {
		return "", ErrNotSignedIn
	}
	return mac, nil
}

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

// readDelivered reads all journals of a folder but that of a plan. One that cannot be
// read is an error: nobody knows what it has seen.
func readDelivered(k *Keep, plan string) (deliveredBefore, error) {
	d := deliveredBefore{texts: map[string]string{}, to: map[string]string{}, chats: map[int64]bool{}}
	all, err := os.ReadDir(k.Dir())
	if err != nil {
		return d, err
	}
	for _, e := range all {
		id, ok := strings.CutSuffix(e.Name(), journalEnd)
		if !ok || id == plan || !isPlanID(id) {
			continue
		}
		s, err := ReadJournal(JournalPath(k.Dir(), id))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return d, err
		}
		d.add(s)
	}
	return d, nil
}

func (d *deliveredBefore) add(s *State) {
	for _, c := range s.Chats {
		d.chats[c.Peer.ID] = true
	}
	for _, p := range s.Parts {
		if p.Outcome.called() {
			d.texts[p.text], d.to[p.to] = s.Plan, s.Plan
		}
	}
}
