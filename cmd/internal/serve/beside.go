//go:build cgo

package serve

// beside is what waits for the person besides the page that they look at.
type beside struct {
	Job, What string // work that goes on, and the name of the words that say what it does
	Made      string // the last of the files that were made
	Files     int    // how many these are
	Sheet     bool   // a recovery sheet is to be printed
}

// beside returns what waits, but for what the page itself shows.
func (r *request) beside() beside {
	s := r.s
	if s.archive.state() == lockedStore {
		return beside{}
	}
	var b beside
	if j := s.jobs.running(); j != nil && r.URL.Path != "/jobs/"+j.id {
		b.Job, b.What = j.id, j.what
	}
	if all := s.jobs.others(nil); len(all) > 0 && r.Pattern != "GET /made/{id}" {
		b.Made, b.Files = all[0].id, len(all)
	}
	c := s.archive.told()
	b.Sheet = c != nil && c.HasSheet() && r.URL.Path != "/made"
	return b
}

// Any reports whether anything waits.
func (b beside) Any() bool { return b != beside{} }
