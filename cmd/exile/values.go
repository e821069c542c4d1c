//go:build cgo

package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

var errTwice = errors.New("given twice")

// once is a flag's value that may be given only once. Of two names the last
// would win in silence.
type once struct {
	pflag.Value
	given bool
}

// Set sets the value, the first time.
func (o *once) Set(s string) error {
	if o.given {
		return errTwice
	}
	o.given = true
	return o.Value.Set(s)
}

// onlyOnce makes a flag refuse a second value.
func onlyOnce(f *pflag.FlagSet, name string) {
	flag := f.Lookup(name)
	flag.Value = &once{Value: flag.Value}
}

// checkEmpty refuses flags that were given an empty text, as a variable that is
// not set gives it: it would count as if the flag were not there.
func (a *app) checkEmpty(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && holdsEmpty(f.Value) {
			err = a.misused(lang.FlagNeedsValue, lang.V{"name": "--" + f.Name})
		}
	})
	return err
}

func holdsEmpty(v pflag.Value) bool {
	if list, ok := v.(pflag.SliceValue); ok {
		return slices.Contains(list.GetSlice(), "")
	}
	return v.String() == ""
}
