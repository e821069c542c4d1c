//go:build cgo

package main

import (
	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// misused returns a usage error in the person's language.
func (a *app) misused(t lang.Text, v lang.V) error {
	return &usageError{Sentence: a.say(t, v)}
}

func (a *app) unknownCommand(root *cobra.Command, name string) error {
	return console.UnknownCommand(a.lang, root, name)
}

// flagError puts what pflag says into the person's language.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	return console.FlagError(a.lang, cmd, err)
}

// noArgs refuses arguments.
func (a *app) noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return a.misused(lang.NoArguments, lang.V{"name": clean(args[0])})
	}
	return nil
}

// oneArg asks for exactly one argument; none is told by needs.
func (a *app) oneArg(needs lang.Text) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return a.misused(needs, nil)
		case 1:
			return nil
		}
		return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
	}
}

// someArgs asks for at least one argument.
func (a *app) someArgs(needs lang.Text) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return a.misused(needs, nil)
		}
		return nil
	}
}
