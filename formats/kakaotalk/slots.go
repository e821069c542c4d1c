package kakaotalk

// The people of a chat take turns. Who wrote lately is remembered in a few slots,
// so that most names are compared once and not searched for, hashed and looked up.
const (
	nameBits  = 7
	nameSlots = 1 << nameBits
)

// nameSlot picks the place to remember a name in, by its end.
func nameSlot(name string) uint32 {
	n := len(name)
	if n < 4 {
		return uint32(n)
	}
	end := name[n-4:]
	key := uint32(end[0])<<24 | uint32(end[1])<<16 | uint32(end[2])<<8 | uint32(end[3])
	return key * 0x9E3779B1 >> (32 - nameBits)
}

// recordSlot picks the place by what a record begins with, of which the name is
// the first part.
func recordSlot(text string) uint64 {
	if len(text) < 8 {
		return 0
	}
	return eightBytes(text) * 0x9E3779B97F4A7C15 >> (64 - nameBits)
}

// eightBytes returns the first eight bytes of a text as a number, the first in
// the lowest place.
func eightBytes(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
