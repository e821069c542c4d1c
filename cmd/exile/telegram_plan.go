//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/naming"
	"exile/convert"
	"exile/convert/handover"
	"exile/export"
	"exile/formats/telegram"
)

// planning is one run of telegram plan.
type planning struct {
	*app
	cmd *cobra.Command

	to, newGroup  string
	out           string
	again, yes    bool
	force         bool
	all, asGroup  bool
	names         nameFlags
	part, offset  string
	after, before string
	people, kinds []string
}

func newTelegramPlan(a *app) *cobra.Command {
	p := &planning{app: a}
	cmd := a.command("plan", lang.HelpTelegramPlan)
	cmd.Example = "  exile telegram plan \"등산 모임\" --me 서연 -o hiking.plan.json\n" +
		"  exile telegram plan 철수 --to \"Chulsoo Park\" --as \"철수=Chulsoo Park\""
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return p.run(cmd.Context(), args) }
	p.cmd = cmd

	f := cmd.Flags()
	f.StringVar(&p.to, "to", "", a.say(lang.FlagPeer, nil))
	f.StringVar(&p.newGroup, "new-group", "", a.say(lang.FlagNewGroup, nil))
	f.BoolVar(&p.asGroup, "as-group", false, a.say(lang.FlagTelegramAsGroup, nil))
	f.StringVarP(&p.out, "out", "o", "", a.say(lang.FlagPlanOut, nil))
	p.names.register(a, cmd)
	f.BoolVar(&p.all, "all", false, a.say(lang.FlagTelegramAll, nil))
	f.StringVar(&p.after, "after", "", a.say(lang.FlagAfter, nil))
	f.StringVar(&p.before, "before", "", a.say(lang.FlagBefore, nil))
	f.StringArrayVar(&p.people, "only-person", nil, a.say(lang.FlagTelegramPerson, nil))
	f.StringArrayVar(&p.kinds, "only-kind", nil, a.say(lang.FlagTelegramKind, lang.V{"kinds": kindNames()}))
	f.StringVar(&p.part, "part", "", a.say(lang.FlagTelegramPart, nil))
	f.StringVar(&p.offset, "telegram-offset", "", a.say(lang.FlagTelegramOffset, nil))
	f.BoolVar(&p.again, "again", false, a.say(lang.FlagDeliverAgain, nil))
	f.BoolVar(&p.yes, "yes", false, a.say(lang.FlagPlanYes, nil))
	f.BoolVar(&p.force, "force", false, a.say(lang.FlagCourierForce, nil))
	complete(cmd, "only-kind", strings.Split(kindNames(), ", ")...)
	return cmd
}

