//go:build cgo

package serve

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/formats"
)

// maxIntakes is how many exports may be open at a time that were neither kept nor thrown away.
const maxIntakes = 6

// intakes are the exports that were handed over and not yet kept.
type intakes struct {
	mu     sync.Mutex
	all    []*intake // the oldest first
	over   []*intake // that were kept
	coming int       // that are being sent
	closed bool
}

// intake is what was handed over at one time, read and not yet kept.
type intake struct {
	id  string
	ctx context.Context //nolint:containedctx // ends with the intake, and all that reads it
	end context.CancelFunc
	up  *upload

	// mu is held for reading by whoever reads what was handed over, and for writing by
	// whoever changes or closes it.
	mu      sync.RWMutex
	given   []*handed
	reading *convert.Reading // nil: nothing could be read, or it is over
	looked
	asks asked
	kept *keeping // what became of it; nil: nothing yet
	gone bool
}

// handed is one export of an intake, or what was taken for one.
type handed struct {
	files  []convert.GivenFile
	name   string
	input  *convert.Input
	report *convert.InReport // nil: it could not be read
	err    error             // why
}

// asked is how the person wants exports to be read.
type asked struct {
	from  map[string]string // format by the name of what was handed over
	zone  *time.Location    // nil: as the format usually is
	order string            // of day and month; "": as the dates show
	self  map[string]string // the names of "me", by app
}

var errNoIntake = troubled(http.StatusNotFound, "NoIntake", nil)

// full reports whether no more intakes may be open.
func (i *intakes) full() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return len(i.all)+i.coming >= maxIntakes
}

// reserve keeps a place for an intake that is being sent, until release: who sends gigabytes
// should not hear at their end that there is none. It reports whether there is one.
func (i *intakes) reserve() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.all)+i.coming >= maxIntakes {
		return false
	}
	i.coming++
	return true
}

// release gives a place up that was reserved.
func (i *intakes) release() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.coming--
}

// open makes an intake of an upload, in a place that was reserved.
func (i *intakes) open(s *Server, u *upload) (*intake, error) {
	in := &intake{id: secret(), up: u}
	in.ctx, in.end = context.WithCancel(context.Background())
	i.mu.Lock()
	defer i.mu.Unlock()
	switch {
	case i.closed:
		return nil, context.Canceled
	case s.archive.state() == lockedStore:
		return nil, errLocked
	}
	i.all = append(i.all, in)
	return in, nil
}

// find returns an intake that is open.
func (i *intakes) find(id string) (*intake, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, in := range slices.Concat(i.all, i.over) {
		if in.id == id {
			return in, nil
		}
	}
	return nil, errNoIntake
}

// list returns those that are open.
func (i *intakes) list() []*intake {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.Clone(i.all)
}

// drop throws an intake away.
func (i *intakes) drop(in *intake) error {
	i.mu.Lock()
	i.all = slices.DeleteFunc(i.all, func(other *intake) bool { return other == in })
	i.mu.Unlock()
	return in.close()
}

// dropAll throws all of them away.
func (i *intakes) dropAll() error {
	i.mu.Lock()
	all := i.all
	i.all, i.over = nil, nil
	i.mu.Unlock()
	var errs []error
	for _, in := range all {
		errs = append(errs, in.close())
	}
	return errors.Join(errs...)
}

func (i *intakes) close() error {
	i.mu.Lock()
	i.closed = true
	i.mu.Unlock()
	return i.dropAll()
}

// close ends what reads the intake and gives up what it holds.
func (in *intake) close() error {
	in.end()
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.release()
}

// release gives up what the intake holds. mu is held.
func (in *intake) release() error {
	if in.gone {
		return nil
	}
	in.gone = true
	var errs []error
	if in.reading != nil {
		errs = append(errs, in.reading.Close())
	}
	for _, g := range in.given {
		if g.input != nil {
			errs = append(errs, g.input.Close())
		}
		g.input = nil
	}
	in.reading = nil
	return errors.Join(append(errs, in.up.close())...)
}

// look runs f on what was read, while nobody changes it.
func (in *intake) look(f func() error) error {
	in.mu.RLock()
	defer in.mu.RUnlock()
	if in.gone {
		return errNoIntake
	}
	return f()
}

// asked returns how the person wants it to be read.
func (in *intake) asked() asked {
	in.mu.RLock()
	defer in.mu.RUnlock()
	return in.asks
}

// history is what was read; nil: nothing could be.
func (in *intake) history() formats.History {
	if in.reading == nil {
		return nil
	}
	return in.reading
}

// sealed returns where temporary bytes of the intake go.
func (in *intake) sealed() *crypto.Scratch { return in.up.scratch }

// intake returns the intake that an address names.
func (s *Server) intake(id string) (*intake, error) { return s.intakes.find(id) }

// intakeRoutes are the addresses of what is handed over.
func (s *Server) intakeRoutes() {
	s.onLock = append(s.onLock, func() {
		s.jobs.lock()           // what reads them
		_ = s.intakes.dropAll() // scratch: nothing can be lost
	})
	s.get("add", s.addPage)
	s.get("guide/{topic}", s.guidePage)
	s.post("upload/room", s.uploadRoom)
	s.postStream("upload/names", s.uploadNames)
	s.postStream("upload", s.upload)
	s.get("intake/{id}", s.intakePage)
	s.get("intake/{id}/kept", s.keptPage)
	s.getQuiet("intake/{id}/part", s.intakePart)
	s.getQuiet("intake/{id}/file/{message}/{n}", s.intakeFile)
	s.post("intake/{id}/reread", s.rereadIntake)
	s.post("intake/{id}/me", s.setMe)
	s.post("intake/{id}/keep", s.keepIntake)
	s.post("intake/{id}/make", s.makeOfIntake)
	s.post("intake/{id}/drop", s.dropIntake)
}

// dropIntake throws away what was handed over.
func (s *Server) dropIntake(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := s.intakes.drop(in); err != nil {
		return err
	}
	return r.goTo(w, "add")
}
