package line

// deskLate is by how many minutes a message may stand late: two apps do not send at
// one moment. Who begins a line of a text with a time rarely names one so near.
const deskLate = 2

// beginDesk starts a record of a computer. Where its time goes back by more than
// messages are late, and nothing but a guess says who sent it, somebody began a line
// of a text with a time, unless no text stands above: behind a word of the app there
// are no further lines.
func (r *room) beginDesk(minute int, rest string) error {
	name, text, ok := "", rest, false
	back := r.cur.open && minute < r.minute && !r.marked()
	if !isSystemLine(rest) {
		guessed := r.p.desk.guessed()
		name, text, ok = r.p.desk.split(rest)
		guess := r.p.desk.guessed() > guessed
		switch {
		case !back:
		case !ok:
			r.p.desk.doubt()
			return r.continued()
		case guess && minute < r.minute-deskLate:
			return r.continued()
		}
	}
	if err := r.finish(0); err != nil {
		return err
	}
	if !ok {
		text = rest
	}
	r.cur.name, r.cur.text, r.cur.sent = name, text, ok
	r.start(minute)
	return nil
}

// marked reports whether the record that is being read is, as far as it goes, a word
// of the app.
func (r *room) marked() bool {
	return r.cur.sent && len(r.cur.more) == 0 && isMarkerWord(r.cur.text)
}
