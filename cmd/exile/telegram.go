//go:build cgo

package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

// newTelegram makes the commands that start the courier. Those that need nothing
// of the store pass straight through.
func newTelegram(a *app) *cobra.Command {
	cmd := a.command("telegram", lang.HelpTelegram)
	cmd.Example = "  exile telegram login\n  exile telegram plan \"등산 모임\" --me 서연 -o hiking.plan.json\n" +
		"  exile telegram push hiking.plan.json\n  exile telegram verify hiking.plan.json"
	cmd.Args = cobra.ArbitraryArgs // so that an unknown command is told in our words
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		return cmd.Help()
	}
	login := a.passed("login", lang.HelpLogin, a.noArgs)
	login.Flags().Bool("qr", false, a.say(lang.FlagQR, nil))
	logout := a.passed("logout", lang.HelpLogout, a.noArgs)
	logout.Flags().Bool("here", false, a.say(lang.FlagLogoutHere, nil))
	undo := a.passed("undo", lang.HelpCourierUndo, a.oneArg(lang.NeedsReceipt))
	undo.Flags().Bool("dry-run", false, a.say(lang.FlagUndoDry, nil))
	undo.Flags().Bool("doubles", false, a.say(lang.FlagUndoDoubles, nil))
	undo.Flags().Bool("yes", false, a.say(lang.FlagCourierYes, nil))
	cmd.AddCommand(
		login, logout,
		a.passed("whoami", lang.HelpWhoami, a.noArgs),
		a.passed("chats", lang.HelpCourierChats, a.noArgs),
		newTelegramPlan(a), newTelegramPush(a), newTelegramVerify(a),
		a.passed("status", lang.HelpCourierStatus, a.atMostOne),
		undo,
	)
	for _, sub := range cmd.Commands() {
		sub.Flags().BoolVar(&a.courierFromPath, fromPath, false, a.say(lang.FlagCourierFromPath, nil))
	}
	return cmd
}

// fromPath is the flag without which the courier is taken from beside this program.
const fromPath = "courier-from-path"

// passed makes a command that the courier carries out by itself.
func (a *app) passed(name string, h lang.Help, args cobra.PositionalArgs) *cobra.Command {
	cmd := a.command(name, h)
	cmd.Args = args
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := a.courier(cmd, args...)
		if err != nil {
			return err
		}
		return c.run(cmd.Context(), nil)
	}
	return cmd
}

// atMostOne refuses a second argument.
func (a *app) atMostOne(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
	}
	return nil
}

// courier prepares a run of the courier: the same command with the same flags, as
// far as they were given and are the courier's. A file that it is to read, of which
// there is at most one, is named to it from its own folder.
func (a *app) courier(cmd *cobra.Command, files ...string) (*courier, error) {
	path, err := a.courierPath()
	if err != nil {
		return nil, err
	}
	c := &courier{app: a, path: path, args: []string{cmd.Name(), "--lang=" + string(a.lang)}}
	if len(files) > 0 {
		if _, err := os.Stat(files[0]); err != nil {
			return nil, about(err, files[0])
		}
		c.dir = filepath.Dir(files[0])
	}
	if a.json {
		c.args = append(c.args, "--json")
	}
	if a.quiet {
		c.args = append(c.args, "--quiet")
	}
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Changed && !ours(f.Name) {
			c.args = append(c.args, "--"+f.Name+"="+c.named(f))
		}
	})
	if len(files) > 0 {
		c.args = append(c.args, "--", filepath.Base(files[0]))
	}
	return c, nil
}

// ours reports whether a flag is for exile alone.
func ours(name string) bool {
	switch name {
	case "me", "as", "names", "as-group", "part", "telegram-offset", "after", "before", "only-person", "only-kind", "all", fromPath:
		return true
	}
	return false
}
