package html

import (
	"context"
	"slices"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
	"exile/formats/html/bubble"
)

// Format returns the offline site.
func Format() formats.Format {
	return formats.Format{
		Name:  "html",
		Title: formats.Text{EN: "Web page", KO: "웹 페이지"},
		Help: formats.Text{
			EN: "a folder that opens in any browser by a double click, without a network: chats in bubbles, photos and sound in place, search",
			KO: "더블 클릭하면 브라우저에서 열리는 폴더입니다. 인터넷 없이 말풍선, 사진, 소리, 검색을 그대로 볼 수 있습니다",
		},
		Writer:        writer{},
		WriterOptions: options(),
	}
}

// writer writes the format; it has no state.
type writer struct{}

// Can says that a page shows everything.
func (writer) Can() formats.Can {
	return formats.Can{
		Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Cards: true,
		Deleted: true, Notices: true, Replies: true, Forwards: true, Reactions: true, Edits: true, Spans: true,
	}
}

// Write writes the site, or the one file. See the package comment for what stands in it.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn,
) (formats.Tally, error) {
	if warn == nil {
		warn = func(export.Problem) {}
	}
	set, err := parseSettings(opt)
	if err != nil {
		return formats.Tally{}, err
	}
	people, err := h.People(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	r := &run{history: h, out: out, set: set, say: labelsOf(set.lang), people: bubble.NewPeople(called(people, opt), set.lang)}
	if !r.people.AnySelf() {
		warn(export.Problem{Code: export.UnknownSelf})
	}
	if set.single {
		err = r.single(ctx, chats)
	} else {
		err = r.site(ctx, chats)
	}
	if r.large > 0 {
		warn(export.Problem{Code: export.LossyFile, Count: r.large})
	}
	if err == nil {
		err = ctx.Err()
	}
	return r.tally, err
}

// called returns people under the names that the options give them.
func called(people []export.Person, opt formats.WriteOptions) []export.Person {
	names := make(map[string]string, len(opt.Names))
	for from, to := range opt.Names {
		names[norm.NFC.String(from)] = to
	}
	list := slices.Clone(people)
	for i := range list {
		p := &list[i]
		to := opt.Self
		if !p.Self || to == "" {
			to = ""
			for _, n := range p.Names {
				if to = names[norm.NFC.String(n)]; to != "" {
					break
				}
			}
		}
		if to != "" {
			p.Names = []string{to}
		}
	}
	return list
}

// run is one call of Write.
type run struct {
	history formats.History
	out     formats.Output
	set     settings
	say     *labels
	people  *bubble.People
	doc     int64  // the number that the next message gets; the first is 1
	search  *index // nil in a single file
	chats   []chatEntry
	large   int   // files that a single file did not take
	inside  int64 // bytes of the files that it took
	tally   formats.Tally
}
