//go:build cgo

package main

import (
	"strings"

	"exile/cmd/internal/lang"
)

// dropPath is where a drop goes: a new archive for those whose public keys are given.
// It has nothing to do with the usual store, which may be locked or nowhere.
func (d *addition) dropPath() (string, error) {
	switch {
	case d.to.passphrase, d.to.newKey, d.to.passphraseFile != "", d.to.sheet != "", len(d.keys.identities) > 0:
		return "", d.misused(lang.DropSecret, nil)
	case len(d.to.to)+len(d.to.files) == 0:
		return "", d.misused(lang.DropForWhom, nil)
	}
	path := d.store
	if path == "" {
		path = "exile-drop-" + d.now.Format("2006-01-02-150405") + ".exile" + sealedSuffix
	}
	v := lang.V{"name": clean(path)}
	if !strings.HasSuffix(path, sealedSuffix) {
		return "", d.misused(lang.SealedName, v)
	}
	if stands(path) {
		return "", &told{statusRefused, lang.DropTaken, v}
	}
	return path, nil
}

// tellDrop says how a drop becomes part of a history.
func (d *addition) tellDrop(path string) {
	d.tell(d.say(lang.DropHome, lang.V{"path": clean(path)}))
}
