//go:build cgo

package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"exile/export"
)

// edited is a content as JSON, for older states of messages. Those are rare, and
// each could be of any kind: tables of their own would be empty for ever.
type edited struct {
	Kind     export.Kind   `json:"kind"`
	Text     string        `json:"text,omitempty"` // the body, or the words that the source showed
	Caption  string        `json:"caption,omitempty"`
	Spans    []editedSpan  `json:"spans,omitempty"`
	Files    []editedFile  `json:"files,omitempty"`
	Of       string        `json:"of,omitempty"` // the kind within the kind: of a call, card, notice, unknown
	Outcome  string        `json:"outcome,omitempty"`
	Duration time.Duration `json:"duration_ns,omitempty"`
	Title    string        `json:"title,omitempty"` // of a card; the question of a poll; the name of a place
	Body     string        `json:"body,omitempty"`  // of a card; the address of a place
	URL      string        `json:"url,omitempty"`
	Options  []editedVotes `json:"options,omitempty"`
	Closed   bool          `json:"closed,omitempty"`
	Point    *[2]float64   `json:"point,omitempty"` // latitude, longitude
	Actor    int64         `json:"actor,omitempty"`
	People   []int64       `json:"people,omitempty"`
	By       string        `json:"by,omitempty"`
}

type editedSpan struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Arg   string `json:"arg,omitempty"`
}

type editedFile struct {
	Key    string        `json:"key,omitempty"`
	Kind   string        `json:"kind,omitempty"`
	Name   string        `json:"name,omitempty"`
	Type   string        `json:"type,omitempty"`
	Size   int64         `json:"size,omitempty"`
	SHA256 string        `json:"sha256,omitempty"`
	State  string        `json:"state,omitempty"`
	ByTime bool          `json:"by_time,omitempty"`
	Width  int           `json:"width,omitempty"`
	Height int           `json:"height,omitempty"`
	Length time.Duration `json:"length,omitempty"` // in nanoseconds
	Root   int           `json:"root,omitempty"`
	Path   string        `json:"path,omitempty"`
}

type editedVotes struct {
	Text  string `json:"text"`
	Votes int    `json:"votes"`
}

// marshal writes a content as JSON, with the store's numbers for people.
func (s *scribe) marshal(c export.Content) ([]byte, error) {
	if c == nil {
		return []byte("null"), nil
	}
	c, err := s.known(c)
	if err != nil {
		return nil, err
	}
	return encode(editedOf(c))
}

// known gives the people in a content the store's numbers.
func (s *scribe) known(c export.Content) (export.Content, error) {
	n, ok := c.(export.Notice)
	if !ok || s.cast == nil {
		return c, nil
	}
	return s.cast.notice(s.room, n)
}

// encode writes JSON in one line, texts as they are.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func editedOf(c export.Content) *edited {
	e := &edited{Kind: export.KindOf(c)}
	switch c := c.(type) {
	case export.Text:
		e.Text, e.Spans = c.Body, editedSpans(c.Spans)
	case export.Media:
		e.Text, e.Caption, e.Spans = c.Plain, c.Caption, editedSpans(c.Spans)
		for _, f := range c.Files {
			e.Files = append(e.Files, editedFile{
				f.SourceKey, string(f.Kind), f.Name, f.Type, f.Size, f.SHA256, string(f.State), f.ByTime, f.Width, f.Height, f.Duration, f.Root, f.Path,
			})
		}
	case export.Call:
		e.Text, e.Of, e.Outcome, e.Duration = c.Plain, string(c.Kind), string(c.Outcome), c.Duration
	case export.Poll:
		e.Text, e.Title, e.Closed = c.Plain, c.Question, c.Closed
		for _, o := range c.Options {
			e.Options = append(e.Options, editedVotes(o))
		}
	case export.Place:
		e.Text, e.Title, e.Body = c.Plain, c.Name, c.Address
		if c.HasPoint {
			e.Point = &[2]float64{c.Lat, c.Lng}
		}
	case export.Card:
		e.Text, e.Of, e.Title, e.Body, e.URL = c.Plain, string(c.Kind), c.Title, c.Text, c.URL
	case export.Notice:
		e.Text, e.Of, e.Actor = c.Plain, string(c.Kind), int64(c.Actor)
		for _, ref := range c.People {
			e.People = append(e.People, int64(ref))
		}
	case export.Deleted:
		e.Text, e.By = c.Plain, string(c.By)
	case export.Unknown:
		e.Text, e.Of = c.Plain, c.Kind
	}
	return e
}

func editedSpans(spans []export.Span) []editedSpan {
	var list []editedSpan
	for _, s := range spans {
		list = append(list, editedSpan{string(s.Kind), s.Start, s.End, s.Arg})
	}
	return list
}

// unmarshal reads what marshal wrote.
func unmarshal(data string) (export.Content, error) {
	if data == "null" {
		return nil, nil //nolint:nilnil // what it said is not known
	}
	var e edited
	if err := json.Unmarshal([]byte(data), &e); err != nil {
		return nil, fmt.Errorf("%w: an edit: %w", ErrDamaged, err)
	}
	return e.content(), nil
}

func (e *edited) content() export.Content {
	switch e.Kind {
	case export.KindText:
		return export.Text{Body: e.Text, Spans: e.spans()}
	case export.KindMedia:
		return export.Media{Files: e.files(), Caption: e.Caption, Spans: e.spans(), Plain: e.Text}
	case export.KindCall:
		return export.Call{Kind: export.CallKind(e.Of), Outcome: export.CallOutcome(e.Outcome), Duration: e.Duration, Plain: e.Text}
	case export.KindPoll:
		c := export.Poll{Question: e.Title, Closed: e.Closed, Plain: e.Text}
		for _, o := range e.Options {
			c.Options = append(c.Options, export.PollOption(o))
		}
		return c
	case export.KindPlace:
		c := export.Place{Name: e.Title, Address: e.Body, Plain: e.Text}
		if e.Point != nil {
			c.Lat, c.Lng, c.HasPoint = e.Point[0], e.Point[1], true
		}
		return c
	case export.KindCard:
		return export.Card{Kind: export.CardKind(e.Of), Title: e.Title, Text: e.Body, URL: e.URL, Plain: e.Text}
	case export.KindNotice:
		c := export.Notice{Kind: export.NoticeKind(e.Of), Actor: export.PersonRef(e.Actor), Plain: e.Text}
		for _, id := range e.People {
			c.People = append(c.People, export.PersonRef(id))
		}
		return c
	case export.KindDeleted:
		return export.Deleted{By: export.DeletedBy(e.By), Plain: e.Text}
	case export.KindUnknown:
	}
	return export.Unknown{Kind: e.Of, Plain: e.Text}
}

func (e *edited) spans() []export.Span {
	var list []export.Span
	for _, s := range e.Spans {
		list = append(list, export.Span{Kind: export.SpanKind(s.Kind), Start: s.Start, End: s.End, Arg: s.Arg})
	}
	return list
}

func (e *edited) files() []export.File {
	var list []export.File
	for _, f := range e.Files {
		list = append(list, export.File{
			SourceKey: f.Key, Kind: export.FileKind(f.Kind), Name: f.Name, Type: f.Type, Size: f.Size,
			SHA256: f.SHA256, State: export.FileState(f.State), ByTime: f.ByTime, Root: f.Root, Path: f.Path,
			Width: f.Width, Height: f.Height, Duration: f.Length,
		})
	}
	return list
}
