package merge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"exile/export"
)

// headUnits is from how many UTF-16 units on a text may be the head of a longer
// one. KakaoTalk cuts at exactly 500 characters, and blanks at the end may be lost.
const (
	headUnits = 400
	cutAt     = 500
)

// fuller reports whether a says what b says and more. It is a strict partial
// order; contents that contradict one another are in none.
func fuller(a, b export.Content) bool { return covers(a, b) && !covers(b, a) }

// covers reports whether all that b says a says, too. It is reflexive, but for
// contents of unknown kinds, and transitive.
func covers(a, b export.Content) bool {
	switch a := a.(type) {
	case export.Text:
		b, ok := b.(export.Text)
		return ok && coversText(a, b)
	case export.Media:
		b, ok := b.(export.Media)
		return ok && coversMedia(a, b)
	case export.Call:
		b, ok := b.(export.Call)
		return ok && a.Kind == b.Kind && covered(b.Outcome, a.Outcome) && covered(b.Duration, a.Duration)
	case export.Poll:
		b, ok := b.(export.Poll)
		return ok && covered(b.Question, a.Question) && a.Closed == b.Closed &&
			(len(b.Options) == 0 || slices.Equal(a.Options, b.Options))
	case export.Place:
		b, ok := b.(export.Place)
		return ok && covered(b.Name, a.Name) && covered(b.Address, a.Address) && (!b.HasPoint || samePoint(a, b))
	case export.Card:
		b, ok := b.(export.Card)
		return ok && a.Kind == b.Kind && covered(b.Title, a.Title) && covered(b.Text, a.Text) && covered(b.URL, a.URL)
	case export.Notice:
		b, ok := b.(export.Notice)
		return ok && coversNotice(a, b)
	case export.Deleted:
		b, ok := b.(export.Deleted)
		return ok && covered(b.By, a.By)
	case export.Unknown:
	}
	return false
}

// covered reports whether a value is not told, or told the same.
func covered[T comparable](less, more T) bool {
	var none T
	return less == none || less == more
}

func samePoint(a, b export.Place) bool {
	return samePlace(export.Place{Lat: a.Lat, Lng: a.Lng, HasPoint: a.HasPoint}, export.Place{Lat: b.Lat, Lng: b.Lng, HasPoint: b.HasPoint})
}

func coversText(a, b export.Text) bool {
	if a.Body == b.Body {
		return len(a.Spans) >= len(b.Spans)
	}
	return isHead(b.Body, a.Body)
}

// isHead reports whether whole begins with head, goes on, and head is long enough
// to have been cut.
func isHead(head, whole string) bool {
	head = strings.TrimRightFunc(head, unicode.IsSpace)
	return strings.HasPrefix(whole, head) && len(strings.TrimRightFunc(whole, unicode.IsSpace)) > len(head) && isLong(head)
}

// isLong reports whether a text is long enough to have been cut.
func isLong(s string) bool {
	units := 0
	for _, r := range s {
		if units += max(utf16.RuneLen(r), 1); units >= headUnits {
			return true
		}
	}
	return false
}

// cutText returns what is left of a text where the app cuts it, without blanks or
// half a character at its end, and whether the text goes on there.
func cutText(s string) (head string, whole bool) {
	s = trimmed(s)
	units := 0
	for i, r := range s {
		if units += max(utf16.RuneLen(r), 1); units > cutAt {
			return trimmed(s[:i]), true
		}
	}
	return trimmed(strings.TrimSuffix(s, "\uFFFD")), false
}

// coversMedia compares media of one kind whose captions do not contradict one
// another: bytes count for more than names, names for more than numbers.
func coversMedia(a, b export.Media) bool {
	if firstKind(a) != firstKind(b) || !covered(b.Caption, a.Caption) {
		return false
	}
	x, y := weighFiles(a), weighFiles(b)
	return slices.Compare(x[:], y[:]) >= 0
}

// firstKind is the kind of media: that of its first file.
func firstKind(m export.Media) export.FileKind {
	if len(m.Files) == 0 {
		return ""
	}
	return m.Files[0].Kind
}

// weighFiles tells how much is known of files: how many have bytes, how many are
// named, how many there are, what is known of them besides.
func weighFiles(m export.Media) [6]int {
	var present, named, details int
	for i := range m.Files {
		f := &m.Files[i]
		present += count(f.State == export.FilePresent)
		named += count(f.Name != "")
		details += count(f.SHA256 != "") + count(f.SourceKey != "") + count(f.Type != "") + count(f.Size != 0) +
			count(f.Width != 0) + count(f.Duration != 0)
	}
	return [6]int{present, named, len(m.Files), details, count(m.Caption != ""), len(m.Spans)}
}

// coversNotice compares notices of one kind, or with one of no kind, about the
// same people or some of them.
func coversNotice(a, b export.Notice) bool {
	return fitKind(b.Kind, a.Kind) && covered(b.Actor, a.Actor) && within(b.People, a.People)
}

func fitKind(less, more export.NoticeKind) bool {
	return less == more || less == export.NoticeOther || less == ""
}

// within reports whether all of some people are among others.
func within(some, all []export.PersonRef) bool {
	if len(some) == 0 {
		return true
	}
	among := slices.Clone(all)
	slices.SortFunc(among, cmp.Compare)
	for _, p := range some {
		if _, ok := slices.BinarySearch(among, p); !ok {
			return false
		}
	}
	return true
}
