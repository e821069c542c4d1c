//go:build cgo

package store

import (
	"database/sql/driver"
	"math"
	"strconv"
	"time"

	"exile/export"
)

// detail is a side table: which messages have rows in it, and what a row adds.
// The first column of its query is the message; the second takes the ids.
type detail struct {
	needs int64 // as of the function needs
	query string
	apply func(m *export.Message, row []driver.Value) error
}

// needs spreads messages.kind so that kinds are bits too.
func needs(kind int64) int64 { return 1<<(kind&kindMask) | kind&^kindMask<<kindMask }

// bit gives a bit of messages.kind its place in needs.
func bit(b int64) int64 { return b << kindMask }

func allDetails() []detail {
	const these, inOrder = ` WHERE message IN (SELECT value FROM json_each(?))`, ` ORDER BY message, position`
	return []detail{
		{1 << kindMedia, "SELECT message, kind, name, type, size, sha256, state, by_time, root, path, key, width, height, duration FROM files" + these + inOrder, addFile},
		{bit(bitCaption), "SELECT message, caption FROM captions" + these, addCaption},
		{1 << kindCall, "SELECT message, kind, outcome, duration FROM calls" + these, addCall},
		{1 << kindPoll, "SELECT message, question, closed FROM polls" + these, addPoll},
		{1 << kindPoll, "SELECT message, text, votes FROM poll_options" + these + inOrder, addOption},
		{1 << kindPlace, "SELECT message, name, address, lat, lng FROM places" + these, addPlace},
		{1 << kindCard, "SELECT message, kind, title, text, url FROM cards" + these, addCard},
		{1 << kindNotice, "SELECT message, kind, actor FROM notices" + these, addNotice},
		{1 << kindNotice, "SELECT message, person FROM notice_people" + these + inOrder, addNoticed},
		{1<<kindDeleted | 1<<kindUnknown, "SELECT message, label FROM labels" + these, addLabel},
		{bit(bitSpans), "SELECT message, kind, start, stop, arg FROM spans" + these + inOrder, addSpan},
		{bit(bitReply), "SELECT message, key, target, quote FROM replies" + these, addReply},
		{bit(bitForward), "SELECT message, name, time, precision, zone, inferred FROM forwards" + these, addForward},
		{bit(bitReactions), "SELECT message, sign, person, count FROM reactions" + these + inOrder, addReaction},
		{bit(bitEdits), "SELECT message, content, time, precision, zone, inferred FROM edits" + these + inOrder, addEdit},
		{bit(bitKey), "SELECT message, key FROM keys" + these, addKey},
		{bit(bitTime), "SELECT message, nanos, precision, moved FROM times" + these, addTime},
	}
}

