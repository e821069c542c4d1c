package merge

import (
	"hash/maphash"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"exile/export"
)

// candidate is a message of one side that may have its like on the other.
type candidate struct {
	msg    *export.Message // as it is now
	number int             // in the slice that Match was given
	at     int             // among the candidates of its side
	mate   *candidate
	token  uint64 // the same for whatever may be the same message, but for deleted ones
	from   int64  // when it was said: from, until before, in ms since 1970
	before int64
	faces  []face // of stored messages one for each content that was told
}

// face is what one account shows of a message, in hashes. A detail that is not
// told is 0.
type face struct {
	kind  export.Kind
	exact uint64    // of the whole content
	group uint64    // of what every account of it shows
	head  uint64    // of a text: of its head, where it may be one
	words uint64    // of the words
	known [2]uint64 // details; where both sides tell them they must agree

	people []export.PersonRef // of a notice
}

// mostFaces is how many different contents of one message are looked at.
const mostFaces = 8

func newCandidate(msg *export.Message, number int) *candidate {
	c := &candidate{msg: msg, number: number}
	c.from, c.before = window(msg.Time)
	if msg.Time.T.IsZero() || msg.Time.Inferred {
		c.from, c.before = math.MinInt64, math.MaxInt64
	}
	c.show(msg.Content)
	f := &c.faces[0]
	group := f.group
	if f.head != 0 {
		group = f.head
	}
	c.token = maphash.Comparable(seed, [2]uint64{uint64(msg.Sender), group})
	return c
}

// window returns the time in which a message stands, in milliseconds since 1970, as
// exact as it is told; that of a neighbour is good enough. Messages without a time
// come before all others.
func window(t export.Time) (from, before int64) {
	if t.T.IsZero() {
		return math.MinInt64, math.MinInt64 + 1
	}
	from = t.T.UnixMilli()
	length := t.Precision
	if length <= 0 {
		from, length = floorTo(from, milliMinute), time.Minute
	}
	return from, from + max(length.Milliseconds(), 1)
}

// show adds a content that an account shows.
func (c *candidate) show(content export.Content) {
	exact := maphash.Bytes(seed, said(nil).content(content, numbered))
	same := func(f face) bool { return f.exact == exact }
	if len(c.faces) == mostFaces || slices.ContainsFunc(c.faces, same) {
		return
	}
	f := face{kind: export.KindOf(content), exact: exact}
	if content != nil && content.Words() != "" {
		f.words = hashOf("words", trimmed(content.Words()))
	}
	f.tell(content)
	c.faces = append(c.faces, f)
}

// numbered calls people by their numbers: those of both sides are the store's.
func numbered(ref export.PersonRef) string { return strconv.FormatInt(int64(ref), 36) }

func (f *face) tell(content export.Content) {
	kind := string(f.kind)
	f.group = hashOf(kind)
	switch c := content.(type) {
	case export.Text:
		f.group = hashOf(kind, trimmed(c.Body))
		if head, long := cutUnits(c.Body); long {
			f.head = hashOf(kind, "head", trimmed(head))
		}
	case export.Media:
		f.group = hashOf(kind, string(firstKind(c)))
		f.known = [2]uint64{namesOf(c), sumsOf(c)}
	case export.Call:
		f.group = hashOf(kind, string(c.Kind))
		f.known = [2]uint64{told(c.Outcome), told(c.Duration)}
	case export.Poll:
		f.known[0] = told(c.Question)
	case export.Place:
		f.known = [2]uint64{told(c.Name), told(c.Address)}
	case export.Card:
		f.group = hashOf(kind, string(c.Kind))
		f.known = [2]uint64{told(c.Title), told(c.URL)}
	case export.Notice:
		f.group = hashOf(kind, string(c.Kind))
		f.known, f.people = knownOf(c), c.People
	case export.Deleted:
	case export.Unknown:
		f.group = hashOf(kind, c.Kind)
		f.known[0] = f.words
	}
}

// knownOf returns the people of a notice. Of one that has none only the words can
// tell, if it is not of a kind that goes without people on some devices.
func knownOf(n export.Notice) [2]uint64 {
	switch n.Kind {
	case export.NoticeJoin, export.NoticeLeave, export.NoticeInvite, export.NoticeRemove, export.NoticeHost, export.NoticeManager:
	case export.NoticeOther, export.NoticeTitle, export.NoticeSetting, export.NoticeWarning, "":
		if n.Actor == 0 && len(n.People) == 0 {
			return [2]uint64{told(n.Plain), 0}
		}
	}
	known := [2]uint64{told(n.Actor), 0}
	if len(n.People) > 0 {
		var h maphash.Hash
		h.SetSeed(seed)
		for _, p := range n.People {
			maphash.WriteComparable(&h, p)
		}
		known[1] = max(h.Sum64(), 1)
	}
	return known
}

// namesOf is a hash of the names of files; 0 if some have none. Some devices write
// them percent-encoded.
func namesOf(m export.Media) uint64 {
	names := make([]string, len(m.Files))
	for i := range m.Files {
		name := m.Files[i].Name
		if name == "" {
			return 0
		}
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		names[i] = name
	}
	return hashOf(names...)
}

// sumsOf is a hash of the hashes of files; 0 if some have none.
func sumsOf(m export.Media) uint64 {
	sums := make([]string, len(m.Files))
	for i := range m.Files {
		if sums[i] = m.Files[i].SHA256; sums[i] == "" {
			return 0
		}
	}
	return hashOf(sums...)
}

// told is a hash of a detail, 0 if it is not told.
func told[T comparable](detail T) uint64 {
	var none T
	if detail == none {
		return 0
	}
	return max(maphash.Comparable(seed, detail), 1)
}

func hashOf(parts ...string) uint64 {
	if len(parts) == 0 {
		return 0
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for _, p := range parts {
		maphash.WriteComparable(&h, len(p))
		h.WriteString(p)
	}
	return max(h.Sum64(), 1)
}

func trimmed(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) }
