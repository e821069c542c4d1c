//go:build cgo

package convert_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// One phone calls two people by one name and another one by two: their messages cannot
// be matched, which is said, whichever comes first. Where nobody shares a name nothing
// is said.
func TestTwinsOfAnotherPhoneAreTold(t *testing.T) {
	for _, twins := range []bool{true, false} {
		list := busy(rand.New(rand.NewPCG(5, 12)), 300)
		base := formattest.Generate(formattest.Plan{Seed: 5, Messages: 1, People: 4})
		other := *base
		other.People = slices.Clone(base.People)
		if twins {
			other.People[2].Names = base.People[1].Names
		}
		var paths []string
		for i, c := range []*formattest.Chat{base, &other} {
			saved := list[len(list)-1].Time.T.Add(time.Duration(i+1) * time.Hour)
			v := variant(t, []string{"android-ko-2026", "windows-ko-2024"}[i])
			paths = append(paths, exported(t, v, roomOf(c, list, saved)))
		}
		for _, order := range [][2]int{{0, 1}, {1, 0}} {
			st := newLiving(t)
			addTo(t, st, paths[order[0]])
			r := addTo(t, st, paths[order[1]])
			if len(r.Joined) != 1 {
				t.Fatalf("twins %v: %+v", twins, r.Apart)
			}
			told := slices.ContainsFunc(r.Problems, func(p export.Problem) bool {
				return p.Code == export.TwinNames && p.Name == base.People[1].Name()
			})
			if told != twins {
				t.Error(fmt.Sprint("twins ", twins, ", order ", order, ": told "), told)
			}
		}
	}
}
