package kakaotalk

import (
	"cmp"
	"crypto/sha256"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"exile/formats"
)

// partName is the name of a text taken apart.
type partName struct {
	stem   string // what the parts of one export share
	number int
	copied int // of "name (1).txt", which browsers and systems make of a second name.txt; 0: none
}

// namePart cuts "_2" off "KakaoTalkChats_2.txt" and "-1" off
// "Talk_2026.2.10 08:50-1.txt", whose colon other systems replace.
func namePart(name string) partName {
	ext := path.Ext(name)
	stem, copied := cutCopy(strings.TrimSuffix(path.Base(name), ext))
	p := partName{stem: strings.ReplaceAll(stem, ":", "_"), number: 1, copied: copied}
	if strings.EqualFold(ext, ".csv") { // of a Mac, which makes no parts
		p.stem = stem + ext
		return p
	}
	if i := strings.LastIndexAny(p.stem, "_-"); i > 0 {
		if n, err := strconv.Atoi(p.stem[i+1:]); err == nil && n > 0 && n < 10_000 {
			p.stem, p.number = p.stem[:i], n
		}
	}
	return p
}

// cutCopy cuts " (1)" off a name without its extension.
func cutCopy(stem string) (string, int) {
	i := strings.LastIndexByte(stem, '(')
	if i <= 0 || !strings.HasSuffix(stem, ")") {
		return stem, 0
	}
	digits := stem[i+1 : len(stem)-1]
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > 999 || digits[0] == '+' {
		return stem, 0
	}
	return strings.TrimSuffix(stem[:i], " "), n
}

// join makes one group of parts that continue one another, else one each. Of two
// exports whose parts have the same names, systems number one throughout.
func join(in formats.Input, dir, stem string, parts []part) []group {
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.copied, b.copied))
	})
	parts = withoutCopies(in, parts)
	if !slices.ContainsFunc(parts, func(p part) bool { return p.copied > 0 }) || continued(parts) {
		return joinParts(dir, stem, parts)
	}
	var groups []group
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.copied, b.copied) })
	for len(parts) > 0 {
		n := slices.IndexFunc(parts, func(p part) bool { return p.copied != parts[0].copied })
		if n < 0 {
			n = len(parts)
		}
		groups = append(groups, joinParts(dir, stem, parts[:n:n])...)
		parts = parts[n:]
	}
	return groups
}

func joinParts(dir, stem string, parts []part) []group {
	if continued(parts) {
		return []group{{dir: dir, parts: parts, missing: missing(stem, parts)}}
	}
	var groups []group
	for _, p := range parts {
		if !p.head.ok {
			continue
		}
		g := group{dir: dir, parts: []part{p}}
		if p.head.app == ios && p.number > 1 && iosStem(stem) {
			g.missing = missing(stem, g.parts)
		}
		groups = append(groups, g)
	}
	return groups
}

// withoutCopies leaves out texts that were saved twice: those whose name says
// that they are copies and that equal another byte by byte. No file is read more
// than once for that.
func withoutCopies(in formats.Input, parts []part) []part {
	var kept []part
	sums := map[partSum]bool{}
	for from := 0; from < len(parts); {
		to := from
		sizes := map[int64]int{}
		for ; to < len(parts) && parts[to].number == parts[from].number; to++ {
			sizes[parts[to].size]++
		}
		last := parts[to-1]
		for _, p := range parts[from:to] {
			if last.copied > 0 && sizes[p.size] > 1 {
				sum, err := sumOf(in, p)
				k := partSum{p.number, sum}
				if err == nil && p.copied > 0 && sums[k] {
					continue
				}
				sums[k] = sums[k] || err == nil
			}
			kept = append(kept, p)
		}
		from = to
	}
	return kept
}

type partSum struct {
	number int
	sum    [sha256.Size]byte
}

func sumOf(in formats.Input, p part) (sum [sha256.Size]byte, err error) {
	f, err := in.Roots[p.root].FS.Open(p.name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err = io.Copy(h, f); err == nil {
		h.Sum(sum[:0])
	}
	return sum, err
}

// missing returns the names of the parts that should be there.
func missing(stem string, parts []part) []string {
	var names []string
	number := 1
	for _, p := range parts {
		for ; number < min(p.number, mostParts); number++ {
			names = append(names, nameOfPart(stem, number, p.head.app))
		}
		number = p.number + 1
	}
	return names
}

// iosStem reports whether a file's name is one that an iPhone gives and always
// numbers.
func iosStem(stem string) bool {
	date, ok := strings.CutPrefix(stem, "Talk_")
	return ok && len(date) >= len("2026.2.1 8_00") && strings.Count(date, ".") == 2
}

const mostParts = 100

// continued reports whether numbered texts are the parts of one export: the
// first has its heading, and the others the same one or none. Two exports of one
// room that somebody numbered were saved at different times.
func continued(parts []part) bool {
	first := parts[0].head
	for i, p := range parts {
		if p.head.app == windows && p.head.ok { // who never cuts an export into parts
			return false
		}
		same := !p.head.ok || p.head.lines == 0 || p.head.title == first.title && p.head.saved == first.saved
		if !same || p.number > mostParts || i > 0 && p.number == parts[i-1].number {
			return false
		}
	}
	return first.ok && len(parts) > 1
}

func nameOfPart(stem string, number int, app platform) string {
	switch {
	case app == ios:
		return stem + "-" + strconv.Itoa(number) + ".txt"
	case number == 1:
		return stem + ".txt"
	}
	return stem + "_" + strconv.Itoa(number) + ".txt"
}
