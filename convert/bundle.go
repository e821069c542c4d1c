package convert

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"regexp"
	"slices"
	"unicode/utf8"

	"exile/convert/handover"
	"exile/export"
	"exile/formats"
)

// Manifest finds out what a bundle of a history holds, without reading its media.
// Of opt, only what says which messages are written and how counts. The manifest
// has no Depth and no Request: they are the caller's to set. The report is as that
// of Write.
func (e *Engine) Manifest(
	ctx context.Context, h formats.History, to formats.Format, opt OutOptions,
) (*handover.Manifest, *OutReport, error) {
	if to.Writer == nil {
		return nil, nil, fmt.Errorf("write %s: %w", to.Name, ErrNoWriter)
	}
	s := &bundleSurvey{ctx: ctx, history: h}
	w, err := e.drive(ctx, h, to, s, opt)
	if err != nil {
		return nil, nil, fmt.Errorf("look through %s: %w", to.Name, err)
	}
	problems := slices.DeleteFunc(slices.Clone(w.report.Problems), judgedLater)
	for i := range s.chats {
		s.chats[i].Problems = w.problemsOf(&s.chats[i], problems)
	}
	return &handover.Manifest{Version: handover.Version, Chats: s.chats}, w.report, nil
}

// HandOver writes the texts of a manifest to out, and with handover.Files the files.
// The history and opt must be those that the manifest was made of. What differs from
// it is an error that wraps handover.ErrChanged.
func (e *Engine) HandOver(
	ctx context.Context, h formats.History, to formats.Format, m *handover.Manifest, out io.Writer, opt OutOptions,
) error {
	w, err := handover.NewWriter(out, m)
	if err != nil {
		return err
	}
	if m.Depth > handover.Manifests {
		quiet := Engine{Formats: e.Formats} // whoever takes the stream shows how far it is
		if _, err := quiet.drive(ctx, h, to, &bundleStream{w, m.Depth}, opt); err != nil {
			return fmt.Errorf("hand over: %w", err)
		}
	}
	return w.Close()
}

// judgedLater reports whether a problem is one that whoever delivers the bundle
// judges anew: in which form a file goes, and what the parts mean.
func judgedLater(p export.Problem) bool {
	switch p.Code { //nolint:exhaustive // the others stay
	case export.SentAsFile, export.DateOrder, export.SeveralParts, export.AssumedOffset, export.UnknownSelf:
		return true
	}
	return false
}

// problemsOf are what was lost of a chat, and what the writer told of it.
func (w *writing) problemsOf(c *handover.Chat, told []export.Problem) []export.Problem {
	var lost count
	for r, n := range w.fitted.told.chats[export.ChatRef(c.ID.Number)] {
		if r == (export.Range{}) {
			lost = n
		}
	}
	all := lost.problems()
	for _, p := range told {
		if p.Name == c.Title && p.Name != "" {
			p.From = export.Source{}
			all = append(all, p)
		}
	}
	return slices.DeleteFunc(all, func(p export.Problem) bool { return p.Code == export.AssumedSeconds && p.Name == "" })
}

// bundleSurvey is an output that looks at a bundle and keeps nothing of it.
type bundleSurvey struct {
	ctx     context.Context //nolint:containedctx // that of the run
	history formats.History
	chats   []handover.Chat
	parts   []handover.Part // of the chat that is being written
	text    *textSum
}

// WantsFiles says that nothing of files is read.
func (s *bundleSurvey) WantsFiles() bool { return false }

// Create begins a text.
func (s *bundleSurvey) Create(name string) (io.WriteCloser, error) {
	s.text = &textSum{sum: sha256.New()}
	s.parts = append(s.parts, handover.Part{Name: path.Base(name)})
	return s.text, nil
}

// Part notes a part whose text is whole.
func (s *bundleSurvey) Part(p *formats.BundlePart) error {
	if len(s.parts) == 0 || s.text == nil {
		return errNoFile
	}
	to := &s.parts[len(s.parts)-1]
	to.Size, to.SHA256, to.Head = s.text.size, hex.EncodeToString(s.text.sum.Sum(nil)), string(s.text.head)
	to.Messages, to.Notices, to.Long = p.Messages, p.Notices, p.Long
	to.DayShown, to.First, to.Last = p.DayShown, p.First, p.Last
	s.text = nil
	for i := range p.Files {
		f, err := s.file(&p.Files[i])
		if err != nil {
			return err
		}
		to.Files = append(to.Files, f)
	}
	return nil
}

