package crypto

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"filippo.io/age"
	"golang.org/x/text/encoding"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxKeyFile is the largest file of keys that is read, in bytes.
const maxKeyFile = 1 << 20

// Ask returns the passphrase of something, asking for it if need be. Again says
// that the one it gave before was wrong; an Ask that cannot give another returns
// ErrWrongKey.
type Ask func(ctx context.Context, again bool) (string, error)

// ParseIdentities reads an identity file: lines AGE-SECRET-KEY-…, # for
// comments, in the clear or sealed by a passphrase (binary or armored), which
// ask then gives, again and again until it fits or ask returns an error. maxWork
// bounds the work factor (0: MaxWorkFactor). recipients are those of the
// identities, where they can be told (not of plugins'). A key that was typed from
// paper may hold the spaces that were printed.
// Errors: ErrBadKey, ErrMistyped (also ErrBadKey), ErrNoKeys, ErrWrongKey, ErrWorkFactor, the reader's, ask's.
func ParseIdentities(ctx context.Context, r io.Reader, ask Ask, maxWork int) (ids []Identity, recipients []Recipient, err error) {
	data, err := readKeyFile(r)
	if err != nil {
		return nil, nil, err
	}
	if _, err := recognise(data); err != nil { // not sealed
		return parseIdentityText(data)
	}
	text, err := unlock(ctx, data, ask, maxWork)
	if err != nil {
		if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotSealed) {
			return nil, nil, badKey("the locked key file is damaged")
		}
		return nil, nil, err
	}
	return parseIdentityText(text)
}

// unlock opens a sealed identity file. Nothing is asked and nothing computed for
// a file that a passphrase cannot open or that asks for too much work.
func unlock(ctx context.Context, data []byte, ask Ask, maxWork int) ([]byte, error) {
	lock, err := lockOfStream(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, err
	case !lock.Passphrase:
		return nil, badKey("the file is sealed to a key; only one that a passphrase locks is taken")
	case lock.WorkFactor > boundWork(maxWork):
		return nil, tooMuchWork(lock.WorkFactor, boundWork(maxWork))
	case ask == nil:
		return nil, fmt.Errorf("%w: it is locked by a passphrase, and none was given", ErrWrongKey)
	}
	for again := false; ; again = true {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pass, err := ask(ctx, again)
		if err != nil {
			return nil, err
		}
		p, err := openStream(bytes.NewReader(data), []Identity{PassphraseIdentity(pass, maxWork)})
		if errors.Is(err, ErrWrongKey) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return readKeyFile(p)
	}
}

// readKeyFile reads a whole file of keys. A mark of byte order goes, and UTF-16,
// which PowerShell writes when a key is redirected into a file, becomes UTF-8.
func readKeyFile(r io.Reader) ([]byte, error) {
	r = transform.NewReader(r, utf.BOMOverride(encoding.Nop.NewDecoder()))
	data, err := io.ReadAll(io.LimitReader(r, maxKeyFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxKeyFile {
		return nil, badKey("the file is larger than a file of keys can be")
	}
	return data, nil
}

// keyLines yields the lines that hold something and their numbers, from 1.
func keyLines(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(n, line) {
				return
			}
		}
	}
}

// parseIdentityText reads an identity file in the clear. No error quotes it.
func parseIdentityText(data []byte) (ids []Identity, recipients []Recipient, err error) {
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return nil, nil, badKey("the file is not text")
	}
	for n, line := range keyLines(data) {
		id, to, err := parseIdentity(line)
		if err != nil {
			return nil, nil, fmt.Errorf("line %d: %w", n, err)
		}
		ids = append(ids, id)
		if to.Recipient != nil {
			recipients = append(recipients, to)
		}
	}
	if len(ids) == 0 {
		return nil, nil, ErrNoKeys
	}
	return ids, recipients, nil
}

// ErrMistyped says that a secret key was not copied right: its checksum does not
// fit, or it is too short or too long. It comes with ErrBadKey.
var ErrMistyped = errors.New("it is mistyped")

// parseIdentity reads a secret key. Whoever types one from paper may use capitals
// or small letters and type the gaps that are printed there; the checksum is over
// the letters alone.
func parseIdentity(line string) (Identity, Recipient, error) {
	if typed := joined(line); strings.HasPrefix(typed, "AGE-SECRET-KEY") {
		line = typed
	}
	if line == strings.ToLower(line) && strings.HasPrefix(line, "age-") {
		line = strings.ToUpper(line)
	}
	switch {
	case strings.HasPrefix(line, "AGE-SECRET-KEY-PQ-1"):
		id, err := age.ParseHybridIdentity(line)
		if err != nil {
			return nil, Recipient{}, mistyped(err)
		}
		return id, hybridRecipient(id.Recipient()), nil
	case strings.HasPrefix(line, "AGE-SECRET-KEY-1"):
		id, err := age.ParseX25519Identity(line)
		if err != nil {
			return nil, Recipient{}, mistyped(err)
		}
		return id, x25519Recipient(id.Recipient()), nil
	case strings.HasPrefix(line, "AGE-PLUGIN-"):
		id, err := newPluginIdentity(line)
		return id, Recipient{}, err
	case strings.HasPrefix(line, "age1"):
		return nil, Recipient{}, badKey("it holds a public key, where the secret key belongs (AGE-SECRET-KEY-1…)")
	case strings.HasPrefix(line, "ssh-"), strings.HasPrefix(line, "-----BEGIN OPENSSH"), strings.HasPrefix(line, "-----BEGIN RSA"):
		return nil, Recipient{}, badKey("ssh keys are not taken; make an age key")
	}
	err := badKey("a secret key begins with AGE-SECRET-KEY-1")
	if strings.HasPrefix(line, "AGE-SECRET-KEY") {
		err = fmt.Errorf("%w: %w", ErrMistyped, err)
	}
	return nil, Recipient{}, err
}

func mistyped(err error) error { return fmt.Errorf("%w: %w", ErrMistyped, badEncoding(err)) }

// joined is a line in capitals, without spaces.
func joined(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, line)
}
