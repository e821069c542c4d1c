//go:build cgo

package main

import (
	"errors"
	"strconv"
	"strings"

	"exile/cmd/internal/lang"
)

// byteSize is a flag's value: a number of bytes, such as 64MiB.
type byteSize int64

var errSize = errors.New("no size")

// The suffixes, the longer before what ends them.
var sizeUnits = []struct {
	name  string
	bytes int64
}{
	{"kib", 1 << 10},
	{"mib", 1 << 20},
	{"gib", 1 << 30},
	{"kb", 1 << 10},
	{"mb", 1 << 20},
	{"gb", 1 << 30},
	{"k", 1 << 10},
	{"m", 1 << 20},
	{"g", 1 << 30},
	{"b", 1},
	{"", 1},
}

// Set reads a size: a whole number and, perhaps, a unit.
func (b *byteSize) Set(s string) error {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(s, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err != nil || n <= 0 || n > (1<<62)/u.bytes {
			return errSize
		}
		*b = byteSize(n * u.bytes)
		return nil
	}
	return errSize
}

func (b *byteSize) String() string { return strconv.FormatInt(int64(*b), 10) }

// Type names the kind of value.
func (*byteSize) Type() string { return "size" }

// bytesOf says a number of bytes as people do.
func bytesOf(n int64) string {
	switch {
	case n >= 10<<30:
		return lang.Number(n>>30) + " GiB"
	case n >= 10<<20:
		return lang.Number(n>>20) + " MiB"
	}
	return lang.Number((n+1023)>>10) + " KiB"
}
