package line

// beginDesk starts a record of a computer. Where its time goes back, and nothing
// but a guess says who sent it, somebody began a line of a text with a time.
func (r *room) beginDesk(minute int, rest string) error {
	name, text, ok := "", rest, false
	back := r.cur.open && minute < r.minute
	if !isSystemLine(rest) {
		guessed := r.p.desk.guessed()
		name, text, ok = r.p.desk.split(rest)
		if back && (!ok || r.p.desk.guessed() > guessed) {
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
