package console

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

// UsageError says that a command was not understood, in the person's language.
type UsageError struct{ Sentence, Hint string }

func (e *UsageError) Error() string { return e.Sentence }

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

// OnlyOnce makes a flag refuse a second value.
func OnlyOnce(f *pflag.FlagSet, name string) {
	flag := f.Lookup(name)
	flag.Value = &once{Value: flag.Value}
}

// CheckEmpty refuses flags that were given an empty text, as a variable that is
// not set gives it: it would count as if the flag were not there.
func CheckEmpty(l lang.Lang, cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && holdsEmpty(f.Value) {
			err = &UsageError{Sentence: l.Say(lang.FlagNeedsValue, lang.V{"name": "--" + f.Name})}
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

// FlagValue finds the value of a flag before flags are parsed; help and errors
// about flags need the language too.
func FlagValue(args []string, name string) string {
	value := ""
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--"+name+"="); ok {
			value = v
		}
		if arg == "--"+name && i+1 < len(args) {
			value = args[i+1]
		}
	}
	return value
}

// FlagError puts what pflag says into the person's language.
func FlagError(l lang.Lang, cmd *cobra.Command, err error) error {
	e := &UsageError{Hint: l.Say(lang.SeeHelp, lang.V{"command": cmd.CommandPath()})}
	var (
		unknown *pflag.NotExistError
		needs   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		e.Sentence = l.Say(lang.UnknownFlag, lang.V{"name": dashed(unknown.GetSpecifiedName())})
	case errors.As(err, &needs):
		e.Sentence = l.Say(lang.FlagNeedsValue, lang.V{"name": dashed(needs.GetSpecifiedName())})
	case errors.Is(err, errTwice) && errors.As(err, &invalid):
		e.Sentence = l.Say(lang.FlagTwice, lang.V{"name": "--" + invalid.GetFlag().Name})
	case errors.As(err, &invalid):
		e.Sentence = l.Say(lang.BadFlagValue, lang.V{"name": "--" + invalid.GetFlag().Name, "value": Clean(invalid.GetValue())})
	default:
		e.Sentence = l.Say(lang.BadFlag, lang.V{"why": Clean(err.Error())})
	}
	return e
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + Clean(name)
	}
	return "--" + Clean(name)
}

// UnknownCommand says that there is no such command, and which one may be meant.
func UnknownCommand(l lang.Lang, root *cobra.Command, name string) error {
	e := &UsageError{
		Sentence: l.Say(lang.UnknownCommand, lang.V{"name": Clean(name)}),
		Hint:     l.Say(lang.SeeHelp, lang.V{"command": root.CommandPath()}),
	}
	if like := suggestion(root, name); like != "" {
		e.Hint = l.Say(lang.DidYouMean, lang.V{"name": like})
	}
	return e
}

// suggestion returns a command of a similar name, or "".
func suggestion(root *cobra.Command, name string) string {
	root.SuggestionsMinimumDistance = 2
	found := root.SuggestionsFor(name)
	slices.Sort(found)
	if len(found) == 0 {
		return ""
	}
	return found[0]
}
