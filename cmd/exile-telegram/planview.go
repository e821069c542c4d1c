package main

import (
	"strings"
	"time"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/handover"
	"exile/convert/telegram"
)

// planView shows a plan to the person who is to confirm it.
type planView struct {
	*app
	plan *telegram.Plan
}

func (p *planView) text() string {
	var b strings.Builder
	b.WriteString(p.say(lang.PlanAccount, lang.V{"name": accountName(&p.plan.Account)}) + "\n\n")
	for i := range p.plan.Deliveries {
		if i > 0 {
			b.WriteString("\n")
		}
		p.delivery(&b, &p.plan.Deliveries[i])
	}
	p.section(&b, lang.HeadTime, p.estimate())
	p.paragraph(&b, p.say(lang.FirstTrial, nil))
	return strings.TrimRight(b.String(), "\n")
}

// estimate says how long a push may take, and where that is known from.
func (p *planView) estimate() string {
	e := &p.plan.Estimate
	said := p.say(lang.EstimateShort, nil)
	if e.Upload >= time.Minute {
		said = p.say(lang.EstimateLong, lang.V{"time": p.span(e.Upload)})
	}
	if e.Waits > 0 {
		said += " " + p.say(lang.EstimateWaits, lang.V{"time": p.span(e.Waits)})
	}
	return said + " " + p.say(lang.EstimateFrom, nil)
}

func (p *planView) delivery(b *strings.Builder, d *telegram.Delivery) {
	v := lang.V{"title": p.title(d), "app": p.source(d), "target": titleOf(&d.Target), "kind": p.kindOf(d.Target.Kind)}
	head := lang.PlanTo
	if d.NewGroup {
		head = lang.PlanNew
	}
	b.WriteString(p.say(head, v) + "\n")
	sum := sumOf(&d.Chat)
	p.paragraph(b, p.counts(d, &sum))
	p.paragraph(b, p.say(lang.PlanDates, lang.V{
		"first": p.day(sum.first), "last": p.day(sum.last), "zone": zoneOf(p.plan.Request.Offset),
	}))
	if only := p.filters(); only != "" {
		p.paragraph(b, p.say(lang.PlanOnly, lang.V{"filters": only}))
	}
	if len(d.Chat.Parts) > 1 {
		p.paragraph(b, p.say(lang.PlanImports, lang.V{"n": len(d.Chat.Parts), "names": partNames(&d.Chat)}))
	}
	if forms := p.forms(d.Sent); forms != "" {
		p.paragraph(b, p.say(lang.PlanForms, lang.V{"forms": forms}))
	}
	p.paragraph(b, p.say(lang.PlanParsed, lang.V{"kind": p.parsed(d.Parsed)}))
	p.names(b, d)
	p.seen(b, d)
	p.losses(b, d)
	p.asking(b, d, sum)
}

// counts tells how much goes. The line that opens a group is exile's own, and none of
// anybody's notices.
func (p *planView) counts(d *telegram.Delivery, s *sum) string {
	list := []string{p.say(lang.CountTexts, lang.V{"n": s.messages})}
	notices := s.notices
	if d.Chat.Group {
		notices -= int64(len(d.Chat.Parts))
	}
	if notices > 0 {
		list = append(list, p.say(lang.CountNotes, lang.V{"n": notices}))
	}
	if s.files > 0 {
		list = append(list, p.say(lang.CountFiles, lang.V{"n": s.files, "size": sizeOf(s.media)}))
	}
	return strings.Join(list, ", ")
}

// names tells whose each name becomes.
func (p *planView) names(b *strings.Builder, d *telegram.Delivery) {
	rows := [][]string{{p.say(lang.ColumnWritten, nil), p.say(lang.ColumnBecomes, nil)}}
	var warnings []string
	for i := range d.Names {
		m := &d.Names[i]
		rows = append(rows, []string{console.Short(console.Clean(m.Name), widestTitle), p.becomes(m)})
		if w, ok := problemOf(m.Problem); ok {
			warnings = append(warnings, p.say(w, lang.V{"name": console.Clean(m.Name), "self": console.Clean(p.plan.Account.Name)}))
		}
	}
	b.WriteString("\n" + p.say(lang.HeadNames, nil) + "\n")
	for line := range strings.Lines(console.Table(rows)) {
		b.WriteString("  " + line)
	}
	for _, w := range append(warnings, p.say(lang.NamesAreGuess, nil)) {
		p.paragraph(b, w)
	}
}

