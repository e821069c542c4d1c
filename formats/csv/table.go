package csv

import (
	"errors"
	"io"
	"strconv"

	"exile/export"
	"exile/formats/words"
)

// The columns, of which some are known by number.
const (
	columnTime   = 0
	columnSender = 1
	columnKind   = 2
	columns      = 15
)

// names are the columns for scripts and for people.
func names(lang string, scripts bool) [columns]string {
	if scripts {
		return [columns]string{
			"time", "sender", "kind", "text", "files", "reply_to", "forwarded_from", "reactions", "before_editing",
			"links", "chat", "id", "reply_id", "iso_time", "sha256",
		}
	}
	var all [columns]string
	for i, l := range [columns]words.Heading{
		words.HeadingTime, words.HeadingSender, words.HeadingKind, words.HeadingText, words.HeadingFiles, words.HeadingReply,
		words.HeadingForward, words.HeadingReaction, words.HeadingEarlier, words.HeadingLinks, words.HeadingChat,
		words.HeadingID, words.HeadingReplyID, words.HeadingISOTime, words.HeadingSHA256,
	} {
		all[i] = l.In(lang)
	}
	return all
}

// flushSize is how much is gathered before it goes out.
const flushSize = 256 << 10

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// table is one table, in one file after the other where a sheet has no room for all.
type table struct {
	*run
	stem  string // of the name
	parts int
	rows  int // in the file that is open
	file  io.WriteCloser
	buf   []byte
	count counter
	safe  row
	rest  row

	guarded, long int // cells with a guard; cells that went on in the next row
}

// add writes a record.
func (t *table) add(r *row) error {
	if t.scripts {
		return t.record(r.cell)
	}
	g, guarded := r.guarded(&t.safe)
	t.guarded += guarded
	if len(g.bytes) < maxUnits {
		return t.record(g.cell)
	}
	return t.pieces(g)
}

// pieces writes a record, and rows that go on with what its cells had no room for.
func (t *table) pieces(g *row) error {
	var at [columns]int // how much of each cell is written
	for first := true; ; first = false {
		piece := func(i int) []byte { return g.cell(i)[at[i] : at[i]+fits(g.cell(i)[at[i]:])] }
		if first {
			if err := t.record(piece); err != nil {
				return err
			}
		} else if err := t.goOn(g, piece); err != nil {
			return err
		}
		more := 0
		for i := range at {
			at[i] += len(piece(i))
			if at[i] < len(g.cell(i)) {
				more++
			}
		}
		if more == 0 {
			return nil
		}
		if first {
			t.long += more
		}
	}
}

// goOn writes what the row above had no room for.
func (t *table) goOn(whole *row, piece func(int) []byte) error {
	t.rest.reset()
	for i := range columns {
		switch i {
		case columnTime, columnSender:
			t.rest.bytes = append(t.rest.bytes, whole.cell(i)...)
		case columnKind:
			t.rest.bytes = append(t.rest.bytes, words.HeadingContinued.In(t.lang)...)
		default:
			if opensFormula(piece(i)) {
				t.rest.bytes = append(t.rest.bytes, guard)
				t.guarded++
			}
			t.rest.bytes = append(t.rest.bytes, piece(i)...)
		}
		t.rest.end()
	}
	return t.record(t.rest.cell)
}

// record writes one record into the file that has room for it.
func (t *table) record(cell func(int) []byte) error {
	if t.file != nil && t.rows == maxRows && !t.scripts {
		if err := t.close(); err != nil {
			return err
		}
	}
	if t.file == nil {
		if err := t.open(); err != nil {
			return err
		}
	}
	t.rows++
	t.buf = appendRecord(t.buf, cell)
	if len(t.buf) < flushSize {
		return nil
	}
	return t.flush()
}

func (t *table) open() (err error) {
	t.parts++
	stem := t.stem
	if t.parts > 1 {
		stem = t.stems.Unique(t.stem+"-"+strconv.Itoa(t.parts), "")
	}
	if t.file, err = t.out.Create(stem + ".csv"); err != nil {
		return err
	}
	t.count = counter{notice: "notice"}
	if !t.scripts {
		t.buf = append(t.buf, byteOrderMark...)
		t.count.notice, t.count.continued = words.HeadingNotice.In(t.lang), words.HeadingContinued.In(t.lang)
	}
	heads := names(t.lang, t.scripts)
	t.rows = 1
	t.buf = appendRecord(t.buf, func(i int) []byte { return []byte(heads[i]) })
	return nil
}

// flush writes out what was gathered, and counts it.
func (t *table) flush() error {
	n, err := t.file.Write(t.buf)
	_, _ = t.count.Write(t.buf[:n]) // never fails
	t.buf = t.buf[:0]
	return err
}

// finish ends the table, and tells if it is in several files.
func (t *table) finish() error {
	err := t.close()
	if t.parts > 1 {
		t.warn(export.Problem{Code: export.LongTable, Name: t.stem, Count: t.parts})
	}
	return err
}

// close ends the file that is open, and adds up what is in it.
func (t *table) close() error {
	if t.file == nil {
		return nil
	}
	f := t.file
	err := t.flush()
	t.file = nil
	t.tally.Messages += t.count.rows
	t.tally.Notices += t.count.notices
	t.tally.Extra += t.count.extra
	return errors.Join(err, f.Close())
}
