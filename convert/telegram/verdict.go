package telegram

import (
	"cmp"
	"slices"
)

// question is what a verdict is given on: what was sent to one chat, and which
// imported messages are in it.
type question struct {
	names   []string // as written
	planned []Match  // whose they were to be
	again   []bool   // of each part: its start was called more than once
	offset  int64    // seconds east of UTC, of all stamps
	sent    []expected
	literal func(*expected) uint64 // hash of the words that a file's message is if the file was not found
	came    *arrivals              // the oldest first
}

// fate is what became of a message that was sent.
type fate int8

const (
	lost     fate = iota // it is not there
	whole                // as it was sent
	misnamed             // under another name
	unbound              // a file, as words
	clipped              // as much of it as a message of Telegram's takes
	empty                // without content
	changed              // with another text or file
	moved                // at another time
)

// none is the place of nothing.
const none = -1

// verdict is the answer: for each message that was sent which one it became, and for
// each that came which one it was.
type verdict struct {
	*question
	clocks []clock // of the parts
	fate   []fate  // of sent
	became []int32 // of sent: its place in came.all, or none
	was    []int32 // of came.all: its place in sent, or none
	double []int32 // of came.all: that in sent of which it is a further copy, or none
	side   []int32 // of names: one number for all that are linked to one account
	whose  []int32 // of came.senders: such a number, or none
}

// judge compares. A message that was sent and one that came are the same if sender,
// time and text are, or sender, time and file. What remains is compared by less and
// less. Each step sorts, so that n messages take n log n, whatever they are.
func (q *question) judge() *verdict {
	v := &verdict{
		question: q,
		fate:     make([]fate, len(q.sent)),
		became:   nowhere(len(q.sent)),
		was:      nowhere(len(q.came.all)),
		double:   nowhere(len(q.came.all)),
	}
	v.clocks = q.readClocks()
	v.knowSenders()
	v.pair(whole, v.sentWhole, v.cameWhole)
	v.takeDoubles()
	if v.learnSenders() {
		v.pair(whole, v.sentWhole, v.cameWhole)
		v.takeDoubles()
	}
	v.pair(whole, v.sentNotice, v.cameNameless)
	v.pair(misnamed, v.sentNameless, v.cameNameless)
	v.pair(unbound, v.sentLiteral, v.cameWhole)
	v.pair(clipped, v.sentLong, v.cameFull)
	v.pair(empty, v.sentFile, v.cameEmpty)
	v.pair(empty, v.sentAny, v.cameEmpty)
	v.pair(changed, v.sentFile, v.cameFile)
	v.pair(changed, v.sentAny, v.cameAny)
	v.pair(moved, v.sentTimeless, v.cameTimeless)
	return v
}

// key is what two messages are compared by. What a step leaves out is 0.
type key struct {
	at   int64
	hash uint64
	side int32
}

func (k key) compare(o key) int {
	return cmp.Or(cmp.Compare(k.at, o.at), cmp.Compare(k.side, o.side), cmp.Compare(k.hash, o.hash))
}

// keyed is a message with its key.
type keyed struct {
	key
	i int32
}

func sortKeyed(all []keyed) {
	slices.SortFunc(all, func(a, b keyed) int { return cmp.Or(a.compare(b.key), cmp.Compare(a.i, b.i)) })
}

// pair joins messages of equal keys that have no other yet, in their order.
func (v *verdict) pair(f fate, sentKey func(*expected) (key, bool), cameKey func(*arrived) (key, bool)) {
	v.meet(sentKey, cameKey, func(s, c int32) {
		v.became[s], v.was[c], v.fate[s] = c, s, f
	})
}

// meet calls f for messages of equal keys that have no other yet.
func (v *verdict) meet(sentKey func(*expected) (key, bool), cameKey func(*arrived) (key, bool), f func(s, c int32)) {
	came := v.openCame(cameKey)
	if len(came) == 0 {
		return
	}
	sent := make([]keyed, 0, count(v.became))
	for i := range v.sent {
		if v.became[i] != none {
			continue
		}
		if k, ok := sentKey(&v.sent[i]); ok {
			sent = append(sent, keyed{k, int32(i)})
		}
	}
	sortKeyed(sent)
	sortKeyed(came)
	for s, c := 0, 0; s < len(sent) && c < len(came); {
		switch order := sent[s].compare(came[c].key); {
		case order < 0:
			s++
		case order > 0:
			c++
		default:
			f(sent[s].i, came[c].i)
			s, c = s+1, c+1
		}
	}
}

