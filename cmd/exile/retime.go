//go:build cgo

package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// retiming is one run of retime.
type retiming struct {
	*app
	zone string
}

func newRetime(a *app) *cobra.Command {
	r := &retiming{app: a}
	cmd := a.command("retime", lang.HelpRetime)
	cmd.Example = "  exile retime 2 --tz Asia/Seoul"
	cmd.Args = a.oneArg(lang.NeedsSource)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return r.run(cmd.Context(), args[0]) }
	cmd.Flags().StringVar(&r.zone, "tz", "", a.say(lang.FlagRetimeZone, nil))
	onlyOnce(cmd.Flags(), "tz")
	return cmd
}

func (r *retiming) run(ctx context.Context, name string) error {
	zone, err := r.parseZone(r.zone)
	if err != nil {
		return err
	}
	if zone == nil {
		return r.misused(lang.NeedsZone, nil)
	}
	var path string
	var done *convert.Retimed
	err = r.changeStore(ctx, func(st *store.Store) error {
		path = st.Dir()
		src, err := r.findSource(ctx, &opened{Store: st, path: path}, name)
		if err != nil {
			return err
		}
		done, err = convert.Retime(ctx, st, src, zone)
		if errors.Is(err, convert.ErrStatedZone) {
			return &told{statusRefused, lang.StatedZone, lang.V{"name": r.inputOf(src.Input)}}
		}
		return err
	})
	if err != nil {
		return err
	}
	if r.json {
		return r.printJSON(struct {
			Status status `json:"status"`
			Store  string `json:"store"`
			*convert.Retimed

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, path, done, r.doubts})
	}
	r.tellRetimed(done)
	return nil
}

func (r *retiming) tellRetimed(d *convert.Retimed) {
	v := lang.V{"source": strconv.FormatInt(d.Source, 10), "input": r.inputOf(d.Input), "zone": d.Zone, "before": clean(d.Before)}
	for _, m := range d.Moves {
		v["n"], v["by"] = m.Messages, r.shift(m.Minutes)
		switch {
		case m.Minutes > 0:
			r.tell(r.say(lang.MovedLater, v))
		case m.Minutes < 0:
			r.tell(r.say(lang.MovedEarlier, v))
		default:
			r.tell(r.say(lang.NotMoved, v))
		}
	}
	for _, line := range []struct {
		text lang.Text
		n    int64
	}{{lang.ClockTwice, d.Repeated}, {lang.ClockNever, d.Skipped}, {lang.ZoneStays, d.Stated}} {
		if v["n"] = line.n; line.n > 0 {
			r.tell(r.say(line.text, v))
		}
	}
	var chats []string
	for _, c := range d.Chats {
		chats = append(chats, number64(c))
	}
	v["count"] = len(chats)
	v["chats"] = strings.Join(chats, ", ")
	r.tell(r.say(lang.LineRetimed, v))
}
