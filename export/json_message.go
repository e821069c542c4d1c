package export

import (
	"encoding/json"
	"time"
)

type jsonMessage struct {
	ID     MessageID `json:"id"`
	Key    string    `json:"key"`
	Chat   ChatRef   `json:"chat"`
	Sender PersonRef `json:"sender"`
	Seq    int64     `json:"seq"`
	jsonTime
	jsonContent
	ReplyTo *struct {
		Key   string    `json:"key"`
		ID    MessageID `json:"id"`
		Quote string    `json:"quote"`
	} `json:"reply_to"`
	Forward *struct {
		Name string `json:"name"`
		jsonTime
	} `json:"forward"`
	Reactions []struct {
		Sign  string    `json:"sign"`
		By    PersonRef `json:"by"`
		Count int       `json:"count"`
	} `json:"reactions"`
	Edits []struct {
		jsonTime
		jsonContent
	} `json:"edits"`
	From jsonSource `json:"source"`
}

func (j *jsonMessage) event() (Event, error) {
	t, err := j.time()
	if err != nil {
		return nil, err
	}
	m := &Message{
		ID: j.ID, SourceKey: j.Key, Chat: j.Chat, Sender: j.Sender, Time: t, Seq: j.Seq,
		Content: j.content(), From: j.From.source(),
	}
	if r := j.ReplyTo; r != nil {
		m.ReplyTo = &Reply{Key: r.Key, ID: r.ID, Quote: r.Quote}
	}
	if f := j.Forward; f != nil {
		m.Forward = &Forward{Name: f.Name}
		if m.Forward.Time, err = f.time(); err != nil {
			return nil, err
		}
	}
	for _, r := range j.Reactions {
		m.Reactions = append(m.Reactions, Reaction{Sign: r.Sign, By: r.By, Count: r.Count})
	}
	for i := range j.Edits {
		var e Edit
		if j.Edits[i].Kind != "" {
			e.Content = j.Edits[i].content()
		}
		if e.Time, err = j.Edits[i].time(); err != nil {
			return nil, err
		}
		m.Edits = append(m.Edits, e)
	}
	return m, nil
}

type jsonContent struct {
	Kind    Kind       `json:"kind"`
	Text    string     `json:"text"`
	Caption string     `json:"caption"`
	Spans   []jsonSpan `json:"spans"`
	Files   []jsonFile `json:"files"`
	Call    struct {
		Kind    CallKind    `json:"kind"`
		Outcome CallOutcome `json:"outcome"`
		Seconds json.Number `json:"seconds"`
	} `json:"call"`
	Poll struct {
		Question string `json:"question"`
		Options  []struct {
			Text  string `json:"text"`
			Votes int    `json:"votes"`
		} `json:"options"`
		Closed bool `json:"closed"`
	} `json:"poll"`
	Place struct {
		Name    string   `json:"name"`
		Address string   `json:"address"`
		Lat     *float64 `json:"lat"`
		Lng     *float64 `json:"lng"`
	} `json:"place"`
	Card struct {
		Kind  CardKind `json:"kind"`
		Title string   `json:"title"`
		Text  string   `json:"text"`
		URL   string   `json:"url"`
	} `json:"card"`
	Notice struct {
		Kind   NoticeKind  `json:"kind"`
		Actor  PersonRef   `json:"actor"`
		People []PersonRef `json:"people"`
	} `json:"notice"`
	Deleted struct {
		By DeletedBy `json:"by"`
	} `json:"deleted"`
	Unknown struct {
		Kind string `json:"kind"`
	} `json:"unknown"`
}

type jsonSpan struct {
	Kind  SpanKind `json:"kind"`
	Start int      `json:"start"`
	End   int      `json:"end"`
	Arg   string   `json:"arg"`
}

type jsonFile struct {
	Key     string      `json:"key"`
	Name    string      `json:"name"`
	Kind    FileKind    `json:"kind"`
	State   FileState   `json:"state"`
	SHA256  string      `json:"sha256"`
	Size    int64       `json:"size"`
	Type    string      `json:"mime"`
	ByTime  bool        `json:"by_time"`
	Width   int         `json:"width"`
	Height  int         `json:"height"`
	Seconds json.Number `json:"seconds"`
	Root    int         `json:"root"`
	Path    string      `json:"path"`
}

func (j *jsonContent) content() Content {
	switch j.Kind {
	case KindText:
		return Text{Body: j.Text, Spans: j.spans()}
	case KindMedia:
		return Media{Files: j.files(), Caption: j.Caption, Spans: j.spans(), Plain: j.Text}
	case KindCall:
		return Call{Kind: j.Call.Kind, Outcome: j.Call.Outcome, Duration: seconds(j.Call.Seconds), Plain: j.Text}
	case KindPoll:
		p := Poll{Question: j.Poll.Question, Closed: j.Poll.Closed, Plain: j.Text}
		for _, o := range j.Poll.Options {
			p.Options = append(p.Options, PollOption{Text: o.Text, Votes: o.Votes})
		}
		return p
	case KindPlace:
		p := Place{Name: j.Place.Name, Address: j.Place.Address, Plain: j.Text}
		if j.Place.Lat != nil && j.Place.Lng != nil {
			p.Lat, p.Lng, p.HasPoint = *j.Place.Lat, *j.Place.Lng, true
		}
		return p
	case KindCard:
		return Card{Kind: j.Card.Kind, Title: j.Card.Title, Text: j.Card.Text, URL: j.Card.URL, Plain: j.Text}
	case KindNotice:
		return Notice{Kind: j.Notice.Kind, Actor: j.Notice.Actor, People: j.Notice.People, Plain: j.Text}
	case KindDeleted:
		return Deleted{By: j.Deleted.By, Plain: j.Text}
	case KindUnknown:
		return Unknown{Kind: j.Unknown.Kind, Plain: j.Text}
	}
	return Unknown{Kind: string(j.Kind), Plain: j.Text}
}

func (j *jsonContent) spans() []Span {
	var spans []Span
	for _, s := range j.Spans {
		spans = append(spans, Span(s))
	}
	return spans
}

func (j *jsonContent) files() []File {
	var files []File
	for _, f := range j.Files {
		files = append(files, File{
			SourceKey: f.Key, Kind: f.Kind, Name: f.Name, Type: f.Type, Size: f.Size,
			SHA256: f.SHA256, State: f.State, ByTime: f.ByTime, Root: f.Root, Path: f.Path,
			Width: f.Width, Height: f.Height, Duration: seconds(f.Seconds),
		})
	}
	return files
}

// seconds reads a length of time. What is none is unknown, which is what 0 says.
func seconds(n json.Number) time.Duration {
	d, _ := time.ParseDuration(n.String() + "s")
	return d
}
