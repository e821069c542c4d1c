package desktop

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// inGroup is a result.json of a group with these messages, each an object without the
// braces; an id, a type and a time go before what says none.
func inGroup(messages ...string) formats.Input {
	return inChat(`"type":"private_supergroup","id":50`, messages...)
}

func inChat(head string, messages ...string) formats.Input {
	var b strings.Builder
	fmt.Fprintf(&b, `{"name":"Garden",%s,"messages":[`, head)
	for i, m := range messages {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('{')
		fmt.Fprintf(&b, `"id":%d,`, i+1)
		if !strings.Contains(m, `"type":"service"`) && !strings.Contains(m, `"type":"own"`) {
			b.WriteString(`"type":"message",`)
		}
		if !strings.Contains(m, `"date`) {
			b.WriteString(`"date":"2024-09-01T11:00:00","date_unixtime":"1725181200",`)
		}
		b.WriteString(m + "}")
	}
	b.WriteString("]}")
	return formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(b.String())})
}

// readMessages reads an input, and what is told of fields that the model has no place
// for: their names, and how often.
func readMessages(t *testing.T, in formats.Input) (all []*export.Message, missed map[string]int) {
	t.Helper()
	missed = map[string]int{}
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
		switch e := e.(type) {
		case *export.Message:
			all = append(all, e)
		case *export.Problem:
			if e.Code == export.OnlyInOriginal {
				missed[e.Name] += e.Times()
			}
		case *export.Person, *export.Chat, *export.Unread, *export.Mark, *export.Profile:
		}
	}
	return all, missed
}

// Where the two forms of a text differ, no word of the text is lost, and what is not
// taken is told of.
func TestTextsThatDiffer(t *testing.T) {
	for _, c := range []struct {
		what, fields, want string
		spans, missed      int
	}{
		{"one piece for all", `"text":"the whole text","text_entities":[{"type":"plain","text":"X"}]`, "the whole text", 0, 1},
		{"a changed text", `"text":["so ",{"type":"bold","text":"new"}],"text_entities":[{"type":"plain","text":"old"}]`, "so new", 1, 1},
		{"half of it", `"text":"first half, second half","text_entities":[{"type":"bold","text":"first half"}]`, "first half, second half", 0, 1},
		{"more than it", `"text":"so","text_entities":[{"type":"bold","text":"so"},{"type":"plain","text":" there is more"}]`, "so there is more", 1, 0},
		{"no text", `"text_entities":[{"type":"bold","text":"alone"}]`, "alone", 1, 0},
		{"no entities", `"text":"plain","text_entities":[]`, "plain", 0, 0},
		{"other escapes", `"text":"Zo\u00eb","text_entities":[{"type":"italic","text":"Zoë"}]`, "Zoë", 1, 0},
		{"other borders", `"text":["a b",{"type":"bold","text":"c d"}],"text_entities":[{"type":"plain","text":"a"},{"type":"plain","text":" b"},{"type":"bold","text":"c d"},{"type":"plain","text":""}]`, "a bc d", 1, 0},
	} {
		all, missed := readMessages(t, inGroup(`"from":"Ana","from_id":"user5",`+c.fields))
		x, ok := all[0].Content.(export.Text)
		if !ok || x.Body != c.want || len(x.Spans) != c.spans || missed["text_entities"] != c.missed {
			t.Errorf("%s: %+v, told of %v", c.what, all[0].Content, missed)
		}
	}
}

