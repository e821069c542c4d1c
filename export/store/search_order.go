//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"math"
	"slices"
	"strconv"

	"exile/export"
)

// position is where a message stands among all messages of a store.
type position struct {
	time int64 // milliseconds since 1970; noTime: not known
	chat int64
	seq  int64
	id   int64
}

const noTime = math.MinInt64

func comparePositions(a, b position) int {
	return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.chat, b.chat), cmp.Compare(a.seq, b.seq), cmp.Compare(a.id, b.id))
}

// top keeps the first hits in an order, and counts all.
type top struct {
	oldest bool      // the oldest first; else the newest
	from   *position // only what comes behind this one; nil: all
	limit  int

	list  []position
	count int64
	full  bool     // there are limit hits before or at worst
	worst position // what comes behind it is of no use
}

func (t *top) compare(a, b position) int {
	if t.oldest {
		return comparePositions(a, b)
	}
	return comparePositions(b, a)
}

func (t *top) add(p position) {
	if t.from != nil && t.compare(p, *t.from) <= 0 {
		return
	}
	t.count++
	if t.full && t.compare(p, t.worst) >= 0 {
		return
	}
	t.list = append(t.list, p)
	if len(t.list) >= t.limit+max(t.limit, 64) {
		t.cut()
	}
}

func (t *top) cut() {
	slices.SortFunc(t.list, t.compare)
	if len(t.list) >= t.limit {
		t.list = t.list[:t.limit]
		t.full, t.worst = true, t.list[t.limit-1]
	}
}

// useless reports whether no message of a time between these comes before worst.
func (t *top) useless(oldest, newest int64) bool {
	if !t.full && len(t.list) >= t.limit {
		t.cut()
	}
	if !t.full {
		return false
	}
	if t.oldest {
		return oldest > t.worst.time
	}
	return newest < t.worst.time
}

// settled reports whether more hits than are counted were found.
func (t *top) settled() bool { return t.full && t.count > int64(t.limit)+MaxLeft }

// result returns the hits in their order, and how many were found.
func (t *top) result() ([]position, int64) {
	t.cut()
	return t.list, t.count
}

// asJSON lists numbers for json_each.
func asJSON[T ~int64](list []T) string {
	b := []byte{'['}
	for i, n := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return string(append(b, ']'))
}

const messageColumns = "SELECT id, sender, time, clock, kind, text, document, place FROM messages "

// messages reads the messages of a page of hits.
func (l *looking) messages(hits []position) (map[int64]*export.Message, error) {
	chats := map[int64][]int64{}
	for _, p := range hits {
		chats[p.chat] = append(chats[p.chat], p.id)
	}
	found := make(map[int64]*export.Message, len(hits))
	for chat, ids := range chats {
		err := l.readChat(chat, messageColumns+"WHERE id IN (SELECT value FROM json_each(?))", []driver.Value{asJSON(ids)}, func(m *export.Message) {
			found[int64(m.ID)] = m
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// readChat reads messages of one chat.
func (l *looking) readChat(chat int64, q string, args []driver.Value, f func(*export.Message)) error {
	rd := &reading{
		ctx: l.ctx, c: l.c, chat: export.ChatRef(chat), documents: map[int64]document{0: {}}, details: allDetails(), same: l.same,
	}
	return rd.run(q, args, func(m *export.Message, _ error) bool {
		m.Seq = 0
		f(m)
		return true
	})
}

// around reads the n messages before a hit and the n behind it.
func (l *looking) around(p position, n int) (before, after []*export.Message, err error) {
	const in, down, up = "INDEXED BY messages_by_time WHERE chat = ? AND ", " ORDER BY time DESC, seq DESC LIMIT ", " ORDER BY time, seq LIMIT "
	read := func(list *[]*export.Message, where, order string, args ...driver.Value) {
		if rest := n - len(*list); rest > 0 && err == nil {
			q := messageColumns + in + where + order + strconv.Itoa(rest)
			err = l.readChat(p.chat, q, append([]driver.Value{p.chat}, args...), func(m *export.Message) { *list = append(*list, m) })
		}
	}
	if p.time == noTime {
		read(&before, "time IS NULL AND seq < ?", down, p.seq)
		read(&after, "time IS NULL AND seq > ?", up, p.seq)
		read(&after, "time IS NOT NULL", up)
	} else {
		read(&before, "(time, seq) < (?, ?)", down, p.time, p.seq)
		read(&before, "time IS NULL", down)
		read(&after, "(time, seq) > (?, ?)", up, p.time, p.seq)
	}
	slices.Reverse(before)
	return before, after, err
}

// positions adds hits to the top ones. Of those that are of no use it only takes
// the number.
func (l *looking) positions(ids []int64) error {
	if skip, err := l.uselessIDs(ids); skip || err != nil {
		return err
	}
	q, args := l.beforeWorst("id IN (SELECT value FROM json_each(?1))"), []driver.Value{asJSON(ids), l.top.worst.time}
	count := l.top.count
	err := l.c.each(l.ctx, "SELECT time, chat, seq, id FROM messages WHERE "+q, args, func(row []driver.Value) error {
		p := position{noTime, integer(row[1]), integer(row[2]), integer(row[3])}
		if t, ok := row[0].(int64); ok {
			p.time = t
		}
		l.top.add(p)
		return nil
	})
	if l.top.from == nil {
		l.top.count = count + int64(len(ids))
	}
	return err
}

// uselessIDs only counts hits of which none can be of use, where to find that out
// is less work than to look at each.
func (l *looking) uselessIDs(ids []int64) (bool, error) {
	const many = 32
	t := &l.top
	if !t.full || t.from != nil || len(ids) < many || slices.Max(ids)-slices.Min(ids) >= windowSize {
		return len(ids) == 0, nil
	}
	useless, err := l.uselessBetween(ids[0], ids[len(ids)-1])
	if useless {
		t.count += int64(len(ids))
	}
	return useless, err
}

// uselessBetween reports whether no message between two numbers can be of use, going
// by their times.
func (l *looking) uselessBetween(first, last int64) (bool, error) {
	what := "max(time)"
	if l.top.oldest {
		what = "min(coalesce(time, ?3))"
	}
	v, err := l.c.one(l.ctx, "SELECT "+what+" FROM messages NOT INDEXED WHERE id BETWEEN ?1 AND ?2 AND ?3 < 0", first, last, int64(noTime))
	edge, known := v.(int64)
	if !known {
		edge = noTime
	}
	return err == nil && l.top.useless(edge, edge), err
}

// beforeWorst adds to a condition that only hits that can be of use are asked for;
// ?2 is the time of the worst one.
func (l *looking) beforeWorst(where string) string {
	switch t := &l.top; {
	case !t.full || t.from != nil: // all have to be compared and counted
		return where + " AND ?2 IS NOT NULL"
	case t.oldest:
		return where + " AND (time IS NULL OR time <= ?2)"
	case t.worst.time == noTime:
		return where + " AND ?2 IS NOT NULL"
	default:
		return where + " AND time >= ?2"
	}
}
