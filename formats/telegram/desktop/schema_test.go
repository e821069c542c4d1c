package desktop

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Every key that is written stands in a real export with a value of the same
// JSON type, at the same place, and in the same order as there.
func TestKeysOfRealExports(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set to a folder with real exports")
	}
	real := newSchema()
	paths, err := filepath.Glob(filepath.Join(dir, "telegram", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		real.learn(t, filepath.Base(p), data)
	}
	ours := newSchema()
	for name, data := range written(t) {
		ours.learn(t, name, data)
	}
	if len(ours.types) < 50 {
		t.Errorf("only %d places were written: the histories have too little in them", len(ours.types))
	}
	for place, where := range ours.types {
		if _, ok := real.types[place]; !ok {
			t.Errorf("%s, first in %s, is in no real export", place, where)
		}
	}
	for pair, where := range ours.order {
		back := [3]string{pair[0], pair[2], pair[1]}
		_, other := real.order[back]
		if _, same := real.order[pair]; other && !same {
			t.Errorf("%s: %q comes before %q in %s, and after it in every real export", pair[0], pair[1], pair[2], where)
		}
	}
}

// written returns result.json of histories with everything in them.
func written(tb testing.TB) map[string][]byte {
	tb.Helper()
	all := map[string][]byte{}
	add := func(name string, h formats.History) {
		out, _, _ := formattest.Write(tb, writer{}, formattest.Fitted(h, writer{}.Can()), formats.WriteOptions{Lang: "en"})
		all[name] = out.Bytes(resultName)
	}
	add("everything", formattest.Everything())
	add("spans", spans())
	add("two apps", twoApps())
	add("pinned", pinned())
	add("nothing", formattest.NewHistory(nil, nil))
	for seed := range uint64(4) {
		plan := formattest.Plan{Seed: seed, Messages: 2000, Media: true, Open: seed%2 == 0, Adversarial: true, Direct: seed == 3}
		add("generated", formattest.Generate(plan).History())
	}
	return all
}

// spans is a history with a span of every kind, and no "me".
func spans() *formattest.History {
	events := []export.Event{
		&export.Chat{Ref: 1, App: "telegram", SourceKey: "channel4711", Kind: export.ChatGroup, Title: "Spans"},
		&export.Person{Ref: 1, SourceKey: "user12", Names: []string{"Ada"}, KnownBy: export.ByKey},
	}
	for i, kind := range []export.SpanKind{
		export.SpanBold, export.SpanItalic, export.SpanUnder, export.SpanStrike, export.SpanCode, export.SpanPre, export.SpanQuote,
		export.SpanSpoiler, export.SpanLink, export.SpanMention, export.SpanURL, export.SpanEmail, export.SpanPhone,
		export.SpanHashtag, export.SpanCashtag, export.SpanCommand, export.SpanBankCard, export.SpanEmoji, "another",
	} {
		span := export.Span{Kind: kind, Start: 2, End: 6}
		if _, key := kindOf(&span); key != "" || kind == export.SpanMention {
			span.Arg = "argument"
		}
		events = append(events, &export.Message{
			Chat: 1, Sender: 1, Seq: int64(i + 1), Time: export.Time{T: noon.Add(time.Duration(i) * time.Second), Precision: time.Second},
			Content: export.Text{Body: "a span here", Spans: []export.Span{span}},
		})
	}
	return formattest.NewHistory(events, nil)
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.FixedZone("", 2*60*60))

// schema is what stands where in JSON: types by place, as "chat.messages[].id
// number", and which of two members of an object comes first.
type schema struct {
	types map[string]string
	order map[[3]string]string
}

func newSchema() *schema {
	return &schema{map[string]string{}, map[[3]string]string{}}
}

func (s *schema) learn(tb testing.TB, name string, data []byte) {
	tb.Helper()
	in := json.NewDecoder(bytes.NewReader(data))
	root := "chat"
	if account := struct {
		Chats json.RawMessage `json:"chats"`
	}{}; json.Unmarshal(data, &account) == nil && account.Chats != nil {
		root = "account"
	}
	if err := s.value(in, root, name); err != nil {
		tb.Errorf("%s: %v", name, err)
	}
	if in.More() {
		tb.Errorf("%s: something follows the end", name)
	}
}

func (s *schema) value(in *json.Decoder, place, name string) error {
	tok, err := in.Token()
	if err != nil {
		return err
	}
	note := func(kind string) { s.types[place+" "+kind] = name }
	switch tok := tok.(type) {
	case nil:
		note("null")
	case bool:
		note("boolean")
	case float64:
		note("number")
	case string:
		note("string")
	case json.Delim:
		if tok == '[' {
			note("array")
			return s.array(in, place, name)
		}
		note("object")
		return s.object(in, place, name)
	}
	return nil
}

func (s *schema) array(in *json.Decoder, place, name string) error {
	place += "[]"
	switch place {
	case "account.chats.list[]", "account.left_chats.list[]":
		place = "chat"
	case "chat.messages[].text_entities[]":
		place = "chat.messages[].text[]" // Telegram writes the same elements to both
	}
	for in.More() {
		if err := s.value(in, place, name); err != nil {
			return err
		}
	}
	_, err := in.Token()
	return err
}

func (s *schema) object(in *json.Decoder, place, name string) error {
	var before []string
	for in.More() {
		tok, err := in.Token()
		if err != nil {
			return err
		}
		key, _ := tok.(string)
		for _, b := range before {
			s.order[[3]string{place, b, key}] = name
		}
		before = append(before, key)
		if err := s.value(in, place+"."+key, name); err != nil {
			return err
		}
	}
	_, err := in.Token()
	return err
}

// The layout is that of Telegram Desktop: one space for each level.
func TestLayout(t *testing.T) {
	for name, data := range written(t) {
		var want bytes.Buffer
		if err := json.Indent(&want, data, "", " "); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(want.Bytes(), data) {
			t.Errorf("%s is not indented by one space", name)
		}
		if strings.Contains(string(data), "\u2028") {
			t.Errorf("%s has a line separator that is not escaped", name)
		}
	}
}
