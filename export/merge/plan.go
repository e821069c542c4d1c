package merge

import (
	"cmp"
	"slices"
	"sort"
)

// Plan says of each record of an export what is to be done with it. It is made by
// Align and takes memory only for stretches: of records that follow each other as
// the stored messages do, and of blocks.
type Plan struct {
	runs   []run // by record
	blocks []Block
	tally  Tally
	at     int // the run of the last Step
}

// Step is what is to be done with one record.
type Step struct {
	Do    Do
	ID    int64 // Same: of the stored message
	Clock bool  // Same: the export's clock is not the stored message's: another zone, or coarser
	Block int   // Unsettled: index of the block
}

// Do says what a Step does.
type Do int

// What a step does.
const (
	New       Do = iota // no stored message can be the same: it is added as it is
	Same                // it says what a stored message says, no more: that one gets a witness
	Unsettled           // it goes to Settle together with the others of its block
)

// Block is a time in which stored messages and records are to be told apart.
type Block struct {
	From, Before int64 // whole minutes, in milliseconds since 1970: all stored messages from From up to but not including Before
	NoTime       bool  // instead: all stored messages without a time
	Incoming     int   // how many records
}

// Tally counts records.
type Tally struct{ Same, New, Settle int64 }

// run is a stretch of records: the same messages as those from id on, or all of
// the block id.
type run struct {
	record, id int64
	count      int32
	do         int8
	clock      bool
}

// Step returns what is to be done with a record. Records that Align was not given
// are New. It is quick where records are asked for in order, and right in any. It
// must not be called from two goroutines at once.
func (p *Plan) Step(record int64) Step {
	if !p.holds(p.at, record) {
		p.at++
		if !p.holds(p.at, record) {
			p.at = p.find(record)
		}
	}
	if p.at == len(p.runs) || record < p.runs[p.at].record {
		return Step{}
	}
	r := &p.runs[p.at]
	if Do(r.do) == Unsettled {
		return Step{Do: Unsettled, Block: int(r.id)}
	}
	return Step{Do: Same, ID: r.id + record - r.record, Clock: r.clock}
}

// holds reports whether record is in the i-th run or between it and the one before.
func (p *Plan) holds(i int, record int64) bool {
	if i > len(p.runs) {
		return false
	}
	return (i == 0 || record >= p.runs[i-1].end()) && (i == len(p.runs) || record < p.runs[i].end())
}

// find returns the first run that ends after record.
func (p *Plan) find(record int64) int {
	return sort.Search(len(p.runs), func(i int) bool { return record < p.runs[i].end() })
}

func (r *run) end() int64 { return r.record + int64(r.count) }

// Blocks returns the blocks in the order of time, that without a time first. They
// do not overlap. The slice is the plan's.
func (p *Plan) Blocks() []Block { return p.blocks }

// Tally returns how many records there are to be done what with.
func (p *Plan) Tally() Tally { return p.tally }

// same adds a record that is the stored message id.
func (p *Plan) same(record, id int64, clock bool) {
	p.tally.Same++
	if n := len(p.runs); n > 0 {
		r := &p.runs[n-1]
		if Do(r.do) == Same && r.end() == record && r.id+int64(r.count) == id && r.clock == clock && r.count < 1<<30 {
			r.count++
			return
		}
	}
	p.runs = append(p.runs, run{record: record, id: id, count: 1, do: int8(Same), clock: clock})
}

// settle adds a record of the last block.
func (p *Plan) settle(record int64) {
	p.tally.Settle++
	id := int64(len(p.blocks) - 1)
	if n := len(p.runs); n > 0 {
		r := &p.runs[n-1]
		if Do(r.do) == Unsettled && r.end() == record && r.id == id && r.count < 1<<30 {
			r.count++
			return
		}
	}
	p.runs = append(p.runs, run{record: record, id: id, count: 1, do: int8(Unsettled)})
}

// finish makes the plan ready for use.
func (p *Plan) finish() *Plan {
	byRecord := func(a, b run) int { return cmp.Compare(a.record, b.record) }
	if !slices.IsSortedFunc(p.runs, byRecord) {
		slices.SortFunc(p.runs, byRecord)
	}
	p.runs, p.blocks = slices.Clip(p.runs), slices.Clip(p.blocks)
	return p
}
