//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"

	"exile/export/query"
)

// enough is how few candidates are looked at rather than made fewer.
const enough = 256

// ask is a question to the index: which messages have something.
type ask struct {
	where string
	args  []driver.Value
	trait bool  // in traits, as runs; else in pairs
	not   bool  // those that have it are no candidates
	size  int64 // of the lists, in bytes
}

// asks is all that the index can say of what is wanted. What is asked with not it
// knows for sure.
func (l *looking) asks() []ask {
	var list []ask
	words := map[uint64]bool{}
	for _, w := range l.w.Words {
		if r, size := utf8.DecodeRuneInString(w); size == len(w) {
			list = append(list, askLetter(r))
			continue
		}
		eachPair(w, func(p uint64) {
			if !words[p] {
				words[p] = true
				list = append(list, askPair(p))
			}
		})
	}
	for _, w := range l.w.NotWords {
		switch r, size := utf8.DecodeRuneInString(w); utf8.RuneCountInString(w) {
		case 1:
			list = append(list, askLetter(r).none())
		case 2:
			next, _ := utf8.DecodeRuneInString(w[size:])
			list = append(list, askPair(pairOf(r, next)).none())
		}
	}
	const in = "value IN (SELECT value FROM json_each(?))"
	about := func(kind int64, where string, args ...driver.Value) ask {
		return ask{where: "trait = ? AND " + where, args: append([]driver.Value{kind}, args...), trait: true}
	}
	if l.w.Senders != nil {
		list = append(list, about(traitSender, in, asJSON(l.people(l.w.Senders))))
	}
	if l.w.NotSenders != nil {
		list = append(list, about(traitSender, in, asJSON(l.people(l.w.NotSenders))).none())
	}
	if l.w.Chats != nil {
		list = append(list, about(traitChat, in, asJSON(l.w.Chats)))
	}
	if l.w.NotChats != nil {
		list = append(list, about(traitChat, in, asJSON(l.w.NotChats)).none())
	}
	for _, has := range l.w.Has {
		list = append(list, about(traitHas, "value = ?", valueOf(has)))
	}
	for _, has := range l.w.NotHas {
		if has != query.HasLink {
			list = append(list, about(traitHas, "value = ?", valueOf(has)).none())
		}
	}
	if !l.w.After.IsZero() || !l.w.Before.IsZero() {
		from, to := int64(math.MinInt64), int64(math.MaxInt64)
		if !l.w.After.IsZero() {
			from = dayOf(l.w.After.UnixMilli())
		}
		if !l.w.Before.IsZero() {
			to = dayOf(l.w.Before.UnixMilli() - 1)
		}
		list = append(list, about(traitDay, "value BETWEEN ? AND ?", from, to))
	}
	return list
}

func askPair(pair uint64) ask { return ask{where: "pair = ?", args: []driver.Value{int64(pair)}} }

// askLetter asks for all pairs that begin with a letter.
func askLetter(r rune) ask {
	return ask{where: "pair BETWEEN ? AND ?", args: []driver.Value{int64(pairOf(r, 0)), int64(pairOf(r, noLetter))}}
}

func (a ask) none() ask {
	a.not = true
	return a
}

// measure finds out how long the lists are.
func (a *ask) measure(ctx context.Context, c *conn) (err error) {
	table := "coalesce(sum(octet_length(ids)), 0) FROM pairs"
	if a.trait {
		table = "coalesce(sum(octet_length(runs)), 0) FROM traits"
	}
	a.size, err = c.number(ctx, "SELECT "+table+" WHERE "+a.where, a.args...)
	return err
}

// answer returns the messages up to a number that have what is asked for.
func (a *ask) answer(ctx context.Context, c *conn, last int64) (bitset, error) {
	found := newBitset(last)
	what, add := "first, ids FROM pairs", found.add
	if a.trait {
		what, add = "first, runs FROM traits", found.addRuns
	}
	err := c.each(ctx, "SELECT "+what+" WHERE "+a.where, a.args, func(row []driver.Value) error {
		b, _ := row[1].([]byte)
		return add(integer(row[0]), b)
	})
	return found, err
}

// candidates asks the index which messages can be wanted. It begins with what the
// fewest have, and ends where few are left.
func (l *looking) candidates(c *conn, last int64) (bitset, error) {
	asks := l.asks()
	for i := range asks {
		if err := asks[i].measure(l.ctx, c); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(asks, func(a, b ask) int {
		switch {
		case a.not == b.not:
			return cmp.Compare(a.size, b.size)
		case a.not:
			return 1
		}
		return -1
	})
	var found bitset
	for i := range asks {
		these, err := asks[i].answer(l.ctx, c, last)
		switch {
		case err != nil:
			return nil, err
		case found == nil:
			found = these
		default:
			found.limit(these, asks[i].not)
		}
		if found.count() <= enough {
			break
		}
	}
	return found, nil
}

// bitset is a set of numbers of messages.
type bitset []uint64

// newBitset makes an empty set for numbers up to last.
func newBitset(last int64) bitset { return make(bitset, last>>6+1) }

// add adds the numbers behind first, by their distances.
func (b bitset) add(first int64, ids []byte) error {
	id := first
	for len(ids) > 0 {
		d, n := uint64(ids[0]), 1
		if d >= 0x80 {
			d, n = binary.Uvarint(ids)
		}
		id += int64(d)
		if n <= 0 || id < 0 || id>>6 >= int64(len(b)) {
			return errNoIndex
		}
		b[id>>6] |= 1 << (id & 63)
		ids = ids[n:]
	}
	return nil
}

// addRuns adds runs of numbers behind first: how far each begins behind the one
// before, and how many it has.
func (b bitset) addRuns(first int64, runs []byte) error {
	id, most := first, int64(len(b))<<6
	for len(runs) > 0 {
		gap, n := binary.Uvarint(runs)
		count, m := binary.Uvarint(runs[max(n, 0):])
		if n <= 0 || m <= 0 || id < 0 || gap > uint64(most) || count > uint64(most) || id+int64(gap)+int64(count) > most {
			return errNoIndex
		}
		id += int64(gap)
		end := id + int64(count)
		for ; id < end; id = id&^63 + 64 {
			bits := ^uint64(0) << (id & 63)
			if rest := end - id&^63; rest < 64 {
				bits &^= ^uint64(0) << rest
			}
			b[id>>6] |= bits
		}
		id = end
		runs = runs[n+m:]
	}
	return nil
}

// limit takes out what another set of that size does not have; or what it has.
func (b bitset) limit(other bitset, not bool) {
	for i, w := range other {
		if not {
			w = ^w
		}
		b[i] &= w
	}
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// list adds the numbers from first on to a list.
func (b bitset) list(to []int64, first int64) []int64 {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			to = append(to, first+int64(i)<<6+int64(bits.TrailingZeros64(w)))
		}
	}
	return to
}