// What stands in a text and is none of one is told of, and so is a style that the model
// has no place for.
func TestStylesWithoutPlace(t *testing.T) {
	const styled = `"text":[{"type":"bold","text":"loud"}],"text_entities":[{"type":"bold","text":"loud"}]`
	for what, fields := range map[string]string{
		"place":                `"location_information":{"latitude":1.5,"longitude":2.5},` + styled,
		"game":                 `"game_title":"Snake",` + styled,
		"poll":                 `"poll":{"question":"Q","answers":[]},` + styled,
		"contact":              `"contact_information":{"first_name":"Zed"},` + styled,
		"of a poll's question": `"text":"","poll":{"question":[{"type":"bold","text":"Q"}],"answers":[]}`,
		"of a poll's answer":   `"text":"","poll":{"question":"Q","answers":[{"text":[{"type":"bold","text":"A"}],"voters":1}]}`,
	} {
		if _, missed := readMessages(t, inGroup(`"from":"Ana","from_id":"user5",`+fields)); missed["text_entities"] != 1 {
			t.Errorf("%s: told of %v", what, missed)
		}
	}
	_, missed := readMessages(t, inGroup(`"text":["a",["nested"],{"type":"bold","text":["deep"]}]`, `"type":"own","text":"x"`))
	_, again := readMessages(t, inGroup(`"text":["a",["nested"]],"text_entities":[{"type":"plain","text":"a"}]`, `"text":"a","text_entities":[{"type":"plain","text":"a","text":"b"}]`))
	if again["text"] != 1 || again["text_entities.text"] != 1 {
		t.Errorf("told of %v", again)
	}
	if missed["text"] != 1 || missed["text_entities.text"] != 1 || missed["type: own"] != 1 {
		t.Errorf("told of %v", missed)
	}
}

// What is beyond the bounds of lists is told of.
func TestLongLists(t *testing.T) {
	list := func(n int, of string) string { return strings.TrimSuffix(strings.Repeat(of+",", n), ",") }
	_, missed := readMessages(t, inGroup(
		`"from":"Ana","from_id":"user5","text":"","poll":{"question":"Q","answers":[`+list(maxOptions+3, `{"text":"a","voters":1}`)+`]}`,
		`"from":"Ana","from_id":"user5","text":"x","reactions":[`+list(maxReactions+4, `{"type":"emoji","emoji":"a","count":1}`)+`]`,
		`"from":"Ana","from_id":"user5","text":"x","reactions":[{"type":"emoji","emoji":"a","count":90000,"recent":[`+list(maxReactions+5, `{"from":"B","from_id":"user6"}`)+`]}]`,
		`"from":"Ana","from_id":"user5","text":"","todo_list":{"title":"T","answers":[`+list(maxOptions+6, `{"text":"a"}`)+`]}`,
		`"type":"service","actor":"Ana","actor_id":"user5","action":"invite_members","members":[`+list(maxNamed+7, `"Bo"`)+`]`,
	))
	for name, want := range map[string]int{"poll.answers": 3, "reactions": 4, "reactions.recent": 5, "todo_list.answers": 6, "members": 7} {
		if missed[name] != want {
			t.Errorf("of %s %d are told of, want %d", name, missed[name], want)
		}
	}
}

// Whoever joined by themselves joined, also where others have that name; and whose link
// somebody came by did not join.
func TestWhoJoined(t *testing.T) {
	all, _ := readMessages(t, inGroup(
		`"from":"Kim","from_id":"user5","text":"a"`,
		`"from":"Kim","from_id":"user6","text":"b"`,
		`"type":"service","actor":"Kim","actor_id":"user5","action":"invite_members","members":["Kim"]`,
		`"type":"service","actor":"Kim","actor_id":"user6","action":"remove_members","members":["Kim"]`,
		`"type":"service","actor":"Kim","actor_id":"user5","action":"invite_members","members":["Kim","Lee"]`,
		`"type":"service","actor":"Lee","actor_id":"user7","action":"join_group_by_link","inviter":"Kim"`,
	))
	want := []string{"join 1 0 Kim invited Kim", "leave 2 0 Kim removed Kim", "invite 1 2 Kim invited Kim and Lee", "join 4 0 Lee joined group by link from Kim"}
	for i, w := range want {
		n, ok := all[i+2].Content.(export.Notice)
		if got := fmt.Sprintf("%s %d %d %s", n.Kind, n.Actor, len(n.People), n.Plain); !ok || got != w {
			t.Errorf("read %q, want %q", got, w)
		}
	}
}

