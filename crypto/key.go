package crypto

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Passphrase is the word in Manifest.Recipients for an archive that a
// passphrase opens.
const Passphrase = "passphrase"

// Identity opens an age file; see the package filippo.io/age.
type Identity = age.Identity

// Recipient is whom an archive is sealed to, with the name that stands in the
// manifest: "age1…", or Passphrase.
type Recipient struct {
	age.Recipient
	Name string
}

// WrapWithLabels hands on the labels by which age refuses recipients that do not
// mix; the embedded interface alone would hide them.
func (r Recipient) WrapWithLabels(fileKey []byte) ([]*age.Stanza, []string, error) {
	if l, ok := r.Recipient.(age.RecipientWithLabels); ok {
		return l.WrapWithLabels(fileKey)
	}
	s, err := r.Wrap(fileKey)
	return s, nil, err
}

// Key is a newly generated key.
type Key struct {
	Identity  string    // "AGE-SECRET-KEY-1…"
	Recipient Recipient // "age1…"
}

// Mixed reports whether post-quantum and classic recipients are among these, which
// no age file can have at once. Of a plugin's only age itself can tell.
func Mixed(all []Recipient) bool {
	pq, classic := false, false
	for _, one := range all {
		switch one.Recipient.(type) {
		case *age.HybridRecipient:
			pq = true
		case *age.X25519Recipient:
			classic = true
		}
	}
	return pq && classic
}

// GenerateKey makes a key: X25519, or with pq ML-KEM-768 and X25519 together,
// which age before 1.3 does not know.
func GenerateKey(pq bool) (Key, error) {
	if pq {
		id, err := age.GenerateHybridIdentity()
		if err != nil {
			return Key{}, fmt.Errorf("generate key: %w", err)
		}
		return Key{id.String(), hybridRecipient(id.Recipient())}, nil
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return Key{}, fmt.Errorf("generate key: %w", err)
	}
	return Key{id.String(), x25519Recipient(id.Recipient())}, nil
}

// LockKey writes an identity file, sealed by a passphrase, that the age command
// takes with -i. text is the whole identity file.
//
// It writes age's text form: some ten lines that survive a mail, a note and
// a printer, which an archive's only key may have to. Whoever reads such files
// takes either form.
// Errors: ErrBadKey, or the writer's.
func LockKey(w io.Writer, text, passphrase string, workFactor int) error {
	if _, _, err := parseIdentityText([]byte(text)); err != nil {
		return fmt.Errorf("lock key: %w", err)
	}
	to, err := PassphraseRecipient(passphrase, workFactor)
	if err != nil {
		return fmt.Errorf("lock key: %w", err)
	}
	lines := armor.NewWriter(w)
	sealed, err := age.Encrypt(lines, to)
	if err != nil {
		return fmt.Errorf("lock key: %w", err)
	}
	if _, err := io.WriteString(sealed, text); err != nil {
		return fmt.Errorf("lock key: %w", err)
	}
	if err := errors.Join(sealed.Close(), lines.Close()); err != nil {
		return fmt.Errorf("lock key: %w", err)
	}
	return nil
}

// ParseRecipient reads a recipient: age1…, age1pq1…, or that of a plugin
// (age1name1…). The text never stands in the error: it may be a secret key or a
// passphrase that was put in the wrong place. Errors: ErrBadKey.
func ParseRecipient(s string) (Recipient, error) {
	s = strings.TrimSpace(s)
	upper := strings.ToUpper(s)
	switch {
	case s == "":
		return Recipient{}, badKey("it is empty")
	case strings.HasPrefix(upper, "AGE-SECRET-KEY-"), strings.HasPrefix(upper, "AGE-PLUGIN-"):
		return Recipient{}, badKey("it is a secret key, where the public key belongs (age1…)")
	case strings.HasPrefix(s, "ssh-"):
		return Recipient{}, badKey("ssh keys are not taken; make an age key")
	case !strings.HasPrefix(s, "age1"):
		return Recipient{}, badKey("a public key begins with age1")
	case strings.HasPrefix(s, "age1pq1"):
		r, err := age.ParseHybridRecipient(s)
		if err != nil {
			return Recipient{}, badEncoding(err)
		}
		return hybridRecipient(r), nil
	case strings.LastIndexByte(s, '1') > len("age"): // 1 is no digit of bech32: a name ends there
		return newPluginRecipient(s)
	}
	r, err := age.ParseX25519Recipient(s)
	if err != nil {
		return Recipient{}, badEncoding(err)
	}
	return x25519Recipient(r), nil
}

// ParseRecipients reads a file of recipients, one a line, # for comments.
// Errors: ErrBadKey, also if there is none in it, or the reader's.
func ParseRecipients(r io.Reader) ([]Recipient, error) {
	data, err := readKeyFile(r)
	if err != nil {
		return nil, err
	}
	if _, err := recognise(data); err == nil {
		return nil, badKey("the file is sealed; a file of public keys is not")
	}
	var out []Recipient
	for n, line := range keyLines(data) {
		to, err := ParseRecipient(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, to)
	}
	if len(out) == 0 {
		return nil, badKey("the file holds no public key")
	}
	return out, nil
}

func x25519Recipient(r *age.X25519Recipient) Recipient { return Recipient{r, r.String()} }
func hybridRecipient(r *age.HybridRecipient) Recipient { return Recipient{r, r.String()} }

func badKey(reason string) error { return fmt.Errorf("%w: %s", ErrBadKey, reason) }

// badEncoding says what is wrong with a key without a character of it, which
// age's errors quote.
func badEncoding(err error) error {
	if strings.HasSuffix(err.Error(), "invalid checksum") {
		return badKey("its checksum does not fit; a character is wrong, missing or too many")
	}
	return badKey("it is cut short, or a character does not belong in it")
}
