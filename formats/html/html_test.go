package html

import (
	"io"
	"testing"

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