// openCame returns the messages that came, and are none of those that were sent yet.
func (v *verdict) openCame(cameKey func(*arrived) (key, bool)) []keyed {
	came := make([]keyed, 0, count(v.was))
	for i := range v.came.all {
		if v.was[i] != none || v.double[i] != none {
			continue
		}
		if k, ok := cameKey(&v.came.all[i]); ok {
			came = append(came, keyed{k, int32(i)})
		}
	}
	return came
}

// takeDoubles finds what came once too often: it equals a message that was sent and
// has arrived already.
func (v *verdict) takeDoubles() {
	came := v.openCame(v.cameWhole)
	if len(came) == 0 {
		return
	}
	sent := make([]keyed, 0, len(v.sent))
	for i := range v.sent {
		if k, ok := v.sentWhole(&v.sent[i]); ok {
			sent = append(sent, keyed{k, int32(i)})
		}
	}
	sortKeyed(sent)
	for _, c := range came {
		i, found := slices.BinarySearchFunc(sent, c.key, func(s keyed, k key) int { return s.compare(k) })
		if found {
			v.double[c.i] = sent[i].i
		}
	}
}

// The keys of what was sent.

func (v *verdict) sentWhole(e *expected) (key, bool) {
	if e.sender == notice {
		return key{}, false
	}
	return key{v.when(e), e.hash, v.side[e.sender]}, true
}

func (v *verdict) sentNotice(e *expected) (key, bool) {
	return key{at: v.when(e), hash: e.hash}, e.sender == notice
}

func (v *verdict) sentNameless(e *expected) (key, bool) {
	return key{at: v.when(e), hash: e.hash}, e.sender != notice
}

func (v *verdict) sentLiteral(e *expected) (key, bool) {
	k, ok := v.sentWhole(e)
	if !ok || e.file == noFile {
		return key{}, false
	}
	k.hash = v.literal(e)
	return k, true
}

func (v *verdict) sentLong(e *expected) (key, bool) {
	k, ok := v.sentAny(e)
	return k, ok && e.units > maxUnits
}

func (v *verdict) sentFile(e *expected) (key, bool) {
	k, ok := v.sentAny(e)
	return k, ok && e.file != noFile
}

func (v *verdict) sentAny(e *expected) (key, bool) {
	k, ok := v.sentWhole(e)
	k.hash = 0
	return k, ok
}

func (v *verdict) sentTimeless(e *expected) (key, bool) {
	k, ok := v.sentWhole(e)
	k.at = 0
	return k, ok
}

// The keys of what came.

func (v *verdict) cameWhole(a *arrived) (key, bool) {
	side := v.whose[a.sender]
	return key{a.at, a.hash, side}, side != none
}

func (v *verdict) cameNameless(a *arrived) (key, bool) {
	return key{at: a.at, hash: a.hash}, a.hash != 0
}

// cameFull is for texts as long as a message can be, or that lost some white space
// where they were cut.
func (v *verdict) cameFull(a *arrived) (key, bool) {
	k, ok := v.cameAny(a)
	return k, ok && a.form == noForm && a.units > maxUnits-64
}

func (v *verdict) cameEmpty(a *arrived) (key, bool) {
	k, ok := v.cameAny(a)
	return k, ok && a.hash == 0
}

func (v *verdict) cameFile(a *arrived) (key, bool) {
	k, ok := v.cameAny(a)
	return k, ok && a.form != noForm
}

func (v *verdict) cameAny(a *arrived) (key, bool) {
	k, ok := v.cameWhole(a)
	k.hash = 0
	return k, ok
}

func (v *verdict) cameTimeless(a *arrived) (key, bool) {
	k, ok := v.cameWhole(a)
	k.at = 0
	return k, ok && a.hash != 0
}

func nowhere(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = none
	}
	return all
}

// count counts those that are nowhere.
func count(all []int32) int {
	n := 0
	for _, at := range all {
		if at == none {
			n++
		}
	}
	return n
}
