package convert

import (
	"maps"
	"time"

	"exile/export"
	"exile/export/merge"
)

// How a chat of another title is looked for.
const (
	probes      = 64 // by so many messages
	leastProbes = 3  // how many of them must be found before all are compared
)

// incoming is a chat of an input as a first pass saw it.
type incoming struct {
	chat    export.Chat // as it was declared last
	refs    []export.ChatRef
	marks   *merge.Marks
	records int64
	people  map[export.PersonRef]struct{} // whom its messages name
	names   map[string]int                // in NFC, of those, and how many people have it
	first   time.Time
	last    time.Time
}

// take takes note of whom a message names.
func (in *incoming) take(m *export.Message) {
	in.person(m.Sender)
	in.content(m.Content)
	for i := range m.Reactions {
		in.person(m.Reactions[i].By)
	}
	for i := range m.Edits {
		in.content(m.Edits[i].Content)
	}
}

func (in *incoming) content(c export.Content) {
	n, ok := c.(export.Notice)
	if !ok {
		return
	}
	in.person(n.Actor)
	for _, p := range n.People {
		in.person(p)
	}
}

func (in *incoming) person(p export.PersonRef) {
	if p != 0 {
		in.people[p] = struct{}{}
	}
}

// end makes a chat ready to be compared.
func (in *incoming) end(names map[export.PersonRef]string) {
	in.marks.Sort()
	for p := range in.people {
		in.names[names[p]]++
	}
	maps.DeleteFunc(in.names, func(name string, _ int) bool { return nobody(name) })
}

// newest is when an export was made, as far as is known.
func (in *incoming) newest() time.Time {
	if !in.chat.Saved.IsZero() {
		return in.chat.Saved
	}
	return in.last
}

// sample is a few messages of a time by which the chat is known.
func (in *incoming) sample(first, last time.Time) []merge.Probe {
	if first.IsZero() || in.first.IsZero() || in.last.Before(first.Add(-time.Minute)) || last.Add(time.Minute).Before(in.first) {
		return nil
	}
	return in.marks.Probes(probes, first, last.Add(time.Minute))
}

func enough(found, of int) bool { return found >= min(leastProbes, of) }

// mayBe is likely of two chats of one input.
func (in *incoming) mayBe(other *incoming) bool {
	for n := range in.names {
		if other.names[n] == 0 {
			continue
		}
		sample := in.sample(other.first, other.last)
		return len(sample) > 0 && enough(other.marks.Found(sample), len(sample))
	}
	return false
}
