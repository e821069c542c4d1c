package markdown

import (
	"context"
	"fmt"

	"exile/export"
	"exile/formats"
)

// Format returns the format.
func Format() formats.Format {
	return formats.Format{
		Name:  "markdown",
		Title: formats.Text{EN: "Markdown notes", KO: "마크다운 노트"},
		Help: formats.Text{
			EN: "writes for each chat a folder of notes for Obsidian and other note apps, with its files beside them",
			KO: "대화마다 옵시디언 같은 노트 앱에서 볼 수 있는 노트 폴더를 만들고 파일도 함께 넣습니다",
		},
		Writer: writer{},
		WriterOptions: []formats.Option{{
			Name: optionNote, Kind: formats.OptionChoice, Default: perDay, Values: []string{perDay, perMonth},
			Help: formats.Text{
				EN: "how much goes into one note: a day, as daily notes have it, or a month",
				KO: "노트 하나에 담는 기간: day(데일리 노트처럼 하루) 또는 month(한 달)",
			},
		}},
	}
}

const (
	optionNote = "note"
	perDay     = "day"
	perMonth   = "month"
)

type writer struct{}

// Can says that everything is carried as such.
func (writer) Can() formats.Can {
	return formats.Can{
		Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Cards: true, Deleted: true,
		Notices: true, Replies: true, Forwards: true, Reactions: true, Edits: true, Spans: true,
	}
}

// Write writes a folder for each chat that has messages. See the package comment
// for what stands in it.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn,
) (formats.Tally, error) {
	r := &run{history: h, out: out, lang: opt.Lang, warn: warn}
	if r.warn == nil {
		r.warn = func(export.Problem) {}
	}
	switch v := opt.Values[optionNote]; v {
	case "", perDay:
	case perMonth:
		r.months = true
	default:
		return formats.Tally{}, fmt.Errorf("option --%s: %q is neither day nor month", optionNote, v)
	}
	people, err := h.People(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	r.people = newDirectory(people, opt)
	chats, err := h.Chats(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	for _, taken := range []string{r.indexTitle(), r.indexTitle() + ".md", "exile-report.json"} {
		r.folders.Unique(taken, "")
	}
	var list []listed
	for i := range chats {
		one, err := r.chat(ctx, &chats[i])
		if err != nil {
			return r.tally, err
		}
		if one.notes > 0 {
			list = append(list, one)
		}
	}
	if err := r.index(list); err != nil {
		return r.tally, err
	}
	return r.tally, ctx.Err()
}

// run is one call of Write.
type run struct {
	history formats.History
	out     formats.Output
	warn    formats.Warn
	lang    string
	months  bool
	people  *directory
	folders formats.FileNames
	tally   formats.Tally
	page    body // its memory serves all paragraphs
}
