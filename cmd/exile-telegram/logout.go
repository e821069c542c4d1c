package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

func newLogout(a *app) *cobra.Command {
	cmd := a.command("logout", lang.HelpLogout)
	cmd.Args = a.noArgs
	here := cmd.Flags().Bool("here", false, a.say(lang.FlagLogoutHere, nil))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *here {
			return a.forgetHere()
		}
		return a.logout(cmd.Context())
	}
	return cmd
}

func (a *app) logout(ctx context.Context) error {
	err := a.connected(ctx, 0, func(ctx context.Context, _ *telegram.Keep, c *telegram.Client) error {
		return c.SignOut(ctx)
	})
	if call, ok := errors.AsType[*telegram.CallError](err); ok && call.Trouble == telegram.TroubleUnauthorized {
		return a.forgetHere() // it was ended elsewhere
	}
	if err != nil {
		return err
	}
	return a.signedOut(lang.SignedOut, true)
}

// forgetHere deletes the session without asking Telegram.
func (a *app) forgetHere() (err error) {
	k, err := a.openKeep()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	if !k.HasSession() {
		return telegram.ErrNotSignedIn
	}
	if err := k.Forget(); err != nil {
		return err
	}
	return a.signedOut(lang.SignedOutHere, false)
}

func (a *app) signedOut(said lang.Text, revoked bool) error {
	if a.json {
		return a.printJSON(struct {
			Revoked bool `json:"revoked"`
		}{revoked})
	}
	return a.print(a.say(said, nil))
}
