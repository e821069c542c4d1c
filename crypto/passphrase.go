package crypto

import (
	"crypto/rand"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

// The work factors of scrypt (log2 of N): ours, and what is accepted unless told.
// 18 takes about a second and 256 MiB, and each step more doubles both.
const (
	WorkFactor    = 18
	MaxWorkFactor = 20
)

// workLimit is the most that age's code takes at all.
const workLimit = 30

// PassphraseRecipient seals to a passphrase, in NFC. workFactor 0 is WorkFactor.
// Errors: ErrBadKey for an empty passphrase.
func PassphraseRecipient(passphrase string, workFactor int) (Recipient, error) {
	if workFactor == 0 {
		workFactor = WorkFactor
	}
	if workFactor < 1 || workFactor > workLimit {
		return Recipient{}, fmt.Errorf("work factor %d: it must be from 1 to %d", workFactor, workLimit)
	}
	if passphrase == "" {
		return Recipient{}, badKey("the passphrase is empty")
	}
	r, err := age.NewScryptRecipient(norm.NFC.String(passphrase))
	if err != nil {
		return Recipient{}, err
	}
	r.SetWorkFactor(workFactor)
	return Recipient{r, Passphrase}, nil
}

// PassphraseIdentity opens what a passphrase sealed: it tries its NFC, then,
// where they differ, the passphrase as it was typed and its NFD: other programs
// seal to the bytes that they are given, and a Mac may give either form. maxWork
// bounds the work factor (0: MaxWorkFactor); a file that asks for more is refused
// with ErrWorkFactor before any work is done.
func PassphraseIdentity(passphrase string, maxWork int) Identity {
	id := &passphraseIdentity{maxWork: boundWork(maxWork)}
	for _, form := range []string{norm.NFC.String(passphrase), passphrase, norm.NFD.String(passphrase)} {
		if form != "" && !slices.Contains(id.forms, form) {
			id.forms = append(id.forms, form)
		}
	}
	return id
}

// boundWork makes a limit one that age's code takes.
func boundWork(maxWork int) int {
	if maxWork <= 0 {
		return MaxWorkFactor
	}
	return min(maxWork, workLimit)
}

type passphraseIdentity struct {
	forms   []string
	maxWork int
}

// Unwrap tries the forms of the passphrase.
func (p *passphraseIdentity) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) == 1 {
		if n, ok := workFactorOf(stanzas[0]); ok && n > p.maxWork {
			return nil, passedError{tooMuchWork(n, p.maxWork)}
		}
	}
	for _, form := range p.forms {
		id, err := age.NewScryptIdentity(form)
		if err != nil {
			return nil, err
		}
		id.SetMaxWorkFactor(p.maxWork)
		key, err := id.Unwrap(stanzas)
		if !errors.Is(err, age.ErrIncorrectIdentity) {
			return key, err
		}
		if stanzas[0].Type != "scrypt" {
			return nil, err // no passphrase opens it
		}
	}
	return nil, passedError{fmt.Errorf("%w: the passphrase is wrong", ErrWrongKey)}
}

// The word lists of BIP-39 for people to write down and to type: see WORDS.md.
var (
	//go:embed words_en.txt
	wordsEN string
	//go:embed words_ko.txt
	wordsKO string
)

// GeneratePassphrase draws ten words: Korean for "ko", else English. 110 bits.
// Korean words stand apart by spaces, as Korean is written; English ones by
// hyphens, as age's own passphrases are, which the end of a line cannot hide.
func GeneratePassphrase(lang string) string {
	const count = 10
	list, between := strings.Fields(wordsEN), "-"
	if lang == "ko" {
		list, between = strings.Fields(wordsKO), " "
	}
	var b [2 * count]byte
	rand.Read(b[:]) // never fails
	words := make([]string, count)
	for i := range words {
		// 2,048 divides 65,536: every word is as likely as any other.
		words[i] = list[int(binary.BigEndian.Uint16(b[2*i:]))%len(list)]
	}
	return strings.Join(words, between)
}

// SamePassphrase reports whether two passphrases open the same: keyboards and systems
// compose accents and Hangul in different ways.
func SamePassphrase(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }
