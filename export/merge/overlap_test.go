package merge_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"exile/export"
	"exile/export/merge"
)

// An export ends and another begins within one minute of repetition. One text that
// says something and that each side has once tells how much they have in common, if
// all around it is the same.
func TestOneTextTellsAnOverlap(t *testing.T) {
	const text = "1 내일 모임은 3번 출구 앞입니다"
	ends := merge.Ends{StoredEnds: true, IncomingBegins: true}
	for _, tt := range []struct {
		name             string
		stored, incoming []string
		want             []int
	}{
		{"between ㅋㅋ", []string{"1 ㅋㅋ", "2 ㅋㅋ", text, "2 ㅋㅋ"}, []string{"2 ㅋㅋ", text, "2 ㅋㅋ", "2 ㅋㅋ"}, []int{1, 2, 3, -1}},
		{"nothing that tells", []string{"1 ㅋㅋ", "2 ㅋㅋ", "1 ㅇㅇ", "2 ㅋㅋ"}, []string{"2 ㅋㅋ", "1 ㅇㅇ", "2 ㅋㅋ", "2 ㅋㅋ"}, []int{3, -1, -1, -1}},
		{"said twice", []string{text, "2 ㅋㅋ", text, "2 ㅋㅋ"}, []string{"2 ㅋㅋ", text, "2 ㅋㅋ", "2 ㅋㅋ"}, []int{3, -1, -1, -1}},
		{"other words around it", []string{"2 ㅋㅋ", "2 ㅇㅇ", text, "2 ㅋㅋ"}, []string{"2 ㅋㅋ", text, "2 ㅋㅋ", "2 ㅋㅋ"}, []int{3, -1, -1, -1}},
		{"by another", []string{"1 ㅋㅋ", "2 ㅋㅋ", "2" + text[1:], "2 ㅋㅋ"}, []string{"2 ㅋㅋ", text, "2 ㅋㅋ", "2 ㅋㅋ"}, []int{3, -1, -1, -1}},
		{
			"two that do not agree",
			[]string{text, "2 ㅋㅋ", "1 아니요 5번 출구 앞입니다", "2 ㅋㅋ"},
			[]string{"2 ㅋㅋ", "1 아니요 5번 출구 앞입니다", "2 ㅋㅋ", text},
			[]int{3, -1, -1, -1},
		},
	} {
		got := merge.Match(stored(minute(1, 1, lines(tt.stored...)...)), minute(2, 1, lines(tt.incoming...)...), ends)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// However hostile the minute in which one export ends and another begins, as long as
// they have a message in common none is lost; the more people say, the less doubles.
func TestOverlapsWithinAMinuteLoseNothing(t *testing.T) {
	for _, tt := range []struct {
		texts   int // different ones
		telling float64
		most    int // doubled, of 500 cuts
	}{{1000, 0, 400}, {1000, .15, 190}, {1000, .3, 70}, {5, .3, 110}, {1, .3, 180}} {
		doubled := 0
		for seed := range uint64(500) {
			r := rand.New(rand.NewPCG(seed, 7))
			list := hum(r, 60, 0)
			for _, m := range list {
				if r.Float64() < tt.telling {
					m.Content = export.Text{Body: fmt.Sprintf("내일 모임은 %d번 출구 앞입니다", r.IntN(tt.texts))}
				}
			}
			end := 20 + r.IntN(20)
			begin := end - 1
			for begin > 0 && minuteOf(list[begin-1]) == minuteOf(list[end-1]) && r.IntN(6) > 0 {
				begin--
			}
			more := len(joined(t, told(1, list[:end]), told(2, list[begin:])).entries) - len(list)
			if more < 0 {
				t.Errorf("%d texts, seed %d: %d lost", tt.texts, seed, -more)
			}
			doubled += more
		}
		t.Logf("%d texts, %.0f %% telling: %d doubled", tt.texts, 100*tt.telling, doubled)
		if doubled > tt.most {
			t.Errorf("%d texts, %.0f %% telling: %d doubled", tt.texts, 100*tt.telling, doubled)
		}
	}
}
