//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"

	"exile/export"
)

// tally is what an input said it had, and what its exports have seen.
type tally struct {
	ledger export.Ledger
	seen   int64
}

// ledgers compares what was seen with the ledgers of the inputs: each message and
// each notice of an input is a record of one of its exports.
func (v *verifying) ledgers(c *conn) error {
	sources := map[int64]*tally{}
	var order []int64
	err := c.each(v.ctx, "SELECT id, ledger FROM sources ORDER BY id", nil, func(row []driver.Value) error {
		t := &tally{}
		if err := json.Unmarshal([]byte(text(row[1])), &t.ledger); err != nil {
			return fmt.Errorf("%w: source %d: %w", ErrDamaged, integer(row[0]), err)
		}
		sources[integer(row[0])] = t
		order = append(order, integer(row[0]))
		return nil
	})
	if err != nil {
		return err
	}
	if err := v.witnesses(c, sources); err != nil {
		return err
	}
	for _, id := range order {
		t := sources[id]
		if want := t.ledger.Messages + t.ledger.Notices; t.seen != want {
			v.check.fault("ledger of source %d: %d messages and notices were seen, not %d", id, t.seen, want)
		}
	}
	return nil
}

// witnesses checks that every run lies within the messages of its chat, and that
// every message was seen.
func (v *verifying) witnesses(c *conn, sources map[int64]*tally) (err error) {
	var runs []run
	chats := map[int64]int64{} // of the exports
	err = c.each(v.ctx, "SELECT id, chat FROM exports", nil, func(row []driver.Value) error {
		chats[integer(row[0])] = integer(row[1])
		return nil
	})
	if err != nil {
		return err
	}
	at := run{}
	err = c.each(v.ctx, `SELECT w.export, w.first_record, w.first_message, w.count, e.source
FROM witnesses w LEFT JOIN exports e ON e.id = w.export ORDER BY w.export, w.first_record`, nil, func(row []driver.Value) error {
		r := run{integer(row[0]), integer(row[1]), integer(row[2]), integer(row[3])}
		if at.document != r.document {
			at = run{document: r.document, record: 1}
		}
		if r.count < 1 || r.record != at.record+at.count {
			v.check.fault("witnesses: export %d has no record %d, or has it twice", r.document, at.record+at.count)
			at.count, at.record = 0, r.record
			return nil
		}
		at = r
		if t := sources[integer(row[4])]; t != nil {
			t.seen += r.count
		}
		runs = append(runs, r)
		return nil
	})
	if err != nil {
		return err
	}
	return v.seen(c, runs, chats)
}

// seen walks all messages once and compares their chats with those of the exports
// that have seen them.
func (v *verifying) seen(c *conn, runs []run, chats map[int64]int64) error {
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.message, b.message) })
	var open []run // those that the message at hand may lie in
	var unseen, foreign, met, want int64
	for _, r := range runs {
		want += r.count
	}
	err := c.each(v.ctx, "SELECT id, chat FROM messages ORDER BY id", nil, func(row []driver.Value) error {
		id, chat := integer(row[0]), integer(row[1])
		for len(runs) > 0 && runs[0].message <= id {
			open = append(open, runs[0])
			runs = runs[1:]
		}
		open = slices.DeleteFunc(open, func(r run) bool { return r.message+r.count <= id })
		if len(open) == 0 {
			unseen++
		}
		for _, r := range open {
			met++
			if chats[r.document] != chat {
				foreign++
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if unseen > 0 {
		v.check.fault("witnesses: %d messages were seen in no export", unseen)
	}
	if foreign > 0 {
		v.check.fault("witnesses: %d messages were seen in exports of another chat", foreign)
	}
	if met != want {
		v.check.fault("witnesses: %d records of exports are messages that are not there", want-met)
	}
	return nil
}
