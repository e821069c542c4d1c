package line

import (
	"cmp"
	"crypto/sha256"
	"io"
	"path"
	"slices"
	"strings"

	"exile/formats"
)

// A text is one export. Its beginning has been looked at.
type text struct {
	root int
	name string
	head header
}

const maxTexts = 10_000 // how many texts of one input are looked at

// Detect looks for texts that LINE wrote.
func (reader) Detect(in formats.Input) formats.Match {
	texts, _ := find(in, "")
	m := formats.Match{Why: formats.Text{EN: "no text of LINE is in it", KO: "LINE의 텍스트가 없습니다"}}
	for _, t := range texts {
		if t.head.score > m.Score {
			m.Score, m.Why = t.head.score, t.head.why
		}
		m.Files = append(m.Files, formats.Claim{Root: t.root, Name: t.name})
	}
	if len(texts) > 0 {
		m.Files = append(m.Files, given(in)...)
	}
	return m
}

// given are the files that a person gave beside the texts: messages may name them.
// What else lies beside a text is of other things, unless a message names it.
func given(in formats.Input) []formats.Claim {
	var all []formats.Claim
	for i, root := range in.Roots {
		if root.Kind != formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			all = append(all, formats.Claim{Root: i, Name: e.Name})
		}
	}
	return all
}

// find lists the texts of an input that are exports, in order of root and name.
// One that cannot be read is passed over; the error is the first one met.
func find(in formats.Input, encoding string) ([]text, error) {
	var found []text
	var failed error
	same := copies{in, map[copyKey][]*sum{}}
	looked := 0
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if root.Kind != formats.RootFile && !strings.EqualFold(path.Ext(e.Name), ".txt") {
				continue
			}
			if looked++; looked > maxTexts {
				break
			}
			head, err := root.Head(e.Name, headSize)
			if err != nil {
				failed = cmp.Or(failed, err)
				continue
			}
			h := sniff(head, e.Name, encoding)
			if h.score <= formats.Maybe {
				continue
			}
			t := text{i, e.Name, h}
			at, err := same.of(found, &t, e.Size, head)
			failed = cmp.Or(failed, err)
			switch {
			case at < 0:
				found = append(found, t)
			case isCopy(found[at].name) && !isCopy(e.Name):
				found[at] = t // the one that has its own name
			}
		}
	}
	slices.SortStableFunc(found, func(a, b text) int {
		return cmp.Or(cmp.Compare(a.root, b.root), strings.Compare(a.name, b.name))
	})
	return found, failed
}

// copies tells texts apart of which one is no copy of another. Two that are of one
// size and begin alike are read in whole, which few are.
type copies struct {
	in    formats.Input
	alike map[copyKey][]*sum
}

type copyKey struct {
	size int64
	head [sha256.Size]byte
}

// sum is that of one text, where it had to be read in whole.
type sum struct {
	at    int // its index among the texts found
	whole [sha256.Size]byte
	read  bool
}

// of returns which of the texts found one is a copy of; -1: none. If it is none it
// will be the next that is found.
func (c *copies) of(found []text, t *text, size int64, head []byte) (int, error) {
	key := copyKey{size, sha256.Sum256(head)}
	own := &sum{at: len(found)}
	for _, s := range c.alike[key] {
		if len(head) < headSize {
			return s.at, nil // the head was all
		}
		if err := c.read(s, &found[s.at]); err != nil {
			return -1, err
		}
		if err := c.read(own, t); err != nil {
			return -1, err
		}
		if s.whole == own.whole {
			return s.at, nil
		}
	}
	c.alike[key] = append(c.alike[key], own)
	return -1, nil
}

func (c *copies) read(s *sum, t *text) error {
	if s.read {
		return nil
	}
	f, err := c.in.Roots[t.root].FS.Open(t.name)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	h.Sum(s.whole[:0])
	s.read = true
	return nil
}
