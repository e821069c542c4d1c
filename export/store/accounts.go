//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"slices"
	"strconv"

	"exile/export"
	"exile/export/merge"
)

// merging is a chat whose exports come, go or are settled anew.
type merging struct {
	w       *writing
	chat    int64
	value   driver.Value // chat, converted once
	tracks  []*track     // of its exports, by their numbers
	ranks   map[int64]merge.Rank
	told    bool // some account is kept whole
	reading *reading
}

// spot is one record of one export.
type spot struct{ export, record int64 }

// origin is where an account stands: as document and place of messages.
type origin struct{ document, place int64 }

// seen is a message of the store while it is settled: people are those under whom
// others are known, numbers of the store and From are left out.
type seen struct {
	m      *export.Message
	id     int64
	sender int64 // as the row has it
	kind   int64
	ms     int64
	timed  bool
	seq    int64
	origin origin
}

// newMerging gets ready to change a chat.
func newMerging(w *writing, chat int64) (*merging, error) {
	g := &merging{w: w, chat: chat, value: chat}
	if err := w.tables.flush(); err != nil {
		return nil, err
	}
	var err error
	if g.tracks, err = readTracks(w.ctx, w.c, chat); err != nil {
		return nil, err
	}
	if g.ranks, err = readRanks(w.ctx, w.c, chat); err != nil {
		return nil, err
	}
	n, err := w.c.number(w.ctx, "SELECT EXISTS (SELECT 1 FROM versions WHERE export IN (SELECT id FROM exports WHERE chat = ?))", chat)
	if err != nil {
		return nil, err
	}
	g.told = n != 0
	same, err := readSame(w.ctx, w.c)
	g.reading = &reading{ctx: w.ctx, c: w.c, chat: 0, bare: true, details: allDetails(), same: same}
	return g, err
}

// readRanks reads how new the exports of a chat are.
func readRanks(ctx context.Context, c *conn, chat int64) (map[int64]merge.Rank, error) {
	ranks := map[int64]merge.Rank{}
	err := c.each(ctx, `SELECT e.id, e.newest, d.input, d.file, e.place, e.key, e.title
FROM exports e LEFT JOIN documents d ON d.id = e.document WHERE e.chat = ?`, []driver.Value{chat}, func(row []driver.Value) error {
		from := export.Source{Input: text(row[2]), File: text(row[3])}
		ranks[integer(row[0])] = rankOf(integer(row[1]), from, integer(row[4]), text(row[5]), text(row[6]))
		return nil
	})
	return ranks, err
}

// rankOf is the rank of an export. Between those of one moment decides what does not
// depend on the order in which they were added.
func rankOf(newest int64, from export.Source, place int64, key, title string) merge.Rank {
	tie := slices.Concat([]byte(from.Input), []byte{0}, []byte(from.File), []byte{0}, []byte(key), []byte{0}, []byte(title), []byte{0})
	return merge.Rank{Newest: newest, Tie: string(strconv.AppendInt(tie, place, 10))}
}

const (
	seenColumns = "SELECT id, sender, time, clock, kind, text, document, place, seq FROM messages"
	seenTimed   = seenColumns + " INDEXED BY messages_by_time WHERE chat = ? AND time >= ? AND time < ? ORDER BY time, seq"
	seenUntimed = seenColumns + " INDEXED BY messages_by_time WHERE chat = ? AND time IS NULL ORDER BY seq"
)

