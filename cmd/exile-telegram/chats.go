package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

// widestTitle is how much of a title a table shows, in columns.
const widestTitle = 36

func newChats(a *app) *cobra.Command {
	cmd := a.command("chats", lang.HelpCourierChats)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return a.chats(cmd.Context()) }
	return cmd
}

func (a *app) chats(ctx context.Context) error {
	var all []telegram.Candidate
	err := a.connected(ctx, 0, func(ctx context.Context, _ *telegram.Keep, c *telegram.Client) (err error) {
		all, err = c.Chats(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			Chats []telegram.Candidate `json:"chats"`
		}{append([]telegram.Candidate{}, all...)})
	}
	return a.print(strings.TrimRight(a.chatTables(all), "\n"))
}

// chatTables lists the chats that take an import, then the others.
func (a *app) chatTables(all []telegram.Candidate) string {
	good := [][]string{{a.say(lang.ColumnNumber, nil), a.say(lang.ColumnTitle, nil), a.say(lang.ColumnKind, nil), a.say(lang.ColumnMembers, nil)}}
	bad := [][]string{{a.say(lang.ColumnNumber, nil), a.say(lang.ColumnTitle, nil), a.say(lang.ColumnWhyNot, nil)}}
	for i := range all {
		c := &all[i]
		number, title := strconv.FormatInt(c.ID, 10), console.Short(console.Clean(c.Title), widestTitle)
		if c.Refused != "" {
			bad = append(bad, []string{number, title, a.refusal(c.Refused)})
			continue
		}
		members := ""
		if c.Members > 0 {
			members = strconv.Itoa(c.Members)
		}
		good = append(good, []string{number, title, a.kindOf(c.Kind), members})
	}
	var b strings.Builder
	if len(good) == 1 {
		b.WriteString(a.say(lang.NoImportAnywhere, nil) + "\n")
	} else {
		b.WriteString(a.say(lang.ImportHere, nil) + "\n" + console.Table(good, 0, 3))
	}
	if len(bad) > 1 {
		b.WriteString("\n" + a.say(lang.NotImportHere, nil) + "\n" + console.Table(bad, 0))
	}
	return b.String()
}