func kindNames() string {
	var names []string
	for _, k := range convert.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

func (p *planning) run(ctx context.Context, chats []string) error {
	request, err := p.request(chats)
	if err != nil {
		return err
	}
	c, err := p.courier(p.cmd)
	if err != nil {
		return err
	}
	if p.out == "" {
		c.dir = "." // where the plan will stand, under a name that the courier finds
	}
	st, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	if err := p.checkOut(st); err != nil {
		return err
	}
	d := &delivering{app: p.app, st: st, request: request}
	if err := p.choose(ctx, d, chats); err != nil {
		return about(err, st.path)
	}
	m, err := d.manifest(ctx)
	if err != nil {
		return about(err, st.path)
	}
	lacking, err := d.lacksSelf(ctx, m)
	if err != nil {
		return about(err, st.path)
	}
	if lacking {
		p.tell(p.say(lang.TelegramNoSelf, nil))
	}
	return d.hand(ctx, c, m, handover.Manifests)
}

// request is what the flags ask for, but for the chats and the names.
func (p *planning) request(chats []string) (handover.Request, error) {
	none := handover.Request{}
	switch {
	case p.all && len(chats) > 0:
		return none, p.misused(lang.AllOrSome, nil)
	case !p.all && len(chats) == 0:
		return none, p.misused(lang.NeedsChat, nil)
	case p.to != "" && p.newGroup != "":
		return none, p.misused(lang.NotBoth, lang.V{"one": "--to", "other": "--new-group"})
	case p.to != "" && (p.all || len(chats) > 1):
		return none, p.misused(lang.OneChatAtOnce, lang.V{"name": "--to"})
	case p.newGroup != "" && (p.all || len(chats) > 1):
		return none, p.misused(lang.OneChatAtOnce, lang.V{"name": "--new-group"})
	case p.out == convert.Stdin:
		return none, p.misused(lang.PlanToFile, nil)
	}
	if err := p.checkPart(); err != nil {
		return none, err
	}
	_, offset := p.now.Zone()
	if p.offset != "" {
		given, err := telegram.ParseOffset(p.offset)
		if err != nil || given%(15*time.Minute) != 0 || given < -12*time.Hour || given > 14*time.Hour { // what Telegram is told is one of the world's
			return none, p.misused(lang.BadFlagExample, lang.V{"name": "--telegram-offset", "value": clean(p.offset), "example": "+09:00"})
		}
		offset = int(given / time.Second)
	}
	r := handover.Request{
		AsGroup: p.asGroup || p.to == "", // what else goes into a group of its own
		Part:    p.part, Offset: offset, Lang: string(p.lang),
	}
	for _, kind := range p.kinds {
		if !slices.Contains(convert.Kinds(), convert.Kind(kind)) {
			return none, p.misused(lang.ValuesAre, lang.V{"name": "--only-kind", "value": clean(kind), "values": kindNames()})
		}
		r.Kinds = append(r.Kinds, kind)
	}
	return r, p.stretch(&r)
}

// checkPart refuses a --part that the writer would not understand.
func (p *planning) checkPart() error {
	for _, o := range telegram.Format().WriterOptions {
		if o.Name == "part" && o.Check(p.part) != nil {
			return p.misused(lang.BadFlagExample, lang.V{"name": "--part", "value": clean(p.part), "example": o.Example})
		}
	}
	return nil
}

// stretch sets the time that --after and --before leave, as clocks at the offset
// show it.
func (p *planning) stretch(r *handover.Request) error {
	zone := time.FixedZone("", r.Offset)
	if p.after != "" {
		d, err := p.parseDay(p.after)
		if err != nil {
			return err
		}
		r.After = inZone(d.first, zone)
	}
	if p.before != "" {
		d, err := p.parseDay(p.before)
		if err != nil {
			return err
		}
		r.Before = inZone(d.next, zone)
	}
	return nil
}

// checkOut looks at where the plan will stand. The store and what opens it are no
// place for it.
func (p *planning) checkOut(st *opened) error {
	if p.out == "" {
		return nil
	}
	untouchable := append(p.secretFiles(st.path), st.path)
	if p.names.file != "" {
		untouchable = append(untouchable, p.names.file)
	}
	err := convert.CheckTarget(p.out, p.force, untouchable)
	if errors.Is(err, convert.ErrNotFolder) || errors.Is(err, fs.ErrNotExist) {
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(p.out)}}
	}
	return about(err, p.out)
}

// choose finds the chats and settles who is who.
func (p *planning) choose(ctx context.Context, d *delivering, names []string) error {
	h := keptIn(d.st)
	if p.all {
		chats, err := h.Chats(ctx)
		if err != nil {
			return err
		}
		for i := range chats {
			names = append(names, strconv.FormatInt(int64(chats[i].Ref), 10))
		}
	}
	var refs []export.ChatRef
	for _, name := range names {
		chat, err := findChat(ctx, h, name)
		if err != nil {
			return err
		}
		if !slices.Contains(refs, chat.Ref) {
			refs = append(refs, chat.Ref)
			d.request.Chats = append(d.request.Chats, handover.ChatID{Number: int64(chat.Ref), Title: chat.Title})
		}
	}
	return p.settle(ctx, d, refs)
}

// settle settles who is who, as convert does.
func (p *planning) settle(ctx context.Context, d *delivering, chats []export.ChatRef) error {
	given, err := p.names.read(p.app)
	if err != nil {
		return err
	}
	c := &conversion{app: p.app, names: p.names, to: telegram.Format(), inputs: []string{d.st.path}}
	history, err := c.settleStore(ctx, d.st, given)
	if err != nil {
		return err
	}
	people, err := history.People(ctx)
	if err != nil {
		return err
	}
	r := &d.request
	r.Me = p.names.me
	if r.Names, err = namesIn(ctx, history, chats, people, given); err != nil {
		return err
	}
	r.Self = written(given, p.names.me)
	switch me, was := history.(asSelf); {
	case !was:
		r.Me = ""
	case r.Me == "": // it was asked
		r.Me = people[slices.IndexFunc(people, func(q export.Person) bool { return q.Ref == me.me[0] })].Name()
	}
	for _, name := range p.people {
		if _, err := findPerson(people, name); err != nil {
			return err
		}
		r.People = append(r.People, name)
	}
	return c.checkTwice(ctx, history, chats, naming.Given{Names: given, Self: r.Self})
}
