//go:build cgo

package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"

	"exile/export"
)

// tally is what an input said it had, what its exports have seen, and what was
// forgotten of that.
type tally struct {
	ledger          export.Ledger
	seen, forgotten int64
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
	err = c.each(v.ctx, "SELECT source, records FROM forgotten", nil, func(row []driver.Value) error {
		if t := sources[integer(row[0])]; t != nil {
			t.forgotten += integer(row[1])
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range order {
		t := sources[id]
		if want := t.ledger.Messages + t.ledger.Notices - t.forgotten; t.seen != want {
			v.check.fault("ledger of source %d: %d messages and notices were seen, not %d", id, t.seen, want)
		}
	}
	return nil
}
