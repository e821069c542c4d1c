package formattest

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"exile/export"
)

// Plan says what a generated chat is like. The same plan gives the same chat.
// The zero value of a field stands for its default.
type Plan struct {
	Seed        uint64
	Messages    int            // messages and notices together
	People      int            // the one whose export it is among them; by default as many as the profile has names
	Start       time.Time      // of the first message; by default 4 March 2016, 08:57 in Zone
	Zone        *time.Location // by default Seoul's
	Title       string         // by default the other's name in a direct chat, else a fixed one
	Direct      bool           // two people, no notices
	Media       bool           // photos, albums, videos, voice, documents, calls, deleted messages
	Adversarial bool           // names and texts made to mislead a reader, see hostileNames and hostileTexts
	Seconds     bool           // times are exact to the second; their minutes are the same without
	Open        bool           // an open chat: people get roles and are put out, messages are deleted and hidden
}

// Chat is a synthetic chat whose truth is known. It holds no messages: they are
// made anew on every call, so that the size costs no memory.
//
// Times are exact to the minute, or the second if the plan says so, and never go
// back; in the zone of the plan, assumed, as text exports have it. Bodies hold no
// carriage return. Content other than Text has no Plain: its words are for whoever
// renders the chat in an app's language. Notices are joins and leaves (Actor) and
// invitations (Actor invites People), in an open chat roles (Actor has one now)
// and removals (Actor puts People out); whoever writes has joined or was invited
// before, except the one whose export it is, whom no notice names.
type Chat struct {
	Plan   Plan
	Info   export.Chat     // Saved is an hour after the last message
	People []export.Person // People[0] is Self; refs are 1, 2, …

	last    time.Time
	texts   []string                // the misleading ones, empty in a plain chat
	through func(sequence) sequence // what Through put between; nil in a chat as generated
}

type sequence = iter.Seq[*export.Message]

// The streams of random numbers: times have one of their own, so that the last
// one is known without making the messages.
const (
	streamWords   = 0x65786963
	streamTimes   = 0x74696d65
	streamSeconds = 0x73656373
)

// Generate returns the chat of a plan.
func Generate(p Plan) *Chat {
	if p.Zone == nil {
		p.Zone = time.FixedZone("Asia/Seoul", 9*60*60)
	}
	if p.Start.IsZero() {
		p.Start = time.Date(2016, 3, 4, 8, 57, 0, 0, p.Zone)
	}
	p.Start = p.Start.In(p.Zone).Truncate(time.Minute)
	c := &Chat{Plan: p, People: people(&p)}
	c.Plan.People = len(c.People)
	c.Info = export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "우리 동네 산책 모임"}
	if p.Direct {
		c.Info.Kind, c.Info.Title = export.ChatDirect, c.People[1].Name()
	}
	if p.Title != "" {
		c.Info.Title = p.Title
	}
	for i := range c.People {
		c.Info.Members = append(c.Info.Members, c.People[i].Ref)
	}
	clock := newClock(&p)
	for range p.Messages {
		c.last = clock.next()
	}
	if c.last.IsZero() {
		c.last = p.Start
	}
	c.Info.Saved = c.last.Add(time.Hour)
	if p.Adversarial {
		c.texts = hostileTexts(c)
	}
	return c
}

func people(p *Plan) []export.Person {
	names := slices.Clone(plainNames)
	switch {
	case p.Direct && p.Adversarial:
		names = []string{names[0], hostileNames[p.Seed%uint64(len(hostileNames))]}
	case p.Direct:
		names = names[:2]
	case p.Adversarial:
		names = append(names[:4:4], hostileNames...)
	}
	count := len(names)
	if p.People > 0 && !p.Direct {
		count = max(p.People, 2)
	}
	all := make([]export.Person, count)
	for i := range all {
		name := names[i%len(names)]
		if n := i / len(names); n > 0 {
			name += strconv.Itoa(n + 1)
		}
		all[i] = export.Person{Ref: export.PersonRef(i + 1), Names: []string{name}, Self: i == 0, KnownBy: export.ByName}
	}
	return all
}

