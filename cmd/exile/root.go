//go:build cgo

package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// execute runs the program and returns its exit status.
func execute(ctx context.Context, w world) status {
	w.given, w.stdin = w.stdin, console.NewInput(ctx, w.stdin)
	a := newApp(w)
	root := newRoot(a)
	root.SetArgs(searchArgs(root, w.args))
	cmd, err := root.ExecuteContextC(ctx)
	ended := a.report(cmd, err)
	a.holdOpen(ctx, ended)
	return ended
}

func newRoot(a *app) *cobra.Command {
	root := a.command("exile", lang.HelpRoot)
	root.Args = cobra.ArbitraryArgs // so that an unknown command is told in our words
	version := root.Flags().Bool("version", false, a.say(lang.HelpVersion.Short, nil))
	root.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case a.startedByDoubleClick():
			return (&serving{app: a}).run(cmd.Context())
		case len(args) > 0:
			return a.unknownCommand(cmd, args[0])
		case *version:
			return a.printVersion()
		}
		return cmd.Help()
	}
	cobra.MousetrapHelpText = "" // a double click opens the window
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true // ours speaks both languages
	root.SetHelpFunc(a.help)
	root.SetUsageFunc(a.usage)
	root.SetFlagErrorFunc(a.flagError)
	root.SetHelpCommand(newHelp(a))

	f := root.PersistentFlags()
	f.SortFlags = false
	f.StringVar(&a.code, "lang", "", a.say(lang.FlagLang, nil))
	f.StringVar(&a.store, "store", "", a.say(lang.FlagStore, lang.V{"dir": a.defaultStoreForHelp()}))
	a.keys.register(a, root)
	f.BoolVar(&a.json, "json", false, a.say(lang.FlagJSON, nil))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.say(lang.FlagQuiet, nil))
	f.BoolVar(&a.noWait, "no-wait", false, a.say(lang.FlagNoWait, nil))
	f.BoolVarP(&a.verbose, "verbose", "v", false, a.say(lang.FlagVerbose, nil))
	f.BoolP("help", "h", false, a.say(lang.FlagHelp, nil))
	complete(root, "lang", string(lang.KO), string(lang.EN))
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.checkEmpty(cmd); err != nil {
			return err
		}
		if _, ok := lang.Parse(a.code); !ok && a.code != "" {
			return a.misused(lang.ValuesAre, lang.V{"name": "--lang", "value": clean(a.code), "values": "ko, en"})
		}
		return nil
	}

	root.AddCommand(
		newServe(a), newConvert(a), newAdd(a), newInspect(a), newList(a), newShow(a), newSearch(a), newPeople(a),
		newSeal(a), newOpen(a), newRekey(a), newVerify(a), newForget(a), newKeygen(a),
		newMerge(a), newSplit(a), newUndo(a), newRetime(a), newReparse(a), newMergeStores(a),
		newFormats(a), newSources(a), newOriginal(a), newRooms(a), newReport(a), newTelegram(a), newGuide(a), newMan(a), newVersion(a), newCompletion(a),
	)
	return root
}

// command makes a command with its help page in the person's language.
func (a *app) command(name string, h lang.Help) *cobra.Command {
	use := name
	if args := a.say(h.Use, nil); args != "" {
		use += " " + args
	}
	cmd := &cobra.Command{
		Use:                   use,
		Short:                 a.say(h.Short, nil),
		Long:                  a.say(h.Long, nil),
		DisableFlagsInUseLine: true,
	}
	cmd.Flags().SortFlags = false
	return cmd
}

func newHelp(a *app) *cobra.Command {
	cmd := a.command("help", lang.HelpHelp)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		target, rest, err := cmd.Root().Find(args)
		if err != nil || target == nil || (target == cmd.Root() && len(rest) > 0) {
			return a.unknownCommand(cmd.Root(), args[0])
		}
		return target.Help()
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, c := range cmd.Root().Commands() {
			names = append(names, c.Name())
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// complete lets a shell complete a flag's value from a fixed list.
func complete(cmd *cobra.Command, flag string, values ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		cmd.Annotations = map[string]string{"completion": errors.Join(err).Error()}
	}
}
