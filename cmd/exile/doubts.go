//go:build cgo

package main

import (
	"slices"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// refused says why an archive is not written anew, and the way out for this one.
func (a *app) refused(s *convert.Sealed, path string) error {
	t := lang.Suspicious
	doubts := s.Suspicions()
	switch {
	case slices.Contains(doubts, crypto.UnknownSecret), slices.Contains(doubts, crypto.OtherArchive):
		t = lang.SuspiciousPlanted
	case slices.Contains(doubts, crypto.OlderGeneration):
		t = lang.SuspiciousOlder
	}
	return &told{statusRefused, t, a.doubtValues(s, path)}
}

// doubtValues are what sentences about an archive that is not what it was show:
// to whom it is sealed, and the flags that name those of before.
func (a *app) doubtValues(s *convert.Sealed, path string) lang.V {
	return lang.V{
		"name":  clean(path),
		"keys":  a.keysOf(s.Archive().Manifest().Recipients),
		"flags": flagsOf(a.rememberedRecipients(s, path)),
	}
}

// rememberedRecipients are those to whom the archive was sealed that this computer
// remembers: the one that stood here, if this is another. Where none is, they are
// those of now.
func (a *app) rememberedRecipients(s *convert.Sealed, path string) []string {
	now := s.Archive().Manifest()
	ids := []string{now.ID}
	if stood, err := a.pins().Places(path); err == nil {
		ids = slices.Concat(slices.DeleteFunc(stood, func(id string) bool { return id == now.ID }), ids)
	}
	for _, id := range ids {
		if pin, found, err := a.pins().Load(id); err == nil && found {
			return pin.Recipients
		}
	}
	return now.Recipients
}

// flagsOf are the flags that name recipients.
func flagsOf(names []string) string {
	var flags []string
	for _, name := range names {
		if name == crypto.Passphrase {
			return "-p"
		}
		flags = append(flags, "-r "+clean(name))
	}
	return strings.Join(flags, " ")
}
