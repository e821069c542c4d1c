package convert

import (
	"path"
	"strings"

	"exile/export"
	"exile/formats"
)

const (
	maxUnclaimed = 20 // files that are told of by name
	maxUnused    = 5  // of a folder of media, which may hold those of other rooms
)

// unclaimed tells of every file of the input that went nowhere: no format claims
// it, or the reader neither opened it nor found it named by a message. A zip that
// could not be opened is lost. What the reader told of itself is not told again, but
// for a zip of which more is known.
func (r *reading) unclaimed() []export.Problem {
	var all []export.Problem
	told := r.problems.names(export.UnclaimedFile, export.ContestedFile)
	left, reasons := maxUnclaimed, maxEach
	more := map[export.Code]int{}
	for i := range r.in.Roots {
		root := &r.in.Roots[i]
		ofMedia := maxUnused
		for _, f := range root.Files {
			if r.used(fileKey{i, f.Name}) || isLitter(f.Name) {
				continue
			}
			code := export.UnclaimedFile
			why, lost := r.in.why(root, f.Name)
			if lost {
				code = export.DamagedFile
			}
			if base := path.Base(f.Name); told[base] {
				if why == "" {
					continue
				}
				r.problems.forget(export.UnclaimedFile, base) // more is known of it here
			}
			limit := &left
			switch {
			case root.Kind == formats.RootMedia:
				limit = &ofMedia
			case why != "": // a zip that did not open may be what the person is after
				limit = &reasons
			}
			if *limit--; *limit < 0 {
				more[code]++
				continue
			}
			all = append(all, export.Problem{
				Code: code,
				Name: path.Base(f.Name),
				Text: why,
				From: export.Source{Input: root.Name, File: f.Name},
			})
		}
	}
	for _, code := range []export.Code{export.DamagedFile, export.UnclaimedFile} {
		if n := more[code]; n > 0 {
			all = append(all, export.Problem{Code: code, Count: n, Text: "further files, not listed by name"})
		}
	}
	return all
}

func (r *reading) used(k fileKey) bool {
	_, opened := r.raw[k]
	return opened || r.named[k]
}

// isLitter reports whether a file is what systems leave in folders.
func isLitter(name string) bool {
	switch base := path.Base(name); {
	case strings.HasPrefix(name, "__MACOSX/"), strings.Contains(name, "/__MACOSX/"), strings.HasPrefix(base, "._"):
		return true
	case base == ".DS_Store", strings.EqualFold(base, "Thumbs.db"), strings.EqualFold(base, "desktop.ini"), base == ".nomedia":
		return true
	}
	return false
}
