//go:build cgo

package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
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

// readNames reads a table of two columns, as spreadsheets save it. Rows whose
// second cell is empty are left out.
func (a *app) readNames(path string) (nameMap, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	names := nameMap{}
	r := csv.NewReader(skipMark(f))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return names, nil
		}
		line, _ := r.FieldPos(0)
		var bad *csv.ParseError
		switch {
		case errors.As(err, &bad):
			return nil, a.badNames(path, bad.Line)
		case err != nil:
			return nil, about(fmt.Errorf("read %s: %w", path, err), path)
		case len(row) < 2:
			return nil, a.badNames(path, line)
		}
		from, to := row[0], row[1]
		if strings.TrimSpace(from) == "" || strings.TrimSpace(to) == "" {
			continue
		}
		if !names.add(from, to) {
			return nil, a.misused(lang.TwiceNamed, lang.V{"name": clean(strings.TrimSpace(from))})
		}
	}
}

func (a *app) badNames(path string, line int) error {
	return a.misused(lang.BadNames, lang.V{"name": clean(path), "n": line})
}

// skipMark drops the mark that Excel puts before UTF-8.
func skipMark(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if head, err := b.Peek(3); err == nil && bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(len(head))
	}
	return b
}