// Messages yields the truth, the same on every call. Each message is new and
// belongs to whoever takes it.
func (c *Chat) Messages() iter.Seq[*export.Message] {
	made := func(yield func(*export.Message) bool) {
		g := newGenerator(c)
		for i := range c.Plan.Messages {
			if !yield(g.message(int64(i + 1))) {
				return
			}
		}
	}
	if c.through == nil {
		return made
	}
	return c.through(made)
}

// Through returns the chat with other messages: those that f makes of its own.
// What f returns must be the same on every run, keep the order of times and name
// the people of the chat only. Its Plan and Info stay those of the chat.
func (c *Chat) Through(f func(iter.Seq[*export.Message]) iter.Seq[*export.Message]) *Chat {
	changed, before := *c, c.through
	changed.through = f
	if before != nil {
		changed.through = func(s sequence) sequence { return f(before(s)) }
	}
	return &changed
}

// Events yields the chat, its people and its messages, as a reader emits them.
func (c *Chat) Events() iter.Seq[export.Event] {
	return func(yield func(export.Event) bool) {
		info := c.Info
		if !yield(&info) {
			return
		}
		for _, p := range c.People {
			if !yield(&p) {
				return
			}
		}
		for m := range c.Messages() {
			if !yield(m) {
				return
			}
		}
	}
}

// clock makes times: half of the messages come in the minute of the one before,
// and a chat spans weeks if it is short and ten years if it is long.
type clock struct {
	rng  *rand.Rand
	zone *time.Location
	unix int64
	most int // minutes of the longest pause, plus one

	within *rand.Rand // makes seconds; nil where there are none
	second int64
}

func newClock(p *Plan) *clock {
	const tenYears = 10 * 365 * 24 * 60
	mean := min(max(tenYears/max(p.Messages, 1), 1), 60)
	rng := rand.New(rand.NewPCG(p.Seed, streamTimes)) //nolint:gosec // the same chat every time is the purpose
	k := &clock{rng: rng, zone: p.Zone, unix: p.Start.Unix(), most: 4*mean - 1}
	if p.Seconds {
		k.within = rand.New(rand.NewPCG(p.Seed, streamSeconds)) //nolint:gosec // as above
	}
	return k
}

func (k *clock) next() time.Time {
	if k.within != nil {
		k.second += k.within.Int64N(60 - k.second)
	}
	t := time.Unix(k.unix+k.second, 0).In(k.zone)
	if r := k.rng.Uint32(); r&1 == 0 {
		k.unix += 60 * (1 + int64(r>>1)%int64(k.most))
		k.second = 0
	}
	return t
}

// generator is one run over a chat.
type generator struct {
	chat    *Chat
	clock   *clock
	rng     *rand.Rand
	queue   []export.Notice // the notices a group begins with
	here    []int           // indexes of the people who may write
	gone    []int           // of those who left
	last    int             // position in here of the last who wrote
	hostile int             // how many misleading texts so far
	buf     []byte
	photos  uint64
}

func newGenerator(c *Chat) *generator {
	rng := rand.New(rand.NewPCG(c.Plan.Seed, streamWords)) //nolint:gosec // as in newClock
	g := &generator{chat: c, clock: newClock(&c.Plan), rng: rng}
	for i := range c.People {
		g.here = append(g.here, i)
	}
	if c.Plan.Direct || len(c.People) < 3 {
		return g
	}
	for i := 1; i < len(c.People); i++ {
		g.queue = append(g.queue, export.Notice{Kind: export.NoticeJoin, Actor: c.People[i].Ref})
		if i == 1 { // the first brings two more along, if their names can stand in a list
			var list []export.PersonRef
			for i+1 < len(c.People) && c.listable(i+1) && len(list) < 2 {
				i++
				list = append(list, c.People[i].Ref)
			}
			if len(list) > 0 {
				g.queue = append(g.queue, export.Notice{Kind: export.NoticeInvite, Actor: c.People[1].Ref, People: list})
			}
		}
	}
	return g
}

