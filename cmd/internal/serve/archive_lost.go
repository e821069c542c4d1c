//go:build cgo

package serve

// losses are what a lock breaks off or throws away, for the page that opens the archive again.
type losses struct {
	Why     string // the name of the words that say why it was locked; "": the person did it
	Jobs    int    // that were going on
	Made    int    // files that were made to be taken along
	Intakes int    // that were not kept
}

// Any reports whether there is something to tell.
func (l losses) Any() bool { return l != losses{} }

// lastLost is what the last lock broke off or threw away, until the archive is opened again.
func (a *archive) lastLost() losses {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.lost
}

// atStake is what a lock would break off or throw away now.
func (s *Server) atStake() losses {
	jobs, made := s.jobs.atStake()
	return losses{Jobs: jobs, Made: made, Intakes: s.intakes.atStake()}
}

// atStake counts what a lock would end: work that does not save yet, and what was made.
func (k *jobs) atStake() (running, files int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, j := range k.all {
		if _, over, _ := j.ended(); !over && !j.state().saving {
			running++
		}
	}
	return running, len(k.made)
}

// atStake counts the intakes that were not kept. One that is being changed was not.
func (i *intakes) atStake() (n int) {
	for _, in := range i.list() {
		known := in.mu.TryRLock()
		if !known || in.kept == nil {
			n++
		}
		if known {
			in.mu.RUnlock()
		}
	}
	return n
}
