package telegramtest

import (
	"fmt"
	"math/rand"
	"slices"

	"github.com/gotd/td/tgerr"
)

// Any stands for every method, in Fail and the like.
const Any = "*"

// fault is something that happens to one call, or to all, of a method.
type fault struct {
	method string
	nth    int // counted down; 0: every call
	err    *tgerr.Error
	act    act
}

// act is what becomes of a call.
type act int

const (
	do        act = iota // it is done and answered
	refuse               // it is not done; an error is answered
	cutBefore            // it is not done, the connection is cut
	cutAfter             // it is done, the connection is cut before the answer
	ackAndCut            // the same, and that it came was acknowledged before
)

// Fail lets the nth call of a method from now on, 1 being the next, fail with an
// error of Telegram's and not be done. Methods are named as in "messages.initHistoryImport".
func (w *World) Fail(method string, nth, code int, message string) {
	w.inject(&fault{method: method, nth: nth, act: refuse, err: tgerr.New(code, message)})
}

// FailAlways lets every call of a method fail, until Heal.
func (w *World) FailAlways(method string, code int, message string) {
	w.inject(&fault{method: method, act: refuse, err: tgerr.New(code, message)})
}

// Flood lets the nth call of a method from now on fail with FLOOD_WAIT_seconds.
func (w *World) Flood(method string, nth, seconds int) {
	w.Fail(method, nth, 420, fmt.Sprintf("FLOOD_WAIT_%d", seconds))
}

// LoseAnswer does the nth call of a method from now on, and cuts the connection
// before its answer. If acked, that the call came is acknowledged first: a client of
// gotd's then gives its caller an error; without, it calls again by itself.
func (w *World) LoseAnswer(method string, nth int, acked bool) {
	f := &fault{method: method, nth: nth, act: cutAfter}
	if acked {
		f.act = ackAndCut
	}
	w.inject(f)
}

// Cut cuts the connection at the nth call of a method from now on, which is not done.
func (w *World) Cut(method string, nth int) {
	w.inject(&fault{method: method, nth: nth, act: cutBefore})
}

// Heal takes back all of the above that did not happen yet, and CutEvery.
func (w *World) Heal() {
	defer w.lock()()
	w.faults, w.cuts = nil, nil
}

func (w *World) inject(f *fault) {
	defer w.lock()()
	w.faults = append(w.faults, f)
}

// cutter cuts connections at random calls.
type cutter struct {
	every int
	rand  *rand.Rand
}

// CutEvery cuts the connection at about every nth call: before it is done, after, or
// after it was acknowledged and done. Which ones goes by the seed. 0 ends it.
func (w *World) CutEvery(n int, seed int64) {
	defer w.lock()()
	w.cuts = nil
	if n > 0 {
		w.cuts = &cutter{every: n, rand: rand.New(rand.NewSource(seed))} //nolint:gosec // tests are to be repeatable
	}
}

// fate decides what becomes of a call. A fault that has happened is gone.
func (w *World) fate(method string) (act, *tgerr.Error) {
	var hit *fault
	for _, f := range w.faults {
		if f.method != method && f.method != Any {
			continue
		}
		if f.nth > 0 {
			f.nth--
			if f.nth > 0 {
				continue
			}
			f.nth = -1
		}
		if hit == nil {
			hit = f
		}
	}
	w.faults = slices.DeleteFunc(w.faults, func(f *fault) bool { return f.nth < 0 })
	if hit != nil {
		return hit.act, hit.err
	}
	if w.cuts != nil && w.cuts.rand.Intn(w.cuts.every) == 0 {
		return cutBefore + act(w.cuts.rand.Intn(3)), nil
	}
	return do, nil
}

// Calls returns all calls so far, in the order in which they came.
func (w *World) Calls() []Call {
	defer w.lock()()
	return slices.Clone(w.calls)
}

// Count returns how often a method was called and done: calls that were answered
// with an error do not count, those whose answer was lost do.
func (w *World) Count(method string) int {
	n := 0
	for _, c := range w.Calls() {
		if c.Method == method && c.Done {
			n++
		}
	}
	return n
}

// ForgetCalls empties Calls.
func (w *World) ForgetCalls() {
	defer w.lock()()
	w.calls = nil
}