func (p *planView) becomes(m *telegram.Match) string {
	var state lang.Text
	switch m.State {
	case telegram.MatchedSelf:
		state = lang.BecomesSelf
	case telegram.Matched:
		state = lang.BecomesContact
	case telegram.Ambiguous:
		state = lang.BecomesSeveral
	case telegram.NeverMatch:
		state = lang.BecomesNever
	case telegram.Unmatched:
		state = lang.BecomesNone
	}
	said := p.say(state, nil)
	if len(m.Others) == 0 {
		return said
	}
	return p.say(lang.BecomesLike, lang.V{"state": said, "names": console.Short(console.Clean(strings.Join(m.Others, ", ")), 40)})
}

func problemOf(m telegram.MatchProblem) (lang.Text, bool) {
	switch m {
	case telegram.SelfMissed:
		return lang.SelfMissed, true
	case telegram.SelfAsContact:
		return lang.SelfAsContact, true
	case telegram.TakenForSelf:
		return lang.TakenForSelf, true
	case telegram.SameContact:
		return lang.SameContact, true
	}
	return lang.Text{}, false
}

// seen tells who will see it.
func (p *planView) seen(b *strings.Builder, d *telegram.Delivery) {
	who := p.say(lang.SeenAlone, nil)
	switch {
	case d.Target.Kind == telegram.PeerUser:
		who = p.say(lang.SeenPrivate, nil)
	case d.Seen > 1:
		who = p.say(lang.SeenByAll, lang.V{"n": d.Seen})
	case othersMaySee(d):
		who = p.say(lang.SeenUnknown, nil)
	}
	p.section(b, lang.HeadSeen, who, p.say(lang.SeenCloud, nil))
	if d.Confirm != "" {
		p.paragraph(b, p.say(lang.ConfirmIs, lang.V{"text": console.Clean(d.Confirm)}))
	}
}

// othersMaySee reports whether others are in the chat, or may be.
func othersMaySee(d *telegram.Delivery) bool {
	return d.Seen > 1 || !d.NewGroup && d.Target.Members != 1
}

// losses tells what will not be as it was.
func (p *planView) losses(b *strings.Builder, d *telegram.Delivery) {
	var lines []string
	for i := range d.Told {
		if d.Told[i].Code == telegram.RemarkOthers { // told already, where it is told who sees it
			continue
		}
		lines = append(lines, "- "+p.remark(&d.Told[i]))
	}
	if len(lines) > 0 {
		p.section(b, lang.HeadLosses, lines...)
	}
}

// asking shows a text for asking the others, in both languages.
func (p *planView) asking(b *strings.Builder, d *telegram.Delivery, s sum) {
	text := lang.AskOthers
	switch {
	case d.Target.Kind == telegram.PeerUser:
		text = lang.AskOther
	case othersMaySee(d):
		text = lang.AskOthersHere
	}
	b.WriteString("\n" + p.say(lang.HeadAsk, nil) + "\n")
	for _, l := range []lang.Lang{lang.KO, lang.EN} {
		said := l.Say(text, lang.V{
			"title": p.title(d), "app": sourceIn(l, d.Chat.App), "target": titleOf(&d.Target),
			"first": p.day(s.first), "last": p.day(s.last),
		})
		b.WriteString("\n")
		p.paragraph(b, said)
	}
}

// section writes a heading and what stands under it.
func (p *planView) section(b *strings.Builder, head lang.Text, lines ...string) {
	b.WriteString("\n" + p.say(head, nil) + "\n")
	for _, line := range lines {
		p.paragraph(b, line)
	}
}

// paragraph breaks a text into lines. What is an item of a list hangs.
func (p *planView) paragraph(b *strings.Builder, text string) {
	indent := 2
	if strings.HasPrefix(text, "- ") {
		indent = 4
	}
	b.WriteString("  " + console.Wrap(text, console.HelpWidth-indent, indent) + "\n")
}

