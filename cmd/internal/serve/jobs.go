//go:build cgo

package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"exile/cmd/internal/lang"
	"exile/convert"
)

const (
	quick   = 300 * time.Millisecond // a job that takes no longer needs no page
	maxJobs = 64                     // that are over and still known
)

// jobs is the work that goes on, and what it made.
type jobs struct {
	mu      sync.Mutex
	last    chan struct{} // closed when the job that began last lets another work: one at a time, in order
	all     []*job        // the oldest first
	made    []*made       // the oldest first
	closed  bool
	pending sync.WaitGroup
}

// start begins a job. What is the name of the words that say what it does.
func (s *Server) start(what string, run func(ctx context.Context, p *progress) (done, error)) *job {
	ctx, cancel := context.WithCancelCause(context.Background())
	j := &job{
		id: secret(), what: what,
		cancel: cancel, over: make(chan struct{}), at: reached{stage: stageWaiting},
	}
	if !s.jobs.add(j) {
		j.finish(done{}, context.Canceled)
		close(j.over)
		cancel(nil)
		return j
	}
	p := &progress{j: j, formats: convert.Engine{Formats: s.opt.Formats}}
	rested := s.archive.busy()
	go func() {
		defer s.jobs.pending.Done()
		defer close(j.next)
		defer func() { <-j.turn }() // one that was stopped before its turn lets nobody pass
		defer cancel(nil)
		defer close(j.over)
		defer rested()
		select {
		case <-j.turn:
		case <-ctx.Done():
		}
		j.carryOut(ctx, run, p)
	}()
	return j
}

// carryOut runs a job to its end, unless it was stopped before its turn came.
func (j *job) carryOut(ctx context.Context, run func(context.Context, *progress) (done, error), p *progress) {
	if why := context.Cause(ctx); why != nil {
		j.finish(done{}, why)
		return
	}
	result, err := safely(ctx, run, p)
	if why := context.Cause(ctx); err != nil && why != nil {
		err = why // whatever else it says, that is why
	}
	j.finish(result, err)
}

// safely runs what a job does. A mistake of exile's own ends the job: the window goes on.
func safely(ctx context.Context, run func(context.Context, *progress) (done, error), p *progress) (result done, err error) {
	defer func() {
		if recover() != nil {
			result, err = done{}, errBroken
		}
	}()
	return run(ctx, p)
}

// add notes a job, and forgets the oldest of those that are over. It reports whether the job may
// begin: the window has not ended.
func (k *jobs) add(j *job) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return false
	}
	if k.last == nil {
		k.last = make(chan struct{})
		close(k.last)
	}
	j.turn, j.next = k.last, make(chan struct{})
	k.last = j.next
	k.pending.Add(1)
	over := 0
	for i := range slices.Backward(k.all) {
		if _, ended, _ := k.all[i].ended(); ended {
			if over++; over >= maxJobs {
				k.all = slices.Delete(k.all, i, i+1)
			}
		}
	}
	k.all = append(k.all, j)
	return true
}

// find returns the job of a request.
func (k *jobs) find(r *request) (*job, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, j := range k.all {
		if j.id == r.PathValue("id") {
			return j, nil
		}
	}
	return nil, troubled(http.StatusNotFound, "NoJob", nil)
}

// running returns the work that goes on; nil: none does.
func (k *jobs) running() *job {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, j := range k.all {
		if _, over, _ := j.ended(); !over {
			return j
		}
	}
	return nil
}

// lock ends all work that is not saving, waits for what it ended, forgets what the rest came to,
// and throws away what was made. What was begun or made before there was a sealed archive is
// no less of what that holds.
func (k *jobs) lock() {
	k.mu.Lock()
	var stopped []*job
	for _, j := range k.all {
		switch _, over, _ := j.ended(); {
		case over:
			j.forget()
		case j.stop(errLocked):
			stopped = append(stopped, j)
		}
	}
	k.mu.Unlock()
	everything := func(*made) bool { return true }
	k.dropMade(everything)
	for _, j := range stopped {
		<-j.over
		j.forget()
	}
	k.dropMade(everything)
}

// close ends all work. What is saving is waited for.
func (k *jobs) close() {
	k.mu.Lock()
	k.closed = true
	for _, j := range k.all {
		j.stop(context.Canceled)
	}
	k.mu.Unlock()
	k.pending.Wait()
	k.dropMade(func(*made) bool { return true })
}

