package crypto

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Lock says what an age file asks of whoever opens it.
type Lock struct {
	Passphrase bool
	WorkFactor int      // of the passphrase: log2 of scrypt's N
	Types      []string // of its stanzas: "X25519", "scrypt"
}

// ReadLock reads the header of an age file. Nobody vouches for it: the header is
// authenticated when the file is opened.
// Errors: ErrNotSealed, ErrArmored, ErrDamaged, also for a header that is longer
// than any, or what r said.
func ReadLock(r io.ReaderAt) (Lock, error) {
	src := io.NewSectionReader(ownedAt{r}, 0, maxHeader)
	lead := make([]byte, maxLead+len(armor.Header))
	n, err := io.ReadFull(src, lead)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return Lock{}, openError(err)
	}
	armored, err := recognise(lead[:n])
	switch {
	case err != nil:
		return Lock{}, err
	case armored:
		return Lock{}, ErrArmored
	}
	return readLock(io.NewSectionReader(ownedAt{r}, 0, maxHeader))
}

// lockOfStream is ReadLock for either form.
func lockOfStream(r io.Reader) (Lock, error) {
	in, err := binaryForm(r)
	if err != nil {
		return Lock{}, err
	}
	return readLock(in)
}

func readLock(r io.Reader) (Lock, error) {
	var look onlooker
	_, err := age.Decrypt(r, &look)
	if _, ok := errors.AsType[*age.NoIdentityMatchError](err); !ok { // it always comes, after a header
		return Lock{}, openError(err)
	}
	var lock Lock
	for _, s := range look.stanzas {
		lock.Types = append(lock.Types, s.Type)
		if n, ok := workFactorOf(s); ok && len(look.stanzas) == 1 {
			lock.Passphrase, lock.WorkFactor = true, n
		}
	}
	return lock, nil
}

// onlooker is an identity that opens nothing and remembers what it was shown.
type onlooker struct{ stanzas []*age.Stanza }

// Unwrap remembers the stanzas.
func (o *onlooker) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	o.stanzas = stanzas
	return nil, passedError{fmt.Errorf("%w: none was given", ErrWrongKey)}
}

// workFactorOf returns the work factor of a scrypt stanza, if it is written as
// age-encryption.org/v1 has it: digits, of which the first is not 0.
func workFactorOf(s *age.Stanza) (logN int, ok bool) {
	if s.Type != "scrypt" || len(s.Args) != 2 || strings.HasPrefix(s.Args[1], "0") {
		return 0, false
	}
	n, err := strconv.ParseUint(s.Args[1], 10, 31)
	return int(n), err == nil
}

func tooMuchWork(asks, allowed int) error {
	return fmt.Errorf("%w: it asks for 2^%d, allowed is 2^%d", ErrWorkFactor, asks, allowed)
}
