package desktop

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// FuzzRead reads any bytes: what comes before an error keeps the promises of readers,
// every element is covered once, and nothing panics.
func FuzzRead(f *testing.F) {
	err := fs.WalkDir(os.DirFS("testdata"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".json") {
			return err
		}
		raw, err := os.ReadFile("testdata/" + name)
		if len(raw) < 16<<10 { // long ones slow the fuzzer down
			f.Add(raw)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"personal_information": [null], "chats": {"list": [[], {"messages": [{"id": [], "reactions": {}, "poll": [5]}]}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: raw})
		if (reader{}).Detect(in).Score == formats.No {
			return
		}
		var events []export.Event
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				break
			}
			events = append(events, e)
		}
		formattest.Promises(t, in, events)
		formattest.Accounting(t, in, events)
	})
}

// FuzzMessage reads any JSON as a message of a chat.
func FuzzMessage(f *testing.F) {
	for _, s := range []string{
		`{"id":1,"type":"message","date":"2024-01-01T00:00:00","from":"A","from_id":"user1","text":["a",{"type":"bold","text":"b"}]}`,
		`{"id":1,"type":"service","actor":"A","actor_id":5,"action":"invite_members","members":["B",null]}`,
		`{"id":1,"poll":{"question":"q","answers":[{"text":"a","voters":1}]},"reactions":[{"type":"emoji","count":3,"recent":[{"from_id":"user2"}]}]}`,
		`{"id":1,"photo":"(File)","width":5,"invoice_information":"{\"amount\":-5}","rich_message":{"blocks":[[[{"text":"x"}]]]}}`,
		`{"id":1,"type":"service","action":"topic_edit","new_title":"t","period":9223372036854775807,"amount":-9223372036854775808}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		raw := `{"name":"c","type":"private_channel","id":4,"messages":[` + s + `]}`
		in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(raw)})
		var events []export.Event
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				return
			}
			events = append(events, e)
		}
		formattest.Promises(t, in, events)
		formattest.Accounting(t, in, events)
	})
}
