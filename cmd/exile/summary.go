//go:build cgo

package main

import (
	"path"
	"path/filepath"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export"
	"exile/formats"
)

// tellRead prints what an input held: the first two lines of the ledger.
func (a *app) tellRead(l *export.Ledger) {
	v := lang.V{
		"lines": l.Lines, "messages": l.Messages, "notices": l.Notices,
		"continuations": l.Continuations, "marks": l.Marks, "unread": l.Unread,
	}
	line := lang.LineRead
	if l.Lines == 0 {
		line = lang.LineRecords
	}
	a.tell(a.say(line, v))
	a.tell(a.say(lang.LineMedia, lang.V{"files": l.Files, "found": l.Found, "absent": l.Absent}))
}

// tellWritten prints the third line.
func (a *app) tellWritten(t formats.Tally, out string) {
	a.tell(a.say(lang.LineWritten, lang.V{
		"messages": t.Messages, "notices": t.Notices, "files": t.Files, "extra": t.Extra, "path": clean(out),
	}))
}

// summary tells how a conversion went.
func (a *app) summary(r *convert.Report, o *outcomeFlags) {
	var sum export.Ledger
	var chats []convert.ChatCount
	for i := range r.Inputs {
		add(&sum, &r.Inputs[i].Ledger)
		chats = append(chats, r.Inputs[i].PerChat...)
	}
	a.tellRooms(chats)
	if len(r.Inputs) > 0 {
		a.tellRead(&sum)
	}
	for i := range r.Inputs {
		a.tellMedia(&r.Inputs[i])
		a.tellJoined(&r.Inputs[i])
	}
	for i := range r.Outputs {
		a.tellWritten(r.Outputs[i].Written, r.Outputs[i].Path)
	}
	a.tellProblems(r.Problems(), o.allow)
}

// next says what to do with what was written.
func (a *app) next(r *convert.Report) {
	for i := range r.Outputs {
		o := &r.Outputs[i]
		switch n := startPages(o); {
		case n == 1:
			a.tell(a.say(lang.NextOpen, lang.V{"path": clean(startPage(o))}))
		case n > 1:
			a.tell(a.say(lang.NextOpenEach, lang.V{"n": n, "path": clean(o.Path), "first": clean(startPage(o))}))
		}
	}
}

func add(sum, l *export.Ledger) {
	sum.Lines += l.Lines
	sum.Messages += l.Messages
	sum.Notices += l.Notices
	sum.Continuations += l.Continuations
	sum.Marks += l.Marks
	sum.Unread += l.Unread
	sum.Files += l.Files
	sum.Found += l.Found
	sum.Absent += l.Absent
}

// startName is the page that a bundle for one chat begins with.
const startName = "START-HERE.html"

// startPage finds the first such page of an output, if it has one.
func startPage(o *convert.OutReport) string {
	for _, f := range o.Files {
		if path.Base(f) == startName {
			return filepath.Join(o.Path, filepath.FromSlash(f))
		}
	}
	return ""
}

// startPages counts them.
func startPages(o *convert.OutReport) int {
	n := 0
	for _, f := range o.Files {
		if path.Base(f) == startName {
			n++
		}
	}
	return n
}

// result is what convert and report print as JSON.
type result struct {
	Status   status        `json:"status"`
	Inputs   []inResult    `json:"inputs"`
	Outputs  []outResult   `json:"outputs,omitempty"`
	Problems []problemLine `json:"problems"`

	Suspicions []crypto.Suspicion `json:"suspicions,omitempty"` // about the sealed archive that was read

	Sealed *resealed `json:"sealed,omitempty"` // by add, of the archive that was written
}

type inResult struct {
	Input  string        `json:"input"`
	Format string        `json:"format"`
	Why    string        `json:"why"`
	Source int64         `json:"source,omitempty"`
	Known  bool          `json:"known,omitempty"`
	Gone   bool          `json:"forgotten,omitempty"`
	Partly bool          `json:"partly_forgotten,omitempty"`
	Ledger export.Ledger `json:"ledger"`

	Chats  []convert.ChatCount  `json:"chats,omitempty"` // of what was read now
	Media  []convert.GivenMedia `json:"media,omitempty"`
	Joined []convert.Joined     `json:"joined,omitempty"`
	Apart  []convert.Apart      `json:"apart,omitempty"`
}

type outResult struct {
	Format  string        `json:"format"`
	Path    string        `json:"path"`
	Written formats.Tally `json:"written"`
	Files   []string      `json:"files"`
	Start   string        `json:"start,omitempty"`
}

func (a *app) result(r *convert.Report, outcome error) result {
	res := result{Inputs: []inResult{}, Problems: a.problemLines(r.Problems()), Suspicions: a.doubts}
	if outcome != nil {
		res.Status = statusLost
	}
	for i := range r.Inputs {
		in := &r.Inputs[i]
		res.Inputs = append(res.Inputs, inResult{
			in.Input, in.Format, in.Why, in.Source, in.Known, in.Forgotten, in.Partly, in.Ledger, in.PerChat, in.Media, in.Joined, in.Apart,
		})
	}
	for i := range r.Outputs {
		o := &r.Outputs[i]
		res.Outputs = append(res.Outputs, outResult{o.Format, o.Path, o.Written, o.Files, startPage(o)})
	}
	return res
}
