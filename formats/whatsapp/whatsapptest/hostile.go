package whatsapptest

import (
	"iter"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Hostile returns the chat with texts made to mislead readers of WhatsApp's
// exports in the place of every fifth of its own: records of every form, of now
// and of other days, and what looks like the app's words.
func Hostile(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		forms := All()
		return func(yield func(*export.Message) bool) {
			texts, next := 0, 0
			for m := range all {
				if _, ok := m.Content.(export.Text); ok {
					if texts++; texts%5 == 0 {
						m.Content = export.Text{Body: misleading(c, forms, m.Time.T, next)}
						next++
					}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

// misleading returns the nth misleading text.
func misleading(c *formattest.Chat, forms []Variant, at time.Time, n int) string {
	texts := oddTexts()
	if n%2 == 0 {
		return texts[n/2%len(texts)]
	}
	n /= 2
	v := &forms[n%len(forms)]
	n /= len(forms)
	name := c.People[n%len(c.People)].Name()
	record := v.stamp.format(at.AddDate(0, 0, -(n%4)).Add(-time.Duration(n)*time.Minute)) + name + ": 붙여 넣은 pasted"
	switch n % 4 {
	case 0:
		return "look:\n" + record
	case 1:
		return record
	case 2:
		return "\n" + record + "\nsecond line\n" + record + "\n"
	}
	return "(\u200e" + record + ")\n\u200e" + record
}

// oddTexts are what misleads in any form: other programs' logs, quotations of
// records, and words of the app that are typed, whole or nearly.
func oddTexts() []string {
	return []string{
		"a\n12/3/21, 10:00 - X: hi\nb",
		"12/3/21, 10:00 - X: hi",
		"a\n2020-01-02 10:00:00 log line: not a message",
		"a\n2020-01-02T10:00:00Z INFO started: ok",
		"a\n[INFO] 10:00:00 started: ok",
		"a\n[10:00] Ann: irc",
		"a\n99/99/2021, 10:00 - X: no such day\n[99/99/2021, 10:00:00] X: nor this",
		"a\n12/12/2021, 29:61 - X: no such time\n[12/12/2021, 29:61:00] X: nor this\n45.12.21, 10:00 - X: hi\n13/13/21, 10:00 - X: hi",
		"quoting 01/02/2020, 09:00 - Bob: hi\n> 01/02/2020, 09:00 - Bob: hi\n  01/02/2020, 09:00 - Bob: hi",
		"list\n- one\n3 - two\n1. three: x\n12/3 half\n10:00 tea\n[1] note: y\n[",
		"1/2/3", "12/03/2021", "12/03/2021, 10:00", "12/03/2021, 10:00 -", "[12/03/2021, 10:00:00]", "10:00 - 11:00: lunch",
		"a\n1/2/3\n12/03/2021\n12/03/2021, 10:00", "a\n10:00 - 11:00: lunch\n[10:00, 11:00]: tea",
		"<Media omitted>", "<media omitted>", "<Media omitted>\nis what it said", "it said <Media omitted> there", "look\n<Media omitted>",
		"image omitted", "my image omitted nothing", "look\nimage omitted", "null", "null and void", "nothing\nnull",
		"This message was deleted", "This message was deleted, wasn't it?", "You deleted this message.",
		"Missed voice call", "Missed voice call from you?", "Voice call, 5 min",
		"IMG-20990101-WA9999.jpg (file attached)", "holiday.jpg (see below)", "notes (final)", "is a.txt (file attached) there?",
		"<attached: 00000001-PHOTO-2099-01-01-00-00-00.jpg>", "a < b and c > d: e", "<b>bold</b> and <i>more</i> in a text of which the one line is long enough for nobody to mistake it",
		"I edited it <This message was edited>", "POLL:\nwhat?\nOPTION: a (1 vote)\nOPTION: b (2 votes)", "ERRANDS:\nwrite\ncall Ann (2 times)",
		"Location: https://maps.google.com/?q=1.5,2.5", "see https://maps.google.com/?q=1,2 there", "live location shared",
		"Ann left", "Ann added Bob", `Ann changed the subject from "A" to "B"`, "Messages and calls are end-to-end encrypted.",
		"name: text", "name:", ": text", " : ", "- ", "x - y: z", "~", "@4915112345678 hello",
		"שלום עולם", "مرحبا: كيف الحال؟", "\u202bמימין לשמאל\u202c", "\u2068isolated\u2069",
		"\u202a+40\u00a0521\u202c: hi", "👨‍👩‍👧 ㅋㅋ ﬁ café cafe\u0301", "ends with a mark\u200e", "trailing  ", "\ttab", "a\u00a0b\u202fc",
		strings.Repeat("long ", 400) + "\n" + strings.Repeat("x", 2000),
	}
}

// HostileNames returns the chat with people whose names mislead readers: those
// that are clear and those that nobody can tell from what follows.
func HostileNames(c *formattest.Chat) *formattest.Chat {
	names := []string{
		"\u202a+40\u00a0521\u00a0028\u00a061\u00a088\u202c", "+49 151 12345678", "محمد علي", "דוד כהן", "\u200fליאת\u200f", "\u2068Zoë\u2069",
		"Dr. No: Esq", `Tom "Tiny" Smith`, `6" nails`, "「花」", "„Max“", "O'Brien", "~\u202fNick", "A - B", "Ann (work)", "🦊", "👨\u200d👩\u200d👧 family", "12/3/21", "12:30",
		"You", "<Media omitted>", "[x]", "[18/03/22, 14:56:01] X", "12/03/2021, 10:00 - Y", "null", "Ann.", "a,b", "x:", ":", "AM", "image omitted",
		"Kim, Lee and Park", "Ann left", "Ann added Bob", strings.Repeat("긴이름", 20), strings.Repeat("n", 61), "two  spaces", "e\u0301",
	}
	changed := *c
	changed.People = append([]export.Person{}, c.People...)
	at := int(c.Plan.Seed)
	for i := 1; i < len(changed.People); i++ {
		if i%3 == 0 && !c.Plan.Direct {
			continue // some stay
		}
		p := &changed.People[i]
		p.Names = []string{names[(at*11+i)%len(names)]}
	}
	if c.Plan.Direct {
		changed.Info.Title = changed.People[1].Name()
	}
	return &changed
}
