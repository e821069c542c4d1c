//go:build cgo

package store

import (
	"slices"

	"exile/export/merge"
)

// flush settles the zones that were found. Where an account is of another minute
// than its message was, the zone becomes wider.
func (r *resettling) flush() error {
	blocks := r.blocks
	r.blocks, r.rows = nil, 0
	for len(blocks) > 0 {
		lists, err := r.g.see(blocks)
		if err != nil {
			return err
		}
		versions, err := r.g.versions(lists)
		if err != nil {
			return err
		}
		var wide []merge.Block
		for i, b := range blocks {
			b, wider, err := r.settle(b, lists[i], versions)
			if err != nil {
				return err
			}
			if wider {
				wide = append(wide, b)
			}
		}
		if blocks = wide; len(blocks) > 1 { // they may overlap
			blocks = joinBlocks(blocks)
		}
	}
	return nil
}

func joinBlocks(list []merge.Block) []merge.Block {
	slices.SortFunc(list, func(a, b merge.Block) int { return int(min(1, max(-1, a.From-b.From))) })
	kept := list[:1]
	for _, b := range list[1:] {
		if last := &kept[len(kept)-1]; b.From < last.Before {
			last.Before = max(last.Before, b.Before)
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

// settle settles a zone, unless it has to be wider.
func (r *resettling) settle(b merge.Block, list []*seen, versions map[spot]string) (merge.Block, bool, error) {
	a, err := r.g.accounts(list, versions, nil)
	if err != nil {
		return b, false, err
	}
	entries := merge.Anew(r.g.spoken(a))
	if wide, wider := widen(b, entries); wider {
		return wide, true, nil
	}
	a.number(entries)
	if r.note != nil {
		r.note(a.entries, entries)
	}
	_, err = r.g.write(list, a, entries)
	return b, false, err
}

// spoken returns the accounts by exports.
func (g *merging) spoken(a *accounts) []merge.Told {
	told := make([]merge.Told, len(g.tracks))
	at := make(map[int64]*merge.Told, len(told))
	for i, t := range g.tracks {
		told[i].Last = t.last()
		at[t.export] = &told[i]
	}
	for i := range a.entries {
		for _, acc := range a.entries[i].Accounts {
			of := at[acc.Export]
			of.Accounts = append(of.Accounts, acc)
		}
	}
	return told
}

// number gives entries the numbers that their accounts had, as far as possible.
func (a *accounts) number(entries []merge.Entry) {
	taken := map[int64]bool{0: true}
	for i := range entries {
		e := &entries[i]
		e.ID = 0
		for n := range e.Accounts {
			id := a.before[spotOf(&e.Accounts[n])].message
			if !taken[id] && (e.ID == 0 || id < e.ID) {
				e.ID = id
			}
		}
		taken[e.ID] = true
	}
}