// jobRoutes are the addresses of the work that goes on, and of what it makes.
func (s *Server) jobRoutes() {
	s.get("jobs/{id}", s.jobPage)
	s.getQuiet("jobs/{id}/state", s.jobState)
	s.post("jobs/{id}/cancel", s.cancelJob)
	s.get("make", s.makePage)
	s.post("make", s.make)
	s.get("made/{id}", s.madeFile)
	s.getQuiet("download/{id}/{name}", s.download) // browsers go on with it by themselves
	s.post("made/{id}/drop", s.throwAway)
	s.mu.Lock()
	s.onLock = append(s.onLock, s.jobs.lock)
	s.mu.Unlock()
}

// follow answers who began a job: with where it leads if it is over at once, else with its page.
func (r *request) follow(w http.ResponseWriter, j *job) error {
	timer := time.NewTimer(quick)
	defer timer.Stop()
	select {
	case <-j.over:
		result, _, err := j.ended()
		if err != nil {
			return stopped(err)
		}
		return r.goTo(w, result.Go)
	case <-timer.C:
		return r.goTo(w, "jobs/"+j.id)
	}
}

// jobShown is what a page tells of a job.
type jobShown struct {
	ID, What string
	jobState
}

// jobState is how far a job is, as its page asks for it.
type jobState struct {
	Stage   string `json:"stage"`           // in words
	Text    string `json:"text"`            // how much of it is done, in words
	Percent int    `json:"percent"`         // of the stage; -1: nobody knows
	Saving  bool   `json:"saving"`          // stopping it now would be late
	Go      string `json:"go,omitempty"`    // where it leads: it is over
	Ended   bool   `json:"ended,omitempty"` // over, with an error that the page itself tells
}

func (r *request) shown(j *job) jobState {
	at := j.state()
	s := jobState{Stage: r.say(string(at.stage), nil), Percent: -1, Saving: at.saving}
	if at.total > 0 {
		s.Percent = int(min(at.done, at.total) * 100 / at.total)
	}
	s.Text = r.amount(at)
	return s
}

// amount says how much of its stage a job has done; "" where nobody knows.
func (r *request) amount(at reached) string {
	switch {
	case at.bytes && at.total > 0:
		return r.say("JobBytes", lang.V{"done": size(at.done), "total": size(at.total)})
	case at.bytes:
		return size(at.done)
	case at.total > 0:
		return r.say("JobMessages", lang.V{"done": at.done, "total": at.total})
	case at.done > 0:
		return r.say("JobSoMany", lang.V{"done": at.done})
	}
	return ""
}

// size says a number of bytes as people do.
func size(n int64) string {
	switch {
	case n >= 1e10:
		return lang.Number(n/1e9) + " GB"
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return lang.Number((n+5e5)/1e6) + " MB"
	}
	return lang.Number((n+999)/1000) + " KB"
}

// stopped is what to tell of a job that ended in an error.
func stopped(err error) error {
	if errors.Is(err, errCancelled) {
		return troubled(http.StatusOK, "JobStopped", nil)
	}
	return err
}

// jobPage shows how far a job is; where it is over, it leads on.
func (s *Server) jobPage(w http.ResponseWriter, r *request) error {
	j, err := s.jobs.find(r)
	if err != nil {
		return err
	}
	result, ended, err := j.ended()
	switch {
	case errors.Is(err, errCancelled):
		return r.page(w, "", "jobstopped", nil)
	case err != nil:
		return err
	case ended:
		return r.redirect(w, result.Go)
	}
	return r.page(w, "", "job", jobShown{ID: j.id, What: j.what, jobState: r.shown(j)})
}

// jobState answers the page of a job.
func (s *Server) jobState(w http.ResponseWriter, r *request) error {
	j, err := s.jobs.find(r)
	if err != nil {
		return err
	}
	state := r.shown(j)
	result, ended, err := j.ended()
	switch {
	case err != nil:
		state.Ended = true
	case ended:
		state.Go = s.base + result.Go
	}
	return writeReply(w, http.StatusOK, state)
}

// patient is how long whoever stops a job waits for its end.
const patient = 2 * time.Second

// cancelJob stops a job.
func (s *Server) cancelJob(w http.ResponseWriter, r *request) error {
	j, err := s.jobs.find(r)
	if err != nil {
		return err
	}
	if !j.stop(errCancelled) {
		return troubled(http.StatusConflict, "JobTooLate", nil)
	}
	select {
	case <-j.over:
	case <-time.After(patient):
	case <-r.Context().Done():
	}
	return r.goTo(w, "jobs/"+j.id)
}
