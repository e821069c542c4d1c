package crypto

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

const (
	ageName  = "age-encryption.org/v" // what the first line of every age file begins with
	ageIntro = ageName + "1\n"        // the whole first line of those that there are

	// maxLead is how much white space armor may follow; age takes no more.
	maxLead = 1024
)

// openPayload opens an age file of size bytes for reading at any place, and
// returns what is sealed in it and its length. Header, length and last chunk are
// checked; a chunk in between is checked when it is read. It may be read by
// several goroutines.
// Errors: ErrNotSealed, ErrArmored, ErrWrongKey, ErrWorkFactor, ErrDamaged, or
// what r said.
func openPayload(r io.ReaderAt, size int64, ids []Identity) (io.ReaderAt, int64, error) {
	src := ownedAt{r}
	lead := make([]byte, min(max(size, 0), maxLead+int64(len(armor.Header))))
	if err := readLead(src, lead, 0); err != nil {
		return nil, 0, openError(err)
	}
	armored, err := recognise(lead)
	switch {
	case err != nil:
		return nil, 0, err
	case armored:
		return nil, 0, ErrArmored
	}
	p, n, err := age.DecryptReaderAt(src, size, orOnlooker(ids)...)
	if err != nil {
		return nil, 0, openError(err)
	}
	return payloadAt{p, n}, n, nil
}

// openStream opens an age file, binary or armored, for reading from its
// beginning to its end. A chunk is checked before it is handed out, but only
// io.EOF says that none is missing.
// Errors: ErrNotSealed, ErrWrongKey, ErrWorkFactor, ErrDamaged, or what r said,
// all of them also from Read.
func openStream(r io.Reader, ids []Identity) (io.Reader, error) {
	in, err := binaryForm(r)
	if err != nil {
		return nil, err
	}
	p, err := age.Decrypt(in, orOnlooker(ids)...)
	if err != nil {
		return nil, openError(err)
	}
	return payload{p}, nil
}

// orOnlooker lets a header be judged also where there is no key.
func orOnlooker(ids []Identity) []Identity {
	if len(ids) == 0 {
		return []Identity{&onlooker{}}
	}
	return ids
}

// binaryForm reads an age file of either form as the binary one.
// Errors: ErrNotSealed, or what r said.
func binaryForm(r io.Reader) (io.Reader, error) {
	buf := bufio.NewReaderSize(owned{r}, 4096)
	lead, err := buf.Peek(maxLead + len(armor.Header))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, openError(err)
	}
	armored, err := recognise(lead)
	if err != nil {
		return nil, err
	}
	if armored {
		return armor.NewReader(buf), nil
	}
	return buf, nil
}

// recognise tells from the beginning of a file whether it is an age file, and of
// which of the two forms.
func recognise(lead []byte) (armored bool, err error) {
	switch {
	case bytes.HasPrefix(lead, []byte(ageIntro)):
		return false, nil
	case bytes.HasPrefix(bytes.TrimSpace(lead), []byte(armor.Header)):
		return true, nil
	case bytes.HasPrefix(lead, []byte(ageName)):
		return false, fmt.Errorf("%w of version 1", ErrNotSealed)
	}
	return false, ErrNotSealed
}

// openError gives an error of age's the sentinel that a caller looks for.
func openError(err error) error {
	if src, ok := errors.AsType[*sourceError](err); ok {
		return src.err
	}
	if none, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		return noMatch(none)
	}
	for _, own := range []error{ErrWrongKey, ErrWorkFactor, ErrDamaged, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, own) {
			return err
		}
	}
	return fmt.Errorf("%w: %s", ErrDamaged, detail(err))
}

// noMatch prefers the reason of an identity that told one: a passphrase that was
// not even tried, a plugin that is not installed.
func noMatch(none *age.NoIdentityMatchError) error {
	var reason error
	for _, err := range none.Errors {
		why, ok := errors.AsType[passedError](err)
		if ok && (reason == nil || errors.Is(err, ErrWorkFactor)) {
			reason = why.error
		}
	}
	if reason != nil {
		return reason
	}
	return fmt.Errorf("%w: it is sealed to %s", ErrWrongKey, strings.Join(distinct(none.StanzaTypes), ", "))
}

// passedError is what an identity of ours answers that cannot open a file: age goes
// on to the next identity, and if none opens it the reason is told.
type passedError struct{ error }

// Is makes age go on.
func (passedError) Is(target error) bool { return target == age.ErrIncorrectIdentity }

// Unwrap returns the reason.
func (e passedError) Unwrap() error { return e.error }

// detail is the text of an error of age's, short enough for one line: it may
// quote a line of the file, and that line may be as long as the header.
func detail(err error) string {
	const most = 200
	text := strings.ReplaceAll(err.Error(), "failed to ", "")
	text, _, _ = strings.Cut(text, "\n")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

// distinct returns the first few different values, each quoted if it is not
// plain: they come from the file.
func distinct(types []string) []string {
	const most = 4
	var out []string
	seen := make(map[string]bool)
	for _, t := range types {
		if seen[t] {
			continue
		}
		seen[t] = true
		if len(out) == most {
			return append(out, "…")
		}
		if len(t) > 40 {
			t = t[:40] + "…"
		}
		out = append(out, t)
	}
	return out
}

// sourceError tells an error of whoever gave the bytes from one of what they say.
type sourceError struct{ err error }

func (e *sourceError) Error() string { return e.err.Error() }
func (e *sourceError) Unwrap() error { return e.err }

func asSource(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	return &sourceError{err}
}

type owned struct{ r io.Reader }

func (s owned) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	return n, asSource(err)
}

type ownedAt struct{ r io.ReaderAt }

func (s ownedAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.r.ReadAt(p, off)
	return n, asSource(err)
}

// readLead reads all of p; at the end of a file that is shorter it returns
// io.ErrUnexpectedEOF.
func readLead(r io.ReaderAt, p []byte, off int64) error {
	n, err := r.ReadAt(p, off)
	switch {
	case n == len(p):
		return nil
	case err == nil || errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	}
	return err
}

type payload struct{ r io.Reader }

func (p payload) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if err != nil && err != io.EOF { //nolint:errorlint // a bare io.EOF is the end, a wrapped one is a cut
		err = openError(err)
	}
	return n, err
}

type payloadAt struct {
	r    io.ReaderAt
	size int64
}

func (p payloadAt) ReadAt(b []byte, off int64) (int, error) {
	if off >= p.size {
		return 0, io.EOF
	}
	n, err := p.r.ReadAt(b, off)
	if err != nil && err != io.EOF { //nolint:errorlint // a bare io.EOF is the end, a wrapped one is a cut
		err = openError(err)
	}
	return n, err
}
