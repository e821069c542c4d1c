//go:build cgo

package serve

import "exile/convert"

// limit keeps the memory near what an archive takes that was just opened.
func (a *archive) limit() { a.limitTo(0, 0) }

// limitFor makes room for comparing an archive with what may be put into it: what was handed over.
func (a *archive) limitFor(s *convert.Sealed) {
	var input int64
	for _, in := range a.s.intakes.list() {
		input += in.up.bytes()
	}
	size, _ := s.Cost()
	a.limitTo(input, size)
}

func (a *archive) limitTo(input, archive int64) {
	if f := a.s.opt.LimitMemory; f != nil {
		f(input, archive)
	}
}
