//go:build cgo

package main

import (
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/lang"
)

// nameFlags say how the target's account shows people.
type nameFlags struct {
	me   string
	as   []string
	file string
}

func (n *nameFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&n.me, "me", "", a.say(lang.FlagMe, nil))
	onlyOnce(f, "me")
	f.StringArrayVar(&n.as, "as", nil, a.say(lang.FlagAs, nil))
	f.StringVar(&n.file, "names", "", a.say(lang.FlagNames, nil))
}

func (n *nameFlags) given() bool { return n.me != "" || len(n.as) > 0 || n.file != "" }

// read returns the names to write by the names in the source. What --as says
// overrules the file.
func (n *nameFlags) read(a *app) (map[string]string, error) {
	names := nameMap{}
	for _, pair := range n.as {
		from, to, ok := strings.Cut(pair, "=")
		if !ok || strings.TrimSpace(from) == "" || strings.TrimSpace(to) == "" {
			return nil, a.misused(lang.BadAs, lang.V{"value": clean(pair)})
		}
		if !names.add(from, to) {
			return nil, a.misused(lang.TwiceNamed, lang.V{"name": clean(strings.TrimSpace(from))})
		}
	}
	if n.file == "" {
		return names, nil
	}
	more, err := a.readNames(n.file)
	if err != nil {
		return nil, err
	}
	for from, to := range more {
		if _, ok := names[from]; !ok {
			names[from] = to
		}
	}
	return names, nil
}

type nameMap map[string]string

// add reports whether a name is new, or the same as before.
func (m nameMap) add(from, to string) bool {
	from, to = norm.NFC.String(strings.TrimSpace(from)), strings.TrimSpace(to)
	before, twice := m[from]
	m[from] = to
	return !twice || before == to
}
