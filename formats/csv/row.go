package csv

import (
	"bytes"
	"unicode/utf8"
)

// The limits of Excel.
const (
	maxUnits = 32_767    // UTF-16 units in a cell
	maxRows  = 1_048_576 // in a sheet, the names of the columns among them
)

// row is one record while it is made. Its memory is used again.
type row struct {
	bytes []byte
	ends  [columns]int
	n     int
}

func (r *row) reset() { r.bytes, r.n = r.bytes[:0], 0 }

// end ends the cell that is being appended to bytes.
func (r *row) end() {
	r.ends[r.n] = len(r.bytes)
	r.n++
}

func (r *row) cell(i int) []byte {
	start := 0
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.bytes[start:r.ends[i]]
}

// guarded returns r with guards in its cells, in the memory of into, and how many
// cells have one.
func (r *row) guarded(into *row) (_ *row, cells int) {
	into.reset()
	for i := range r.n {
		into.bytes = appendGuarded(into.bytes, r.cell(i))
		into.end()
		if len(into.cell(i)) > len(r.cell(i)) {
			cells++
		}
	}
	return into, cells
}

// appendRecord appends a record of the cells that at returns.
func appendRecord(b []byte, at func(i int) []byte) []byte {
	for i := range columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, at(i))
	}
	return append(b, '\r', '\n')
}

// appendCell appends a cell, in quotation marks if it needs them. Semicolons, tabs and
// white space at an end are for those who guess at the rules.
func appendCell(b, cell []byte) []byte {
	quote := len(cell) > 0 && (cell[0] == ' ' || cell[len(cell)-1] == ' ')
	if !quote {
		for _, c := range cell {
			if c <= '\r' || c == '"' || c == ',' || c == ';' {
				quote = true
				break
			}
		}
	}
	if !quote {
		return append(b, cell...)
	}
	b = append(b, '"')
	for {
		i := bytes.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		b = append(append(b, cell[:i+1]...), '"')
		cell = cell[i+1:]
	}
	return append(append(b, cell...), '"')
}

// fits returns how many bytes of a cell Excel has room for.
func fits(cell []byte) int {
	if len(cell) <= maxUnits { // no character has more units than bytes
		return len(cell)
	}
	units := 0
	for i := 0; i < len(cell); {
		r, n := utf8.DecodeRune(cell[i:])
		if units++; r > 0xffff {
			units++
		}
		if units > maxUnits-1 && len(cell) > i+n || units > maxUnits { // one is for a guard
			return i
		}
		i += n
	}
	return len(cell)
}
