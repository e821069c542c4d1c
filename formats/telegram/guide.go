package telegram

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"time"

	"exile/export"
	"exile/formats/words"
)

// The page is one file without anything from elsewhere: it is read on whatever
// device it is opened on, perhaps years later.
//
//go:embed guide.css guide.ko.html guide.en.html
var pages embed.FS

// guideName is the name of the page, the same in all languages: it sorts before
// what it stands beside, and says what to do with it.
const guideName = "START-HERE.html"

// guide is what the page tells.
type guide struct {
	Lang      string
	Title     string
	Style     template.CSS
	Group     bool // imports into a group, otherwise into a private chat
	Alone     bool // the chat with oneself
	AsGroup   bool // a chat of two, made a group's on demand
	Crowded   bool // more than two people write in what should be a private chat
	Parts     []guidePart
	Several   bool
	Zip       bool // there is something for an iPhone
	Folder    bool // there is something for Android
	OnlyPhone bool // only one of the two
	ManyFiles bool
	Offset    string
	People    []named
	More      int    // people beyond those listed
	Self      *named // nil: not known
	Kakao     bool   // the chat is KakaoTalk's
	Chats     bool   // it is about several chats, each with a folder and a page of its own

	Seconds, Moved, Inferred, Guards int
	DateOpen                         bool
	OpenParts                        []int // the parts that leave the order of day and month open, from 1
	AsFile                           []counted
	Changed                          []named // names that somebody wanted, and as they are written
	TooLarge, Empty                  int
}

type guidePart struct {
	K, N              int
	Zip, Folder, Text string
	Messages          int64
	Files             int
	Size              string
	First, Last       string
}

// named is a name as it is written, and another one where the two differ: in
// the source, by which --as and --me call a person, or as it was wanted.
type named struct {
	Name, Source string
}

type counted struct {
	What  string
	Count int
}

// The page lists so many names, and warns from so many files in one share: some
// phones hand over no more than 36, others hundreds.
const (
	listedNames = 40
	manyFiles   = 30
)

func (w *chatWriter) guide() error {
	page, err := guidePage(w.set.lang)
	if err != nil {
		return fmt.Errorf("make %s: %w", guideName, err)
	}
	style, err := pages.ReadFile("guide.css")
	if err != nil {
		return fmt.Errorf("make %s: %w", guideName, err)
	}
	g := w.tellGuide(guideLang(w.set.lang))
	g.Style = template.CSS(style) //nolint:gosec // our own file
	var b bytes.Buffer
	if err := page.Execute(&b, g); err != nil {
		return fmt.Errorf("make %s: %w", guideName, err)
	}
	f, err := w.out.Create(w.folder + "/" + guideName)
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	return errors.Join(err, f.Close())
}

// guideLang is the language of a page: one of the two that there are.
func guideLang(lang string) string {
	if lang == "ko" {
		return "ko"
	}
	return "en"
}

func guidePage(lang string) (*template.Template, error) {
	name := "guide." + guideLang(lang) + ".html"
	return template.New(name).Funcs(template.FuncMap{"one": one, "n": counting}).ParseFS(pages, name)
}

func (w *chatWriter) tellGuide(lang string) *guide {
	g := &guide{
		Lang: lang, Title: oneLine(w.chat.Title), Group: w.group,
		Alone:   w.chat.Kind == export.ChatSelf,
		AsGroup: w.set.asGroup && w.chat.Kind == export.ChatDirect,
		Crowded: !w.group && len(w.room.order) > 2,
		Several: len(w.parts) > 1,
		Offset:  formatOffset(w.set.offset),
		Seconds: w.warned.seconds, Moved: w.warned.moved, Inferred: w.warned.inferred,
		Guards: w.warned.guards, DateOpen: w.warned.dates > 0, OpenParts: w.open,
		Kakao: w.chat.App == "kakaotalk",
	}
	if blankText(g.Title) {
		g.Title = words.In(lang, words.NoTitle)
	}
	for i, p := range w.parts {
		part := guidePart{
			K: i + 1, N: len(w.parts), Text: p.paths.text,
			Messages: p.messages, Files: p.files, Size: megabytes(p.bytes),
			First: date(p.first), Last: date(p.last),
		}
		if p.zip {
			part.Zip = p.paths.zip[len(w.folder)+1:]
		}
		if p.folder {
			part.Folder = p.paths.folder[len(w.folder)+1:]
		}
		g.Parts = append(g.Parts, part)
		g.Zip, g.Folder = g.Zip || p.zip, g.Folder || p.folder
		g.ManyFiles = g.ManyFiles || p.files > manyFiles
	}
	g.OnlyPhone = g.Zip != g.Folder
	for _, a := range w.room.order {
		switch n := a.named(); {
		case a.self:
			g.Self = &n
		case len(g.People) < listedNames:
			g.People = append(g.People, n)
		default:
			g.More++
		}
	}
	g.Changed = w.room.changed[:min(len(w.room.changed), listedNames)]
	for i := range w.warned.told {
		g.problem(&w.warned.told[i])
	}
	return g
}

func (g *guide) problem(p *export.Problem) {
	switch p.Code { //nolint:exhaustive // the page tells of the others in its own words
	case export.SentAsFile:
		kind, ext, _ := strings.Cut(p.Name, " ")
		what := words.Kind(g.Lang, export.FileKind(kind))
		if ext != "" && g.Lang == "ko" {
			what += "(" + ext + ")"
		} else if ext != "" {
			what += " (" + ext + ")"
		}
		g.AsFile = append(g.AsFile, counted{what, p.Times()})
	case export.LossyFile:
		if p.Text == nothingIn {
			g.Empty += p.Times()
		} else {
			g.TooLarge += p.Times()
		}
	}
}

// one chooses between two words by a number.
func one(n int, single, several string) string {
	if n == 1 {
		return single
	}
	return several
}

// counting writes a number and the one of two words that goes with it.
func counting(n int, single, several string) string {
	return fmt.Sprintf("%d %s", n, one(n, single, several))
}

func date(local int64) string { return time.Unix(local, 0).UTC().Format(time.DateOnly) }

func megabytes(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%d MB", (n+5e5)/1e6)
	}
	return fmt.Sprintf("%d KB", (n+999)/1000)
}