// file notes a file. Where the history does not know what is in it, it is read.
func (s *bundleSurvey) file(b *formats.BundleFile) (handover.File, error) {
	f := handover.File{
		Name: path.Base(b.Name), Kind: b.File.Kind, Type: b.File.Type, Size: b.File.Size, SHA256: b.File.SHA256,
		Width: max(b.File.Width, 0), Height: max(b.File.Height, 0), Duration: min(max(b.File.Duration, 0), handover.MaxDuration),
	}
	if f.SHA256 != "" && f.Size > 0 {
		return f, nil
	}
	r, err := s.history.OpenFile(s.ctx, b.File)
	if err != nil {
		return f, fmt.Errorf("open %s: %w", f.Name, err)
	}
	sum := sha256.New()
	f.Size, err = io.Copy(sum, r)
	f.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return f, errors.Join(err, r.Close())
}

// Chat notes a chat whose parts were written.
func (s *bundleSurvey) Chat(c *formats.BundleChat) error {
	to := handover.Chat{
		ID:    handover.ChatID{Number: int64(c.Chat.Ref), Title: c.Chat.Title},
		Title: c.Chat.Title, App: c.Chat.App, Kind: c.Chat.Kind, Group: c.Group, Parts: s.parts,
	}
	for _, a := range c.Authors {
		to.People = append(to.People, handover.Person{Name: a.Name, Self: a.Self, Messages: a.Messages, Nameless: nameless(a.Name)})
	}
	s.chats, s.parts = append(s.chats, to), nil
	return nil
}

// twin finds the number that tells people of one name apart.
var twin = regexp.MustCompile(`^(.*) \([1-9][0-9]*\)$`)

// nameless reports whether a written name is nobody's.
func nameless(name string) bool {
	stem := name
	if m := twin.FindStringSubmatch(name); m != nil {
		stem = m[1]
	}
	return nobody(name) || nobody(stem)
}

// maxHead is the most that is kept of the first lines of a text, in bytes.
const maxHead = 64 << 10

// textSum takes a text and keeps its head.
type textSum struct {
	sum   hash.Hash
	size  int64
	head  []byte
	lines int
	full  bool
}

// Write sums up.
func (t *textSum) Write(p []byte) (int, error) {
	_, _ = t.sum.Write(p) // never fails
	t.size += int64(len(p))
	for rest := p; !t.full && len(rest) > 0; {
		end := len(rest)
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			end = i + 1
			t.lines++
		}
		t.head = append(t.head, rest[:end]...)
		rest = rest[end:]
		t.full = t.lines == handover.HeadLines || len(t.head) > maxHead
	}
	return len(p), nil
}

// Close cuts the head to whole lines, or to whole letters where the first line
// alone is too long.
func (t *textSum) Close() error {
	if len(t.head) <= maxHead {
		return nil
	}
	t.head = t.head[:maxHead]
	if i := bytes.LastIndexByte(t.head, '\n'); i >= 0 {
		t.head = t.head[:i+1]
	}
	for n := 0; n < utf8.UTFMax && !utf8.Valid(t.head); n++ {
		t.head = t.head[:len(t.head)-1]
	}
	return nil
}

// bundleStream is an output that passes a bundle on.
type bundleStream struct {
	*handover.Writer
	depth handover.Depth
}

// WantsFiles says whether media go too.
func (s *bundleStream) WantsFiles() bool { return s.depth == handover.Files }

// Create begins the next text or file. The manifest has its name.
func (s *bundleStream) Create(string) (io.WriteCloser, error) { return s.Writer.Create() }

// Part is known already.
func (s *bundleStream) Part(*formats.BundlePart) error { return nil }

// Chat is known already.
func (s *bundleStream) Chat(*formats.BundleChat) error { return nil }
