package main

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

func newStatus(a *app) *cobra.Command {
	cmd := a.command("status", lang.HelpCourierStatus)
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return a.misused(lang.OneArgument, lang.V{"name": console.Clean(args[1])})
		}
		return nil
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		dir, err := a.stateDir()
		if err != nil {
			return err
		}
		if len(args) > 0 {
			return a.statusOf(dir, args[0])
		}
		return a.status(dir)
	}
	return cmd
}

// partStatus is how far an import came, as it stands in the JSON.
type partStatus struct {
	Delivery int              `json:"delivery"`
	Part     int              `json:"part"`
	Title    string           `json:"title,omitempty"`
	Name     string           `json:"name,omitempty"`
	Outcome  telegram.Outcome `json:"outcome"`
	Files    int              `json:"files"`        // that are there
	Of       int              `json:"of,omitempty"` // how many there are
	Trouble  telegram.Trouble `json:"trouble,omitempty"`
}

// status lists all deliveries that were begun here.
func (a *app) status(dir string) error {
	all, err := telegram.Status(dir)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			Plans []planStatus `json:"plans"`
		}{a.standings(all)})
	}
	if len(all) == 0 {
		return a.print(a.say(lang.NoDeliveries, nil))
	}
	rows := [][]string{{a.say(lang.ColumnPlan, nil), a.say(lang.ColumnTitle, nil), a.say(lang.ColumnLast, nil), a.say(lang.ColumnParts, nil), a.say(lang.ColumnStands, nil)}}
	for i := range all {
		s := &all[i]
		over, begun := countParts(s.State)
		rows = append(rows, []string{
			s.Plan[:min(len(s.Plan), 8)], console.Short(titlesOf(s), widestTitle), s.At.Local().Format("2006-01-02 15:04"),
			strconv.Itoa(over) + "/" + strconv.Itoa(begun), a.stands(s),
		})
	}
	return a.print(strings.TrimRight(console.Table(rows), "\n"))
}

type planStatus struct {
	Plan   string       `json:"plan"`
	At     time.Time    `json:"at"`
	Parts  []partStatus `json:"parts"`
	Good   *bool        `json:"good,omitempty"`   // what the receipt says
	Undone *time.Time   `json:"undone,omitempty"` // when it was taken back
	Error  string       `json:"error,omitempty"`
}

func (a *app) standings(all []telegram.Standing) []planStatus {
	out := []planStatus{}
	for i := range all {
		s := &all[i]
		one := planStatus{Plan: s.Plan, At: s.At, Parts: partsOf(s.State)}
		if s.Receipt != nil {
			good := s.Receipt.Good()
			one.Good = &good
		}
		if !s.Undone.IsZero() {
			one.Undone = &s.Undone
		}
		if s.Err != nil {
			one.Error = s.Err.Error()
		}
		out = append(out, one)
	}
	return out
}

// partsOf lists the imports that were begun, in their order.
func partsOf(s *telegram.State) []partStatus {
	list := []partStatus{}
	if s == nil {
		return list
	}
	for id, p := range s.Parts {
		list = append(list, partStatus{Delivery: id.Delivery, Part: id.Part, Outcome: p.Outcome, Files: len(p.Files), Trouble: p.Trouble})
	}
	slices.SortFunc(list, func(x, y partStatus) int {
		return cmp.Or(cmp.Compare(x.Delivery, y.Delivery), cmp.Compare(x.Part, y.Part))
	})
	return list
}

func countParts(s *telegram.State) (over, begun int) {
	if s == nil {
		return 0, 0
	}
	for _, p := range s.Parts {
		if p.Outcome.Over() {
			over++
		}
	}
	return over, len(s.Parts)
}

// titlesOf is where the deliveries of a plan went, as far as the folder tells: it holds
// no titles but those of groups that were made.
func titlesOf(s *telegram.Standing) string {
	if s.State == nil {
		return ""
	}
	var list []string
	for d := range len(s.State.Chats) {
		if peer, _ := s.State.Target(d); peer.Title != "" {
			list = append(list, console.Clean(peer.Title))
		}
	}
	return strings.Join(list, ", ")
}

// stands says how a plan stands.
func (a *app) stands(s *telegram.Standing) string {
	switch {
	case s.Err != nil:
		return a.say(lang.StandsBroken, nil)
	case !s.Undone.IsZero():
		return a.say(lang.StandsUndone, lang.V{"day": s.Undone.Local().Format(time.DateOnly)})
	case s.Receipt != nil && s.Receipt.Good():
		return a.say(lang.StandsReceipt, nil)
	case s.Receipt != nil:
		return a.say(lang.StandsLacking, nil)
	case s.State == nil:
		return a.say(lang.StandsUnbegun, nil)
	}
	stands := lang.StandsDone
	for _, p := range s.State.Parts {
		switch {
		case p.Outcome == telegram.OutcomeUnknown, p.Outcome == telegram.OutcomeStarting:
			return a.say(lang.StandsUnknown, nil)
		case p.Outcome == telegram.OutcomeFailed:
			stands = lang.StandsFailed
		case !p.Outcome.Over() && stands == lang.StandsDone:
			stands = lang.StandsUnder
		}
	}
	return a.say(stands, nil)
}

// statusOf tells how far each part of a plan is.
func (a *app) statusOf(dir, path string) error {
	p, err := a.readPlan(path)
	if err != nil {
		return err
	}
	s, err := telegram.ReadJournal(telegram.JournalPath(dir, p.ID))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var list []partStatus
	for d := range p.Deliveries {
		chat := &p.Deliveries[d].Chat
		for i := range chat.Parts {
			is := s.Part(d, i)
			list = append(list, partStatus{
				Delivery: d, Part: i, Title: chat.Title, Name: chat.Parts[i].Name,
				Outcome: is.Outcome, Files: len(is.Files), Of: len(chat.Parts[i].Files), Trouble: is.Trouble,
			})
		}
	}
	if a.json {
		return a.printJSON(planStatus{Plan: p.ID, At: madeOf(s, p), Parts: list})
	}
	rows := [][]string{{a.say(lang.ColumnTitle, nil), a.say(lang.ColumnPart, nil), a.say(lang.ColumnStands, nil)}}
	for i := range list {
		one := &list[i]
		stands := a.outcome(one.Outcome)
		if one.Outcome == telegram.OutcomeMedia || one.Outcome == telegram.OutcomeInit {
			stands = a.say(lang.OutcomeMedia, lang.V{"n": one.Files, "files": one.Of})
		}
		rows = append(rows, []string{console.Short(console.Clean(one.Title), widestTitle), console.Short(console.Clean(one.Name), widestTitle), stands})
	}
	return a.print(strings.TrimRight(console.Table(rows), "\n"))
}

// madeOf is when a push was begun, or its plan was made.
func madeOf(s *telegram.State, p *telegram.Plan) time.Time {
	if s == nil {
		return p.Made
	}
	return s.Made
}
