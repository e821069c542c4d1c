package export

import "time"

// Range selects messages of a chat. The zero value is all of them.
type Range struct {
	After  time.Time // at or after; zero: no bound
	Before time.Time // before; zero: no bound
	Sender PersonRef // 0: everybody, notices included
	Limit  int       // at most so many; 0: no limit
	Last   bool      // the last Limit instead of the first; the order stays
}
