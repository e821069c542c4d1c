//go:build cgo

package main

import (
	"errors"
	"io/fs"
	"os"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/crypto"
)

// finishKeys ends the moving of keys that a run left undone which was killed: the
// archive opens with the key under its first name.
func (a *app) finishKeys(archive string) error {
	k := keyfile.Unfinished(archive, a.opener)
	if k == nil {
		return nil
	}
	if err := k.Settle(crypto.OS{}); err != nil {
		return about(err, k.At)
	}
	a.opener = k.Path
	a.tellKept(k)
	return nil
}

// stands reports whether a path is taken, or cannot be told to be free.
func stands(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// aboutKey says what an error of placing or writing a new key file happened to.
func aboutKey(err error, path string) error {
	if taken, ok := errors.AsType[*keyfile.TakenError](err); ok {
		return &told{statusRefused, lang.KeyTaken, lang.V{"name": clean(taken.Path)}}
	}
	return about(err, path)
}

// tellNewKey says where the key file is that was made, and how it is kept from
// being lost. It does nothing on nil.
func (a *app) tellNewKey(k *keyfile.New, r *recipientFlags, archive string) {
	if k == nil {
		return
	}
	a.tellMadeKey(k)
	a.tellKept(k)
	switch r.sheet {
	case "":
		a.tell(a.say(lang.NoSheetMade, lang.V{"archive": clean(archive)}))
	case "-":
	default:
		a.tell(a.say(lang.LineSheet, lang.V{"path": clean(r.sheet)}))
	}
}

// tellMadeKey says where a new key file is. It does nothing on nil.
func (a *app) tellMadeKey(k *keyfile.New) {
	if k != nil {
		a.tell(a.say(lang.LineKey, lang.V{"path": clean(k.At)}))
	}
}

// tellKept says where the key file of before is.
func (a *app) tellKept(k *keyfile.New) {
	if k.Kept != "" {
		a.tell(a.say(lang.LineOldKey, lang.V{"path": clean(k.Kept)}))
	}
}
