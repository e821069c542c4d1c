//go:build cgo

package main

import (
	"errors"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// generation is one run of keygen.
type generation struct {
	*app
	out string
	pq  bool
}

func newKeygen(a *app) *cobra.Command {
	g := &generation{app: a}
	cmd := a.command("keygen", lang.HelpKeygen)
	cmd.Args = a.noArgs
	cmd.RunE = func(*cobra.Command, []string) error { return g.run() }
	f := cmd.Flags()
	f.StringVarP(&g.out, "out", "o", "", a.say(lang.FlagKeyOut, nil))
	f.BoolVar(&g.pq, "pq", false, a.say(lang.FlagPQ, nil))
	return cmd
}

func (g *generation) run() error {
	key, err := crypto.GenerateKey(g.pq)
	if err != nil {
		return err
	}
	text := keyfile.Text(key, g.now)
	made := struct {
		Status    status `json:"status"`
		File      string `json:"file,omitempty"`
		PublicKey string `json:"public_key"`
		Identity  string `json:"identity,omitempty"` // only where no file holds it
	}{PublicKey: key.Recipient.Name}
	if g.out == "" || g.out == convert.Stdin {
		if g.json {
			made.Identity = key.Identity
			return g.printJSON(made)
		}
		_, err := io.WriteString(g.stdout, text)
		return err
	}
	if err := writeKey(g.out, text); err != nil {
		return err
	}
	if g.json {
		made.File = g.out
		return g.printJSON(made)
	}
	g.tell(g.say(lang.PublicKey, lang.V{"key": key.Recipient.Name}))
	g.tell(g.say(lang.KeepKey, nil))
	return nil
}

// writeKey writes a key file, which must not be there yet.
func writeKey(path, text string) error {
	err := keyfile.WriteFile(path, []byte(text))
	switch {
	case errors.Is(err, fs.ErrExist):
		return &told{statusRefused, lang.FileTaken, lang.V{"name": clean(path)}}
	case errors.Is(err, fs.ErrNotExist):
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(path)}}
	}
	return about(err, path)
}