// see reads the messages of some blocks with all that belongs to them.
func (g *merging) see(blocks []merge.Block) ([][]*seen, error) {
	lists := make([][]*seen, len(blocks))
	rd := g.reading
	rd.chunk, rd.kinds, rd.union = rd.chunk[:0], rd.kinds[:0], 0
	for i, b := range blocks {
		query, args := seenTimed, []driver.Value{g.value, b.From, b.Before}
		if b.NoTime {
			query, args = seenUntimed, args[:1]
		}
		err := g.w.each(query, args, func(row []driver.Value) error {
			s, err := g.row(row)
			lists[i] = append(lists[i], s)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return lists, g.complete(lists)
}

// row reads a row of seenColumns but for its details.
func (g *merging) row(row []driver.Value) (*seen, error) {
	rd := g.reading
	if err := rd.add(row); err != nil {
		return nil, err
	}
	return &seen{
		m: rd.chunk[len(rd.chunk)-1], id: integer(row[0]), sender: integer(row[1]), kind: integer(row[4]),
		ms: integer(row[2]), timed: row[2] != nil, seq: integer(row[8]), origin: origin{integer(row[6]), integer(row[7])},
	}, nil
}

// complete reads the details of rows, and takes from them what is only the store's.
func (g *merging) complete(lists [][]*seen) error {
	if err := g.reading.complete(); err != nil {
		return err
	}
	for _, list := range lists {
		for _, s := range list {
			g.reading.same.message(s.m)
			s.m.ID, s.m.From = 0, export.Source{}
			if s.m.ReplyTo != nil {
				s.m.ReplyTo.ID = 0
			}
		}
	}
	return nil
}

// accounts are what the exports told of messages, and where.
type accounts struct {
	entries []merge.Entry
	origins map[spot]origin
	before  map[spot]sight
	whole   map[spot]string // what stands in versions
}

// accounts returns what the exports of the chat told of some messages, but for
// those that skip tells to leave out; nil: none.
func (g *merging) accounts(list []*seen, versions map[spot]string, skip func(export int64) bool) (*accounts, error) {
	a := &accounts{origins: map[spot]origin{}, before: map[spot]sight{}, whole: map[spot]string{}}
	for _, s := range list {
		e := merge.Entry{ID: s.id, Now: s.m}
		for _, t := range g.tracks {
			record, v, ok := t.find(s.id)
			if !ok || skip != nil && skip(t.export) {
				continue
			}
			at := spot{t.export, record}
			m, from, err := g.account(s, v, at, versions)
			if err != nil {
				return nil, err
			}
			a.origins[at], a.before[at] = from, v
			if told, ok := versions[at]; ok {
				a.whole[at] = told
			}
			e.Accounts = append(e.Accounts, merge.Account{Export: t.export, Record: record, Rank: g.ranks[t.export], Message: m})
		}
		a.entries = append(a.entries, e)
	}
	return a, nil
}

// account returns what one export told of a message.
func (g *merging) account(s *seen, v sight, at spot, versions map[spot]string) (*export.Message, origin, error) {
	if told, ok := versions[at]; ok {
		t, err := unmarshalTold(told)
		if err != nil {
			return nil, origin{}, err
		}
		t.Message.Sender = g.reading.same.of(int64(t.Message.Sender))
		g.reading.same.message(t.Message)
		return t.Message, origin{t.Document, t.Place}, nil
	}
	from := s.origin
	if v.placed {
		from = origin{v.document, v.place}
	}
	return derive(s.m, v), from, nil
}

// derive returns what a record told that a run says saw m.
func derive(m *export.Message, v sight) *export.Message {
	if !v.clocked && v.without == 0 {
		return m
	}
	var clock *export.Time
	if v.clocked {
		t := clockTime(v.clock)
		clock = &t
	}
	return merge.Derive(m, clock, merge.Without(v.without))
}

// clockTime is a column clock as a time of no moment that matters.
func clockTime(clock int64) export.Time {
	var z zones
	return z.unpack(int64(0), clock)
}

// versions reads the accounts that are kept whole of the messages in lists.
func (g *merging) versions(lists [][]*seen) (map[spot]string, error) {
	if !g.told {
		return nil, nil //nolint:nilnil // none
	}
	// What this transaction kept may not have been written yet.
	if err := g.w.tables.versions.flush(); err != nil {
		return nil, err
	}
	var ids []int64
	for _, list := range lists {
		for _, s := range list {
			ids = append(ids, s.id)
		}
	}
	versions := map[spot]string{}
	err := g.w.each("SELECT export, record, told FROM versions WHERE message IN (SELECT value FROM json_each(?))",
		[]driver.Value{jsonList(ids)}, func(row []driver.Value) error {
			versions[spot{integer(row[0]), integer(row[1])}] = text(row[2])
			return nil
		})
	return versions, err
}

// jsonList writes numbers as a JSON array, for json_each.
func jsonList(ids []int64) string {
	list := []byte{'['}
	for i, id := range ids {
		if i > 0 {
			list = append(list, ',')
		}
		list = strconv.AppendInt(list, id, 10)
	}
	return string(append(list, ']'))
}
