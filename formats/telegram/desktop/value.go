package desktop

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// value is one JSON value as jsontext read it: whole, well-formed and in UTF-8.
// What takes it apart here relies on that and checks nothing again. It lies in
// the decoder's buffer and is good until the next one is read. nil: there is none.
type value []byte

// null reports whether there is no value, or the word null.
func (v value) null() bool { return len(v) == 0 || v[0] == 'n' }

func (v value) isString() bool { return len(v) > 0 && v[0] == '"' }
func (v value) isObject() bool { return len(v) > 0 && v[0] == '{' }
func (v value) isArray() bool  { return len(v) > 0 && v[0] == '[' }

// raw returns what stands between the quotes of a string, escapes as they are, or
// the digits of a number; else nothing.
func (v value) raw() []byte {
	switch {
	case v.isString():
		return v[1 : len(v)-1]
	case len(v) > 0 && (v[0] == '-' || v[0]-'0' <= 9):
		return v
	}
	return nil
}

// text returns a string, or a number as it is written; "" for anything else.
func (v value) text() string {
	raw := v.raw()
	if !v.isString() || bytes.IndexByte(raw, '\\') < 0 {
		return string(raw)
	}
	out, _ := jsontext.AppendUnquote(make([]byte, 0, len(raw)), v) // its error tells of half a pair of surrogates, for which U+FFFD stands
	if !utf8.Valid(out) {
		out = bytes.ToValidUTF8(out, []byte("\uFFFD"))
	}
	return string(out)
}

// number reads a whole number, written as one or as a string.
func (v value) number() (int64, bool) {
	n, err := strconv.ParseInt(string(v.raw()), 10, 64)
	return n, err == nil
}

// count reads a number that counts something; 0 where it is none.
func (v value) count() int64 {
	n, _ := v.number()
	return max(n, 0)
}

// small is count as an int that is no larger than any app shows.
func (v value) small() int { return int(min(v.count(), math.MaxInt32)) }

func (v value) float() (float64, bool) {
	f, err := strconv.ParseFloat(string(v.raw()), 64)
	return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
}

func (v value) isTrue() bool { return len(v) > 0 && v[0] == 't' }

// get returns the member of an object; nil where there is none.
func (v value) get(name string) value {
	for c := v.members(); ; {
		n, member, ok := c.member()
		if !ok {
			return nil
		}
		if string(n) == name {
			return member
		}
	}
}

// cursor walks over the members of an object or the elements of an array.
type cursor struct {
	b  value
	at int
}

// members returns a cursor before the first member of an object. Any other value is
// like one that is empty.
func (v value) members() cursor {
	if v.isObject() {
		return cursor{v, 1}
	}
	return cursor{value("}"), 0}
}

// elements returns a cursor before the first element of an array. Any other value is
// like one that is empty.
func (v value) elements() cursor {
	if v.isArray() {
		return cursor{v, 1}
	}
	return cursor{value("]"), 0}
}

// member returns the next name, without quotes and as it is written, and its value.
func (c *cursor) member() (name []byte, v value, ok bool) {
	if !c.more() {
		return nil, nil, false
	}
	end := stringEnd(c.b, c.at)
	name = c.b[c.at+1 : end-1]
	for c.at = end; c.b[c.at] != ':'; {
		c.at++
	}
	c.at++
	c.space()
	return name, c.take(), true
}

// element returns the next element.
func (c *cursor) element() (value, bool) {
	if !c.more() {
		return nil, false
	}
	return c.take(), true
}

func (c *cursor) more() bool {
	c.space()
	if c.b[c.at] == ',' {
		c.at++
		c.space()
	}
	return c.b[c.at] != '}' && c.b[c.at] != ']'
}

func (c *cursor) space() {
	for c.b[c.at] <= ' ' {
		c.at++
	}
}

func (c *cursor) take() value {
	start := c.at
	switch c.b[start] {
	case '"':
		c.at = stringEnd(c.b, start)
	case '{', '[':
		c.at = nestedEnd(c.b, start)
	default:
		for c.at < len(c.b) && strings.IndexByte(",]} \n\r\t", c.b[c.at]) < 0 {
			c.at++
		}
	}
	return c.b[start:c.at]
}

// stringEnd returns where the string ends that begins at i: behind the quote that no
// backslash escapes.
func stringEnd(b []byte, i int) int {
	for at := i + 1; ; {
		at += bytes.IndexByte(b[at:], '"') + 1
		slashes := 0
		for b[at-2-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return at
		}
	}
}

// nestedEnd returns where the object or array ends that begins at i.
func nestedEnd(b []byte, i int) int {
	for depth := 0; ; i++ {
		switch b[i] {
		case '"':
			i = stringEnd(b, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
}
