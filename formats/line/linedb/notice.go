package linedb

import (
	"slices"
	"strings"

	"exile/export"
)

// maxNamed is how many people one notice may name.
const maxNamed = 10_000

// separator stands between those whom LOC_ARGS names.
const separator = "\x1e"

// notice is what happened in a room. The databases hold a key and mids, the app makes
// the sentence: here it is the one that the English app writes.
func (h *history) notice(r *row) (export.Content, error) {
	loc := r.params["LOC_KEY"]
	e, ok := eventOf(loc)
	if loc == "" {
		return export.Notice{Kind: export.NoticeOther, Plain: r.text}, nil
	}
	if !ok {
		return export.Unknown{Kind: loc, Plain: r.text}, nil
	}
	mids, words := args(r.params["LOC_ARGS"])
	n := export.Notice{Kind: e.kind, Plain: r.text}
	actor := ""
	switch {
	case e.alone:
		if len(mids) == 1 {
			actor, mids = mids[0], nil
		}
	case len(mids) > 1 || len(mids) == 1 && e.whole: // the first did it
		actor, mids = mids[0], mids[1:]
	}
	if actor == "" && (len(mids) == 0 || !e.alone && !slices.Contains(mids, r.from)) {
		actor = r.from
	}
	if n.Plain == "" {
		n.Plain = e.say(h.list([]string{actor}), h.list(mids), strings.Join(words, " "))
	}
	var err error
	if n.Actor, err = h.person(actor); err != nil {
		return nil, err
	}
	for _, mid := range mids {
		ref, err := h.person(mid)
		if err != nil {
			return nil, err
		}
		n.People = append(n.People, ref)
	}
	return n, nil
}

// args reads LOC_ARGS: mids, and words that are none.
func args(s string) (mids, words []string) {
	for part := range strings.SplitSeq(s, separator) {
		switch {
		case isMid(part) && len(mids) < maxNamed:
			mids = append(mids, part)
		case part != "" && !isMid(part) && len(words) < titled:
			words = append(words, part)
		}
	}
	return mids, words
}

// isMid reports whether a text is the mid of a person: u and 32 hexadecimal digits.
func isMid(s string) bool {
	if len(s) != 33 || s[0] != 'u' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// list names people, the first few; "" where nobody is told.
func (h *history) list(mids []string) string {
	names := make([]string, 0, min(len(mids), titled+1))
	for i, mid := range mids {
		if mid == "" {
			continue
		}
		if i == titled {
			names = append(names, "…")
			break
		}
		names = append(names, h.called(mid))
	}
	return strings.Join(names, ", ")
}
