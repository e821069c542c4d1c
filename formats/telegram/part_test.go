package telegram

import (
	"slices"
	"testing"
)

func TestParseLimit(t *testing.T) {
	for in, want := range map[string]limit{
		"":                     {},
		"5000":                 {messages: 5000},
		"300files":             {files: 300},
		"300 files":            {files: 300},
		"300개":                 {files: 300},
		"500MB":                {bytes: 500e6},
		"2 gb":                 {bytes: 2e9},
		"2000, 300files,500MB": {2000, 300, 500e6},
	} {
		if got, err := parseLimit(in); err != nil || got != want {
			t.Errorf("%q: %+v, %v, want %+v", in, got, err, want)
		}
	}
	for _, in := range []string{"0", "-1", "x", "5TB", "5000,", "files", "99999999999gb", "9223372036854775808"} {
		if got, err := parseLimit(in); err == nil {
			t.Errorf("%q: %+v, want an error", in, got)
		}
	}
}

func TestCutter(t *testing.T) {
	m, f := limit{messages: 1}, limit{messages: 1, files: 3}
	type item struct {
		w   limit
		day int64
	}
	days := func(counts ...int) (all []item) {
		for day, n := range counts {
			for range n {
				all = append(all, item{m, int64(day)})
			}
		}
		return all
	}
	for _, tt := range []struct {
		name  string
		limit limit
		items []item
		want  []int64
	}{
		{"it all fits", limit{messages: 10}, days(5, 5), nil},
		{"at midnight", limit{messages: 10}, days(5, 5, 1), []int64{10}},
		{"at the last midnight that fits", limit{messages: 10}, days(4, 4, 4, 4), []int64{8}},
		{"within a day that is too large", limit{messages: 10}, days(2, 25, 2), []int64{2, 12, 22}},
		{"a first day that is too large", limit{messages: 10}, days(25), []int64{10, 20}},
		{"by files", limit{files: 5}, []item{{m, 0}, {f, 0}, {m, 1}, {f, 1}}, []int64{2}},
		{"a message that alone is too large", limit{files: 2}, []item{{m, 0}, {f, 0}, {f, 0}, {m, 0}}, []int64{1, 2, 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := cutter{limit: tt.limit}
			for _, i := range tt.items {
				c.add(i.w, i.day)
			}
			if !slices.Equal(c.cuts, tt.want) {
				t.Errorf("cut at %v, want %v", c.cuts, tt.want)
			}
		})
	}
}
