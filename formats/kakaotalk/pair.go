package kakaotalk

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// A pair is a file and its place in a message that names none.
type pair struct {
	seq   int64 // of the message
	index int   // of the place among its files
	file  *mediaFile
}

// waiting are the places in the messages of one text that wait for files.
type waiting struct {
	places map[string][]places // by kind, see kindOfPlace
	length int64               // how many seconds the time of a message stands for
}

// places are those of one kind in one message.
type places struct {
	at    int64 // wall clock
	seq   int64
	index int // of the first among the message's files
	count int
}

// pair matches the files that have a time for a name to the messages that stand
// for such files, and returns the pairs of every group. It needs all those
// messages beforehand, so every text that may have some is read once more. A file
// within reach of messages of two rooms is nobody's.
func (l *library) pair(ctx context.Context, in formats.Input, groups []group, opt formats.ReadOptions) ([][]pair, error) {
	rooms := make([]waiting, len(groups))
	stamped := false
	for i := range groups {
		x := l.index(in, &groups[i])
		if !x.beside.stamps && !x.given.stamps {
			continue
		}
		stamped = true
		var err error
		if rooms[i], err = l.wait(ctx, in, &groups[i], opt); err != nil {
			return nil, err
		}
	}
	pairs := make([][]pair, len(groups))
	if !stamped {
		return pairs, nil
	}
	l.forget()
	for i := range groups {
		for _, m := range l.index(in, &groups[i]).stamped() {
			if rooms[i].reaches(m) {
				m.rooms++
			}
		}
	}
	for i := range groups {
		pairs[i] = rooms[i].pair(l.index(in, &groups[i]).stamped())
	}
	return pairs, nil
}

// forget makes the files that texts name theirs, and unused: the texts will be
// read again.
func (l *library) forget() {
	all := slices.Clone(l.given.files)
	for _, f := range l.beside {
		all = append(all, f.files...)
	}
	for _, m := range all {
		m.named, m.used = m.used, false
	}
}

// stamped returns the files that may be paired by their times.
func (x *mediaIndex) stamped() []*mediaFile {
	var all []*mediaFile
	for _, f := range []*folder{x.beside, x.given} {
		for _, m := range f.files {
			if m.kind != "" && !m.named {
				all = append(all, m)
			}
		}
	}
	return all
}

// wait reads a text for the places that wait.
func (l *library) wait(ctx context.Context, in formats.Input, g *group, opt formats.ReadOptions) (waiting, error) {
	w := waiting{places: map[string][]places{}, length: 1}
	p, err := profileOf(ctx, in, g)
	if err != nil {
		return w, err
	}
	r := newRoom(ctx, in, g, p, opt, l.index(in, g))
	r.emit = func(e export.Event) error {
		if m, ok := e.(*export.Message); ok {
			w.add(m)
		}
		return nil
	}
	if err := r.read(); err != nil {
		return w, err
	}
	for _, list := range w.places {
		slices.SortStableFunc(list, func(a, b places) int { return cmp.Compare(a.at, b.at) })
	}
	return w, nil
}

func (w *waiting) add(m *export.Message) {
	media, ok := m.Content.(export.Media)
	if !ok || m.Time.T.IsZero() || m.Time.Inferred {
		return
	}
	w.length = max(w.length, int64(m.Time.Precision/time.Second))
	at, before := wall(m.Time.T), ""
	for i := range media.Files {
		kind := kindOfPlace(&media.Files[i])
		list := w.places[kind]
		if kind != "" && kind == before {
			list[len(list)-1].count++
		} else if kind != "" {
			w.places[strings.Clone(kind)] = append(list, places{at, m.Seq, i, 1})
		}
		before = kind
	}
}

// kindOfPlace says which files may stand in the place of one that a text tells
// of, as kindOfFile does; "" where none may. A document's must be of its kind,
// and no picture: people send those as pictures.
func kindOfPlace(f *export.File) string {
	switch {
	case f.State == export.FileNotExported && f.Kind != export.FileSticker && f.Kind != export.FileDocument:
		return string(f.Kind)
	case f.State == export.FileMissing && f.Kind == export.FileDocument:
		if kind := kindOfFile(f.Name); strings.HasPrefix(kind, ".") {
			return kind
		}
	}
	return ""
}

// reaches reports whether a place of the text waits for a file of that kind and
// time.
func (w *waiting) reaches(m *mediaFile) bool {
	list := w.places[m.kind]
	earliest := m.stamp.second - pairWithin - w.length + 1
	i, _ := slices.BinarySearchFunc(list, earliest, func(p places, at int64) int { return cmp.Compare(p.at, at) })
	return i < len(list) && list[i].at-pairWithin <= m.stamp.second
}

// pair matches files to places, by kind.
func (w *waiting) pair(files []*mediaFile) []pair {
	byKind := map[string][]*mediaFile{}
	for _, m := range files {
		if m.rooms == 1 && w.reaches(m) {
			byKind[m.kind] = append(byKind[m.kind], m)
		}
	}
	var pairs []pair
	for kind, files := range byKind {
		slices.SortStableFunc(files, func(a, b *mediaFile) int { return a.stamp.compare(b.stamp) })
		pairs = append(pairs, pairKind(w.places[kind], files, w.length)...)
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(a.index, b.index)) })
	return pairs
}

// pairKind matches files to places of one kind. Of places at one time no more
// are looked at than there are files near.
func pairKind(list []places, files []*mediaFile, length int64) []pair {
	times := make([]int64, len(files))
	for i, m := range files {
		times[i] = m.stamp.second
	}
	var slots []pair
	var starts []int64
	from, to, same := 0, 0, 0 // the files within reach; the places at this time so far
	for i, p := range list {
		if i == 0 || p.at != list[i-1].at {
			for from < len(times) && times[from] < p.at-pairWithin {
				from++
			}
			for to = max(to, from); to < len(times) && times[to] < p.at+length+pairWithin; {
				to++
			}
			same = 0
		}
		for n := 0; n < p.count && same < to-from; n++ {
			slots = append(slots, pair{seq: p.seq, index: p.index + n})
			starts = append(starts, p.at)
			same++
		}
	}
	var pairs []pair
	for i, slot := range align(starts, times, length) {
		if slot >= 0 {
			p := slots[slot]
			p.file = files[i]
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// pair puts the files that belong to a message into their places and returns how
// many there were. Messages come in order.
func (x *mediaIndex) pair(seq int64, files []export.File) int {
	n := 0
	for ; n < len(x.pairs) && x.pairs[n].seq == seq; n++ {
		p := x.pairs[n]
		f := &files[p.index]
		p.file.give(f)
		f.ByTime = true
		f.Name = cmp.Or(f.Name, path.Base(p.file.path))
	}
	x.pairs = x.pairs[n:]
	return n
}
