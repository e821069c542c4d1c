//go:build cgo

package serve

import "time"

// between is how often one looks whether an archive is to be locked.
const between = 5 * time.Second

// watch locks a sealed archive with which nobody does anything.
func (a *archive) watch() {
	tick := time.NewTicker(between)
	defer tick.Stop()
	for {
		select {
		case <-a.stop:
			return
		case <-tick.C:
			a.check()
		}
	}
}

// check locks the archive if nobody has done anything for long. It is asked again and again,
// and before anything that the person does counts: after a computer has slept, that may
// come first. Returned is how long it stays open if nobody does anything.
func (a *archive) check() time.Duration {
	now := a.s.opt.Now()
	a.s.mu.Lock()
	still := passed(a.s.acted, now)
	if still < a.s.opt.Idle && a.tasks.Load() > 0 {
		a.s.acted, still = now, 0
	}
	a.s.mu.Unlock()
	if still >= a.s.opt.Idle {
		a.shut("LockedIdle")
		return 0
	}
	return a.s.opt.Idle - still
}

// busy counts work that the person waits for, a job or files that arrive, as something that they
// do until it is over: nobody touches a computer that is at work. A computer that slept is locked
// all the same.
func (a *archive) busy() (over func()) {
	a.tasks.Add(1)
	return func() {
		a.s.act()
		a.tasks.Add(-1)
	}
}

// passed is how much time passed, by the clock of the wall or by the one that nobody sets,
// which stands still while a computer sleeps: whichever says more.
func passed(from, to time.Time) time.Duration {
	return max(to.Sub(from), to.Round(0).Sub(from.Round(0)))
}
