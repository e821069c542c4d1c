//go:build cgo

package main

import (
	"bufio"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// showing is one run of show.
type showing struct {
	*app
	after, before string
	person        string
	tail          int
	versions      bool
}

func newShow(a *app) *cobra.Command {
	s := &showing{app: a}
	cmd := a.command("show", lang.HelpShow)
	cmd.Example = "  exile show 1 --tail 20\n  exile show \"강릉 가자\" --after 2026-01-24 --before 2026-01 --from-person 서연"
	cmd.Args = a.oneArg(lang.NeedsChat)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return s.run(cmd.Context(), args[0]) }
	f := cmd.Flags()
	f.StringVar(&s.after, "after", "", a.say(lang.FlagAfter, nil))
	f.StringVar(&s.before, "before", "", a.say(lang.FlagBefore, nil))
	f.StringVar(&s.person, "from-person", "", a.say(lang.FlagPerson, nil))
	f.BoolVar(&s.versions, "versions", false, a.say(lang.FlagShowVersions, nil))
	f.IntVar(&s.tail, "tail", 0, a.say(lang.FlagTail, nil))
	return cmd
}

func (s *showing) run(ctx context.Context, name string) error {
	var after, before day
	var err error
	if s.after != "" {
		if after, err = s.parseDay(s.after); err != nil {
			return err
		}
	}
	if s.before != "" {
		if before, err = s.parseDay(s.before); err != nil {
			return err
		}
	}
	if s.tail < 0 {
		return s.misused(lang.BadFlagValue, lang.V{"name": "--tail", "value": s.tail})
	}
	st, err := s.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	chat, err := findChat(ctx, st.View(), name)
	if err != nil {
		return about(err, st.path)
	}
	r, err := s.choose(ctx, st.View(), chat.Ref)
	if err != nil {
		return about(err, st.path)
	}
	zone, err := zoneOf(ctx, st.View(), chat.Ref)
	if err != nil {
		return about(err, st.path)
	}
	r.After, r.Before = inZone(after.first, zone), inZone(before.next, zone)
	if s.json {
		return about(s.asJSON(ctx, st.View(), chat.Ref, r), st.path)
	}
	return about(s.print(ctx, st.Store, chat, r), st.path)
}

func (s *showing) choose(ctx context.Context, view *store.View, _ export.ChatRef) (export.Range, error) {
	r := export.Range{Limit: s.tail, Last: s.tail > 0}
	if s.person == "" {
		return r, nil
	}
	people, err := view.People(ctx)
	if err != nil {
		return r, err
	}
	p, err := findPerson(people, s.person)
	if err != nil {
		return r, err
	}
	r.Sender = p.Ref
	return r, nil
}

// zoneOf is the zone in which a chat's days are meant: that of its messages.
func zoneOf(ctx context.Context, view *store.View, chat export.ChatRef) (*time.Location, error) {
	for m, err := range view.Messages(ctx, chat, export.Range{Limit: 1}) {
		if err != nil {
			return nil, err
		}
		if !m.Time.T.IsZero() {
			return m.Time.T.Location(), nil
		}
	}
	return time.UTC, nil
}

// asJSON writes the messages as JSON Lines, as the format jsonl has them.
func (s *showing) asJSON(ctx context.Context, view *store.View, chat export.ChatRef, r export.Range) error {
	to, ok := s.formats.Find("jsonl")
	if !ok {
		return errors.New("no format jsonl")
	}
	engine := &convert.Engine{Formats: s.formats}
	var history formats.History = view
	if s.versions {
		history = convert.WithVersions(view, view)
	}
	_, err := engine.Write(ctx, history, to, convert.Stdin, convert.OutOptions{
		Write: formats.WriteOptions{Lang: string(s.lang)}, Chats: []export.ChatRef{chat}, Range: r, Stdout: s.stdout,
	})
	return err
}

// print writes the messages as people read them.
func (s *showing) print(ctx context.Context, st *store.Store, chat *export.Chat, r export.Range) error {
	view := st.View()
	people, err := view.People(ctx)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(s.stdout)
	log := newLog(s.app, people)
	var more *states
	if s.versions {
		if more, err = log.readStates(ctx, st, chat.Ref); err != nil {
			return err
		}
	}
	n := 0
	for m, err := range view.Messages(ctx, chat.Ref, r) {
		if err != nil {
			return errors.Join(err, w.Flush())
		}
		n++
		line := log.message(m)
		if more != nil {
			line += more.of(m)
		}
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	if n == 0 {
		s.tell(s.say(lang.NoMessages, nil))
	}
	return w.Flush()
}

// chatLog lays messages out as people read them: days, times, names.
type chatLog struct {
	*app
	names map[export.PersonRef]string
	day   string
}

func newLog(a *app, people []export.Person) *chatLog {
	l := &chatLog{app: a, names: map[export.PersonRef]string{}}
	for i := range people {
		l.names[people[i].Ref] = a.nameOfPerson(&people[i])
	}
	return l
}

func (l *chatLog) message(m *export.Message) string {
	var b strings.Builder
	if d := l.dayLine(m.Time); d != l.day && d != "" {
		if l.day != "" {
			b.WriteByte('\n')
		}
		b.WriteString(d + "\n")
		l.day = d
	}
	clock := l.clock(m.Time)
	head := clock + "  · "
	if m.Sender != 0 {
		head = clock + "  " + l.names[m.Sender] + ": "
	}
	for i, line := range strings.Split(l.body(m.Content), "\n") {
		if i == 0 {
			b.WriteString(head + clean(line) + "\n")
			continue
		}
		b.WriteString(strings.TrimRight(strings.Repeat(" ", len(clock)+2)+clean(line), " ") + "\n")
	}
	return b.String()
}

func (l *chatLog) dayLine(t export.Time) string {
	if t.T.IsZero() {
		return ""
	}
	return "── " + t.T.Format(time.DateOnly) + " " + l.say(lang.Weekdays[t.T.Weekday()], nil) + " ──"
}

func (l *chatLog) clock(t export.Time) string {
	switch {
	case t.T.IsZero():
		return "     "
	case t.Precision < time.Minute:
		return t.T.Format("15:04:05")
	}
	return t.T.Format("15:04")
}
