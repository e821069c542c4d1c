//go:build cgo

package store

import (
	"encoding/json"
	"slices"
)

// unbridge parts the exports of a chat that nothing holds together any more, now
// that others have left: each export has messages in common with another one of the
// chat, or the owner or the app itself said that it belongs there. Those that hang
// together with the one that came first keep the chat; the others get chats of
// their own.
func (w *writing) unbridge(chat int64) error {
	groups, err := w.hanging(chat)
	if err != nil || len(groups) < 2 {
		return err
	}
	for _, exports := range groups[1:] {
		if _, err := w.splitChat(chat, exports, true); err != nil {
			return err
		}
	}
	return nil
}

// bound says why an export is where it is.
type bound struct {
	id   int64
	key  string
	from int64 // the chat with which it came; 0: it came to this one
	said bool  // the owner said that it belongs there
	ids  []idRange
}

// hanging returns the exports of a chat, those together that hang together, the
// group of the one that came first first.
func (w *writing) hanging(chat int64) ([][]int64, error) {
	tracks, err := readTracks(w.ctx, w.c, chat)
	if err != nil || len(tracks) < 2 {
		return nil, err
	}
	list := make([]bound, len(tracks))
	for i, t := range tracks {
		b := &list[i]
		b.id, b.ids = t.export, united(t.ids())
		why, err := w.c.one(w.ctx, "SELECT why FROM exports WHERE id = ?", t.export)
		if err != nil {
			return nil, err
		}
		b.from, b.said = boundBy(text(why))
		key, err := w.c.one(w.ctx, "SELECT key FROM exports WHERE id = ?", t.export)
		if err != nil {
			return nil, err
		}
		b.key = text(key)
	}
	group := make([]int, len(list)) // the first of the group of each
	for i := range list {
		group[i] = i
		for j := range i {
			if !hang(list, j, i) || group[j] == group[i] {
				continue
			}
			to, was := min(group[i], group[j]), max(group[i], group[j])
			for k := range i + 1 {
				if group[k] == was {
					group[k] = to
				}
			}
		}
	}
	var groups [][]int64
	for i := range list {
		if group[i] != i {
			continue
		}
		var ids []int64
		for k := range list {
			if group[k] == i {
				ids = append(ids, list[k].id)
			}
		}
		groups = append(groups, ids)
	}
	return groups, nil
}

// hang reports whether two exports of a list hang together by themselves.
func hang(list []bound, i, j int) bool {
	a, b := &list[i], &list[j]
	if a.key != "" && a.key == b.key {
		return true
	}
	first := func(of *bound) bool { // the owner's word is about a chat: the first export stands for it
		return slices.IndexFunc(list, func(o bound) bool { return o.from == of.from }) == slices.IndexFunc(list, func(o bound) bool { return o.id == of.id })
	}
	if a.from == b.from && (a.said && first(b) || b.said && first(a)) {
		return true
	}
	return common(a.ids, b.ids) > 0
}

// boundBy reads exports.why: the chat with which an export came because something
// bridged it and this one, and whether the owner said that it belongs to its chat.
func boundBy(why string) (from int64, said bool) {
	for range mostMerged {
		var m merged
		if json.Unmarshal([]byte(why), &m) != nil {
			break
		}
		switch m.Why {
		case whyAsked, whySaid:
			return from, true
		case whyBridged:
			from, why = m.Chat, string(m.Was)
		default:
			return from, false
		}
	}
	return from, false
}

const (
	whySaid    = "said" // the owner named the chat when the export was added
	mostMerged = 64     // how often an export can have come with another chat
)
