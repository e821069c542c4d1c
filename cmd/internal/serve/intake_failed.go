//go:build cgo

package serve

import (
	"errors"
	"net/http"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/formats"
)

// failedShown is what could not be read, and why.
type failedShown struct {
	ID                   string // of the intake
	Given                string // its name as it was given
	Name, Sentence, Hint string
	Formats              []labelled // to choose from: value and title
}

// failed says why something could not be read.
func (r *request) failed(g *handed) failedShown {
	shown := failedShown{Given: g.name, Name: shortName(g.name)}
	t, v, _ := r.explain(r.reason(g, &shown))
	if v == nil {
		v = lang.V{}
	}
	if name, _ := v["name"].(string); name == "" {
		v["name"] = shown.Name
	}
	shown.Sentence, shown.Hint = r.lang.Say(t.Sentence, v), r.lang.Say(t.Hint, v)
	return shown
}

// reason is why something could not be read, in the words of a window where those of a
// command would not help, and what formats there are to choose from.
func (r *request) reason(g *handed, shown *failedShown) error {
	v := lang.V{"name": shown.Name}
	unknown, isUnknown := errors.AsType[*convert.UnknownFormatError](g.err)
	several, isSeveral := errors.AsType[*convert.AmbiguousError](g.err)
	switch {
	case isSeveral:
		v["formats"] = r.titles(several.Formats, shown)
		if len(several.Parts) > 0 {
			return troubled(http.StatusUnprocessableEntity, "GivenMixed", v)
		}
		return troubled(http.StatusUnprocessableEntity, "GivenAmbiguous", v)
	case isUnknown && len(unknown.Maybe) > 0:
		v["formats"] = r.titles(unknown.Maybe, shown)
		return troubled(http.StatusUnprocessableEntity, "GivenMaybe", v)
	case isUnknown:
		if looks, ok := lang.Looks(unknown.Looks); ok {
			v["looks"] = r.lang.Say(looks, nil)
			return troubled(http.StatusUnprocessableEntity, "GivenLooks", v)
		}
		return troubled(http.StatusUnprocessableEntity, "GivenUnknown", v)
	case errors.Is(g.err, convert.ErrNoExport) && g.holdsStore():
		return troubled(http.StatusUnprocessableEntity, "GivenStore", v)
	case errors.Is(g.err, convert.ErrNoExport):
		return troubled(http.StatusUnprocessableEntity, "GivenNothing", v)
	}
	return givenTrouble(g.err)
}

// titles lists formats to choose from, and says them.
func (r *request) titles(names []string, shown *failedShown) string {
	var all []string
	for _, name := range names {
		title := r.formatTitle(name)
		all = append(all, title)
		shown.Formats = append(shown.Formats, labelled{name, title})
	}
	return strings.Join(all, ", ")
}

// holdsStore reports whether a folder is a store of exile.
func (g *handed) holdsStore() bool {
	return g.input != nil && g.input.Roots[0].Kind == formats.RootFolder && g.input.Roots[0].Has("chats.db")
}
