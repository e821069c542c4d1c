package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"sync"

	"exile/crypto"
)

// journalEnd is the ending of the names of journals.
const journalEnd = ".journal"

// JournalPath returns where the journal of a plan is kept in the courier's folder.
func JournalPath(dir, plan string) string { return filepath.Join(dir, plan+journalEnd) }

// Journal is the record of a plan's push: a file of JSON lines to which nothing but
// further lines is ever written. A line that announces a call is on the disk before
// the call is made. It holds no text of any message, and no name of anybody; that of
// a chat stands in it where the push made the chat.
//
// Its first line binds it to the account, the chats and the texts and files of the
// plan: by a keyed hash, so that it tells nothing to whoever has it alone.
type Journal struct {
	path  string
	file  crypto.DiskFile
	clock Clock

	mu      sync.Mutex
	state   *State
	written int64 // lines
	end     int64 // of the file, in bytes
	failed  error // the first failure to write or to sync: what the file holds is not known then

	syncing sync.Mutex
	synced  int64 // lines that are on the disk
}

// ReadJournal reads a journal without taking part in anything, for who wants to know
// how far a push is. It is not checked whose it is.
// Errors: *fs.PathError with ErrDamagedJournal, ErrJournalVersion, fs.ErrNotExist, or
// what the disk said.
func ReadJournal(path string) (*State, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s, _, err := readState(f)
	if s == nil && err == nil { // a run was cut off while it made the file
		err = fs.ErrNotExist
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, &fs.PathError{Op: "read", Path: path, Err: err}
	}
	return s, nil
}

// OpenJournal opens the journal of a plan, or begins it.
// Errors: *fs.PathError with ErrForeignJournal where it was begun for something else
// under that name, ErrDamagedJournal, ErrJournalVersion or what the disk said;
// ErrNotSignedIn where the folder is locked.
func OpenJournal(k *Keep, p *Plan, clock Clock) (*Journal, error) {
	bound, err := boundOf(k, p)
	if err != nil {
		return nil, err
	}
	j := &Journal{path: JournalPath(k.Dir(), p.ID), clock: clock}
	if j.file, err = openOrCreate(k.disk, j.path); err != nil {
		return nil, err
	}
	if err := j.open(k, p.ID, bound); err != nil {
		return nil, &fs.PathError{Op: "open", Path: j.path, Err: errors.Join(err, j.file.Close())}
	}
	return j, nil
}

// openOrCreate opens a file of a disk to be written on. A crypto.Disk opens none that
// is there; one that can (those of tests) is asked to.
func openOrCreate(d crypto.Disk, path string) (crypto.DiskFile, error) {
	f, err := d.Create(path)
	if !errors.Is(err, fs.ErrExist) {
		return f, err
	}
	if o, ok := d.(interface {
		Open(path string) (crypto.DiskFile, error)
	}); ok {
		return o.Open(path)
	}
	return os.OpenFile(path, os.O_RDWR, 0)
}

func (j *Journal) open(k *Keep, plan, bound string) error {
	s, whole, err := readState(io.NewSectionReader(j.file, 0, math.MaxInt64))
	if err != nil {
		return err
	}
	if s != nil && (s.Plan != plan || s.Bound != bound) {
		return ErrForeignJournal
	}
	if err := j.file.Truncate(whole); err != nil {
		return err
	}
	j.end = whole
	if j.state = s; s == nil {
		h := journalHead{journalVersion, plan, bound, j.clock.Now().UTC()}
		line, err := json.Marshal(h)
		if err != nil {
			return err
		}
		if err := j.write(seal(line)); err != nil {
			return err
		}
		j.state = newState(h)
	}
	// What stood there may have been written by a run that was cut off before it asked
	// the disk for it.
	return errors.Join(j.file.Sync(), k.disk.SyncDir(k.dir))
}

// write adds to the file.
func (j *Journal) write(line []byte) error {
	n, err := j.file.WriteAt(line, j.end)
	j.end += int64(n)
	return err
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
		return &fs.PathError{Op: "write", Path: j.path, Err: err}
	}
	if err := j.write(seal(line)); err != nil {
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
// the disk for all. After a failure no later call succeeds: a disk that has dropped
// what it could not write says of the next Sync that all is well.
func (j *Journal) sync() error {
	j.mu.Lock()
	mine := j.written
	j.mu.Unlock()
	j.syncing.Lock()
	defer j.syncing.Unlock()
	j.mu.Lock()
	now, failed := j.written, j.failed
	j.mu.Unlock()
	if failed != nil || j.synced >= mine {
		return failed
	}
	if err := j.file.Sync(); err != nil {
		err = fmt.Errorf("write %s: %w", j.path, err)
		j.mu.Lock()
		defer j.mu.Unlock()
		j.failed = err
		return err
	}
	j.synced = now
	return nil
}

// boundOf hashes what a plan delivers and where: all that is in it.
// Errors: those of genuine.
func boundOf(k *Keep, p *Plan) (string, error) {
	if err := p.genuine(k); err != nil {
		return "", err
	}
	return k.MAC("journal", p.ID, p.MAC), nil
}

// checkBound makes sure that a state is that of a plan.
// Errors: ErrForeignJournal, and those of genuine.
func (s *State) checkBound(k *Keep, p *Plan) error {
	bound, err := boundOf(k, p)
	if err == nil && (s.Plan != p.ID || s.Bound != bound) {
		err = ErrForeignJournal
	}
	return err
}
