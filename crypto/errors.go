package crypto

import "errors"

// The reasons for which a caller branches. They come wrapped.
var (
	ErrNotSealed  = errors.New("it is not an age file")                             // exit status 13
	ErrArmored    = errors.New("it is an age file in text form")                    // 13: cannot be read in place
	ErrWrongKey   = errors.New("no key opens it")                                   // 12: also a wrong passphrase
	ErrNoKeys     = errors.New("there is no key in it")                             // 12: an identity file without any
	ErrBadKey     = errors.New("it is not a key")                                   // 2: a recipient or identity that does not parse
	ErrMixedKeys  = errors.New("post-quantum and classic recipients do not mix")    // 2
	ErrWorkFactor = errors.New("its passphrase asks for more work than is allowed") // 12
	ErrDamaged    = errors.New("the sealed archive is damaged")                     // 13: a tag, a hash, a cut, a rule of the profile
	ErrNoArchive  = errors.New("it is an age file, but no archive of exile")        // 13: also ErrDamaged
	ErrNewer      = errors.New("it was sealed by a newer exile")                    // 13
	ErrNoEntry    = errors.New("the archive has no such entry")                     // 4; wraps nothing, callers map it
)
