package html

import (
	"io"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func single() map[string]string { return map[string]string{optionSingle: "true"} }

func TestWriter(t *testing.T) {
	formattest.RunWriter(t, Format(),
		formats.WriteOptions{Lang: "ko"},
		formats.WriteOptions{Lang: "en", Values: map[string]string{optionPages: "100"}},
		formats.WriteOptions{Lang: "en", Values: single()},
	)
}

// People have the names that the options give them, each by whichever of its names is known.
func TestNamesAsAsked(t *testing.T) {
	events, list := roomOf(export.Text{Body: "가"}, export.Text{Body: "나"})
	events[1].(*export.Person).Names = []string{"김서준", "\u1109\u1165\u110c\u116e\u11ab"} // 서준, as a Mac has it
	list[1].Reactions = []export.Reaction{{Sign: "👍", By: 1}}
	opt := formats.WriteOptions{Lang: "ko", Self: "지우 H", Names: map[string]string{"서준": "Seojun <Kim>", "한지우": "x"}}
	for _, opt.Values = range []map[string]string{nil, single()} {
		out, _, _ := formattest.Write(t, writer{}, formattest.NewHistory(events, nil), opt)
		page := string(out.Bytes("index.html"))
		if opt.Values == nil {
			page = string(out.Bytes("김서준/2026-01.html"))
			if found := string(out.Bytes("search/index.js")); !strings.Contains(found, `["지우 H","Seojun \u003cKim>"]`) {
				t.Errorf("the search knows %s", found)
			}
		}
		for _, want := range []string{"<bdi>지우 H</bdi> (나)", "<bdi>Seojun &lt;Kim&gt;</bdi>", `<li title="지우 H">`} {
			if !strings.Contains(page, want) {
				t.Errorf("%v: %s is not in %s", opt.Values, want, page)
			}
		}
	}
	if events[0].(*export.Person).Names[0] != "한지우" {
		t.Error("the names of the history are others now")
	}
}

// No chat takes the place of what lies beside its folder.
func TestTitlesThatAreTaken(t *testing.T) {
	for _, title := range []string{"search", "Search.HTML", "index.html", "exile.css", "EXILE.js", "exile-report.json"} {
		events, _ := roomOf(export.Text{Body: "가"})
		events[2].(*export.Chat).Title = title
		out, _ := written(t, events, nil, nil)
		if out.Bytes(title+" (2)/2026-01.html") == nil {
			t.Errorf("%s: written are %q", title, out.Names())
		}
		checkSite(t, out)
	}
}

// discard is an output that keeps nothing.
type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return discard{}, nil }
func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) Close() error                          { return nil }

func BenchmarkWrite(b *testing.B) {
	for name, plan := range map[string]formattest.Plan{
		"text":  {Messages: 500_000},
		"media": {Messages: 200_000, Media: true},
	} {
		b.Run(name, func(b *testing.B) {
			c := formattest.Generate(plan)
			for b.Loop() {
				tally, err := writer{}.Write(b.Context(), c.History(), discard{}, formats.WriteOptions{Lang: "ko"}, nil)
				if err != nil || tally.Messages+tally.Notices != int64(plan.Messages) {
					b.Fatal(tally, err)
				}
			}
			b.ReportMetric(float64(plan.Messages)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