func (p *planView) title(d *telegram.Delivery) string {
	return console.Short(console.Clean(d.Chat.Title), 60)
}

func (p *planView) source(d *telegram.Delivery) string { return sourceIn(p.lang, d.Chat.App) }

// sourceIn names the app that a chat comes from.
func sourceIn(l lang.Lang, app string) string {
	switch app {
	case "kakaotalk":
		return l.Say(lang.AppKakaoTalk, nil)
	case "whatsapp":
		return l.Say(lang.AppWhatsApp, nil)
	case "line":
		return l.Say(lang.AppLINE, nil)
	case "telegram":
		return l.Say(lang.AppTelegram, nil)
	}
	return console.Clean(app)
}

// day is a day by the plan's offset, as the texts have it.
func (p *planView) day(t time.Time) string {
	if t.IsZero() {
		return "?"
	}
	return t.In(time.FixedZone("", p.plan.Request.Offset)).Format(time.DateOnly)
}

func (p *planView) parsed(got telegram.Parsed) string {
	switch {
	case got.Private && !got.Group:
		return p.say(lang.ParsedPM, nil)
	case got.Group && !got.Private:
		return p.say(lang.ParsedGroup, nil)
	}
	return p.say(lang.ParsedOpen, nil)
}

// filters tells what of the chat goes, where it is not all.
func (p *planView) filters() string {
	r := &p.plan.Request
	var list []string
	if !r.After.IsZero() {
		list = append(list, p.say(lang.OnlyAfter, lang.V{"day": p.day(r.After)}))
	}
	if !r.Before.IsZero() {
		list = append(list, p.say(lang.OnlyBefore, lang.V{"day": p.day(r.Before)}))
	}
	if len(r.People) > 0 {
		list = append(list, p.say(lang.OnlyPeople, lang.V{"names": console.Clean(strings.Join(r.People, ", "))}))
	}
	if len(r.Kinds) > 0 {
		list = append(list, console.Clean(strings.Join(r.Kinds, ", ")))
	}
	return strings.Join(list, "; ")
}

func (p *planView) forms(all []telegram.Sent) string {
	var list []string
	for _, s := range all {
		list = append(list, p.say(formText(s.As), lang.V{"n": s.Files})+" ("+sizeOf(s.Bytes)+")")
	}
	return strings.Join(list, ", ")
}

func formText(f telegram.Form) lang.Text {
	switch f {
	case telegram.AsPhoto:
		return lang.FormPhotos
	case telegram.AsVideo:
		return lang.FormVideos
	case telegram.AsVoice:
		return lang.FormVoices
	case telegram.AsAudio:
		return lang.FormAudios
	case telegram.AsSticker:
		return lang.FormStickers
	case telegram.AsDocument:
	}
	return lang.FormDocuments
}

// sum is what a chat holds in all its parts.
type sum struct {
	messages, notices, files, media int64 // media: bytes of the files
	bytes                           int64 // of texts and files
	first, last                     time.Time
}

func sumOf(c *handover.Chat) sum {
	var s sum
	for i := range c.Parts {
		p := &c.Parts[i]
		s.messages += p.Messages
		s.notices += p.Notices
		s.files += int64(len(p.Files))
		s.bytes += p.Size
		for j := range p.Files {
			s.media += p.Files[j].Size
		}
		if !p.First.IsZero() && (s.first.IsZero() || p.First.Before(s.first)) {
			s.first = p.First
		}
		if p.Last.After(s.last) {
			s.last = p.Last
		}
	}
	s.bytes += s.media
	return s
}

// partNames names the parts, and of many the first and the last.
func partNames(c *handover.Chat) string {
	const most = 6
	var list []string
	for i := range c.Parts {
		list = append(list, console.Clean(c.Parts[i].Name))
	}
	if len(list) > most {
		list = append(append(list[:most-1:most-1], "…"), list[len(list)-1])
	}
	return strings.Join(list, ", ")
}

// shellWord puts a name into quotes where a shell would take it apart.
func shellWord(s string) string {
	s = console.Clean(s)
	if strings.ContainsAny(s, " \t'\"$&|;<>()*?[]`!~#\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
