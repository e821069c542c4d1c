package convert

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// partNumber finds the number of a part at the end of a name without its
// extension: "KakaoTalkChats_2", "Talk_2026.2.8 15_19-1". Parts have no leading
// zero, which keeps most dates out.
var partNumber = regexp.MustCompile(`^(.*)([_-])([1-9][0-9]{0,2})$`)

// copyNumber finds what browsers and systems add where a name is taken: " (1)".
var copyNumber = regexp.MustCompile(`^(.+?) ?\(([1-9][0-9]{0,2})\)$`)

// ownNames are the stems of names that KakaoTalk gives to the parts of a text and
// nobody to anything else, on Android and on an iPhone.
var ownNames = regexp.MustCompile(`^(KakaoTalkChats_|Talk_[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2} [0-9]{1,2}_[0-9]{2}-)$`)

// part is a path taken apart; number 1 with no sep is the plain name.
type part struct {
	path, stem, ext, sep string
	number               int
	copied               int // of "name (1).txt"; 0: no copy
}

func newPart(path string) part {
	p := newPlain(path)
	if m := partNumber.FindStringSubmatch(p.stem); m != nil {
		p.stem, p.sep = m[1], m[2]
		p.number, _ = strconv.Atoi(m[3]) // at most three digits
	}
	return p
}

// newPlain takes a path apart as one without a part number. Systems replace the
// colon of names that others give.
func newPlain(path string) part {
	dir, base := filepath.Split(path)
	ext := filepath.Ext(base)
	p := part{path: path, stem: strings.TrimSuffix(base, ext), ext: ext, number: 1}
	if m := copyNumber.FindStringSubmatch(p.stem); m != nil {
		p.stem = m[1]
		p.copied, _ = strconv.Atoi(m[2])
	}
	p.stem = dir + strings.ReplaceAll(p.stem, ":", "_")
	return p
}

// groupParts puts the parts of one export together, in their order, at the
// place of the first. Names that differ only in a number are parts only if the
// numbers run from one (or from the name without a number) without a gap: two
// files named by their days are two exports. Names that nobody but KakaoTalk gives
// may have gaps, and stand there twice where one is called a copy: the reader
// tells what is missing, and whether the copy is one.
func groupParts(paths []string) [][]string {
	var groups [][]string
	all := parse(paths)
	used := make(map[string]bool, len(paths))
	for _, path := range paths {
		if used[path] {
			continue
		}
		group := partsOf(path, all)
		for _, p := range group {
			used[p] = true
		}
		groups = append(groups, group)
	}
	return groups
}

// readings are the two ways to take a path apart.
type readings struct{ plain, numbered part }

// parse takes all paths apart, each once.
func parse(paths []string) []readings {
	seen := make(map[string]bool, len(paths))
	var all []readings
	for _, path := range paths {
		if !seen[path] {
			all = append(all, readings{newPlain(path), newPart(path)})
		}
		seen[path] = true
	}
	return all
}

// partsOf returns the paths that belong to one, or that alone.
func partsOf(path string, all []readings) []string {
	if path == Stdin {
		return []string{path}
	}
	plain, first := newPlain(path), newPart(path)
	for _, sep := range separators(first) {
		for _, stem := range []string{first.stem, plain.stem} {
			parts := sameStem(stem, sep, first.ext, all)
			if len(parts) > 1 && slices.ContainsFunc(parts, func(p part) bool { return p.path == path }) {
				return pathsOf(parts)
			}
		}
	}
	if copies := copiesOf(plain, all); len(copies) > 1 {
		return pathsOf(copies)
	}
	return []string{path}
}

func separators(p part) []string {
	if p.sep != "" {
		return []string{p.sep, "_", "-"}
	}
	return []string{"_", "-"}
}

// copiesOf collects the copies of a text or CSV that carries KakaoTalk's name.
func copiesOf(first part, all []readings) []part {
	if !strings.HasPrefix(filepath.Base(first.stem), "KakaoTalk") {
		return nil
	}
	var copies []part
	for _, r := range all {
		if p := r.plain; p.stem == first.stem && p.ext == first.ext {
			copies = append(copies, p)
		}
	}
	sortParts(copies)
	return copies
}

func sortParts(all []part) {
	slices.SortStableFunc(all, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.copied, b.copied))
	})
}

// sameStem collects stem.ext and stem<sep>n.ext, and returns them if they run
// from 1 without a gap, or the name is KakaoTalk's own.
func sameStem(stem, sep, ext string, all []readings) []part {
	var parts []part
	for _, r := range all {
		switch p := r.numbered; {
		case p.ext != ext:
		case p.stem == stem && p.sep == sep:
			parts = append(parts, p)
		case r.plain.stem == stem:
			parts = append(parts, r.plain)
		}
	}
	sortParts(parts)
	if ownNames.MatchString(filepath.Base(stem) + sep) {
		return parts
	}
	for i, p := range parts {
		if p.number != i+1 {
			return nil
		}
	}
	return parts
}

func pathsOf(parts []part) []string {
	paths := make([]string, len(parts))
	for i, p := range parts {
		paths[i] = p.path
	}
	return paths
}
