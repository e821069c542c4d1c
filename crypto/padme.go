package crypto

import mathbits "math/bits" // pagelog.go has a type bits

// PaddedLength is the length to which an archive pads a zip of n bytes, in bytes.
func PaddedLength(n int64) int64 { return padme(n) }

// padme returns the smallest Padmé length that is not below n: of the binary
// digits of a length, only as many may differ from zero as the number of its
// digits takes to write down. At most 12 % are added, less the longer, and a
// length of up to 2^k tells no more than about log2 k bits.
//
// Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
// Communication with PURBs", PoPETs 2019, section 4.
func padme(n int64) int64 {
	if n < 2 {
		return n
	}
	e := mathbits.Len64(uint64(n)) - 1
	s := mathbits.Len64(uint64(e))
	mask := int64(1)<<(e-s) - 1
	return (n + mask) &^ mask
}
