package line

import (
	"cmp"
	"crypto/sha256"
	"path"
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
	return m
}

// find lists the texts of an input that are exports, in order of root and name.
// One that cannot be read is passed over; the error is the first one met.
func find(in formats.Input, encoding string) ([]text, error) {
	var found []text
	var failed error
	seen := map[copyKey]bool{}
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
			// Two texts of one length that begin alike are one: line 2 says when a
			// text was saved.
			if k := (copyKey{e.Size, sha256.Sum256(head)}); !seen[k] {
				seen[k] = true
				found = append(found, text{i, e.Name, h})
			}
		}
	}
	return found, failed
}

// copyKey tells texts apart of which one is no copy of the other.
type copyKey struct {
	size int64
	head [sha256.Size]byte
}
