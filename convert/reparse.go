//go:build cgo

package convert

import (
	"cmp"
	"context"
	"slices"
	"time"

	"exile/export"
	"exile/export/store"
)

// Difference is what reading an input again, with the parser of today, finds
// otherwise than when it was added. Its JSON form is stable.
type Difference struct {
	Source   int64            `json:"source"`
	Input    string           `json:"input"`
	Format   string           `json:"format"`
	Before   export.Ledger    `json:"before"`
	After    export.Ledger    `json:"after"`
	Chats    []ChatDifference `json:"chats"`
	Problems []CodeDifference `json:"problems,omitempty"` // codes whose counts differ
	Places   []Differing      `json:"places,omitempty"`   // of CompareAt
}

// Differing is a place of an input at which today's parser finds something else.
type Differing struct {
	What   string `json:"what"` // changed, added, gone
	Input  string `json:"input"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Record int64  `json:"record,omitempty"`
}

// ChatDifference tells of one chat. A message is the one that stood in the same
// place of the input.
type ChatDifference struct {
	Title   string `json:"title"`
	Before  int64  `json:"before"` // messages and notices
	After   int64  `json:"after"`
	Same    int64  `json:"same"`
	Changed int64  `json:"changed"` // read otherwise
	Added   int64  `json:"added"`   // where there was none
	Gone    int64  `json:"gone"`    // where there is none any more
}

// CodeDifference tells how often a problem was, and is now.
type CodeDifference struct {
	Code   export.Code `json:"code"`
	Before int64       `json:"before"`
	After  int64       `json:"after"`
}

// None reports whether the parser of today reads the same.
func (d *Difference) None() bool {
	if d.Before != d.After || len(d.Problems) > 0 {
		return false
	}
	return !slices.ContainsFunc(d.Chats, func(c ChatDifference) bool { return c.Changed+c.Added+c.Gone > 0 })
}

// Compare reads what a store kept of an input with the parser of today and tells
// what that finds otherwise than what the input told when it was added. Nothing is
// changed. opt is completed by AsBefore. The errors are those of OpenKept and of
// reading.
func (e *Engine) Compare(ctx context.Context, st *store.Store, source *store.Source, opt InOptions) (*Difference, error) {
	return e.CompareAt(ctx, st, source, opt, 0)
}

// CompareAt is Compare, and names the first places at which something differs.
func (e *Engine) CompareAt(ctx context.Context, st *store.Store, source *store.Source, opt InOptions, places int) (*Difference, error) {
	in, err := OpenKept(ctx, st, source)
	if err != nil {
		return nil, err
	}
	defer in.Close() //nolint:errcheck // it holds nothing open
	opt = AsBefore(source, opt)
	opt.KeepMedia, opt.KeepOriginals, opt.Strict = false, false, false
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	c, err := newComparison(ctx, st.View(), source)
	if err != nil {
		return nil, err
	}
	defer c.close()
	c.most = places
	if err := r.run(ctx, c.add, nil); err != nil {
		return nil, err
	}
	chats, err := c.finish()
	if err != nil {
		return nil, err
	}
	now := r.close()
	return &Difference{
		Source: source.ID, Input: source.Input, Format: source.Format,
		Before: source.Ledger, After: now.Ledger, Chats: chats,
		Problems: codesDiffer(told(source.Problems, in), told(now.Problems, in)), Places: c.differing(),
	}, nil
}

// AsBefore completes the options of reading an input again by how it was asked for
// the first time. What opt says goes before that.
func AsBefore(source *store.Source, opt InOptions) InOptions {
	asked, read := &source.Asked, &opt.Read
	opt.From = cmp.Or(opt.From, asked.From, source.Format)
	read.Self, read.Chat = cmp.Or(read.Self, asked.Self), cmp.Or(read.Chat, asked.Chat)
	if read.Values == nil {
		read.Values = asked.Values
	}
	if read.Zone == nil && asked.Zone != "" {
		if zone, err := time.LoadLocation(asked.Zone); err == nil {
			read.Zone = zone
		}
	}
	return opt
}

// told counts the problems of reading by code. What is told of files that are not
// kept, and of the store, no reading can tell again.
func told(all []export.Problem, in *Input) map[export.Code]int64 {
	counts := map[export.Code]int64{}
	for i := range all {
		p := &all[i]
		switch {
		case p.Code == export.UnclaimedFile, p.Code == export.SeparateChat:
		case p.Code == export.DamagedFile && !in.has(p.From):
		default:
			counts[p.Code] += int64(p.Times())
		}
	}
	return counts
}

func (in *Input) has(at export.Source) bool {
	for i := range in.Roots {
		if in.Roots[i].Name == at.Input && in.Roots[i].Has(at.File) {
			return true
		}
	}
	return false
}

// codesDiffer lists the codes whose counts differ, in the order of all codes.
func codesDiffer(before, after map[export.Code]int64) []CodeDifference {
	var list []CodeDifference
	for _, code := range export.Codes() {
		if b, a := before[code], after[code]; a != b {
			list = append(list, CodeDifference{code, b, a})
		}
	}
	return list
}
