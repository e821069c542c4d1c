package desktop

import (
	"slices"
	"time"

	"exile/export"
)

// sent fills in who sent a message and when, and where it comes from. One that was
// imported from another app is by who wrote it there, at the time at which that was.
func (r *reading) sent(m *export.Message, b *bubble) (err error) {
	g := &r.pages
	if !b.joined {
		if g.sender, err = r.person(b.name); err != nil {
			return err
		}
	}
	m.Sender = g.sender
	row := inRun(g.book.runs, g.count)
	if b.forwarded {
		r.origin(b)
	}
	if b.forwarded && (b.imported() || row) {
		r.tally.miss("imported")
		if m.Sender, err = r.person(g.origin); err != nil {
			return err
		}
		m.Time = g.first
		r.arrive(g.first)
		return nil
	}
	t, ok := g.dial.read(b.date, true)
	if !ok {
		t = r.around()
	} else {
		r.arrive(t)
	}
	m.Time = t
	if b.forwarded {
		m.Forward = &export.Forward{Name: g.origin}
		if b.named {
			m.Forward.Time = g.first
		}
	}
	return nil
}

// origin takes note of who wrote first what a message forwards, and when. Where the page
// leaves that out, it is as of the message before, the time about the same.
func (r *reading) origin(b *bubble) {
	g := &r.pages
	if !b.named {
		g.first.Inferred = true
		return
	}
	g.origin = b.origin
	if g.origin == deleted {
		g.origin = ""
	}
	g.first, _ = g.dial.read(b.originDate, false)
}

func inRun(runs []row, n int) bool {
	i, found := slices.BinarySearchFunc(runs, n, func(r row, n int) int { return r.from - n })
	return found || i > 0 && n < runs[i-1].to
}

// arrive takes note of when a message was sent.
func (r *reading) arrive(t export.Time) {
	if t.T.IsZero() {
		r.tally.undated++
		return
	}
	if t.Inferred {
		r.tally.inferred++
	}
	if t.T.Before(r.last.T) {
		r.tally.earlier++
	}
	r.last = t
}

// around returns a time for what has none: that of the message before, or the day that
// the line above says where no message came since.
func (r *reading) around() export.Time {
	t := r.pages.day
	if t.T.IsZero() {
		t = r.last
	}
	if t.T.IsZero() {
		r.tally.undated++
		return export.Time{}
	}
	r.tally.inferred++
	t.Inferred = true
	return t
}

// began takes note of a day that begins.
func (r *reading) began(year int, month time.Month, day int) {
	zone := r.pages.dial.wall.Zone
	if !r.last.T.IsZero() {
		zone = r.last.T.Location()
	}
	t := export.Time{T: time.Date(year, month, day, 0, 0, 0, 0, zone), Precision: 24 * time.Hour, Zone: export.ZoneAssumed}
	if t.T.After(r.last.T) {
		r.pages.day = t
	}
}
