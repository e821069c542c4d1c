//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/cmd/internal/sheet"
	"exile/convert"
)

// sheetSuffix is the ending of a recovery sheet's name.
const sheetSuffix = ".recovery.html"

// offerSheet asks whether a recovery sheet is to be printed, if there is a new
// key to print and nobody has said so yet.
func (s *sealing) offerSheet(ctx context.Context, key *newKey) error {
	switch {
	case key == nil && s.sheet != "":
		return s.misused(lang.SheetNeedsKey, nil)
	case key == nil || s.sheet != "" || !s.interactive():
		return nil
	}
	yes, err := prompt.Confirm(ctx, s.stdin, s.stderr, s.say(lang.AskSheet, nil), s.say(lang.AskYesNo, nil))
	if err != nil || !yes {
		return err
	}
	path := strings.TrimSuffix(s.out, sealedSuffix) + sheetSuffix
	if _, err := os.Lstat(path); err == nil {
		return &told{statusRefused, lang.SheetTaken, lang.V{"name": clean(path)}}
	}
	s.sheet = path
	return nil
}

// writeSheet writes the recovery sheet. The archive and its key are there by now
// and stay, whatever happens.
func (s *sealing) writeSheet(done *sealed, key *newKey) error {
	if key == nil {
		return nil
	}
	done.Key = key.path
	if s.sheet == "" {
		return nil
	}
	var page bytes.Buffer
	err := sheet.Write(&page, sheet.Sheet{
		Lang:      s.lang,
		Archive:   filepath.Base(s.out),
		ID:        done.ID,
		Sealed:    s.now,
		Key:       key.Identity,
		Recipient: key.Recipient.Name,
	})
	switch {
	case err != nil:
	case s.sheet == convert.Stdin:
		_, err = s.stdout.Write(page.Bytes())
	default:
		err = writeNew(s.sheet, page.Bytes())
		done.Sheet = s.sheet
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return &told{statusRefused, lang.SheetTaken, lang.V{"name": clean(s.sheet)}}
	case err != nil:
		return &told{statusFailed, lang.SheetFailed, lang.V{"name": clean(s.sheet), "why": clean(err.Error())}}
	}
	return nil
}
