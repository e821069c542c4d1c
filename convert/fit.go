package convert

import (
	"cmp"
	"context"
	"io"
	"iter"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// Fit returns h as a target can carry it: what it has no form for becomes words
// in the given language or is left out. Each loss is told once a chat and kind,
// with its count, when the chat has been read to its end for the first time.
func Fit(h formats.History, can formats.Can, lang string, warn formats.Warn) formats.History {
	f := newFitted(h, can, lang)
	f.warn = warn
	return f
}

// speaking returns the same with the language of a chat, in which the words go
// that take the place of something else.
func (f *fitted) speaking(ctx context.Context, ref export.ChatRef) (*fitted, error) {
	if f.langs == nil {
		chats, err := f.Chats(ctx)
		if err != nil {
			return nil, err
		}
		f.langs = make(map[export.ChatRef]string, len(chats))
		for i := range chats {
			f.langs[chats[i].Ref] = chats[i].Lang
		}
	}
	spoken := *f
	spoken.lang = cmp.Or(f.langs[ref], f.lang)
	return &spoken, nil
}

// fitted is a history cut to what a target carries. It counts what it delivers.
type fitted struct {
	formats.History
	can   formats.Can
	lang  string
	langs map[export.ChatRef]string // of the chats, where known; nil before the first pass
	warn  formats.Warn              // nil: ask for losses at the end
	told  *delivery
	step  func(chat export.ChatRef, n int64) // called for the nth message of a pass over a chat; may be nil
}

func newFitted(h formats.History, can formats.Can, lang string) *fitted {
	return &fitted{History: h, can: can, lang: lang, told: newDelivery()}
}

// Messages yields the messages that fit.
func (f *fitted) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		f, err := f.speaking(ctx, chat)
		if err != nil {
			yield(nil, err)
			return
		}
		var n count
		var at int64
		for m, err := range f.History.Messages(ctx, chat, r) {
			if err != nil {
				yield(nil, err)
				return
			}
			f.fit(m, &n)
			n.message(m)
			if at++; f.step != nil {
				f.step(chat, at)
			}
			if !yield(m, nil) {
				return
			}
		}
		if f.told.finished(chat, r, n) && f.warn != nil {
			for _, p := range n.problems() {
				f.warn(p)
			}
		}
	}
}

// OpenFile opens the bytes of a file.
func (f *fitted) OpenFile(ctx context.Context, file *export.File) (io.ReadSeekCloser, error) {
	return f.History.OpenFile(ctx, file)
}

func (f *fitted) fit(m *export.Message, n *count) {
	m.Content = f.content(m.Content, n)
	if !f.can.Replies && m.ReplyTo != nil {
		m.ReplyTo = nil
		n.lose(export.LossyReply, 1)
	}
	if !f.can.Forwards && m.Forward != nil {
		m.Forward = nil
		n.lose(export.LossyForward, 1)
	}
	if !f.can.Reactions && len(m.Reactions) > 0 {
		for _, r := range m.Reactions {
			n.lose(export.LossyReaction, max(r.Count, 1))
		}
		m.Reactions = nil
	}
	if !f.can.Edits && len(m.Edits) > 0 {
		n.lose(export.LossyEdit, len(m.Edits))
		m.Edits = nil
	}
	if f.can.Seconds && m.Time.Precision >= time.Minute {
		n.lose(export.AssumedSeconds, 1)
	}
}

func (f *fitted) content(c export.Content, n *count) export.Content {
	switch c := c.(type) {
	case export.Text:
		c.Spans = f.spans(c.Spans, n)
		return c
	case export.Media:
		return f.media(c, n)
	case export.Call:
		return f.words(c, f.can.Calls)
	case export.Poll:
		if !f.can.Polls && len(c.Options) > 0 && shown(c) {
			n.lose(export.LossyPoll, 1)
		}
		return f.words(c, f.can.Polls)
	case export.Place:
		if !f.can.Places && c.HasPoint && shown(c) {
			n.lose(export.LossyPlace, 1)
		}
		return f.words(c, f.can.Places)
	case export.Card:
		return f.words(c, f.can.Cards)
	case export.Deleted:
		return f.words(c, f.can.Deleted)
	case export.Notice, export.Unknown: // every writer has a form for these
	}
	return c
}

// shown reports whether the source showed words of its own, which then stand in
// for the details. Where it showed none, the words made here hold them all.
func shown(c export.Content) bool { return strings.TrimSpace(c.Words()) != "" }

func (f *fitted) words(c export.Content, can bool) export.Content {
	if can {
		return c
	}
	return export.Text{Body: words.Of(f.lang, c)}
}

func (f *fitted) spans(s []export.Span, n *count) []export.Span {
	if f.can.Spans || len(s) == 0 {
		return s
	}
	n.lose(export.LossyStyle, len(s))
	return nil
}

// media keeps the files that the target takes; the others become words, above
// the caption.
func (f *fitted) media(c export.Media, n *count) export.Content {
	if !f.can.Media {
		for i := range c.Files {
			if c.Files[i].State == export.FilePresent {
				n.lose(export.LossyFile, 1)
			}
		}
		what := words.Missing(f.lang, c)
		if what == "" || hasPresent(c.Files) {
			what = words.Of(f.lang, c)
		}
		return export.Text{Body: joinLines(what, c.Caption)}
	}
	c.Spans = f.spans(c.Spans, n)
	missing := words.Missing(f.lang, c)
	if f.can.AbsentFile || missing == "" && len(c.Files) > 0 {
		return c
	}
	if !hasPresent(c.Files) {
		if missing == "" {
			missing = words.Of(f.lang, c)
		}
		return export.Text{Body: joinLines(missing, c.Caption), Spans: moved(c.Spans, missing)}
	}
	c.Files = present(c.Files)
	c.Spans = moved(c.Spans, missing)
	c.Caption = joinLines(missing, c.Caption)
	return c
}

func hasPresent(files []export.File) bool { return len(present(files)) > 0 }

func present(files []export.File) []export.File {
	var kept []export.File
	for i := range files {
		if files[i].State == export.FilePresent {
			kept = append(kept, files[i])
		}
	}
	return kept
}

func joinLines(a, b string) string {
	if b == "" {
		return a
	}
	return a + "\n" + b
}

// moved shifts the spans of a caption that got a line before it.
func moved(spans []export.Span, line string) []export.Span {
	if len(spans) == 0 {
		return nil
	}
	out := make([]export.Span, len(spans))
	for i, s := range spans {
		s.Start += len(line) + 1
		s.End += len(line) + 1
		out[i] = s
	}
	return out
}
