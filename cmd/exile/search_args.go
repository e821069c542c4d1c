//go:build cgo

package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/export/query"
)

// searchArgs puts what is looked for behind two minus signs, so that words with a
// minus are no flags: in a search, -word is a word that must not be there. Flags
// are those with two minus signs, and the short ones that there are, alone.
func searchArgs(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || cmd.Name() != "search" || cmd.Parent() != root {
		return args
	}
	var flags, terms []string
	for i, named := 0, false; i < len(args); i++ {
		arg := args[i]
		switch flag := searchFlag(cmd, arg); {
		case arg == "--":
			terms = append(terms, args[i+1:]...)
			i = len(args)
		case flag != nil && takesNext(flag, arg) && i+1 < len(args):
			flags = append(flags, arg, args[i+1])
			i++
		case flag != nil, strings.HasPrefix(arg, "--"): // pflag says that there is no such flag
			flags = append(flags, arg)
		case !named && arg == cmd.Name():
			named = true
		default:
			terms = append(terms, arg)
		}
	}
	return slices.Concat([]string{cmd.Name()}, flags, []string{"--"}, terms)
}

// searchFlag finds the flag that an argument is.
func searchFlag(cmd *cobra.Command, arg string) *pflag.Flag {
	find := func(look func(*pflag.FlagSet) *pflag.Flag) *pflag.Flag {
		for _, set := range []*pflag.FlagSet{cmd.Flags(), cmd.Root().PersistentFlags()} {
			if f := look(set); f != nil {
				return f
			}
		}
		return nil
	}
	if name, ok := strings.CutPrefix(arg, "--"); ok {
		name, _, _ = strings.Cut(name, "=")
		return find(func(s *pflag.FlagSet) *pflag.Flag { return s.Lookup(name) })
	}
	if len(arg) == 2 && arg[0] == '-' {
		return find(func(s *pflag.FlagSet) *pflag.Flag { return s.ShorthandLookup(arg[1:]) })
	}
	return nil
}

// takesNext reports whether the value of a flag is the next argument.
func takesNext(f *pflag.Flag, arg string) bool {
	return f.NoOptDefVal == "" && (!strings.HasPrefix(arg, "--") || !strings.Contains(arg, "="))
}

// completeQuery lets a shell complete the names of conditions, and what messages
// can have.
func completeQuery(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	minus := ""
	if rest, ok := strings.CutPrefix(typed, "-"); ok {
		minus, typed = "-", rest
	}
	var list []string
	for _, name := range query.Names() {
		list = append(list, minus+name+":")
	}
	if strings.HasPrefix(typed, "has:") {
		list = strings.Split(minus+"has:"+hasList(" "+minus+"has:"), " ")
	}
	list = slices.DeleteFunc(list, func(s string) bool { return !strings.HasPrefix(s, minus+typed) })
	if strings.HasPrefix(typed, "has:") {
		return list, cobra.ShellCompDirectiveNoFileComp
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// hasList joins what messages can have.
func hasList(sep string) string {
	var list []string
	for _, h := range query.AllHas() {
		list = append(list, string(h))
	}
	return strings.Join(list, sep)
}