// complete fetches the details of the chunk, a query for each table that some of
// its messages need.
func (rd *reading) complete() error {
	if rd.union&^(1<<kindText) == 0 {
		return nil
	}
	at := make(map[int64]*export.Message, len(rd.chunk))
	for i, m := range rd.chunk {
		if rd.kinds[i] != kindText {
			at[int64(m.ID)] = m
		}
	}
	for _, d := range rd.details {
		if rd.union&d.needs == 0 {
			continue
		}
		err := rd.c.each(rd.ctx, d.query, []driver.Value{rd.who(d)}, func(row []driver.Value) error {
			m := at[integer(row[0])]
			if m == nil {
				return ErrDamaged
			}
			return d.apply(m, row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// who lists the messages of the chunk that need a detail, as JSON.
func (rd *reading) who(d detail) string {
	list := []byte{'['}
	for i, m := range rd.chunk {
		if needs(rd.kinds[i])&d.needs == 0 {
			continue
		}
		if len(list) > 1 {
			list = append(list, ',')
		}
		list = strconv.AppendInt(list, int64(m.ID), 10)
	}
	return string(append(list, ']'))
}

func addFile(m *export.Message, row []driver.Value) error {
	c, ok := m.Content.(export.Media)
	if !ok {
		return ErrDamaged
	}
	c.Files = append(c.Files, export.File{
		Kind: export.FileKind(text(row[1])), Name: text(row[2]), Type: text(row[3]), Size: integer(row[4]),
		SHA256: text(row[5]), State: export.FileState(text(row[6])), ByTime: integer(row[7]) != 0,
		Root: int(integer(row[8])), Path: text(row[9]), SourceKey: text(row[10]),
		Width: int(integer(row[11])), Height: int(integer(row[12])), Duration: time.Duration(integer(row[13])),
	})
	m.Content = c
	return nil
}

func addCaption(m *export.Message, row []driver.Value) error {
	c, ok := m.Content.(export.Media)
	if !ok {
		return ErrDamaged
	}
	c.Caption = text(row[1])
	m.Content = c
	return nil
}

func addCall(m *export.Message, row []driver.Value) error {
	m.Content = export.Call{
		Kind: export.CallKind(text(row[1])), Outcome: export.CallOutcome(text(row[2])),
		Duration: time.Duration(integer(row[3])), Plain: m.Content.Words(),
	}
	return nil
}

func addPoll(m *export.Message, row []driver.Value) error {
	m.Content = export.Poll{Question: text(row[1]), Closed: integer(row[2]) != 0, Plain: m.Content.Words()}
	return nil
}

func addOption(m *export.Message, row []driver.Value) error {
	c, ok := m.Content.(export.Poll)
	if !ok {
		return ErrDamaged
	}
	c.Options = append(c.Options, export.PollOption{Text: text(row[1]), Votes: int(integer(row[2]))})
	m.Content = c
	return nil
}

func addPlace(m *export.Message, row []driver.Value) error {
	c := export.Place{Name: text(row[1]), Address: text(row[2]), Plain: m.Content.Words()}
	lat, ok1 := row[3].(float64)
	lng, ok2 := row[4].(float64)
	if ok1 && ok2 {
		c.Lat, c.Lng, c.HasPoint = lat, lng, true
	}
	m.Content = c
	return nil
}

func addCard(m *export.Message, row []driver.Value) error {
	m.Content = export.Card{
		Kind: export.CardKind(text(row[1])), Title: text(row[2]), Text: text(row[3]), URL: text(row[4]), Plain: m.Content.Words(),
	}
	return nil
}

func addNotice(m *export.Message, row []driver.Value) error {
	m.Content = export.Notice{
		Kind: export.NoticeKind(text(row[1])), Actor: export.PersonRef(integer(row[2])), Plain: m.Content.Words(),
	}
	return nil
}

func addNoticed(m *export.Message, row []driver.Value) error {
	c, ok := m.Content.(export.Notice)
	if !ok {
		return ErrDamaged
	}
	c.People = append(c.People, export.PersonRef(integer(row[1])))
	m.Content = c
	return nil
}

func addLabel(m *export.Message, row []driver.Value) error {
	if _, ok := m.Content.(export.Deleted); ok {
		m.Content = export.Deleted{By: export.DeletedBy(text(row[1])), Plain: m.Content.Words()}
		return nil
	}
	m.Content = export.Unknown{Kind: text(row[1]), Plain: m.Content.Words()}
	return nil
}

func addSpan(m *export.Message, row []driver.Value) error {
	s := export.Span{
		Kind: export.SpanKind(text(row[1])), Start: offset(row[2]), End: offset(row[3]), Arg: text(row[4]),
	}
	if c, ok := m.Content.(export.Media); ok {
		c.Spans = append(c.Spans, s)
		m.Content = c
		return nil
	}
	c, ok := m.Content.(export.Text)
	if !ok {
		return ErrDamaged
	}
	c.Spans = append(c.Spans, s)
	m.Content = c
	return nil
}

// offset reads an offset within a text.
func offset(v driver.Value) int { return int(min(integer(v), math.MaxInt32)) }

func addReply(m *export.Message, row []driver.Value) error {
	m.ReplyTo = &export.Reply{Key: text(row[1]), ID: export.MessageID(integer(row[2])), Quote: text(row[3])}
	return nil
}

func addForward(m *export.Message, row []driver.Value) error {
	t, err := timeOf(row[2:])
	m.Forward = &export.Forward{Name: text(row[1]), Time: t}
	return err
}

func addReaction(m *export.Message, row []driver.Value) error {
	m.Reactions = append(m.Reactions, export.Reaction{
		Sign: text(row[1]), By: export.PersonRef(integer(row[2])), Count: int(integer(row[3])),
	})
	return nil
}

func addEdit(m *export.Message, row []driver.Value) error {
	t, err := timeOf(row[2:])
	if err != nil {
		return err
	}
	c, err := unmarshal(text(row[1]))
	m.Edits = append(m.Edits, export.Edit{Time: t, Content: c})
	return err
}

func addKey(m *export.Message, row []driver.Value) error {
	m.SourceKey = text(row[1])
	return nil
}

func addTime(m *export.Message, row []driver.Value) error {
	if !m.Time.T.IsZero() {
		m.Time.T = m.Time.T.Add(time.Duration(integer(row[1])) - time.Duration(integer(row[3]))*time.Millisecond)
	}
	m.Time.Precision = time.Duration(integer(row[2]))
	return nil
}
