//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/cmd/internal/sheet"
	"exile/convert"
)

// The ending of a recovery sheet's name; a number may stand between.
const (
	sheetSuffix = ".recovery"
	sheetEnding = ".html"
)

// offerSheet asks whether a recovery sheet is to be made of a new key, if nobody
// has said so yet.
func (a *app) offerSheet(ctx context.Context, r *recipientFlags, archive string) error {
	if r.sheet != "" || !a.interactive() {
		return nil
	}
	stem := strings.TrimSuffix(archive, sealedSuffix)
	path := stem + sheetSuffix + sheetEnding
	for n := 2; stands(path); n++ { // that of an older key
		path = fmt.Sprintf("%s%s-%d%s", stem, sheetSuffix, n, sheetEnding)
	}
	ask := a.say(lang.AskSheet, lang.V{"path": clean(path)})
	yes, err := prompt.Confirm(ctx, a.stdin, a.stderr, ask, a.say(lang.AskYesNo, nil))
	if err == nil && yes {
		r.sheet = path
	}
	return err
}

// checkSheet refuses a recovery sheet for which there is no place.
func (r *recipientFlags) checkSheet(archive string) error {
	if r.sheet == "" || r.sheet == convert.Stdin {
		return nil
	}
	for _, other := range []string{archive, keyfile.Beside(archive), keyfile.NextBeside(archive)} {
		if samePath(r.sheet, other) {
			return &told{statusRefused, lang.SheetSame, lang.V{"name": clean(r.sheet)}}
		}
	}
	return vacant(r.sheet, lang.SheetTaken, lang.NoSheetFolder)
}

// vacant refuses a path where something stands already, or that lies in no folder.
func vacant(path string, taken, nowhere lang.Trouble) error {
	v := lang.V{"name": clean(path)}
	if _, err := os.Lstat(path); err == nil {
		return &told{statusRefused, taken, v}
	}
	if info, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return &told{statusFailed, nowhere, v}
	}
	return nil
}

// writeSheet writes the recovery sheet of a new key. The archive and its key are
// there by now and stay, whatever happens.
func (a *app) writeSheet(r *recipientFlags, key *keyfile.New, archive, id string) error {
	if key == nil || r.sheet == "" {
		return nil
	}
	var page bytes.Buffer
	err := sheet.Write(&page, sheet.Sheet{
		Lang:      a.lang,
		Archive:   filepath.Base(archive),
		ID:        id,
		Sealed:    a.now,
		Key:       key.Identity,
		Recipient: key.Recipient.Name,
	})
	switch {
	case err != nil:
	case r.sheet == convert.Stdin:
		_, err = a.stdout.Write(page.Bytes())
	default:
		err = keyfile.WriteFile(r.sheet, page.Bytes())
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return &told{statusRefused, lang.SheetTaken, lang.V{"name": clean(r.sheet)}}
	case err != nil:
		return &told{statusFailed, lang.SheetFailed, lang.V{"name": clean(r.sheet), "why": clean(err.Error())}}
	}
	return nil
}

// sheetFile is the file of the recovery sheet that was made of a new key; "":
// none was.
func (r *recipientFlags) sheetFile(key *keyfile.New) string {
	if key == nil || r.sheet == convert.Stdin {
		return ""
	}
	return r.sheet
}
