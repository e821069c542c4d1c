package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

func newWhoami(a *app) *cobra.Command {
	cmd := a.command("whoami", lang.HelpWhoami)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return a.whoami(cmd.Context()) }
	return cmd
}

func (a *app) whoami(ctx context.Context) error {
	var who telegram.Account
	err := a.connected(ctx, 0, func(ctx context.Context, _ *telegram.Keep, c *telegram.Client) (err error) {
		who, err = c.Self(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			telegram.Account
			Phone string `json:"phone,omitempty"` // for whoever asks; no file of exile's holds it
		}{who, who.Phone})
	}
	return a.print(a.say(lang.WhoAmI, lang.V{"name": accountName(&who), "id": strconv.FormatInt(who.ID, 10)}))
}
