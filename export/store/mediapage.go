//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"exile/export"
)

// MediaItem is a file of a message.
type MediaItem struct {
	Chat    export.ChatRef
	Message export.MessageID
	Index   int // of Media.Files, also where other kinds of files were asked for
	File    export.File
	Time    export.Time // of the message
	Sender  export.PersonRef
}

// MediaPage returns files of some kinds, or of all where there are none, of one chat,
// or of all for chat 0, those of the newest message first; of several at the same
// time as Search has them, and those without a time at the end. They are of messages
// that stand in front of the message before; 0: of all. The files of a message stay
// together and in their order: there are n, or more by those of the last message. It
// returns ErrNoMessage where the chat has no message before.
func (v *View) MediaPage(ctx context.Context, chat export.ChatRef, kinds []export.FileKind, before export.MessageID, n int) ([]MediaItem, error) {
	var list []MediaItem
	err := v.inside(ctx, func(c *conn) error {
		from, err := placeIn(ctx, c, chat, before)
		if err != nil || n <= 0 {
			return err
		}
		if before == 0 {
			from = endOf(math.MaxInt64)
		}
		a := &album{ctx: ctx, c: c, chat: int64(chat), from: from, kinds: kinds, most: n}
		found, err := a.find()
		if err != nil {
			return err
		}
		list, err = a.items(found)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read a page of media: %w", err)
	}
	return list, nil
}

// album looks for messages with files of some kinds.
type album struct {
	ctx   context.Context //nolint:containedctx // one call
	c     *conn
	chat  int64    // 0: all
	from  position // in front of this one
	kinds []export.FileKind
	most  int // messages
}

// find returns where the messages stand, the newest first. It goes through the
// messages in their order for as long as that is likely to be the shortest way. Where
// such files are so rare that it is not, it looks through the files instead, which
// are in no order; and if there are many after all, goes on.
func (a *album) find() ([]position, error) {
	w, err := newWalk(a)
	if err != nil {
		return nil, err
	}
	found, err := w.run(patientRows)
	if found != nil || err != nil {
		return found, err
	}
	ids, span, err := a.rare()
	if err != nil {
		return nil, err
	}
	if len(ids) <= fewFiles {
		return a.places(ids)
	}
	w.span = span
	return w.run(math.MaxInt)
}

// items reads the files of messages.
func (a *album) items(found []position) ([]MediaItem, error) {
	same, err := readSame(a.ctx, a.c)
	if err != nil {
		return nil, err
	}
	chats := make(map[int64]int64, len(found))
	for _, p := range found {
		chats[p.id] = p.chat
	}
	messages := make(map[export.MessageID]*export.Message, len(found))
	if err := readNumbers(a.ctx, a.c, same, chats, func(m *export.Message) { messages[m.ID] = m }); err != nil {
		return nil, err
	}
	var list []MediaItem
	for _, p := range found {
		if len(list) >= a.most {
			break
		}
		m := messages[export.MessageID(p.id)]
		if m == nil {
			return nil, ErrDamaged
		}
		media, ok := m.Content.(export.Media)
		if !ok {
			return nil, ErrDamaged
		}
		for i, f := range media.Files {
			if len(a.kinds) == 0 || slices.Contains(a.kinds, f.Kind) {
				list = append(list, MediaItem{m.Chat, m.ID, i, f, m.Time, m.Sender})
			}
		}
	}
	return list, nil
}

// ofKind is a condition for rows of the table files.
func (a *album) ofKind() (string, []driver.Value) {
	if len(a.kinds) == 0 {
		return "true", nil
	}
	var args []driver.Value
	for _, k := range a.kinds {
		args = append(args, string(k))
	}
	return "kind IN (?" + strings.Repeat(", ?", len(args)-1) + ")", args
}

// fewFiles is of how many messages it is less work to ask where each stands than to
// go on looking for them in their order.
const fewFiles = 4096

// rare looks through the files. Where few messages have any that are wanted it
// returns those; else more of them than are few, and between which numbers all lie.
func (a *album) rare() (ids []int64, all idRange, err error) {
	spans, err := a.spans()
	if err != nil {
		return nil, all, err
	}
	kinds, args := a.ofKind()
	find := func(s idRange, order string, most int, f func(id int64)) error {
		q := "SELECT DISTINCT message FROM files WHERE message >= ? AND message < ? AND " + kinds +
			" ORDER BY message " + order + " LIMIT " + strconv.Itoa(most)
		return a.c.each(a.ctx, q, append([]driver.Value{s.from, s.before}, args...), func(row []driver.Value) error {
			f(integer(row[0]))
			return nil
		})
	}
	for i := len(spans) - 1; i >= 0 && len(ids) <= fewFiles; i-- {
		if err := find(spans[i], "DESC", fewFiles+1, func(id int64) { ids = append(ids, id) }); err != nil {
			return nil, all, err
		}
	}
	if len(ids) <= fewFiles {
		return ids, all, nil
	}
	all = idRange{ids[0], ids[0] + 1}
	for i := 0; i < len(spans) && all.from == ids[0]; i++ {
		if err := find(spans[i], "ASC", 1, func(id int64) { all.from = id }); err != nil {
			return nil, all, err
		}
	}
	return ids, all, nil
}

// manySpans is more than are looked through one by one.
const manySpans = 64

// spans are between which numbers the messages of the chat lie, ascending.
func (a *album) spans() ([]idRange, error) {
	if a.chat == 0 {
		return []idRange{{math.MinInt64, math.MaxInt64}}, nil
	}
	list, err := seenIn(a.ctx, a.c, a.chat)
	if n := len(list); n > manySpans {
		list = []idRange{{list[0].from, list[n-1].before}}
	}
	return list, err
}

// places finds out where messages stand, and returns those in front of from, the
// newest first.
func (a *album) places(ids []int64) ([]position, error) {
	list := []position{}
	err := a.c.each(a.ctx, "SELECT "+placeColumns+" FROM messages WHERE id IN (SELECT value FROM json_each(?))", []driver.Value{asJSON(ids)}, func(row []driver.Value) error {
		p := placeOfRow(row)
		if (a.chat == 0 || a.chat == p.chat) && comparePositions(p, a.from) < 0 {
			list = append(list, p)
		}
		return nil
	})
	slices.SortFunc(list, newestFirst)
	return list[:min(len(list), a.most)], err
}

func newestFirst(a, b position) int { return comparePositions(b, a) }
