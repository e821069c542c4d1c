package convert

import (
	"fmt"
	"slices"

	"exile/formats"
)

// Detect finds the format that reads an input. What can be read goes before what can
// only be explained (Match.Needs), then the surer format. With from, the name of a
// format, it asks that one alone, and is content with a Maybe. Errors are
// *UnknownFormatError, *AmbiguousError, ErrNoExport (a folder or zip in which
// nobody finds an export) or a name in from that reads nothing.
func (e *Engine) Detect(in *Input, from string) (formats.Format, formats.Match, error) {
	if from != "" {
		return e.detectAs(in, from)
	}
	var best []found
	var maybe []string
	for _, f := range e.Formats {
		if f.Reader == nil {
			continue
		}
		m := f.Reader.Detect(in.Input)
		switch {
		case m.Score == formats.Maybe:
			maybe = append(maybe, f.Name)
		case m.Score >= formats.Likely:
			best = append(best, found{f, m})
		}
	}
	if len(best) == 0 {
		return formats.Format{}, formats.Match{}, unknown(in, maybe)
	}
	slices.SortStableFunc(best, func(a, b found) int { return b.rank() - a.rank() })
	if err := ambiguous(in, best); err != nil {
		return formats.Format{}, formats.Match{}, err
	}
	return best[0].format, best[0].match, nil
}

type found struct {
	format formats.Format
	match  formats.Match
}

func (f found) readable() bool { return len(f.match.Needs) == 0 }

func (f found) rank() int {
	if f.readable() {
		return int(f.match.Score) + int(formats.Certain)
	}
	return int(f.match.Score)
}

func (e *Engine) detectAs(in *Input, from string) (formats.Format, formats.Match, error) {
	f, ok := e.Formats.Find(from)
	if !ok || f.Reader == nil {
		return formats.Format{}, formats.Match{}, fmt.Errorf("no format %q reads anything", from)
	}
	m := f.Reader.Detect(in.Input)
	if m.Score == formats.No {
		return formats.Format{}, formats.Match{}, unknown(in, nil)
	}
	return f, m, nil
}

func unknown(in *Input, maybe []string) error {
	bare := in.Roots[0].Kind == formats.RootFile
	if !bare && len(maybe) == 0 {
		return fmt.Errorf("%s: %w", in.Base(), ErrNoExport)
	}
	err := &UnknownFormatError{Input: in.Base(), Maybe: maybe}
	if bare {
		err.Looks = looks(in.Roots[0])
	}
	return err
}

// ambiguous refuses an input that formats claim equally, and one in which formats
// would each read files of their own: taking the surer one alone would leave the
// others' messages behind. It is nil if the first format is the one to take.
func ambiguous(in *Input, best []found) error {
	clash := slices.Clone(best[:1])
	apart := false
	for _, b := range best[1:] {
		switch {
		case b.readable() && (bringsMore(in, best[0], b) || bringsMore(in, b, best[0])):
			apart = true
			clash = append(clash, b)
		case b.rank() == best[0].rank():
			clash = append(clash, b)
		}
	}
	if len(clash) < 2 {
		return nil
	}
	err := &AmbiguousError{Input: in.Base()}
	for i, f := range clash {
		err.Formats = append(err.Formats, f.format.Name)
		if apart {
			err.Parts = append(err.Parts, partOf(in, f, slices.Delete(slices.Clone(clash), i, i+1)))
		}
	}
	return err
}

// bringsMore reports whether one format reads files that are nothing to the other,
// which has files without them. That both claim a file does not mean that both would
// read it: a format may claim all that lies beside a text, in case messages name it.
func bringsMore(in *Input, one, other found) bool {
	claimed := one.claims()
	theirs := other.format.Reader.Detect(filtered(in, func(c formats.Claim) bool { return claimed[c] }))
	rest := other.format.Reader.Detect(filtered(in, func(c formats.Claim) bool { return !claimed[c] }))
	return theirs.Score < formats.Likely && rest.Score >= formats.Likely
}

func (f found) claims() map[formats.Claim]bool {
	claimed := make(map[formats.Claim]bool, len(f.match.Files))
	for _, c := range f.match.Files {
		claimed[c] = true
	}
	return claimed
}

// filtered is an input with some of its files.
func filtered(in *Input, keep func(formats.Claim) bool) formats.Input {
	roots := slices.Clone(in.Roots)
	for i := range roots {
		roots[i].Files = slices.DeleteFunc(slices.Clone(roots[i].Files), func(f formats.Entry) bool {
			return !keep(formats.Claim{Root: i, Name: f.Name})
		})
	}
	return formats.Input{Roots: roots}
}

// partOf names what a format claims and others do not, or all where they claim the
// same: files of the folder, and zips in it.
func partOf(in *Input, f found, others []found) FormatPart {
	own := f.match.Files
	for _, o := range others {
		claimed := o.claims()
		rest := slices.DeleteFunc(slices.Clone(own), func(c formats.Claim) bool { return claimed[c] })
		if len(rest) > 0 {
			own = rest
		}
	}
	const most = 3
	p := FormatPart{Format: f.format.Name}
	seen := map[string]bool{}
	for _, c := range own {
		if c.Root < 0 || c.Root >= len(in.Roots) {
			continue
		}
		name := c.Name
		if c.Root > 0 {
			name = in.Roots[c.Root].Name
		}
		switch {
		case seen[name]:
		case len(p.Files) < most:
			p.Files = append(p.Files, name)
		default:
			p.More++
		}
		seen[name] = true
	}
	return p
}
