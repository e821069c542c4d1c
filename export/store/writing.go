//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/mattn/go-sqlite3"

	"exile/export"
)

// writing is a transaction in which messages are written.
type writing struct {
	ctx     context.Context //nolint:containedctx // of the call that began it
	c       *conn
	tables  tables
	next    int64 // id of the next message
	keyed   bool  // some reply names a message by its key
	changed bool  // rows that were there before were changed or deleted

	adopted map[int64]int64 // people who are gone, and whom they became
	kept    map[string]*sqlite3.SQLiteStmt
}

// newWriting begins to write messages into a store that has some.
func newWriting(ctx context.Context, c *conn) (*writing, error) {
	w := &writing{ctx: ctx, c: c, tables: newTables(c, true)}
	next, err := w.nextID("messages")
	w.next = next
	return w, err
}

func (w *writing) nextID(table string) (int64, error) {
	n, err := w.c.number(w.ctx, "SELECT coalesce(max(id), 0) FROM "+table)
	return n + 1, err
}

// statement compiles a statement once.
func (w *writing) statement(query string) (*sqlite3.SQLiteStmt, error) {
	if st := w.kept[query]; st != nil {
		return st, nil
	}
	st, err := w.c.prepare(query)
	if err != nil {
		return nil, err
	}
	if w.kept == nil {
		w.kept = map[string]*sqlite3.SQLiteStmt{}
	}
	w.kept[query] = st
	return st, nil
}

// run runs a statement that is run often.
func (w *writing) run(query string, args ...driver.Value) error {
	st, err := w.statement(query)
	if err == nil {
		_, err = st.Exec(args)
	}
	return w.c.explain(err)
}

// each is conn.each for a query that is asked often.
func (w *writing) each(query string, args []driver.Value, f func(row []driver.Value) error) error {
	st, err := w.statement(query)
	if err != nil {
		return err
	}
	rows, err := st.Query(args)
	if err != nil {
		return w.c.explain(err)
	}
	return w.c.drain(rows, f)
}

func (w *writing) close() error {
	errs := []error{w.tables.close()}
	for _, st := range w.kept {
		errs = append(errs, st.Close())
	}
	w.kept = nil
	return errors.Join(errs...)
}

// stand is where a message stands in its chat.
type stand struct {
	ms    int64 // messages.time
	moved int64 // of that, what it is later than the message
	seq   int64
}

// row is what the table messages says of a message, but for its chat.
type row struct {
	sender   driver.Value
	time     export.Time
	stand    stand
	document int64
	place    int64
}

// insert adds a message, whose people s knows.
func (w *writing) insert(s *scribe, chat driver.Value, m *export.Message, r *row) error {
	s.id = w.next
	clock, kind, words, err := w.hang(s, m, r)
	if err != nil {
		return err
	}
	t := w.tables.messages
	if w.tables.numbered {
		t.args = append(t.args, s.id)
	}
	t.args = append(t.args, chat, r.sender, when(r.time, r.stand.ms), clock, r.stand.seq, kind, words, reference(r.document), r.place)
	t.bytes += len(words)
	w.next++
	return t.added()
}

// hang writes what a message has in side tables and returns the columns that tell of
// it.
func (w *writing) hang(s *scribe, m *export.Message, r *row) (clock, kind int64, words string, err error) {
	kind, words, err = s.content(m.Content)
	if err != nil {
		return 0, 0, "", err
	}
	bits, err := s.details(m)
	if err != nil {
		return 0, 0, "", err
	}
	clock, bit, err := w.clock(s.id, r)
	return clock, kind | bits | bit, words, err
}

// clock returns the column clock of a message, and the bit of kind that goes with
// it. What does not fit in there goes into the table times.
func (w *writing) clock(id int64, r *row) (clock, bit int64, err error) {
	_, clock, table := packTime(r.time)
	if !table && r.stand.moved == 0 {
		return clock, 0, nil
	}
	err = w.tables.times.add(id, int64(r.time.T.Nanosecond())%1e6, int64(r.time.Precision), r.stand.moved)
	return clock, bitTime, err
}

func when(t export.Time, ms int64) driver.Value {
	if t.T.IsZero() {
		return nil
	}
	return ms
}

// pace keeps a message that is exact to the minute, or less, behind the finer one of
// that minute that it follows in its export.
type pace struct {
	at    int64 // where the last message stands
	known bool
}

// stand returns where a message stands that is the next of its export.
func (p *pace) stand(t export.Time, seq int64) stand {
	if t.T.IsZero() {
		return stand{seq: seq}
	}
	s := stand{ms: t.T.UnixMilli(), seq: seq}
	if p.known && s.ms < p.at && t.Precision >= time.Minute && floorMinute(s.ms) == floorMinute(p.at) {
		s.ms, s.moved = p.at, p.at-s.ms
	}
	p.at, p.known = s.ms, true
	return s
}
