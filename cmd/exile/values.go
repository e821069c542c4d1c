//go:build cgo

package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/console"
)

// onlyOnce makes a flag refuse a second value.
func onlyOnce(f *pflag.FlagSet, name string) { console.OnlyOnce(f, name) }

// checkEmpty refuses flags that were given an empty text.
func (a *app) checkEmpty(cmd *cobra.Command) error { return console.CheckEmpty(a.lang, cmd) }
