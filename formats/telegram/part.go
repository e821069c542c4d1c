package telegram

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"exile/export"
)

// limit says how much goes into one part; 0 is no limit.
type limit struct {
	messages, files, bytes int64
}

// parseLimit reads 5000, 300files, 500MB, or several joined by commas. Letters
// may be large or small, and spaces and the Korean counters 개 and 건 may stand
// in it: --part "2000건, 300개".
func parseLimit(v string) (limit, error) {
	var l limit
	if strings.TrimSpace(v) == "" {
		return l, nil
	}
	for item := range strings.SplitSeq(v, ",") {
		item = strings.ToLower(strings.Join(strings.Fields(item), ""))
		end := strings.IndexFunc(item, func(r rune) bool { return r < '0' || r > '9' })
		if end < 0 {
			end = len(item)
		}
		field, unit := l.field(item[end:])
		n, err := strconv.ParseInt(item[:end], 10, 64)
		if err != nil || n < 1 || field == nil || n > (1<<62)/unit {
			return limit{}, fmt.Errorf("%q is no limit such as 5000, 300files or 500MB", strings.TrimSpace(v))
		}
		*field = n * unit
	}
	return l, nil
}

func checkLimit(v string) error {
	_, err := parseLimit(v)
	return err
}

// field returns what a unit limits, and how many of the smallest it is.
func (l *limit) field(unit string) (*int64, int64) {
	switch unit {
	case "", "message", "messages", "건":
		return &l.messages, 1
	case "file", "files", "개":
		return &l.files, 1
	case "kb":
		return &l.bytes, 1e3
	case "mb":
		return &l.bytes, 1e6
	case "gb":
		return &l.bytes, 1e9
	}
	return nil, 1
}

func (l limit) set() bool { return l != limit{} }

// over reports whether n is more than one part takes.
func (l limit) over(n limit) bool {
	return l.messages > 0 && n.messages > l.messages || l.files > 0 && n.files > l.files || l.bytes > 0 && n.bytes > l.bytes
}

func (l limit) plus(o limit) limit {
	return limit{l.messages + o.messages, l.files + o.files, l.bytes + o.bytes}
}

// weigh returns what a message adds to a part.
func weigh(m *export.Message) limit {
	w := limit{messages: 1, bytes: 40} // the stamp and a name
	media, ok := m.Content.(export.Media)
	if !ok {
		if m.Content != nil {
			w.bytes += int64(len(m.Content.Words()))
		}
		return w
	}
	w.bytes += int64(len(media.Caption))
	for i := range media.Files {
		if f := &media.Files[i]; goes(f) {
			w.files++
			w.bytes += f.Size + 80
		}
	}
	return w
}

// cutter decides where parts begin. A part ends at the last midnight before it
// would grow too large; where a single day is too large for a part, it ends
// within the day. It needs no memory but for the cuts.
type cutter struct {
	limit     limit
	cuts      []int64 // numbers of messages, from 0, with which a further part begins
	next      int64   // the number of the next message
	start     int64   // the message with which this part began
	day       int64
	dayStart  int64 // the message with which this day began
	before    limit // what the part holds from before this day
	today     limit // what it holds of this day
	beganOnce bool
}

func (c *cutter) add(w limit, day int64) {
	if !c.beganOnce || day != c.day {
		c.before, c.today = c.before.plus(c.today), limit{}
		c.day, c.dayStart, c.beganOnce = day, c.next, true
	}
	if c.limit.over(c.before.plus(c.today).plus(w)) && c.dayStart > c.start {
		c.cut(c.dayStart)
		c.before = limit{}
	}
	if c.limit.over(c.before.plus(c.today).plus(w)) && c.next > c.start {
		c.cut(c.next)
		c.before, c.today = limit{}, limit{}
	}
	c.today = c.today.plus(w)
	c.next++
}

func (c *cutter) cut(at int64) {
	c.cuts = append(c.cuts, at)
	c.start = at
}

// survey looks through a chat before it is written, where that cannot be helped:
// to cut it into parts, whose number stands in their names, and to learn whether
// more than two people write in a chat of unknown kind.
type survey struct {
	cuts    []int64
	senders int // 3 stands for more
}

func (r *run) survey(ctx context.Context, c *export.Chat) (survey, error) {
	seen := map[export.PersonRef]bool{}
	parts := cutter{limit: r.set.limit}
	line := newTimeline(r.zone)
	n := 0
	for m, err := range r.history.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return survey{}, err
		}
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return survey{}, ctx.Err()
		}
		if _, notice := m.Content.(export.Notice); !notice && len(seen) < 3 {
			seen[m.Sender] = true
		}
		if !r.set.limit.set() {
			if len(seen) > 2 {
				break
			}
			continue
		}
		sec, _ := line.place(m.Time)
		parts.add(weigh(m), dayOf(sec))
	}
	return survey{cuts: parts.cuts, senders: len(seen)}, nil
}
