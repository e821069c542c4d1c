package export

// PersonRef names a person within one run or one store; 0 is none.
type PersonRef int64

// Person is somebody who wrote or was named.
type Person struct {
	Ref       PersonRef
	SourceKey string
	Names     []string // newest first, byte for byte the source's; at least one, possibly ""
	Handles   []string // phone numbers, user names
	Self      bool     // the one whose export this is
	KnownBy   KnownBy
}

// Name returns the newest name.
func (p *Person) Name() string {
	if len(p.Names) == 0 {
		return ""
	}
	return p.Names[0]
}

// KnownBy says what makes a person this person.
type KnownBy string

// What people are known by. A name is not an identity: two people of one name
// in one text export are one person to us, and the problem twin-names says so.
const (
	ByName   KnownBy = "name"
	ByHandle KnownBy = "handle"
	ByKey    KnownBy = "key"
)
