package export

import "time"

// Time is when something was said, how exactly that is known, and whether the
// source stated the zone.
type Time struct {
	T         time.Time     // in the message's zone; the zero time: unknown
	Precision time.Duration // time.Minute for a source without seconds; 0 where T is zero
	Zone      Zone
	Inferred  bool // T was taken from a neighbouring message
}

// Zone says where a time's zone comes from.
type Zone string

// Where zones come from.
const (
	ZoneUnknown Zone = ""
	ZoneAssumed Zone = "assumed" // the format's usual zone, or the person's word
	ZoneStated  Zone = "stated"  // the source wrote it
)
