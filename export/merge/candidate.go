package merge

import (
	"hash/maphash"
	"math"
	"net/url"
	"path"
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
	tag    uint64 // the same for what says the same, of media by their names
	from   int64  // when it was said: from, until before, in ms since 1970
	before int64
	faces  []face // of stored messages one for each content that was told
}

// face is what one account shows of a message, in hashes. A detail that is not
// told is 0.
type face struct {
	kind   export.Kind
	exact  uint64    // of the whole content
	group  uint64    // of what every account of it shows
	head   uint64    // of a long text: of what is left of it where it is cut
	words  uint64    // of the words
	known  [2]uint64 // details; where both sides tell them they must agree
	whole  bool      // of a text with a head: it goes on behind that
	edited bool      // somebody says that it was changed

	actor   export.PersonRef   // of a notice
	people  []export.PersonRef // of a notice
	caption uint64             // of media
	scheme  uint64             // of media: how a device made up the names, 0 if none did
}

// mostFaces is how many different contents of one message are looked at.
const mostFaces = 8

func newCandidate(msg *export.Message, number int) *candidate {
	c := &candidate{msg: msg, number: number}
	c.from, c.before = window(msg.Time)
	if msg.Time.T.IsZero() || msg.Time.Inferred {
		c.from, c.before = math.MinInt64, math.MaxInt64
	}
	c.show(msg.Content, false)
	f := &c.faces[0]
	group := f.group
	if f.head != 0 {
		group = f.head
	}
	c.token = maphash.Comparable(seed, [2]uint64{uint64(msg.Sender), group})
	details := f.known
	if f.kind == export.KindMedia {
		details[1] = 0 // not all exports have the bytes
	}
	c.tag = maphash.Comparable(seed, [3]uint64{c.token, details[0], details[1]})
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

// tell adds what an account tells: what it shows, and what that was before.
func (c *candidate) tell(told *export.Message) {
	c.show(told.Content, len(told.Edits) > 0)
	for i := range told.Edits {
		if before := told.Edits[i].Content; before != nil {
			c.show(before, true)
		}
	}
}

// show adds a content that an account shows.
func (c *candidate) show(content export.Content, edited bool) {
	exact := maphash.Bytes(seed, said(nil).content(content, numbered))
	if i := slices.IndexFunc(c.faces, func(f face) bool { return f.exact == exact }); i >= 0 {
		c.faces[i].edited = c.faces[i].edited || edited
		return
	}
	if len(c.faces) == mostFaces {
		return
	}
	f := face{kind: export.KindOf(content), exact: exact, edited: edited}
	if content != nil && content.Words() != "" {
		f.words = hashOf("words", trimmed(content.Words()))
	}
	f.detail(content)
	c.faces = append(c.faces, f)
}

// numbered calls people by their numbers: those of both sides are the store's.
func numbered(ref export.PersonRef) string { return strconv.FormatInt(int64(ref), 36) }

func (f *face) detail(content export.Content) {
	kind := string(f.kind)
	f.group = hashOf(kind)
	switch c := content.(type) {
	case export.Text:
		f.group = hashOf(kind, trimmed(c.Body))
		if head, whole := cutText(c.Body); isLong(head) {
			f.head, f.whole = hashOf(kind, "head", head), whole
		}
	case export.Media:
		f.group = hashOf(kind, string(firstKind(c)))
		f.known = [2]uint64{namesOf(c), sumsOf(c)}
		f.caption, f.scheme = told(trimmed(c.Caption)), schemeOf(c)
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
		f.known, f.actor, f.people = knownOf(c), c.Actor, c.People
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

// leastDigits is how many digits the names have that devices make up, at least.
const leastDigits = 6

// schemeOf is a hash of how the name of the first file is made, where a device made
// it up of numbers: two devices call one photo IMG-20240507-WA0001.jpg and
// 00000012-PHOTO-2024-05-07-15-17-00.jpg. 0 is a name that people gave.
func schemeOf(m export.Media) uint64 {
	if firstKind(m) == export.FileDocument || namesOf(m) == 0 {
		return 0
	}
	name := m.Files[0].Name
	name = strings.TrimSuffix(name, path.Ext(name))
	if isHex(name) {
		return hashOf("hex")
	}
	var scheme []byte
	digits := 0
	for i := range len(name) {
		if c := name[i]; c < '0' || c > '9' {
			scheme = append(scheme, c)
			continue
		}
		if digits++; len(scheme) == 0 || scheme[len(scheme)-1] != '0' {
			scheme = append(scheme, '0')
		}
	}
	if digits < leastDigits {
		return 0
	}
	return hashOf(string(scheme))
}

// isHex reports whether a name is a hash.
func isHex(name string) bool {
	const least = 32
	return len(name) >= least && strings.Trim(name, "0123456789abcdefABCDEF") == ""
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
