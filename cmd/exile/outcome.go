//go:build cgo

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/export"
)

// outcomeFlags say what to do about problems.
type outcomeFlags struct {
	strict   bool
	allow    []string
	problems string
}

func (o *outcomeFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&o.strict, "strict", false, a.say(lang.FlagStrict, nil))
	f.StringArrayVar(&o.allow, "allow", nil, a.say(lang.FlagAllow, nil))
	f.StringVar(&o.problems, "problems", "", a.say(lang.FlagProblems, nil))
	complete(cmd, "allow", lossCodes()...)
}

// lossCodes are the codes that --allow accepts: only these change the status.
func lossCodes() []string {
	var codes []string
	for _, c := range export.Codes() {
		if c.Class() == export.ClassLost {
			codes = append(codes, string(c))
		}
	}
	return codes
}

func (o *outcomeFlags) check(a *app) error {
	codes := lossCodes()
	for _, code := range o.allow {
		if !slices.Contains(codes, code) {
			return a.misused(lang.UnknownCode, lang.V{"value": clean(code), "values": strings.Join(codes, ", ")})
		}
	}
	if o.problems == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Dir(o.problems)); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return &told{statusFailed, lang.NoProblemsFolder, lang.V{"name": clean(o.problems)}}
	}
	return nil
}

// judge returns errLost if something was lost that was not allowed.
func (o *outcomeFlags) judge(all []export.Problem) error {
	for i := range all {
		if all[i].Class() == export.ClassLost && !slices.Contains(o.allow, string(all[i].Code)) {
			return errLost
		}
	}
	return nil
}
