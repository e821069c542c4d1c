package telegram

import (
	"maps"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// problems gathers what is told once for a chat.
type problems struct {
	to       formats.Warn
	guards   int
	seconds  int // times without seconds
	moved    int
	inferred int
	dates    int // parts whose head leaves the order of day and month open
	parts    int
	plain    map[string]int // by what they are: "voice .m4a"
	told     []export.Problem
}

// pass tells a problem now.
func (p *problems) pass(q export.Problem) {
	p.told = append(p.told, q)
	p.to(q)
}

// time notes what became of a message's time.
func (p *problems) time(t export.Time, how placed) {
	if t.Precision > time.Second {
		p.seconds++
	}
	switch how {
	case moved:
		p.moved++
	case inferred:
		p.inferred++
	case asIs:
	}
}

// asFile notes a file that the app will show as a plain one.
func (p *problems) asFile(kind export.FileKind, ext string) {
	if p.plain == nil {
		p.plain = map[string]int{}
	}
	p.plain[string(kind)+" "+ext]++
}

// tell tells what was gathered.
func (p *problems) tell(title string) {
	once := func(code export.Code, n int, text string) {
		if n > 0 {
			p.pass(export.Problem{Code: code, Name: title, Count: n, Text: text})
		}
	}
	once(export.AssumedSeconds, p.seconds, "")
	once(export.TimeInferred, p.inferred, "")
	once(export.MovedTime, p.moved, "a time that went back was lifted to the one before")
	once(export.GuardedLine, p.guards, "U+200B was put in")
	once(export.DateOrder, p.dates, "no day above 12 in the first 100 lines")
	for _, what := range slices.Sorted(maps.Keys(p.plain)) {
		p.pass(export.Problem{Code: export.SentAsFile, Name: strings.TrimSpace(what), Count: p.plain[what]})
	}
	if p.parts > 1 {
		once(export.SeveralParts, p.parts, "")
	}
}
