package convert

import (
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

// part is a path taken apart; number 1 with no sep is the plain name.
type part struct {
	path, stem, ext, sep string
	number               int
}

func newPart(path string) part {
	ext := filepath.Ext(path)
	p := part{path: path, stem: strings.TrimSuffix(path, ext), ext: ext, number: 1}
	if m := partNumber.FindStringSubmatch(p.stem); m != nil {
		p.stem, p.sep = m[1], m[2]
		p.number, _ = strconv.Atoi(m[3]) // at most three digits
	}
	return p
}

// groupParts puts the parts of one export together, in their order, at the
// place of the first. Names that differ only in a number are parts only if the
// numbers run from one (or from the name without a number) without a gap: two
// files named by their days are two exports.
func groupParts(paths []string) [][]string {
	var groups [][]string
	used := make(map[string]bool, len(paths))
	for _, path := range paths {
		if used[path] {
			continue
		}
		group := partsOf(newPart(path), paths)
		for _, p := range group {
			used[p] = true
		}
		groups = append(groups, group)
	}
	return groups
}

// partsOf returns the paths that belong to first, or first alone.
func partsOf(first part, paths []string) []string {
	if first.path == Stdin {
		return []string{first.path}
	}
	plain := newPlain(first.path)
	for _, sep := range separators(first) {
		for _, stem := range []string{first.stem, plain.stem} {
			parts := sameStem(stem, sep, first.ext, paths)
			if len(parts) > 1 && slices.ContainsFunc(parts, func(p part) bool { return p.path == first.path }) {
				return pathsOf(parts)
			}
		}
	}
	return []string{first.path}
}

func newPlain(path string) part {
	ext := filepath.Ext(path)
	return part{path: path, stem: strings.TrimSuffix(path, ext), ext: ext, number: 1}
}

func separators(p part) []string {
	if p.sep != "" {
		return []string{p.sep, "_", "-"}
	}
	return []string{"_", "-"}
}

// sameStem collects stem.ext and stem<sep>n.ext, and returns them if they run
// from 1 without a gap.
func sameStem(stem, sep, ext string, paths []string) []part {
	var parts []part
	for _, path := range paths {
		p := newPart(path)
		switch {
		case p.ext != ext:
		case p.stem == stem && p.sep == sep:
			parts = append(parts, p)
		case newPlain(path).stem == stem:
			parts = append(parts, newPlain(path))
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return a.number - b.number })
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
