//go:build cgo

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// detailOf is what an error says of damage beyond that there is some: which file,
// which rule. It is for people who debug, in English.
func detailOf(err error, path string) string {
	text := err.Error()
	for _, said := range []string{
		"open " + path, "verify " + path, "write " + path, "open the store in " + path, "open store in " + path,
		crypto.ErrNoArchive.Error(), crypto.ErrDamaged.Error(), store.ErrDamaged.Error(),
	} {
		text = strings.ReplaceAll(text, said+": ", "")
	}
	return clean(text)
}

// notOpened gives an error of opening an archive the words that fit there. Of one
// that does not open, nothing can be had.
func notOpened(err error, path string) error {
	damaged := errors.Is(err, crypto.ErrDamaged) || errors.Is(err, store.ErrDamaged)
	if damaged && !errors.Is(err, crypto.ErrNoArchive) {
		return &told{statusDamaged, lang.UnopenableArchive, lang.V{"name": clean(path), "detail": detailOf(err, path)}}
	}
	return notArchive(err, path)
}

// notSealed says what a file is instead of the archive that it is taken for.
func notSealed(path string) error {
	f, err := openFile(path)
	if err != nil {
		return about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	head := make([]byte, 4)
	n, err := f.ReadAt(head, 0)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return about(err, path)
	case n == 0:
		return &told{statusDamaged, lang.EmptyArchive, lang.V{"name": clean(path)}}
	case string(head) == "PK\x03\x04":
		return &told{statusDamaged, lang.PlainArchive, lang.V{"name": clean(path)}}
	}
	return about(store.ErrNotStore, path)
}

// looksSealed reports whether a path is to be taken for a sealed archive: a file
// that begins as age's do, in either form, whatever follows, or that is named as
// exile names archives.
func looksSealed(path string) bool {
	f, err := openFile(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // opened for reading
	return strings.HasSuffix(path, ".exile"+sealedSuffix) || beginsSealed(f)
}

// beginsSealed reports whether bytes begin as an age file of any version, in
// either form.
func beginsSealed(r io.ReaderAt) bool {
	_, err := crypto.ReadLock(r)
	if err == nil || errors.Is(err, crypto.ErrArmored) || errors.Is(err, crypto.ErrDamaged) {
		return true
	}
	head := make([]byte, len(ageBeginning))
	n, _ := r.ReadAt(head, 0)
	return string(head[:n]) == ageBeginning
}

// ageBeginning is what every age file begins with.
const ageBeginning = "age-encryption.org/v"

// harm is what is damaged in an archive that opens.
type harm struct {
	files  []string // that cannot be read whole
	detail string
}

// surveyed reads every file of an archive by itself, to tell which are damaged.
func (a *app) surveyed(ctx context.Context, s *convert.Sealed, found error, path string) (*harm, error) {
	h := &harm{detail: detailOf(found, path)}
	step, done := a.bar(lang.StageVerify)
	defer done()
	archive := s.Archive()
	at := int64(0)
	for _, e := range archive.Manifest().Entries {
		err := archive.Copy(ctx, io.Discard, e.Name)
		switch {
		case errors.Is(err, crypto.ErrDamaged):
			h.files = append(h.files, e.Name)
		case err != nil:
			return nil, err
		}
		if at += e.Size; step != nil {
			step(at, archive.Size())
		}
	}
	return h, nil
}

// trouble says what can still be had of the archive.
func (h *harm) trouble() lang.Trouble {
	switch {
	case len(h.files) == 0:
		return lang.VerifyDamagedRest
	case slices.Contains(h.files, databaseName):
		return lang.VerifyDamaged
	}
	return lang.VerifyDamagedFiles
}

// databaseName is the database among the files of a store.
const databaseName = "chats.db"

// exportIn is standard input, where it is one of the inputs. A sealed archive is
// refused there: it is read here and there, and lies nowhere else meanwhile.
func (a *app) exportIn(paths []string) (io.Reader, error) {
	if !hasStdin(paths) {
		return a.stdin, nil
	}
	if a.passphrasePath() == convert.Stdin {
		return nil, a.misused(lang.StdinTwice, nil)
	}
	r := bufio.NewReaderSize(a.stdin, 4096)
	head, _ := r.Peek(4096) // an error comes again when it is read
	if beginsSealed(bytes.NewReader(head)) {
		return nil, &told{statusFailed, lang.PipedArchive, nil}
	}
	return r, nil
}
