//go:build cgo

package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

func newList(a *app) *cobra.Command {
	cmd := a.command("list", lang.HelpList)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return a.list(cmd.Context()) }
	return cmd
}

// listed is a chat in the JSON of list.
type listed struct {
	Number   int64      `json:"number"`
	Title    string     `json:"title"`
	App      string     `json:"app"`
	Kind     string     `json:"kind"`
	Messages int64      `json:"messages"`
	Notices  int64      `json:"notices"`
	First    *time.Time `json:"first"`
	Last     *time.Time `json:"last"`
}

func (a *app) list(ctx context.Context) error {
	st, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	view := st.View()
	chats, err := view.Chats(ctx)
	if err != nil {
		return about(err, st.path)
	}
	all := []listed{}
	titles := []string{}
	for i := range chats {
		c := &chats[i]
		l := listed{Number: int64(c.Ref), Title: c.Title, App: c.App, Kind: string(c.Kind)}
		var first, last time.Time
		if l.Messages, l.Notices, first, last, err = view.Count(ctx, c.Ref); err != nil {
			return about(err, st.path)
		}
		if !first.IsZero() {
			l.First, l.Last = &first, &last
		}
		all = append(all, l)
		titles = append(titles, short(a.titleOf(c), 40))
	}
	if a.json {
		return a.printJSON(struct {
			Status status   `json:"status"`
			Store  string   `json:"store"`
			Chats  []listed `json:"chats"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, st.path, all, a.doubts})
	}
	if len(all) == 0 {
		a.tell(a.say(lang.NoChats, nil))
		return nil
	}
	return a.print(strings.TrimRight(a.chatTable(all, titles), "\n"))
}

func (a *app) chatTable(all []listed, titles []string) string {
	rows := [][]string{{
		a.say(lang.ColNumber, nil), a.say(lang.ColTitle, nil), a.say(lang.ColApp, nil),
		a.say(lang.ColMessages, nil), a.say(lang.ColFirst, nil), a.say(lang.ColLast, nil),
	}}
	for i, l := range all {
		rows = append(rows, []string{
			strconv.FormatInt(l.Number, 10), titles[i], a.appTitle(l.App), lang.Number(l.Messages), dayOf(l.First), dayOf(l.Last),
		})
	}
	return table(rows, 0, 3)
}

func dayOf(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// appTitle is how people call an app.
func (a *app) appTitle(name string) string {
	if f, ok := a.formats.Find(name); ok {
		return a.say(f.Title, nil)
	}
	return clean(name)
}
