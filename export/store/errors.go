package store

import "errors"

// The reasons for which a caller branches. They come wrapped.
var (
	ErrExists    = errors.New("the folder is not empty")               // Create: exit status 6
	ErrNoStore   = errors.New("there is no store")                     // 10
	ErrLocked    = errors.New("another program is writing this store") // 11
	ErrNotStore  = errors.New("it was not made by exile")              // 13
	ErrNewer     = errors.New("it was made by a newer exile")          // 13
	ErrDamaged   = errors.New("the store is damaged")                  // 13
	ErrSchema    = errors.New("it has tables or indexes of its own")   // 13: comes with ErrDamaged; Snapshot and OpenVault
	ErrReadOnly  = errors.New("the store is open for reading only")    // 1
	ErrKnown     = errors.New("this input is in the store already")    // 1: two runs added it at once
	ErrNoBytes   = errors.New("the store does not hold its bytes")     // 4: File without SHA256, or never present
	ErrLeft      = errors.New("something of before is still there")    // 1: the store is changed; see Forget
	ErrNoChat    = errors.New("no chat has this number")               // 4
	ErrNoMessage = errors.New("no message has this number")            // 4
	ErrNoPerson  = errors.New("nobody has this number")                // 4
)
