//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/crypto"
	"exile/export/store"
)

// undoing is one run of undo.
type undoing struct {
	*app
	yes bool

	path   string // the store's
	ids    []int64
	inputs []string
	did    *store.Undone
}

func newUndo(a *app) *cobra.Command {
	u := &undoing{app: a}
	cmd := a.command("undo", lang.HelpUndo)
	cmd.Example = "  exile undo 3\n  exile undo 3 4 --yes"
	cmd.Args = a.someArgs(lang.NeedsSource)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return u.run(cmd.Context(), args) }
	cmd.Flags().BoolVar(&u.yes, "yes", false, a.say(lang.FlagUndoYes, nil))
	return cmd
}

func (u *undoing) run(ctx context.Context, names []string) error {
	if !u.yes && !u.interactive() {
		return &told{statusRefused, lang.UndoUnasked, nil}
	}
	left := false
	err := u.changeStore(ctx, func(st *store.Store) error {
		u.path = st.Dir()
		err := u.undo(ctx, st, names)
		if left = errors.Is(err, store.ErrLeft); left {
			return nil
		}
		return err
	})
	if err != nil {
		return err
	}
	if left { // the store is changed
		u.tell(u.say(lang.UndoneLeft, lang.V{"path": clean(u.path)}))
	}
	if u.json {
		return u.printJSON(struct {
			Status  status        `json:"status"`
			Store   string        `json:"store"`
			Sources []int64       `json:"sources"`
			Undone  *store.Undone `json:"undone"`
			Left    bool          `json:"left_over,omitempty"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, u.path, u.ids, u.did, left, u.doubts})
	}
	u.tell(u.say(lang.LineUndone, lang.V{"names": u.few(u.inputs), "path": clean(u.path)}))
	return nil
}

// undo undoes, once it has told what will go and was told to.
func (u *undoing) undo(ctx context.Context, st *store.Store, names []string) error {
	for _, name := range names {
		src, err := u.findSource(ctx, &opened{Store: st, path: u.path}, name)
		if err != nil {
			return err
		}
		if !slices.Contains(u.ids, src.ID) {
			u.ids = append(u.ids, src.ID)
			u.inputs = append(u.inputs, u.inputOf(src.Input))
		}
	}
	var err error
	if u.did, err = st.WouldUndo(ctx, u.ids...); err != nil {
		return err
	}
	u.tellWill()
	if !u.yes {
		yes, err := prompt.Sure(ctx, u.stdin, u.stderr, u.say(lang.AskUndo, nil), u.say(lang.AskYesNo, nil))
		if err != nil {
			return err
		}
		if !yes {
			return &told{statusCancelled, lang.NotUndone, nil}
		}
	}
	return st.Undo(ctx, u.ids...)
}

// tellWill says what will go, and what stays.
func (u *undoing) tellWill() {
	if u.json {
		return
	}
	var list []string
	for i, id := range u.ids {
		list = append(list, u.inputs[i]+" ("+strconv.FormatInt(id, 10)+")")
	}
	d := u.did
	u.tell(u.say(lang.WillUndo, lang.V{"names": u.few(list)}))
	u.tell(u.say(lang.UndoMessages, lang.V{"messages": d.Messages, "notices": d.Notices}))
	for _, line := range []struct {
		text lang.Text
		n    int64
	}{
		{lang.UndoMedia, d.Media},
		{lang.UndoOriginals, d.Originals},
		{lang.UndoChats, d.Chats},
		{lang.UndoPeople, d.People},
		{lang.UndoShared, d.Shared},
	} {
		if line.n > 0 {
			u.tell(u.say(line.text, lang.V{"n": line.n}))
		}
	}
}
