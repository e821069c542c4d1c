//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"exile/export"
	"exile/export/store"
)

// StoresReport is what MergeStores did. Its JSON form is stable.
type StoresReport struct {
	Sources []FromStore    `json:"sources"`          // in the order of the stores
	United  []store.United `json:"united,omitempty"` // chats that are one in one of the stores, and were not here
	Missing int64          `json:"missing"`          // media and originals that a store should have and has not
}

// FromStore is an input of one of the stores.
type FromStore struct {
	Store   string   `json:"store"`
	Number  int64    `json:"number"` // there
	Input   string   `json:"input"`
	Source  int64    `json:"source"`            // here: of the same bytes, where it was skipped
	Skipped Skipped  `json:"skipped,omitempty"` // why it was; "": it was not
	Joined  []Joined `json:"joined,omitempty"`
	Apart   []Apart  `json:"apart,omitempty"`
}

// Skipped says why an input of a store was not taken into another.
type Skipped string

// Why an input is skipped.
const (
	SkippedKnown     Skipped = "known"     // the same bytes are there already
	SkippedForgotten Skipped = "forgotten" // something of the same bytes was forgotten in another of the stores
)

// MergeStores takes all that some stores hold into a new one, as if all that was ever
// added to them had been added to it, one store after the other: inputs with their
// originals, what was forgotten of them, chats that are one in one of the stores,
// what their owner calls people and who is who, settings. Of inputs of the same bytes
// the first counts, but one of which something was forgotten goes before the others. The
// input itself is not needed; what is in memory are the marks of the chats of one.
func (e *Engine) MergeStores(ctx context.Context, to *store.Store, from []*store.Store) (*StoresReport, error) {
	m := &gathering{ctx: ctx, engine: e, to: to, carried: map[string]bool{}, report: &StoresReport{Sources: []FromStore{}}}
	if err := m.list(from); err != nil {
		return nil, err
	}
	for _, g := range m.stores {
		if err := m.take(g); err != nil {
			return nil, fmt.Errorf("take what is in %s: %w", g.st.Dir(), err)
		}
	}
	if len(m.report.Sources) == 0 {
		return nil, ErrNothing
	}
	for _, g := range m.stores {
		if err := m.unite(g); err != nil {
			return nil, fmt.Errorf("take what is in %s: %w", g.st.Dir(), err)
		}
	}
	return m.report, nil
}

// ErrNothing says that there is nothing in any of the stores.
var ErrNothing = errors.New("there is nothing in them") // exit status 1

// gathering is one run of MergeStores.
type gathering struct {
	ctx     context.Context //nolint:containedctx // of one call
	engine  *Engine
	to      *store.Store
	stores  []*gathered
	carried map[string]bool // bytes that are in the new store
	bySum   map[string]claim
	report  *StoresReport
}

// gathered is one of the stores.
type gathered struct {
	st      *store.Store
	sources []store.Source
	became  map[int64]int64 // the numbers of its inputs in the new store
	folk    *decided
}

// claim is the input that counts of those of the same bytes.
type claim struct {
	g      *gathered
	source int64
	forgot int // 0: nothing, 1: something, 2: all
	became int64
}

// list looks at all inputs, and which of the same bytes count.
func (m *gathering) list(from []*store.Store) error {
	m.bySum = map[string]claim{}
	for _, st := range from {
		g := &gathered{st: st, became: map[int64]int64{}}
		var err error
		if g.sources, err = st.Sources(m.ctx); err != nil {
			return err
		}
		for i := range g.sources {
			s := &g.sources[i]
			forgot, err := forgotOf(m.ctx, st, s)
			if err != nil {
				return err
			}
			if now, known := m.bySum[s.SHA256]; s.SHA256 != "" && (!known || forgot > now.forgot) {
				m.bySum[s.SHA256] = claim{g: g, source: s.ID, forgot: forgot}
			}
		}
		if g.folk, err = readDecided(m.ctx, st); err != nil {
			return err
		}
		m.stores = append(m.stores, g)
	}
	return nil
}

func forgotOf(ctx context.Context, st *store.Store, s *store.Source) (int, error) {
	if s.Input == "" {
		return 2, nil
	}
	list, err := st.Oblivions(ctx, s.ID)
	return min(len(list), 1), err
}

// take takes all of a store.
func (m *gathering) take(g *gathered) error {
	for i := range g.sources {
		s := &g.sources[i]
		c := m.bySum[s.SHA256]
		told := FromStore{Store: g.st.Dir(), Number: s.ID, Input: s.Input}
		var err error
		switch {
		case s.SHA256 != "" && (c.g != g || c.source != s.ID):
			told.Skipped = SkippedKnown
			if c.forgot > 0 {
				told.Skipped = SkippedForgotten
			}
		default:
			err = m.add(g, s, &told)
		}
		if err != nil {
			return err
		}
		m.report.Sources = append(m.report.Sources, told)
	}
	return m.settings(g)
}

