package main

import (
	"context"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// statuses is the list in the help.
var statuses = []console.Meaning{
	{Code: console.Done, Means: lang.CourierDone},
	{Code: console.Failed, Means: lang.StatusFailed},
	{Code: console.Usage, Means: lang.StatusUsage},
	{Code: console.Lost, Means: lang.CourierLost},
	{Code: console.NotFound, Means: lang.CourierNotFound},
	{Code: console.Temporary, Means: lang.CourierTemporary},
	{Code: console.Refused, Means: lang.CourierRefused},
	{Code: console.Secret, Means: lang.CourierSecret},
	{Code: console.Damaged, Means: lang.CourierDamaged},
	{Code: console.Cancelled, Means: lang.CourierCancelled},
}

// execute runs the program and returns its exit status.
func execute(ctx context.Context, w world) console.Status {
	a := newApp(w)
	if !console.IsTerminal(w.stdin) {
		a.stdin = console.NewInput(ctx, w.stdin)
	}
	root := newRoot(a)
	root.SetArgs(w.args)
	cmd, err := root.ExecuteContextC(ctx)
	return a.report(cmd, err)
}

func newRoot(a *app) *cobra.Command {
	cobra.MousetrapHelpText = a.say(lang.CourierClicked, nil) // of a double click in Windows
	root := a.command("exile-telegram", lang.HelpCourier)
	root.Args = cobra.ArbitraryArgs // so that an unknown command is told in our words
	version := root.Flags().Bool("version", false, a.say(lang.HelpCourierVersion.Short, nil))
	root.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) > 0:
			return console.UnknownCommand(a.lang, cmd, args[0])
		case *version:
			return a.printVersion()
		}
		return cmd.Help()
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true // `exile completion` knows `exile telegram`
	pages := &console.Pages{Lang: a.lang, Out: a.stdout, Statuses: statuses, More: lang.CourierMoreHelp}
	root.SetHelpFunc(pages.Help)
	root.SetUsageFunc(pages.Usage)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return console.FlagError(a.lang, cmd, err) })
	root.SetHelpCommand(newHelp(a))

	f := root.PersistentFlags()
	f.SortFlags = false
	f.StringVar(&a.code, "lang", "", a.say(lang.FlagLang, nil))
	f.BoolVar(&a.json, "json", false, a.say(lang.FlagJSON, nil))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.say(lang.FlagQuiet, nil))
	f.BoolP("help", "h", false, a.say(lang.FlagHelp, nil))
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := console.CheckEmpty(a.lang, cmd); err != nil {
			return err
		}
		if _, ok := lang.Parse(a.code); !ok && a.code != "" {
			return a.misused(lang.ValuesAre, lang.V{"name": "--lang", "value": console.Clean(a.code), "values": "ko, en"})
		}
		return nil
	}
	root.AddCommand(
		newLogin(a), newLogout(a), newWhoami(a), newChats(a),
		newPlan(a), newPush(a), newVerify(a), newUndo(a), newStatus(a), newVersion(a),
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
			return console.UnknownCommand(a.lang, cmd.Root(), args[0])
		}
		return target.Help()
	}
	return cmd
}

// misused returns a usage error in the person's language.
func (a *app) misused(t lang.Text, v lang.V) error {
	return &console.UsageError{Sentence: a.say(t, v)}
}

func (a *app) noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return a.misused(lang.NoArguments, lang.V{"name": console.Clean(args[0])})
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
		return a.misused(lang.OneArgument, lang.V{"name": console.Clean(args[1])})
	}
}
