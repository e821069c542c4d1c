//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"slices"
)

// watched is a run of an export, as it is checked.
type watched struct {
	export, chat int64
	stretch
}

// witnesses checks what the exports saw: their records have no gaps, every run lies
// within the messages of its chat, every message was seen, and one export each says
// where its row stands.
func (v *verifying) witnesses(c *conn, sources map[int64]*tally) error {
	var runs []watched
	var at watched
	err := c.each(v.ctx, `SELECT w.export, first_record, first_message, count, w.document, w.place, clock, without, e.source, e.chat
FROM witnesses w LEFT JOIN exports e ON e.id = w.export ORDER BY w.export, w.first_record`, nil, func(row []driver.Value) error {
		r := watched{integer(row[0]), integer(row[9]), stretchOf(row[1:8])}
		if at.export != r.export {
			at = watched{export: r.export, stretch: stretch{record: 1}}
		}
		if r.count < 1 || r.record != at.end() {
			v.check.fault("witnesses: export %d has no record %d, or has it twice", r.export, at.end())
			at.count, at.record = 0, r.record
			return nil
		}
		at = r
		if t := sources[integer(row[8])]; t != nil {
			t.seen += r.count
		}
		runs = append(runs, r)
		return nil
	})
	if err != nil {
		return err
	}
	if err := v.versions(c, runs); err != nil {
		return err
	}
	return v.seen(c, runs)
}

// versions checks that every version can be read, and is what a record told of the
// message that it saw. runs are by exports and records.
func (v *verifying) versions(c *conn, runs []watched) error {
	var stray, odd int64
	err := c.each(v.ctx, "SELECT export, record, message, told FROM versions ORDER BY export, record", nil, func(row []driver.Value) error {
		id, record := integer(row[0]), integer(row[1])
		for len(runs) > 0 && (runs[0].export < id || runs[0].export == id && runs[0].end() <= record) {
			runs = runs[1:]
		}
		if len(runs) == 0 || runs[0].export != id || runs[0].record > record || runs[0].step(record-runs[0].record).message != integer(row[2]) {
			stray++
		}
		if _, err := unmarshalTold(text(row[3])); err != nil {
			odd++
		}
		return nil
	})
	if stray > 0 {
		v.check.fault("versions: %d are of records that did not see the message", stray)
	}
	if odd > 0 {
		v.check.fault("versions: %d cannot be read", odd)
	}
	return err
}

// seen walks all messages once and compares them with the runs that they lie in.
func (v *verifying) seen(c *conn, runs []watched) error {
	slices.SortFunc(runs, func(a, b watched) int { return cmp.Compare(a.message, b.message) })
	var open []watched // those that the message at hand may lie in
	var unseen, foreign, twice, homeless, met, want int64
	for _, r := range runs {
		want += r.count
	}
	err := c.each(v.ctx, "SELECT id, chat, document FROM messages ORDER BY id", nil, func(row []driver.Value) error {
		id, chat, doc := integer(row[0]), integer(row[1]), integer(row[2])
		for len(runs) > 0 && runs[0].message <= id {
			open = append(open, runs[0])
			runs = runs[1:]
		}
		open = slices.DeleteFunc(open, func(r watched) bool { return r.message+r.count <= id })
		owners := 0
		for i := range open {
			met++
			if open[i].chat != chat {
				foreign++
			}
			if !open[i].placed && open[i].document == doc {
				owners++
			}
		}
		switch {
		case len(open) == 0:
			unseen++
		case owners != 1:
			homeless++
		}
		if len(open) > 1 && sawTwice(open) {
			twice++
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, f := range []struct {
		n    int64
		what string
	}{
		{unseen, "witnesses: %d messages were seen in no export"},
		{foreign, "witnesses: %d messages were seen in exports of another chat"},
		{twice, "witnesses: %d messages were seen twice in one export"},
		{homeless, "witnesses: %d messages stand where no export, or more than one, says so"},
	} {
		if f.n > 0 {
			v.check.fault(f.what, f.n)
		}
	}
	if met != want {
		v.check.fault("witnesses: %d records of exports are messages that are not there", want-met)
	}
	return nil
}

// sawTwice reports whether two of the runs are of one export.
func sawTwice(open []watched) bool {
	if len(open) == 2 {
		return open[0].export == open[1].export
	}
	seen := make(map[int64]bool, len(open))
	for i := range open {
		if seen[open[i].export] {
			return true
		}
		seen[open[i].export] = true
	}
	return false
}
