//go:build cgo

package store

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"

	"exile/export"
)

// tally is what an input said it had, and what is there.
type tally struct {
	ledger            export.Ledger
	messages, notices int64 // rows that were seen in its documents
}

// ledgers compares the rows with the ledgers of the inputs. Each message that
// comes from a document was witnessed once; of those that name none, nobody knows
// the input, so that only their sum can be compared.
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
	var seen, messages, notices int64 // seen, and those that the ledgers have beyond
	for _, id := range order {
		t := sources[id]
		if t.messages > t.ledger.Messages || t.notices > t.ledger.Notices {
			v.check.fault("ledger of source %d: %d messages and %d notices are there, not %d and %d",
				id, t.messages, t.notices, t.ledger.Messages, t.ledger.Notices)
		}
		seen += t.messages + t.notices
		messages += t.ledger.Messages - t.messages
		notices += t.ledger.Notices - t.notices
	}
	all, unseen, err := v.unseen(c)
	if err != nil {
		return err
	}
	if seen+unseen.messages+unseen.notices != all {
		v.check.fault("witnesses: of %d messages with a document %d were seen in it", all-unseen.messages-unseen.notices, seen)
	}
	if messages != unseen.messages || notices != unseen.notices {
		v.check.fault("ledgers: %d messages and %d notices are there without a document, not %d and %d",
			unseen.messages, unseen.notices, messages, notices)
	}
	return nil
}

// unseen counts the messages that name no document.
func (v *verifying) unseen(c *conn) (all int64, t tally, err error) {
	err = c.each(v.ctx, fmt.Sprintf(`SELECT count(*), coalesce(sum(document IS NULL AND kind & %d <> %d), 0),
coalesce(sum(document IS NULL AND kind & %[1]d = %[2]d), 0) FROM messages`, kindMask, kindNotice), nil, func(row []driver.Value) error {
		all, t.messages, t.notices = integer(row[0]), integer(row[1]), integer(row[2])
		return nil
	})
	return all, t, err
}

// witnesses counts the messages of every run. The primary key finds them; to
// group them all by document, SQLite would have to sort. Runs that claim more
// messages than there are lie over each other, and are not walked: whoever wrote
// them could make that take for ever.
func (v *verifying) witnesses(c *conn, sources map[int64]*tally) (err error) {
	over, err := c.number(v.ctx, `SELECT total(count) > (SELECT count(*) FROM messages) OR coalesce(min(count), 1) < 1 FROM witnesses`)
	if err != nil {
		return err
	}
	if over != 0 {
		v.check.fault("witnesses: they claim more messages than there are")
		return nil
	}
	st, err := c.prepare(fmt.Sprintf(`SELECT count(*), coalesce(sum(kind & %d = %d), 0) FROM messages
WHERE id >= ?1 AND id < ?1 + ?2 AND document = ?3`, kindMask, kindNotice))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return c.each(v.ctx, `SELECT w.document, w.first_message, w.count, d.source
FROM witnesses w LEFT JOIN documents d ON d.id = w.document`, nil, func(row []driver.Value) error {
		document, first, count := integer(row[0]), integer(row[1]), integer(row[2])
		rows, err := st.Query([]driver.Value{first, count, document})
		if err != nil {
			return c.explain(err)
		}
		var n, notices int64
		err = c.drain(rows, func(row []driver.Value) error {
			n, notices = integer(row[0]), integer(row[1])
			return nil
		})
		if n != count {
			v.check.fault("witnesses: %d messages from %d on were seen in document %d, and %d are there", count, first, document, n)
		}
		if t := sources[integer(row[3])]; t != nil {
			t.messages += n - notices
			t.notices += notices
		}
		return err
	})
}
