//go:build cgo

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/problems"
	"exile/convert"
	"exile/export"
)

// problemsOf puts problems of one code together, gravest class first.
func problemsOf(a *app, all ...export.Problem) []problems.Told {
	return problems.Of(a.lang, lang.Problem, all...)
}

// tellProblems prints problems by class, each with its remedy; what is only
// worth knowing needs none.
func (a *app) tellProblems(all []export.Problem, allowed []string) {
	class := export.Class("")
	for _, p := range problemsOf(a, all...) {
		if p.Class() != class {
			class = p.Class()
			a.tell(a.say(lang.ClassTitle(class), nil) + ":")
		}
		mark := ""
		if class == export.ClassLost && slices.Contains(allowed, string(p.Code)) {
			mark = " – " + a.say(lang.Allowed, nil)
		}
		a.tell(fmt.Sprintf("  %s [%s]%s", p.Sentence, clean(string(p.Code)), mark))
		if p.Remedy != "" && (class != export.ClassNote || a.verbose) {
			a.tell("    → " + p.Remedy)
		}
		if a.verbose {
			for _, at := range p.At {
				a.tell("      " + a.place(at.Source) + at.Why)
			}
		}
	}
}

func (a *app) place(at export.Source) string {
	if at.Line == 0 {
		return clean(at.File)
	}
	return a.say(lang.At, lang.V{"file": clean(at.File), "line": at.Line})
}

// problemLine is a problem in JSON, in the person's language. It never holds
// words of a message.
type problemLine struct {
	Code    export.Code  `json:"code"`
	Class   export.Class `json:"class"`
	Message string       `json:"message"`
	Remedy  string       `json:"remedy,omitempty"`
	Name    string       `json:"name,omitempty"`
	Detail  string       `json:"detail,omitempty"` // in English
	Count   int          `json:"count"`
	Input   string       `json:"input,omitempty"`
	File    string       `json:"file,omitempty"`
	Record  int64        `json:"record,omitempty"`
	Line    int          `json:"line,omitempty"`
	Lines   int          `json:"lines,omitempty"`
}

func (a *app) problemLines(all []export.Problem) []problemLine {
	lines := make([]problemLine, 0, len(all))
	for i := range all {
		p := &all[i]
		sentence, remedy := problems.Say(a.lang, lang.Problem, p.Code, int64(p.Times()))
		lines = append(lines, problemLine{
			Code: p.Code, Class: p.Class(), Message: sentence, Remedy: remedy, Name: p.Name,
			Detail: p.Text, Count: p.Times(), Input: p.From.Input, File: p.From.File,
			Record: p.From.Record, Line: p.From.Line, Lines: p.From.Lines,
		})
	}
	return lines
}

// problemFile is where --problems writes. It is opened before any work, so that
// a run does not fail at its end for want of it, and appears under its name only
// when the run has succeeded; what was there before stays until then.
type problemFile struct {
	path  string
	force bool
	place *convert.Place
	f     *os.File
}

// openProblemFile opens the file of --problems; "" is none. Only with force may
// it replace one that is there, and never a part of what the run reads or
// writes: those paths are others.
func (a *app) openProblemFile(path string, force bool, others ...string) (*problemFile, error) {
	if path == "" {
		return &problemFile{}, nil
	}
	abs, err := filepath.Abs(path) // "-" is a file too
	if err != nil {
		return nil, about(err, path)
	}
	if err := convert.CheckApart(abs, others...); err != nil {
		return nil, about(err, path)
	}
	if info, err := os.Lstat(abs); err == nil && !info.Mode().IsRegular() {
		return nil, about(convert.ErrExists, path)
	}
	err = convert.CheckTarget(abs, force, nil)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, convert.ErrNotFolder) {
		return nil, &told{statusFailed, lang.NoProblemsFolder, lang.V{"name": clean(path)}}
	}
	if err != nil {
		return nil, about(err, path)
	}
	place, err := convert.NewPlace(abs)
	if err != nil {
		return nil, about(err, path)
	}
	f, err := os.OpenFile(place.Out(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, about(errors.Join(err, place.Discard()), path)
	}
	return &problemFile{path, force, place, f}, nil
}

// finish writes the problems and gives the file its name; after a run that
// failed it leaves nothing.
func (p *problemFile) finish(a *app, all []export.Problem, failed error) error {
	if p.f == nil {
		return nil
	}
	if failed == nil {
		failed = errors.Join(writeLines(p.f, a.problemLines(all)), p.f.Sync(), p.f.Close())
		if failed == nil {
			return about(p.place.Commit(p.force), p.path)
		}
		return about(errors.Join(failed, p.place.Discard()), p.path)
	}
	_ = p.f.Close()
	return about(p.place.Discard(), p.path)
}

func writeLines(w io.Writer, lines []problemLine) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range lines {
		if err := enc.Encode(&lines[i]); err != nil {
			return err
		}
	}
	return nil
}