// listable reports whether a person's name can be told from those beside it in
// an invitation, in any language.
func (c *Chat) listable(i int) bool { return slices.Contains(plainNames, c.People[i].Name()) }

func (g *generator) message(seq int64) *export.Message {
	m := &export.Message{
		Chat: g.chat.Info.Ref,
		Time: export.Time{T: g.clock.next(), Precision: time.Minute, Zone: export.ZoneAssumed},
		Seq:  seq,
	}
	if g.chat.Plan.Seconds {
		m.Time.Precision = time.Second
	}
	if n, ok := g.notice(); ok {
		m.Content = n
		return m
	}
	m.Sender = g.chat.People[g.sender()].Ref
	m.Content = g.content(m.Time.T)
	return m
}

// sender picks who writes: often the same again, and some more than others.
func (g *generator) sender() int {
	if r := g.rng.Uint32(); r&3 != 0 {
		g.last = min(int(r>>2)%len(g.here), g.rng.IntN(len(g.here)))
	}
	g.last = min(g.last, len(g.here)-1)
	return g.here[g.last]
}

// notice returns the next notice, if it is time for one.
func (g *generator) notice() (export.Notice, bool) {
	if len(g.queue) > 0 {
		n := g.queue[0]
		g.queue = g.queue[1:]
		return n, true
	}
	if g.chat.Plan.Direct || len(g.chat.People) < 3 {
		return export.Notice{}, false
	}
	if g.chat.Plan.Open && g.rng.IntN(200) == 0 {
		return g.moderation()
	}
	if g.rng.IntN(300) > 0 {
		return export.Notice{}, false
	}
	if len(g.gone) > 0 && (g.rng.IntN(2) == 0 || len(g.gone) > len(g.here)/2) {
		return g.comeBack(), true
	}
	return export.Notice{Kind: export.NoticeLeave, Actor: g.leave(1 + g.rng.IntN(len(g.here)-1))}, true
}

// leave takes somebody out of the room, never the one whose export it is.
func (g *generator) leave(at int) export.PersonRef {
	i := g.here[at]
	g.here = slices.Delete(g.here, at, at+1)
	g.gone = append(g.gone, i)
	return g.chat.People[i].Ref
}

// moderation gives somebody a role or puts somebody out.
func (g *generator) moderation() (export.Notice, bool) {
	if len(g.here) < 3 {
		return export.Notice{}, false
	}
	at := 1 + g.rng.IntN(len(g.here)-1)
	who, other := g.chat.People[g.here[at]].Ref, 1+at%(len(g.here)-1)
	switch {
	case g.rng.IntN(2) == 0 && g.chat.listable(g.here[other]):
		return export.Notice{Kind: export.NoticeRemove, Actor: who, People: []export.PersonRef{g.leave(other)}}, true
	case g.rng.IntN(3) == 0:
		return export.Notice{Kind: export.NoticeHost, Actor: who}, true
	}
	return export.Notice{Kind: export.NoticeManager, Actor: who}, true
}

func (g *generator) comeBack() export.Notice {
	i := g.gone[0]
	g.gone = g.gone[1:]
	n := export.Notice{Kind: export.NoticeJoin, Actor: g.chat.People[i].Ref}
	host := g.here[g.rng.IntN(len(g.here))]
	if host > 0 && g.chat.listable(host) && g.chat.listable(i) {
		n = export.Notice{Kind: export.NoticeInvite, Actor: g.chat.People[host].Ref, People: []export.PersonRef{g.chat.People[i].Ref}}
	}
	g.here = append(g.here, i)
	return n
}
