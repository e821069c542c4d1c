package appdb

import (
	"path"

	"exile/formats"
)

// Finding is what a reader takes a file for.
type Finding struct {
	Root     int
	Name     string
	Readable bool // messages may be in it, as far as can be seen from outside
	Score    formats.Score
	Why      formats.Text // goes on after the file's name
	Need     string       // what is needed to read it, where it is not readable
	Wrong    string       // what is wrong with it if it is not read, for Damaged; "": nothing
}

// Match is what Detect answers. It claims all files of all databases. Where none can be
// read, it has Needs: it is there so that Read can explain, and whoever finds an export
// in the input goes first.
func Match(in formats.Input, found []Finding) formats.Match {
	m := formats.Match{}
	readable, need := false, ""
	for _, f := range found {
		if f.Readable {
			readable = true
		} else if need == "" {
			need = f.Need
		}
		if f.Score > m.Score {
			m.Score = f.Score
			m.Why = formats.Text{EN: path.Base(f.Name) + " " + f.Why.EN, KO: path.Base(f.Name) + f.Why.KO}
		}
		for _, name := range Sides(f.Name) {
			if in.Roots[f.Root].Has(name) {
				m.Files = append(m.Files, formats.Claim{Root: f.Root, Name: name})
			}
		}
	}
	if !readable && need != "" {
		m.Needs = []string{need}
	}
	return m
}
