//go:build cgo

package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export"
)

func newRooms(a *app) *cobra.Command {
	cmd := a.command("rooms", lang.HelpRooms)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return a.rooms(cmd.Context()) }
	return cmd
}

// roomChecked is a chat in the JSON of rooms.
type roomChecked struct {
	Number   int64                     `json:"number"`
	Title    string                    `json:"title"`
	App      string                    `json:"app"`
	Last     time.Time                 `json:"last_message,omitzero"`
	Exported time.Time                 `json:"exported,omitzero"`
	Exports  int64                     `json:"exports"`
	Variants []string                  `json:"variants,omitempty"`
	Missing  map[export.FileKind]int64 `json:"missing,omitempty"`
	Expired  int64                     `json:"expired,omitempty"`
	ToDo     []todo                    `json:"to_do"`
}

// todo is an advice in JSON, and in the person's language.
type todo struct {
	Code    convert.Todo `json:"code"`
	N       int64        `json:"n"`
	Message string       `json:"message"`
}

func (a *app) rooms(ctx context.Context) error {
	st, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	all, err := convert.Checklist(ctx, st.Store, a.now)
	if err != nil {
		return about(err, st.path)
	}
	if a.json {
		rooms := []roomChecked{}
		for i := range all {
			rooms = append(rooms, a.roomChecked(&all[i]))
		}
		return a.printJSON(struct {
			Status status        `json:"status"`
			Store  string        `json:"store"`
			Now    time.Time     `json:"now"`
			Rooms  []roomChecked `json:"rooms"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, st.path, a.now, rooms, a.doubts})
	}
	if len(all) == 0 {
		a.tell(a.say(lang.NoChats, nil))
		return nil
	}
	return a.print(a.checklist(all))
}

func (a *app) roomChecked(r *convert.RoomState) roomChecked {
	c := roomChecked{
		Number: int64(r.Chat.Ref), Title: r.Chat.Title, App: r.Chat.App, Last: r.Last, Exported: r.Exported,
		Exports: r.Exports, Variants: r.Variants, Missing: r.Missing, Expired: r.Expired, ToDo: []todo{},
	}
	for _, d := range r.Advice {
		c.ToDo = append(c.ToDo, todo{d.Do, d.N, a.advice(d)})
	}
	return c
}

// checklist is the table of chats, with what to do below each.
func (a *app) checklist(all []convert.RoomState) string {
	rows := [][]string{{
		a.say(lang.ColNumber, nil), a.say(lang.ColTitle, nil), a.say(lang.ColLastMessage, nil), a.say(lang.ColExported, nil),
		a.say(lang.ColDevice, nil), a.say(lang.ColMissing, nil),
	}}
	idle := 0
	for i := range all {
		r := &all[i]
		if len(r.Advice) == 0 {
			idle++
		}
		missing := ""
		if n := r.Lacks(); n > 0 {
			missing = lang.Number(n)
		}
		rows = append(rows, []string{
			strconv.FormatInt(int64(r.Chat.Ref), 10), short(a.titleOf(&r.Chat), greatestName), dateOf(r.Last), dateOf(r.Exported),
			a.devicesOf(r), missing,
		})
	}
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimRight(table(rows, 0, 5), "\n"), "\n") {
		b.WriteString(line + "\n")
		if i == 0 {
			continue
		}
		for _, d := range all[i-1].Advice {
			b.WriteString("     → " + wrap(a.advice(d), tableWidth-7, 7) + "\n")
		}
	}
	if idle > 0 {
		b.WriteString("\n" + a.say(lang.NothingToDo, lang.V{"n": idle}) + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// devicesOf is what wrote the exports of a chat, newest first.
func (a *app) devicesOf(r *convert.RoomState) string {
	var words []string
	for _, v := range r.Variants {
		if lang.IsVersion(v) {
			continue
		}
		platform, _, _ := strings.Cut(v, " with ")
		words = addNew(words, clean(a.trait(platform)))
	}
	return short(strings.Join(words, ", "), greatestName)
}

// advice says what to do.
func (a *app) advice(d convert.Advice) string {
	return a.say(lang.Advice(string(d.Do)), lang.V{"n": d.N})
}
