//go:build cgo

package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

// misused returns a usage error in the person's language.
func (a *app) misused(t lang.Text, v lang.V) error {
	return &usageError{sentence: a.say(t, v)}
}

func (a *app) unknownCommand(root *cobra.Command, name string) error {
	e := &usageError{
		sentence: a.say(lang.UnknownCommand, lang.V{"name": clean(name)}),
		hint:     a.say(lang.SeeHelp, lang.V{"command": root.CommandPath()}),
	}
	if like := suggestion(root, name); like != "" {
		e.hint = a.say(lang.DidYouMean, lang.V{"name": like})
	}
	return e
}

// flagError puts what pflag says into the person's language.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	e := &usageError{hint: a.say(lang.SeeHelp, lang.V{"command": cmd.CommandPath()})}
	var (
		unknown *pflag.NotExistError
		needs   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		e.sentence = a.say(lang.UnknownFlag, lang.V{"name": dashed(unknown.GetSpecifiedName())})
	case errors.As(err, &needs):
		e.sentence = a.say(lang.FlagNeedsValue, lang.V{"name": dashed(needs.GetSpecifiedName())})
	case errors.Is(err, errTwice) && errors.As(err, &invalid):
		e.sentence = a.say(lang.FlagTwice, lang.V{"name": "--" + invalid.GetFlag().Name})
	case errors.As(err, &invalid):
		e.sentence = a.say(lang.BadFlagValue, lang.V{"name": "--" + invalid.GetFlag().Name, "value": clean(invalid.GetValue())})
	default:
		e.sentence = a.say(lang.BadFlag, lang.V{"why": clean(err.Error())})
	}
	return e
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + clean(name)
	}
	return "--" + clean(name)
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
