package keyfile

import (
	"context"
	"os"

	"filippo.io/age"

	"exile/crypto"
)

// tried is an identity that remembers whether it opened anything, and the file
// that it came from.
type tried struct {
	crypto.Identity
	file   string
	opened bool
}

// Unwrap tries it.
func (t *tried) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	key, err := t.Identity.Unwrap(stanzas)
	t.opened = t.opened || err == nil
	return key, err
}

// Read reads a file of keys, in the clear or locked by a passphrase, which ask then
// gives. Errors: those of crypto.ParseIdentities and of opening the file.
func Read(ctx context.Context, path string, ask crypto.Ask, maxWork int) ([]crypto.Identity, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	ids, _, err := crypto.ParseIdentities(ctx, f, ask, maxWork)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		ids[i] = &tried{Identity: id, file: path}
	}
	return ids, nil
}

// Opener is the file of which a key opened something, among those that Read gave;
// "" if none did.
func Opener(ids []crypto.Identity) string {
	file := ""
	for _, id := range ids {
		if t, ok := id.(*tried); ok && t.opened {
			file = t.file
		}
	}
	return file
}