// add takes an input of a store.
func (m *gathering) add(g *gathered, s *store.Source, told *FromStore) error {
	was, err := newEarlier(m.ctx, g.st, s, m.carried)
	if err != nil {
		return err
	}
	batch, err := m.to.Begin(m.ctx)
	if err != nil {
		return err
	}
	r := m.engine.earlier(was)
	if told.Source, err = addBatch(m.ctx, r, batch); err != nil {
		return errors.Join(err, batch.Rollback())
	}
	report := r.close()
	told.Joined, told.Apart = report.Joined, report.Apart
	m.report.Missing += int64(len(was.untaken))
	g.became[s.ID] = told.Source
	if s.SHA256 != "" {
		c := m.bySum[s.SHA256]
		c.became = told.Source
		m.bySum[s.SHA256] = c
	}
	for _, other := range m.stores {
		other.folk.became(batch.Became())
	}
	g.folk.seat(batch.Persons)
	return nil
}

// settings takes those that are not there yet.
func (m *gathering) settings(g *gathered) error {
	theirs, err := g.st.Settings(m.ctx)
	if err != nil || len(theirs) == 0 {
		return err
	}
	ours, err := m.to.Settings(m.ctx)
	if err != nil {
		return err
	}
	for key, value := range theirs {
		if _, set := ours[key]; set {
			continue
		}
		if err := m.to.SetSetting(m.ctx, key, value); err != nil {
			return err
		}
	}
	return nil
}

// unite brings what the owner of a store decided: who is who, and chats that are one.
func (m *gathering) unite(g *gathered) error {
	for i := range g.sources { // those that were skipped are there by way of another store
		s := &g.sources[i]
		if g.became[s.ID] != 0 {
			continue
		}
		g.became[s.ID] = m.bySum[s.SHA256].became
		if err := m.recognise(g, s); err != nil {
			return err
		}
	}
	for i := range m.report.Sources {
		if told := &m.report.Sources[i]; told.Store == g.st.Dir() && told.Source == 0 {
			told.Source = g.became[told.Number]
		}
	}
	if err := g.folk.decide(m.ctx, m.to); err != nil {
		return err
	}
	return m.uniteChats(g)
}

// recognise finds the people of an input that another store brought.
func (m *gathering) recognise(g *gathered, s *store.Source) error {
	theirs, err := readHomes(m.ctx, g.st.View(), s.ID)
	if err != nil {
		return err
	}
	ours, err := readHomes(m.ctx, m.to.View(), g.became[s.ID])
	if err != nil {
		return err
	}
	for _, h := range theirs {
		i := slices.IndexFunc(ours, func(o *home) bool { return h.isToo(&o.Export) })
		if i < 0 {
			continue
		}
		for name, ref := range h.people {
			if who := ours[i].people[name]; who != 0 && ref != 0 {
				g.folk.is(ref, who)
			}
		}
		ours = slices.Delete(ours, i, i+1)
	}
	return nil
}

// isToo reports whether two exports are of the same bytes, of inputs that are.
func (h *home) isToo(o *store.Export) bool {
	return h.Key == o.Key && h.Title == o.Title && h.From == o.From
}

// uniteChats makes one of chats that are one in a store.
func (m *gathering) uniteChats(g *gathered) error {
	theirs, err := g.st.View().Exports(m.ctx)
	if err != nil {
		return err
	}
	ours, err := m.to.View().Exports(m.ctx)
	if err != nil {
		return err
	}
	in := map[export.ChatRef][]export.ChatRef{} // of their chats, where they are now
	var order []export.ChatRef
	taken := map[int64]bool{}
	for i := range theirs {
		e := &home{Export: theirs[i]}
		at := slices.IndexFunc(ours, func(o store.Export) bool {
			return o.Source == g.became[e.Source] && !taken[o.ID] && e.isToo(&o)
		})
		if at < 0 {
			continue
		}
		taken[ours[at].ID] = true
		if in[e.Chat] == nil {
			order = append(order, e.Chat)
		}
		if now := ours[at].Chat; !slices.Contains(in[e.Chat], now) {
			in[e.Chat] = append(in[e.Chat], now)
		}
	}
	gone, whole := map[export.ChatRef]export.ChatRef{}, map[export.ChatRef]bool{}
	for _, chat := range order {
		var now []export.ChatRef
		for _, c := range in[chat] {
			for gone[c] != 0 {
				c = gone[c]
			}
			if !slices.Contains(now, c) {
				now = append(now, c)
			}
		}
		if len(now) < 2 {
			continue
		}
		slices.Sort(now)
		united, err := m.to.UniteChats(m.ctx, now[0], now[1:]...)
		if err != nil {
			return err
		}
		m.report.United = append(m.report.United, united...)
		for _, c := range now[1:] {
			gone[c] = now[0]
		}
		whole[now[0]] = true
	}
	return g.folk.meet(m.ctx, m.to, whole)
}
