package telegram

import (
	"bytes"
	"html/template"
	"path"
	"strings"

	"exile/export"
)

// Steps returns, as HTML, what to do on the phone with a bundle that holds these chats and
// these files (convert.OutReport.Files): what START-HERE.html says of it. Of several chats it
// says what is the same for all.
func Steps(lang string, chats []export.Chat, asGroup bool, files []string) (template.HTML, error) {
	page, err := guidePage(lang)
	if err != nil {
		return "", err
	}
	g := guide{Lang: guideLang(lang), Chats: true}
	if len(chats) == 1 {
		c := &chats[0]
		g.Group = asGroup || len(c.Members) > 2 || c.Kind != export.ChatDirect && c.Kind != export.ChatUnknown
		g.Chats = !g.Group && c.Kind == export.ChatUnknown // who writes in it decides, which nobody has counted here
	}
	for _, f := range files {
		switch dir, name := path.Split(f); {
		case dir == "": // the report
		case strings.HasSuffix(name, ".zip") && strings.Count(f, "/") == 1: // not somebody's zip among the files
			g.Zip = true
			g.name(guidePart{Zip: path.Base(f)})
		case name == path.Base(dir)+".txt":
			g.Folder = true
			g.name(guidePart{Folder: path.Base(path.Dir(f))})
		}
	}
	var b bytes.Buffer
	if err := page.ExecuteTemplate(&b, "steps", g); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil //nolint:gosec // html/template has made it
}

// name adds a part to the page of one chat. Its two forms come one after the other in any order.
func (g *guide) name(p guidePart) {
	if g.Chats {
		return
	}
	p.K = 1
	for i := range g.Parts {
		if (g.Parts[i].Zip == "") == (p.Zip == "") {
			p.K++
		}
	}
	g.Several = g.Several || p.K > 1
	g.Parts = append(g.Parts, p)
}
