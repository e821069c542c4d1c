package convert

import (
	"cmp"
	"fmt"
	"slices"

	"exile/formats"
)

// Detect finds the format that reads an input. With from, the name of a format,
// it asks that one alone, and is content with a Maybe. Errors are
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
	slices.SortStableFunc(best, func(a, b found) int { return cmp.Compare(b.match.Score, a.match.Score) })
	if len(best) > 1 && best[0].match.Score == best[1].match.Score {
		return formats.Format{}, formats.Match{}, ambiguous(in, best)
	}
	return best[0].format, best[0].match, nil
}

type found struct {
	format formats.Format
	match  formats.Match
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

func ambiguous(in *Input, best []found) error {
	err := &AmbiguousError{Input: in.Base()}
	for _, b := range best {
		if b.match.Score == best[0].match.Score {
			err.Formats = append(err.Formats, b.format.Name)
		}
	}
	return err
}
