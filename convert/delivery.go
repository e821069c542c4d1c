package convert

import (
	"slices"

	"exile/export"
	"exile/formats"
)

// count is what one pass over a chat delivered, and what did not fit.
type count struct {
	messages, notices, files int64
	lost                     map[export.Code]int
}

func (n *count) message(m *export.Message) {
	switch c := m.Content.(type) {
	case export.Notice:
		n.notices++
		return
	case export.Media:
		for i := range c.Files {
			if c.Files[i].State == export.FilePresent {
				n.files++
			}
		}
	case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	n.messages++
}

func (n *count) lose(code export.Code, times int) {
	if n.lost == nil {
		n.lost = make(map[export.Code]int)
	}
	n.lost[code] += times
}

func (n *count) add(more count) {
	n.messages += more.messages
	n.notices += more.notices
	n.files += more.files
	for code, times := range more.lost {
		n.lose(code, times)
	}
}

// problems tells the losses in the order of the list of codes.
func (n *count) problems() []export.Problem {
	var all []export.Problem
	for _, code := range export.Codes() {
		if times := n.lost[code]; times > 0 {
			all = append(all, export.Problem{Code: code, Count: times})
		}
	}
	return all
}

// delivery is what a history delivered to a writer, which may read a chat
// several times, whole or in stretches.
type delivery struct {
	chats map[export.ChatRef]map[export.Range]count
}

func newDelivery() *delivery {
	return &delivery{chats: map[export.ChatRef]map[export.Range]count{}}
}

// finished notes a pass that came to its end, and reports whether it was the
// first over that stretch.
func (d *delivery) finished(chat export.ChatRef, r export.Range, n count) bool {
	if d.chats[chat] == nil {
		d.chats[chat] = map[export.Range]count{}
	}
	_, again := d.chats[chat][r]
	d.chats[chat][r] = n
	return !again
}

// total sums up: of a chat read whole that pass counts, else all stretches do.
func (d *delivery) total() (formats.Tally, count) {
	var all count
	var chats int64
	for _, ranges := range d.chats {
		var n count
		if whole, ok := ranges[export.Range{}]; ok {
			n = whole
		} else {
			for _, stretch := range ranges {
				n.add(stretch)
			}
		}
		if n.messages+n.notices > 0 {
			chats++
		}
		all.add(n)
	}
	return formats.Tally{Chats: chats, Messages: all.messages, Notices: all.notices, Files: all.files}, all
}

// unbalanced tells where a writer's own count differs from what it was given.
// Files that the target did not take have problems of their own.
func unbalanced(want, wrote formats.Tally, problems []export.Problem) bool {
	refused := int64(0)
	for i := range problems {
		if problems[i].Code == export.LossyFile {
			refused += int64(problems[i].Times())
		}
	}
	return want.Messages != wrote.Messages || want.Notices != wrote.Notices ||
		wrote.Chats < want.Chats || wrote.Files > want.Files || wrote.Files+refused < want.Files
}

// merged puts problems of one code, name and place together, so that each loss
// is told once.
func merged(problems []export.Problem) []export.Problem {
	type key struct {
		code export.Code
		name string
		text string
		from export.Source
	}
	at := map[key]int{}
	var out []export.Problem
	for _, p := range problems {
		k := key{p.Code, p.Name, p.Text, p.From}
		i, seen := at[k]
		if !seen {
			at[k] = len(out)
			out = append(out, p)
			continue
		}
		out[i].Count = out[i].Times() + p.Times()
	}
	return slices.Clip(out)
}
