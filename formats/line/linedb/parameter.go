package linedb

import (
	"strconv"
	"strings"
	"time"
)

// pairs are what a message says of its attachment: the cell parameter of Android, or
// ZCONTENTMETADATA of iOS. Keys are the same on both.
type pairs map[string]string

// maxPairs is how many pairs of one message are read; LINE writes a dozen or two.
const maxPairs = 4096

// set adds a pair. The first of a key counts.
func (p pairs) set(key, value string) {
	if _, there := p[key]; !there && key != "" && len(p) < maxPairs {
		p[key] = value
	}
}

// parseParameter reads a cell of Android: key, tab, value, tab, key, tab, value. nil:
// there is no pair.
func parseParameter(s string) pairs {
	var p pairs
	for s != "" {
		k, rest, ok := strings.Cut(s, "\t")
		if !ok {
			break // a key without a value
		}
		v, rest, _ := strings.Cut(rest, "\t")
		if p == nil {
			p = pairs{}
		}
		p.set(k, v)
		s = rest
	}
	return p
}

// text returns the first of keys that is there and not empty.
func (p pairs) text(keys ...string) string {
	for _, k := range keys {
		if v := p[k]; v != "" {
			return v
		}
	}
	return ""
}

// number returns the first of keys that is a whole number above 0; 0: there is none.
func (p pairs) number(keys ...string) int64 {
	for _, k := range keys {
		if n, err := strconv.ParseInt(p[k], 10, 64); err == nil && n > 0 {
			return n
		}
	}
	return 0
}

// has reports whether one of keys is there.
func (p pairs) has(keys ...string) bool {
	for _, k := range keys {
		if _, there := p[k]; there {
			return true
		}
	}
	return false
}

// yes reports whether one of keys says so.
func (p pairs) yes(keys ...string) bool {
	for _, k := range keys {
		if v := p[k]; v == "1" || strings.EqualFold(v, "true") {
			return true
		}
	}
	return false
}

// maxLast is the longest that a call, a video or a voice message is believed to last.
const maxLast = 30 * 24 * time.Hour

// lasts reads a duration, in milliseconds; 0: there is none, or one beyond belief.
func (p pairs) lasts(keys ...string) time.Duration {
	n := p.number(keys...)
	if n > int64(maxLast/time.Millisecond) {
		return 0
	}
	return time.Duration(n) * time.Millisecond
}