// A time that no calendar has is none, and what other programs write behind one counts.
func TestDates(t *testing.T) {
	const none = "none"
	for fields, want := range map[string]string{
		`"date":"2024-02-31T10:00:00"`:                              none,
		`"date":"2023-02-29T10:00:00"`:                              none,
		`"date":"2024-02-29T10:00:00"`:                              "2024-02-29T10:00:00+03:00 assumed",
		`"date":"2024-02-01T10:00:00.123"`:                          "2024-02-01T10:00:00+03:00 assumed",
		`"date":"2024-02-01T10:00:00.123+00:00"`:                    "2024-02-01T10:00:00Z stated",
		`"date":"2024-02-01T10:00:00.5Z"`:                           "2024-02-01T10:00:00Z stated",
		`"date":"2024-02-02T10:00:00+0530"`:                         "2024-02-02T10:00:00+05:30 stated",
		`"date":"2024-02-02T10:00:00-04:00"`:                        "2024-02-02T10:00:00-04:00 stated",
		`"date":"2024-02-02T10:00:00 PM"`:                           "2024-02-02T10:00:00+03:00 assumed odd",
		`"date":"2024-02-02T10:00:00+19:00"`:                        "2024-02-02T10:00:00+03:00 assumed odd",
		`"date":"2024-09-01T11:00:00","date_unixtime":"1725181200"`: "2024-09-01T11:00:00+02:00 stated",
		`"date":"2024-02-02T10:00:00","date_unixtime":"1725181200"`: "2024-09-01T12:00:00+03:00 stated odd",
		`"date":"2024-09-02T02:13:00","date_unixtime":"1725181200"`: "2024-09-01T12:00:00+03:00 stated odd",
		`"date":"2024-09-01T11:00:17","date_unixtime":"1725181200"`: "2024-09-01T12:00:00+03:00 stated odd",
		`"date":"2024-02-31T10:00:00","date_unixtime":"1725181200"`: "2024-09-01T12:00:00+03:00 stated odd",
		`"date":"2024-09-01T23:45:00","date_unixtime":"1725181200"`: "2024-09-01T23:45:00+14:45 stated",
		`"date_unixtime":"1725181200"`:                              "2024-09-01T12:00:00+03:00 stated",
	} {
		all, missed := readMessages(t, inGroup(`"from":"Ana","from_id":"user5","text":"x",`+fields))
		got := none
		if tm := all[0].Time; !tm.T.IsZero() {
			got = tm.T.Format(time.RFC3339) + " " + string(tm.Zone)
			if missed["date"] > 0 {
				got += " odd"
			}
		}
		if got != want {
			t.Errorf("%s is %s, want %s", fields, got, want)
		}
	}
	unknown := problems(t, inGroup(`"text":"x","date":"2024-02-31T10:00:00"`), formats.ReadOptions{})
	if _, told := unknown[export.UnknownTime]; !told {
		t.Errorf("of a day that there is none, nobody is told: %v", unknown)
	}
}

// When something was edited is told in the offset of the message where it has none.
func TestEditedOffset(t *testing.T) {
	const at = `"date":"2024-09-01T11:00:00","date_unixtime":"1725181200","text":"x",`
	for fields, want := range map[string]string{
		at + `"edited":"2024-09-01T11:05:00"`:                                    "2024-09-01T11:05:00+02:00 stated",
		at + `"edited":"2024-09-01T11:05:00","edited_unixtime":"1725181500"`:     "2024-09-01T11:05:00+02:00 stated",
		`"date":"2024-09-01T11:00:00","text":"x","edited":"2024-09-01T11:05:00"`: "2024-09-01T11:05:00+03:00 assumed",
		at + `"edited":"1970-01-01T01:00:00"`:                                    "",
	} {
		all, _ := readMessages(t, inGroup(fields))
		got := ""
		if len(all[0].Edits) == 1 {
			at := all[0].Edits[0].Time
			got = at.T.Format(time.RFC3339) + " " + string(at.Zone)
		}
		if got != want {
			t.Errorf("%s was edited at %q, want %q", fields, got, want)
		}
	}
	if p := problems(t, inGroup(at+`"edited":"2024-09-01T11:05:00"`), formats.ReadOptions{}); p[export.AssumedZone] != "" {
		t.Errorf("a zone is assumed: %v", p)
	}
}
