//go:build cgo

package store

import (
	"encoding/json"
	"fmt"
	"time"

	"exile/export"
)

// toldMessage is a message as one export told it, whole, and where it stood there.
// People have the store's numbers; ID, Chat, Seq and From are empty.
type toldMessage struct {
	Message         *export.Message
	Document, Place int64 // as in the table messages
}

// The JSON of the column told of versions.
type toldJSON struct {
	Key       string       `json:"key,omitempty"`
	Sender    int64        `json:"sender,omitempty"`
	Time      toldTime     `json:"time"`
	Content   *edited      `json:"content,omitempty"`
	Reply     *toldReply   `json:"reply,omitempty"`
	Forward   *toldForward `json:"forward,omitempty"`
	Reactions []toldSign   `json:"reactions,omitempty"`
	Edits     []toldEdit   `json:"edits,omitempty"`
	Document  int64        `json:"document,omitempty"`
	Place     int64        `json:"place,omitempty"`
}

// toldTime is a time to the nanosecond, of any year.
type toldTime struct {
	Known     bool          `json:"known,omitempty"`
	Unix      int64         `json:"unix,omitempty"` // seconds since 1970
	Nanos     int64         `json:"nanos,omitempty"`
	Offset    int64         `json:"offset,omitempty"` // seconds east of UTC of the wall clock
	Precision time.Duration `json:"precision,omitempty"`
	Zone      export.Zone   `json:"zone,omitempty"`
	Inferred  bool          `json:"inferred,omitempty"`
}

type toldReply struct {
	Key   string `json:"key,omitempty"`
	Quote string `json:"quote,omitempty"`
}

type toldForward struct {
	Name string   `json:"name,omitempty"`
	Time toldTime `json:"time"`
}

type toldSign struct {
	Sign  string `json:"sign"`
	By    int64  `json:"by,omitempty"`
	Count int    `json:"count,omitempty"`
}

type toldEdit struct {
	Time    toldTime `json:"time"`
	Content *edited  `json:"content,omitempty"`
}

// marshalTold writes what stands in versions.told.
func marshalTold(t toldMessage) (string, error) {
	m := t.Message
	j := toldJSON{
		Key: m.SourceKey, Sender: int64(m.Sender), Time: toldTimeOf(m.Time), Content: toldContent(m.Content),
		Document: t.Document, Place: t.Place,
	}
	if r := m.ReplyTo; r != nil {
		j.Reply = &toldReply{r.Key, r.Quote}
	}
	if f := m.Forward; f != nil {
		j.Forward = &toldForward{f.Name, toldTimeOf(f.Time)}
	}
	for _, r := range m.Reactions {
		j.Reactions = append(j.Reactions, toldSign{r.Sign, int64(r.By), r.Count})
	}
	for _, e := range m.Edits {
		j.Edits = append(j.Edits, toldEdit{toldTimeOf(e.Time), toldContent(e.Content)})
	}
	data, err := encode(&j)
	return string(data), err
}

func toldContent(c export.Content) *edited {
	if c == nil {
		return nil
	}
	return editedOf(c)
}

// unmarshalTold reads what marshalTold wrote.
func unmarshalTold(data string) (toldMessage, error) {
	var j toldJSON
	if err := json.Unmarshal([]byte(data), &j); err != nil {
		return toldMessage{}, fmt.Errorf("%w: a version: %w", ErrDamaged, err)
	}
	m := &export.Message{
		SourceKey: j.Key, Sender: export.PersonRef(j.Sender), Time: j.Time.time(), Content: j.Content.told(),
	}
	if r := j.Reply; r != nil {
		m.ReplyTo = &export.Reply{Key: r.Key, Quote: r.Quote}
	}
	if f := j.Forward; f != nil {
		m.Forward = &export.Forward{Name: f.Name, Time: f.Time.time()}
	}
	for _, r := range j.Reactions {
		m.Reactions = append(m.Reactions, export.Reaction{Sign: r.Sign, By: export.PersonRef(r.By), Count: r.Count})
	}
	for _, e := range j.Edits {
		m.Edits = append(m.Edits, export.Edit{Time: e.Time.time(), Content: e.Content.told()})
	}
	return toldMessage{m, j.Document, j.Place}, nil
}

// told is content, nil for none.
func (e *edited) told() export.Content {
	if e == nil {
		return nil
	}
	return e.content()
}

func toldTimeOf(t export.Time) toldTime {
	j := toldTime{Precision: t.Precision, Zone: t.Zone, Inferred: t.Inferred}
	if !t.T.IsZero() {
		_, offset := t.T.Zone()
		j.Known, j.Unix, j.Nanos, j.Offset = true, t.T.Unix(), int64(t.T.Nanosecond()), int64(offset)
	}
	return j
}

func (j *toldTime) time() export.Time {
	t := export.Time{Precision: j.Precision, Zone: j.Zone, Inferred: j.Inferred}
	if j.Known {
		var z zones
		t.T = time.Unix(j.Unix, j.Nanos).In(z.at(j.Offset))
	}
	return t
}
