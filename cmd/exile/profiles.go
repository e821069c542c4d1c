//go:build cgo

package main

import (
	"slices"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
)

// alike tells how many files of an input an app wrote in one way.
type alike struct {
	Variant string `json:"variant"`
	Locale  string `json:"locale"`
	Clock   string `json:"clock"`
	Files   int64  `json:"files"`
}

// alikes puts the profiles of an input together by what tells them apart, in the
// order of reading.
func alikes(r *convert.InReport) []alike {
	list := []alike{}
	at := map[alike]int{}
	for i := range r.Profiles {
		p := &r.Profiles[i]
		key := alike{Variant: p.Variant, Locale: p.Locale, Clock: p.Clock}
		n, known := at[key]
		if !known {
			n = len(list)
			at[key] = n
			list = append(list, key)
		}
		list[n].Files++
	}
	return list
}

// way tells how many files of an input an app wrote, in whichever languages and
// clocks.
type way struct {
	variant         string
	locales, clocks []string
	files           int64
}

// waysOf puts files together by the app that wrote them: a row each is as much as
// people take in at a glance.
func waysOf(all []alike) []way {
	var list []way
	for _, k := range all {
		n := slices.IndexFunc(list, func(w way) bool { return w.variant == k.Variant })
		if n < 0 {
			n = len(list)
			list = append(list, way{variant: k.Variant})
		}
		w := &list[n]
		w.files += k.Files
		w.locales = addNew(w.locales, k.Locale)
		w.clocks = addNew(w.clocks, k.Clock)
	}
	return list
}

func addNew(list []string, said string) []string {
	if said == "" || slices.Contains(list, said) {
		return list
	}
	return append(list, said)
}

// form says in words how such files were written.
func (a *app) form(w *way) string {
	var clocks, parts []string
	for _, c := range w.clocks {
		clocks = append(clocks, a.trait(c))
	}
	for _, said := range []string{a.trait(w.variant), strings.Join(w.locales, "/"), strings.Join(clocks, "/")} {
		parts = addNew(parts, said)
	}
	return a.say(lang.FilesAlike, lang.V{"form": strings.Join(parts, ", "), "n": w.files})
}

// maxMarkers is how many unknown markers are shown.
const maxMarkers = 20

// unknownMarkers are words that look like an app's and that no rule knows, of all
// files of an input. They are the person's own words: they go to their terminal
// and nowhere else.
func unknownMarkers(r *convert.InReport) []string {
	list := []string{}
	for i := range r.Profiles {
		for _, word := range r.Profiles[i].Unknown {
			if len(list) < maxMarkers && !slices.Contains(list, word) {
				list = append(list, word)
			}
		}
	}
	return list
}

// everySaid is what the profiles of an input say about one thing, each once.
func everySaid(r *convert.InReport, of func(*export.Profile) string) string {
	const most = 5
	var all []string
	for i := range r.Profiles {
		if said := of(&r.Profiles[i]); said != "" && len(all) < most && !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return strings.Join(all, "; ")
}

// trait says in words what a reader found.
func (a *app) trait(said string) string {
	if t, ok := lang.Trait(said); ok {
		return a.say(t, nil)
	}
	return said
}

// newlines says which newline rule a file follows.
func (a *app) newlines(n export.Newlines) string {
	switch n {
	case export.NewlinesRecord:
		return a.say(lang.NewlinesRecord, nil)
	case export.NewlinesLine:
		return a.say(lang.NewlinesLine, nil)
	}
	return string(n)
}
