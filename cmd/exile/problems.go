//go:build cgo

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
)

// maxNames is how many of the names that a problem is about are shown.
const maxNames = 3

// problem is all problems of one code, in words.
type problem struct {
	code     export.Code
	n        int64
	sentence string
	remedy   string
	at       []site
}

// site is where a problem is, and why a file was not read.
type site struct {
	export.Source
	why string
}

// problemsOf puts problems of one code together, gravest class first.
func problemsOf(a *app, all ...export.Problem) []problem {
	byCode := make(map[export.Code]*problem)
	names := make(map[export.Code][]string)
	nameless := make(map[export.Code]int64)
	var order []export.Code
	for i := range all {
		p := &all[i]
		sum := byCode[p.Code]
		if sum == nil {
			sum = &problem{code: p.Code}
			byCode[p.Code] = sum
			order = append(order, p.Code)
		}
		sum.n += int64(p.Times())
		if p.From.File != "" {
			sum.at = append(sum.at, site{p.From, a.reason(p)})
		}
		switch name := short(a.subject(p), 40); {
		case name == "":
			nameless[p.Code] += int64(p.Times())
		case !slices.Contains(names[p.Code], name):
			names[p.Code] = append(names[p.Code], name)
		}
	}
	slices.SortStableFunc(order, func(x, y export.Code) int { return rank(x) - rank(y) })
	list := make([]problem, 0, len(order))
	for _, code := range order {
		p := byCode[code]
		p.sentence, p.remedy = a.words(code, p.n, names[code], nameless[code])
		list = append(list, *p)
	}
	return list
}

// subject is what a problem is about: kinds of files in the person's language,
// names that an app has percent-encoded as they are meant.
func (a *app) subject(p *export.Problem) string {
	kind, rest, _ := strings.Cut(p.Name, " ")
	if word, ok := fileKinds[export.FileKind(kind)]; ok && (rest == "" || strings.HasPrefix(rest, ".")) {
		return strings.TrimSpace(a.say(word, nil) + " " + clean(rest))
	}
	if p.Code == export.AssumedZone {
		return clean(a.trait(p.Name))
	}
	if p.Code == export.MissingFile {
		if name, err := url.PathUnescape(p.Name); err == nil && utf8.ValidString(name) {
			return strings.TrimSpace(clean(name))
		}
	}
	return strings.TrimSpace(clean(p.Name))
}

var fileKinds = map[export.FileKind]lang.Text{
	export.FilePhoto:    lang.FilePhoto,
	export.FileVideo:    lang.FileVideo,
	export.FileVoice:    lang.FileVoice,
	export.FileAudio:    lang.FileAudio,
	export.FileSticker:  lang.FileSticker,
	export.FileContact:  lang.FileContact,
	export.FileDocument: lang.FileDocument,
}

func rank(c export.Code) int {
	return slices.Index([]export.Class{export.ClassLost, export.ClassAbsent, export.ClassAssumed, export.ClassNote}, c.Class())
}

// words says what a problem is and what to do about it: of n times, with the names
// of those that have one, and how many have none.
func (a *app) words(code export.Code, n int64, names []string, nameless int64) (sentence, remedy string) {
	about, ok := lang.Problem(code)
	if !ok {
		return fmt.Sprintf("%s (%d)", clean(string(code)), n), ""
	}
	v := lang.V{"n": n}
	sentence, remedy = a.say(about.Sentence, v), a.say(about.Remedy, v)
	if len(names) == 0 {
		return sentence, remedy
	}
	shown := strings.Join(names[:min(len(names), maxNames)], ", ")
	if more := int64(max(len(names)-maxNames, 0)) + nameless; more > 0 {
		shown = a.say(lang.AndMore, lang.V{"names": shown, "n": more})
	}
	return a.say(lang.Named, lang.V{"sentence": sentence, "names": shown}), remedy
}

// tellProblems prints problems by class, each with its remedy; what is only
// worth knowing needs none.
func (a *app) tellProblems(all []export.Problem, allowed []string) {
	class := export.Class("")
	for _, p := range problemsOf(a, all...) {
		if p.code.Class() != class {
			class = p.code.Class()
			a.tell(a.say(lang.ClassTitle(class), nil) + ":")
		}
		mark := ""
		if class == export.ClassLost && slices.Contains(allowed, string(p.code)) {
			mark = " – " + a.say(lang.Allowed, nil)
		}
		a.tell(fmt.Sprintf("  %s [%s]%s", p.sentence, clean(string(p.code)), mark))
		if p.remedy != "" && (class != export.ClassNote || a.verbose) {
			a.tell("    → " + p.remedy)
		}
		if a.verbose {
			for _, at := range p.at {
				a.tell("      " + a.place(at.Source) + at.why)
			}
		}
	}
}

// reason says why a file was not read, where that is known in words.
func (a *app) reason(p *export.Problem) string {
	if p.Code != export.DamagedFile && p.Code != export.UnclaimedFile {
		return ""
	}
	if t, ok := lang.Reason(p.Text); ok {
		return " – " + a.say(t, nil)
	}
	return ""
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
		sentence, remedy := a.words(p.Code, int64(p.Times()), nil, 0)
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
