//go:build cgo

package main

import (
	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
)

func newCompletion(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	cmd := a.command("completion", lang.HelpCompletion)
	cmd.ValidArgs = shells
	cmd.Args = a.oneArg(lang.NeedsShell)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		root := cmd.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(a.stdout, true)
		case "zsh":
			return root.GenZshCompletion(a.stdout)
		case "fish":
			return root.GenFishCompletion(a.stdout, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(a.stdout)
		}
		return a.misused(lang.NoShell, lang.V{"name": clean(args[0])})
	}
	return cmd
}
