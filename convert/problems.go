package convert

import (
	"fmt"
	"slices"

	"exile/export"
)

// maxEach bounds how many problems of one code are listed one by one. A file of
// nothing but broken lines must not fill the memory with complaints.
const maxEach = 1000

// maxPeople bounds how many people a report keeps, for the same reason. No app
// has rooms of that many; a hostile file has a new name on every line.
const maxPeople = 100_000

// problemList collects problems in order. It is used from one goroutine.
type problemList struct {
	strict bool
	listed []export.Problem
	seen   map[export.Code]int // how many of that code are listed
	rest   map[export.Code]int // how many times more it happened
}

// add takes a problem; in a strict run it returns it as an error.
func (l *problemList) add(p export.Problem) error {
	if l.strict {
		return &StrictError{Problem: p}
	}
	if l.seen == nil {
		l.seen, l.rest = make(map[export.Code]int), make(map[export.Code]int)
	}
	if l.seen[p.Code] >= maxEach {
		l.rest[p.Code] += p.Times()
		return nil
	}
	l.seen[p.Code]++
	l.listed = append(l.listed, p)
	return nil
}

// all returns the problems, those that were not listed as one of each code.
func (l *problemList) all() []export.Problem {
	all := l.listed
	for _, code := range export.Codes() {
		if n := l.rest[code]; n > 0 {
			all = append(all, export.Problem{Code: code, Count: n, Text: fmt.Sprintf("%d more, not listed one by one", n)})
			delete(l.rest, code)
		}
	}
	for code, n := range l.rest { // codes that are not in the list of codes; there is one at most in practice
		all = append(all, export.Problem{Code: code, Count: n})
	}
	return all
}

// forget drops one problem of a code about a name.
func (l *problemList) forget(code export.Code, name string) {
	i := slices.IndexFunc(l.listed, func(p export.Problem) bool { return p.Code == code && p.Name == name })
	if i >= 0 {
		l.listed = slices.Delete(l.listed, i, i+1)
		l.seen[code]--
	}
}

// names returns what the problems of a code are about.
func (l *problemList) names(codes ...export.Code) map[string]bool {
	names := map[string]bool{}
	for i := range l.listed {
		if slices.Contains(codes, l.listed[i].Code) {
			names[l.listed[i].Name] = true
		}
	}
	return names
}
