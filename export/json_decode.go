package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ErrJSONType is the error of DecodeEvent for an object whose type is not that of
// an event, such as the header of a file or what a later version adds.
var ErrJSONType = errors.New("unknown type of event")

// DecodeEvent reads the JSON form of one event, as AppendEvent writes it. Keys
// that it does not know are ignored; a message of a kind that it does not know
// becomes Unknown with its text. A sender_name is not part of a Message and is
// not returned. An error leaves the event nil; it names no text of a message.
func DecodeEvent(line []byte) (Event, error) {
	if bytes.HasPrefix(line, []byte(`{"type":"message",`)) { // as AppendEvent writes it: one look is enough
		return decode(line, (*jsonMessage).event)
	}
	var head struct {
		Type string `json:"type"`
	}
	if err := unmarshal(line, &head); err != nil {
		return nil, err
	}
	switch head.Type {
	case "message":
		return decode(line, (*jsonMessage).event)
	case "mark":
		return decode(line, func(j *jsonMark) (Event, error) { return &Mark{Kind: j.Kind, Text: j.Text, From: j.From.source()}, nil })
	case "unread":
		return decode(line, func(j *jsonMark) (Event, error) { return &Unread{Text: j.Text, From: j.From.source()}, nil })
	case "chat":
		return decode(line, (*jsonChat).event)
	case "person":
		return decode(line, func(j *jsonPerson) (Event, error) {
			return &Person{Ref: j.ID, SourceKey: j.Key, Names: j.Names, Handles: j.Handles, Self: j.Self, KnownBy: j.KnownBy}, nil
		})
	case "problem":
		return decode(line, func(j *jsonProblem) (Event, error) {
			return &Problem{Code: j.Code, Name: j.Name, Count: j.Count, Text: j.Text, From: j.From.source()}, nil
		})
	case "profile":
		return decode(line, func(j *jsonProfile) (Event, error) {
			return &Profile{
				Variant: j.Variant, Locale: j.Locale, Clock: j.Clock, Zone: j.Zone, Encoding: j.Encoding,
				Newlines: Newlines(j.Newlines), Dates: j.Dates, Unknown: j.Unknown, From: j.From.source(),
			}, nil
		})
	}
	return nil, ErrJSONType
}

// DecodeJSONHeader reads the line that a file of events begins with and returns
// its version. It is an error if line is no such header.
func DecodeJSONHeader(line []byte) (version int, err error) {
	var head struct {
		Type    string `json:"type"`
		Version int    `json:"version"`
	}
	if err := unmarshal(line, &head); err != nil {
		return 0, err
	}
	if head.Type != "exile" || head.Version < 1 {
		return 0, errors.New("it is not a header of exile's JSON Lines")
	}
	return head.Version, nil
}

func decode[T any](line []byte, event func(*T) (Event, error)) (Event, error) {
	var v T
	if err := unmarshal(line, &v); err != nil {
		return nil, err
	}
	return event(&v)
}

// unmarshal is json.Unmarshal of an object whose errors quote no value.
func unmarshal(line []byte, v any) error {
	if b := bytes.TrimLeft(line, " \t"); len(b) == 0 || b[0] != '{' {
		return errors.New("decode event: it is not a JSON object")
	}
	err := json.Unmarshal(line, v)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("decode event: the value of %q is not of its type", wrong.Field)
	}
	if err != nil {
		return errors.New("decode event: it is not JSON")
	}
	return nil
}

type jsonSource struct {
	Input  string `json:"input"`
	File   string `json:"file"`
	Record int64  `json:"record"`
	Line   int    `json:"line"`
	Lines  int    `json:"lines"`
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
}

func (s jsonSource) source() Source { return Source(s) }

type jsonMark struct {
	Kind MarkKind   `json:"kind"`
	Text string     `json:"text"`
	From jsonSource `json:"source"`
}

type jsonPerson struct {
	ID      PersonRef `json:"id"`
	Key     string    `json:"key"`
	Names   []string  `json:"names"`
	Handles []string  `json:"handles"`
	Self    bool      `json:"self"`
	KnownBy KnownBy   `json:"known_by"`
}

type jsonProblem struct {
	Code  Code       `json:"code"`
	Name  string     `json:"name"`
	Count int        `json:"count"`
	Text  string     `json:"text"`
	From  jsonSource `json:"source"`
}

type jsonProfile struct {
	Variant  string     `json:"variant"`
	Locale   string     `json:"locale"`
	Clock    string     `json:"clock"`
	Zone     string     `json:"zone"`
	Encoding string     `json:"encoding"`
	Newlines string     `json:"newlines"`
	Dates    string     `json:"dates"`
	Unknown  []string   `json:"unknown"`
	From     jsonSource `json:"source"`
}

type jsonChat struct {
	ID      ChatRef     `json:"id"`
	Key     string      `json:"key"`
	App     string      `json:"app"`
	Kind    ChatKind    `json:"kind"`
	Title   string      `json:"title"`
	Lang    string      `json:"lang"`
	Members []PersonRef `json:"members"`
	Saved   *string     `json:"saved"`
	From    jsonSource  `json:"source"`
}

func (j *jsonChat) event() (Event, error) {
	saved, err := decodeTime(j.Saved)
	if err != nil {
		return nil, err
	}
	return &Chat{
		Ref: j.ID, SourceKey: j.Key, App: j.App, Kind: j.Kind, Title: j.Title, Lang: j.Lang,
		Members: j.Members, Saved: saved, From: j.From.source(),
	}, nil
}

type jsonTime struct {
	Time      *string `json:"time"`
	Precision string  `json:"precision"`
	Zone      Zone    `json:"zone"`
	Inferred  bool    `json:"inferred"`
}

func (j *jsonTime) time() (Time, error) {
	t, err := decodeTime(j.Time)
	if err != nil {
		return Time{}, err
	}
	p, err := decodePrecision(j.Precision)
	return Time{T: t, Precision: p, Zone: j.Zone, Inferred: j.Inferred}, err
}

func decodeTime(s *string) (time.Time, error) {
	if s == nil {
		return time.Time{}, nil
	}
	// In a given location, or the result would depend on the computer's own.
	t, err := time.ParseInLocation(time.RFC3339Nano, *s, time.UTC)
	if err != nil {
		return time.Time{}, errors.New("decode event: a time is not as RFC 3339 has it")
	}
	return t, nil
}

func decodePrecision(s string) (time.Duration, error) {
	switch s {
	case "":
		return 0, nil
	case "minute":
		return time.Minute, nil
	case "second":
		return time.Second, nil
	case "millisecond":
		return time.Millisecond, nil
	case "hour":
		return time.Hour, nil
	case "day":
		return day, nil
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, errors.New("decode event: a precision is neither a known word nor a duration")
	}
	return d, nil
}
