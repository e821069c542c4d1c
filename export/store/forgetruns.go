//go:build cgo

package store

import (
	"database/sql/driver"
	"slices"
)

// findTellers lists the sources that told of what goes, and the documents in which
// it stands. Of a person those are all that know them, whole: a name may stand
// anywhere in them.
func (f *forgetting) findTellers() error {
	err := f.each(`SELECT DISTINCT e.source, coalesce(w.document, 0) FROM witnesses w JOIN exports e ON e.id = w.export WHERE
	EXISTS (SELECT 1 FROM gone WHERE id >= w.first_message AND id < w.first_message + w.count) OR
	EXISTS (SELECT 1 FROM touched WHERE id >= w.first_message AND id < w.first_message + w.count) OR
	EXISTS (SELECT 1 FROM named WHERE id >= w.first_message AND id < w.first_message + w.count)`, func(row []driver.Value) error {
		o := originOf{integer(row[0]), integer(row[1])}
		f.spoiled[o] = true
		if t := f.teller(o.source); o.document == 0 {
			t.all = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	whole := "SELECT source FROM identities WHERE person IN (SELECT id FROM who)"
	var args []driver.Value
	if f.kind == "chat" { // also an export that had no message
		whole = "SELECT source FROM exports WHERE chat = ?"
		args = append(args, int64(f.what.Chat))
	}
	sources, err := f.numbers(whole, args...)
	if err != nil {
		return err
	}
	for _, id := range sources {
		t := f.teller(id)
		t.all = t.all || f.kind == "person"
	}
	if err := f.findTitles(); err != nil {
		return err
	}
	return f.each("SELECT id, input FROM sources", func(row []driver.Value) error {
		if t := f.told[integer(row[0])]; t != nil {
			t.input = text(row[1])
		}
		return nil
	})
}

// findTitles lists the documents in which the title of a chat stands: one may have
// no message.
func (f *forgetting) findTitles() error {
	if f.kind != "chat" {
		return nil
	}
	return f.each("SELECT source, document FROM exports WHERE chat = ? AND document IS NOT NULL", func(row []driver.Value) error {
		f.spoiled[originOf{integer(row[0]), integer(row[1])}] = true
		return nil
	}, int64(f.what.Chat))
}

func (f *forgetting) teller(source int64) *teller {
	t := f.told[source]
	if t == nil {
		t = &teller{}
		f.told[source] = t
	}
	return t
}

// witnessed is a row of witnesses.
type witnessed struct {
	record, message, count          int64
	document, place, clock, without driver.Value
}

// cutRuns takes the messages that go out of the runs of the exports that told of
// them. The records behind them move up, so that none is missing.
func (f *forgetting) cutRuns() error {
	type one struct{ id, source int64 }
	var exports []one
	err := f.each(`SELECT id, source FROM exports WHERE chat IN (SELECT DISTINCT chat FROM messages WHERE id IN (SELECT id FROM gone))`,
		func(row []driver.Value) error {
			exports = append(exports, one{integer(row[0]), integer(row[1])})
			return nil
		})
	if err != nil {
		return err
	}
	for _, e := range exports {
		lost, err := f.cutExport(e.id)
		if err != nil {
			return err
		}
		if lost > 0 {
			f.teller(e.source).records += lost
			f.cut[e.id] = true
		}
	}
	return nil
}

// cutExport cuts the runs of an export, and returns how many records went.
func (f *forgetting) cutExport(export int64) (int64, error) {
	var runs []witnessed
	err := f.each(`SELECT first_record, first_message, count, document, place, clock, without FROM witnesses
WHERE export = ? ORDER BY first_record`, func(row []driver.Value) error {
		runs = append(runs, witnessed{integer(row[0]), integer(row[1]), integer(row[2]), row[3], row[4], row[5], row[6]})
		return nil
	}, export)
	if err != nil {
		return 0, err
	}
	var stay []witnessed
	var lost []int64 // their records
	for _, r := range runs {
		pieces, err := f.cutRun(r, &lost)
		if err != nil {
			return 0, err
		}
		stay = append(stay, pieces...)
	}
	if len(lost) == 0 {
		return 0, nil
	}
	if err := f.exec("DELETE FROM witnesses WHERE export = ?", export); err != nil {
		return 0, err
	}
	next := int64(1)
	for _, r := range stay {
		err := f.exec(`INSERT INTO witnesses (export, first_record, first_message, count, document, place, clock, without)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, export, next, r.message, r.count, r.document, r.place, r.clock, r.without)
		if err != nil {
			return 0, err
		}
		next += r.count
	}
	return int64(len(lost)), f.moveVersions(export, lost)
}

// cutRun returns what is left of a run, and adds to lost the records that go.
func (f *forgetting) cutRun(r witnessed, lost *[]int64) ([]witnessed, error) {
	var stay []witnessed
	at := r.message // the first message that is in no piece yet
	piece := func(end int64) {
		if end <= at {
			return
		}
		p := r
		p.message, p.count = at, end-at
		if place, ok := r.place.(int64); ok {
			p.place = stepPlace(place, at-r.message)
		}
		stay = append(stay, p)
	}
	err := f.each("SELECT id FROM gone WHERE id >= ?1 AND id < ?1 + ?2 ORDER BY id", func(row []driver.Value) error {
		id := integer(row[0])
		*lost = append(*lost, r.record+id-r.message)
		piece(id)
		at = id + 1
		return nil
	}, r.message, r.count)
	piece(r.message + r.count)
	return stay, err
}

// moveVersions takes the versions of records that go with them, and moves the
// others up. Few messages have any.
func (f *forgetting) moveVersions(export int64, lost []int64) error {
	if err := f.exec("DELETE FROM versions WHERE export = ? AND message IN (SELECT id FROM gone)", export); err != nil {
		return err
	}
	records, err := f.numbers("SELECT record FROM versions WHERE export = ? AND record > ? ORDER BY record", export, lost[0])
	if err != nil {
		return err
	}
	for _, record := range records {
		n, _ := slices.BinarySearch(lost, record)
		if err := f.exec("UPDATE versions SET record = ? WHERE export = ? AND record = ?", record-int64(n), export, record); err != nil {
			return err
		}
	}
	return nil
}
