//go:build cgo

package serve

import (
	"context"
	"errors"
	"sync"

	"exile/convert"
)

// job is one piece of long work.
type job struct {
	id     string
	what   string // its title, by the name of its words
	cancel context.CancelCauseFunc
	over   chan struct{} // closed when it has ended
	turn   chan struct{} // closed when it may work
	next   chan struct{} // closed when the next one may

	mu     sync.Mutex
	at     reached
	result done
	err    error
}

// done is what a job ends in.
type done struct {
	Go string // the page that shows it, relative to the window's address
}

// stage is a part of a job, by the name of its words.
type stage string

// The stages.
const (
	stageWaiting  stage = "JobWaiting"
	stageReading  stage = "JobReading"
	stageIndexing stage = "JobIndexing"
	stageWriting  stage = "JobWriting"
	stageSealing  stage = "JobSealing"
)

// reached is how far a job has come.
type reached struct {
	stage       stage
	done, total int64 // total 0: nobody knows
	bytes       bool  // they count bytes, not messages
	saving      bool  // what is to last is being written
}

// errCancelled says that the person stopped a job.
var errCancelled = errors.New("stopped")

// progress is what a job tells of how far it is. Its methods may be called from any goroutine.
type progress struct {
	j       *job
	formats convert.Engine
}

// at begins a stage.
func (p *progress) at(s stage) { p.j.reach(reached{stage: s}) }

// step tells how many bytes of the stage are done.
func (p *progress) step(done, total int64) {
	p.j.reach(reached{done: done, total: total, bytes: true})
}

// saving tells how many bytes are saved. From its first call on neither a lock nor the end of
// the window stops the job: a sealed archive that is being written is closed when that is done.
func (p *progress) saving(done, total int64) {
	p.j.reach(reached{stage: stageSealing, done: done, total: total, bytes: true, saving: true})
}

// engine returns an engine whose progress is the job's.
func (p *progress) engine() *convert.Engine {
	e := p.formats
	e.Progress = func(at convert.Progress) {
		r := reached{stage: stageWriting, done: at.Done, total: at.Total}
		switch at.Stage {
		case convert.StageRead:
			r.stage, r.bytes = stageReading, true
			if at.Total == 0 { // how much is left is not known
				r.done, r.bytes = at.Messages, false
			}
		case convert.StageIndex:
			r.stage = stageIndexing
		case convert.StageWrite:
		}
		p.j.reach(r)
	}
	return &e
}

// reach notes how far the job is. Without a stage it is the present one's; what is saving stays so.
func (j *job) reach(r reached) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if r.stage == "" {
		r.stage = j.at.stage
	}
	r.saving = r.saving || j.at.saving
	j.at = r
}

// state returns how far the job is.
func (j *job) state() reached {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.at
}

// ended reports whether the job is over, and with what.
func (j *job) ended() (done, bool, error) {
	select {
	case <-j.over:
		j.mu.Lock()
		defer j.mu.Unlock()
		return j.result, true, j.err
	default:
		return done{}, false, nil
	}
}

func (j *job) finish(result done, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.result, j.err = result, err
}

// forget forgets what the job came to: it was about an archive that is locked now, and an error
// may name somebody.
func (j *job) forget() { j.finish(done{}, errLocked) }

// stop ends the job for a reason, unless it is saving.
func (j *job) stop(why error) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.at.saving {
		return false
	}
	j.cancel(why)
	return true
}
