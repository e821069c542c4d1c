// Package problems says problems in a person's language.
package problems

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/export"
)

const (
	maxNames  = 3  // of the names that a problem is about, so many are shown
	nameWidth = 40 // columns of one
)

// Words returns what there is to say about a kind of problem: lang.Problem or
// lang.WindowProblem.
type Words func(export.Code) (lang.About, bool)

// Told is all problems of one code, in words.
type Told struct {
	Code     export.Code
	N        int64
	Sentence string
	Remedy   string
	At       []Site
}

// Class is that of the code.
func (t *Told) Class() export.Class { return t.Code.Class() }

// Site is where a problem is, and why a file was not read.
type Site struct {
	export.Source
	Why string
}

// Of puts problems of one code together, gravest class first.
func Of(l lang.Lang, words Words, all ...export.Problem) []Told {
	byCode := make(map[export.Code]*Told)
	names := make(map[export.Code][]string)
	nameless := make(map[export.Code]int64)
	var order []export.Code
	for i := range all {
		p := &all[i]
		sum := byCode[p.Code]
		if sum == nil {
			sum = &Told{Code: p.Code}
			byCode[p.Code] = sum
			order = append(order, p.Code)
		}
		sum.N += int64(p.Times())
		if p.From.File != "" {
			sum.At = append(sum.At, Site{p.From, Reason(l, p)})
		}
		switch name := console.Short(Subject(l, p), nameWidth); {
		case name == "":
			nameless[p.Code] += int64(p.Times())
		case !slices.Contains(names[p.Code], name):
			names[p.Code] = append(names[p.Code], name)
		}
	}
	slices.SortStableFunc(order, func(x, y export.Code) int { return rank(x) - rank(y) })
	list := make([]Told, 0, len(order))
	for _, code := range order {
		t := byCode[code]
		t.Sentence, t.Remedy = Say(l, words, code, t.N)
		t.Sentence = named(l, t.Sentence, names[code], nameless[code])
		list = append(list, *t)
	}
	return list
}

func rank(c export.Code) int {
	return slices.Index([]export.Class{export.ClassLost, export.ClassAbsent, export.ClassAssumed, export.ClassNote}, c.Class())
}

// Say says what a problem is that was found n times, and what to do about it.
func Say(l lang.Lang, words Words, code export.Code, n int64) (sentence, remedy string) {
	about, ok := words(code)
	if !ok {
		return fmt.Sprintf("%s (%d)", console.Clean(string(code)), n), ""
	}
	v := lang.V{"n": n}
	return l.Say(about.Sentence, v), l.Say(about.Remedy, v)
}

// named adds to a sentence what it is about: names, and so many that have none.
func named(l lang.Lang, sentence string, names []string, nameless int64) string {
	if len(names) == 0 {
		return sentence
	}
	shown := strings.Join(names[:min(len(names), maxNames)], ", ")
	if more := int64(max(len(names)-maxNames, 0)) + nameless; more > 0 {
		shown = l.Say(lang.AndMore, lang.V{"names": shown, "n": more})
	}
	return l.Say(lang.Named, lang.V{"sentence": sentence, "names": shown})
}

// Subject is what a problem is about: kinds of files in the person's language,
// names that an app has percent-encoded as they are meant.
func Subject(l lang.Lang, p *export.Problem) string {
	kind, rest, _ := strings.Cut(p.Name, " ")
	if word, ok := kindOf(export.FileKind(kind)); ok && (rest == "" || strings.HasPrefix(rest, ".")) {
		return strings.TrimSpace(l.Say(word, nil) + " " + console.Clean(rest))
	}
	if p.Code == export.AssumedZone {
		if t, ok := lang.Trait(p.Name); ok {
			return console.Clean(l.Say(t, nil))
		}
	}
	if p.Code == export.MissingFile {
		if name, err := url.PathUnescape(p.Name); err == nil && utf8.ValidString(name) {
			return strings.TrimSpace(console.Clean(name))
		}
	}
	return strings.TrimSpace(console.Clean(p.Name))
}

func kindOf(k export.FileKind) (lang.Text, bool) {
	switch k {
	case export.FilePhoto:
		return lang.FilePhoto, true
	case export.FileVideo:
		return lang.FileVideo, true
	case export.FileVoice:
		return lang.FileVoice, true
	case export.FileAudio:
		return lang.FileAudio, true
	case export.FileSticker:
		return lang.FileSticker, true
	case export.FileContact:
		return lang.FileContact, true
	case export.FileDocument:
		return lang.FileDocument, true
	}
	return lang.Text{}, false
}

// Reason says why a file was not read, where that is known in words.
func Reason(l lang.Lang, p *export.Problem) string {
	if p.Code != export.DamagedFile && p.Code != export.UnclaimedFile {
		return ""
	}
	if t, ok := lang.Reason(p.Text); ok {
		return " – " + l.Say(t, nil)
	}
	return ""
}
