package merge

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// lackingExports are exports of some minutes in which people repeat themselves; each
// lacks some messages, and some are deleted in some.
func lackingExports(r *rand.Rand, exports, minutes int) []Told {
	type line struct {
		at   time.Time
		who  export.PersonRef
		body string
	}
	var lines []line
	for m := range minutes {
		for range 1 + r.Intn(6) {
			body := []string{"ㅋㅋ", "ㅇㅇ", "ㅋㅋㅋ"}[r.Intn(3)]
			if r.Intn(3) == 0 {
				body = fmt.Sprintf("%d번 버스를 타세요", len(lines))
			}
			lines = append(lines, line{time.Date(2024, 3, 1, 12, 2*m, 0, 0, time.UTC), export.PersonRef(1 + r.Intn(3)), body})
		}
	}
	told := make([]Told, exports)
	for i := range told {
		for _, l := range lines {
			var content export.Content = export.Text{Body: l.body}
			switch r.Intn(8) {
			case 0:
				continue
			case 1:
				content = export.Deleted{}
			}
			told[i].Last++
			told[i].Accounts = append(told[i].Accounts, Account{
				Export: int64(i + 1), Record: told[i].Last, Rank: Rank{Newest: int64(i)},
				Message: &export.Message{Sender: l.who, Content: content, Time: export.Time{T: l.at, Precision: time.Minute, Zone: export.ZoneAssumed}},
			})
		}
		if i%2 == 0 { // it goes on before and after
			for n := range told[i].Accounts {
				told[i].Accounts[n].Record += 10
			}
			told[i].Last += 20
		}
	}
	return told
}

// grouped says which accounts are together, in the order of the entries; number gives
// exports numbers.
func grouped(entries []Entry, number func(int64) int64) string {
	var b strings.Builder
	for i := range entries {
		var list []string
		for _, a := range entries[i].Accounts {
			list = append(list, fmt.Sprintf("%d:%d", number(a.Export), a.Record))
		}
		slices.Sort(list)
		fmt.Fprintln(&b, list, entries[i].Now.Sender, entries[i].Now.Content.Words())
	}
	return b.String()
}

func same(n int64) int64 { return n }

// What several exports tell together depends neither on the order in which they are
// given nor on the numbers that the store gave them.
func TestAnewInAnyOrder(t *testing.T) {
	for seed := range 300 {
		r := rand.New(rand.NewSource(int64(seed)))
		told := lackingExports(r, 2+r.Intn(4), 3)
		want := grouped(Anew(told), same)
		shuffled := slices.Clone(told)
		r.Shuffle(len(told), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for i := range shuffled {
			shuffled[i].Accounts = slices.Clone(shuffled[i].Accounts)
			for n := range shuffled[i].Accounts {
				shuffled[i].Accounts[n].Export = 100 - shuffled[i].Accounts[n].Export
			}
			r.Shuffle(len(shuffled[i].Accounts), func(a, b int) {
				list := shuffled[i].Accounts
				list[a], list[b] = list[b], list[a]
			})
		}
		if got := grouped(Anew(shuffled), func(n int64) int64 { return 100 - n }); got != want {
			t.Fatalf("seed %d: it is\n%s\nand in another order\n%s", seed, want, got)
		}
	}
}

// Every account is in one entry, no entry has two of one export, and each export
// keeps its own order unless others contradict it.
func TestAnewKeepsEveryAccount(t *testing.T) {
	for seed := range 300 {
		r := rand.New(rand.NewSource(int64(1000 + seed)))
		told := lackingExports(r, 4, 3)
		want := 0
		for i := range told {
			want += len(told[i].Accounts)
		}
		seen := map[string]bool{}
		for _, e := range Anew(told) {
			exports := map[int64]bool{}
			for _, a := range e.Accounts {
				if exports[a.Export] {
					t.Fatalf("seed %d: two accounts of export %d are one message", seed, a.Export)
				}
				exports[a.Export] = true
				seen[fmt.Sprint(a.Export, a.Record)] = true
			}
		}
		if len(seen) != want {
			t.Fatalf("seed %d: %d accounts of %d", seed, len(seen), want)
		}
	}
}

// Minutes that have nothing to do with each other are what each is alone.
func TestAnewOfMinutesIsThatOfEach(t *testing.T) {
	for seed := range 200 {
		r := rand.New(rand.NewSource(int64(2000 + seed)))
		told := lackingExports(r, 3, 4)
		for i := range told { // no export begins or ends here
			for n := range told[i].Accounts {
				told[i].Accounts[n].Record++
			}
			told[i].Last += 2
		}
		var parts strings.Builder
		for minute := range 4 {
			some := slices.Clone(told)
			for i := range some {
				some[i].Accounts = nil
				for _, a := range told[i].Accounts {
					if a.Message.Time.T.Minute() == 2*minute {
						some[i].Accounts = append(some[i].Accounts, a)
					}
				}
			}
			parts.WriteString(grouped(Anew(some), same))
		}
		if got := grouped(Anew(told), same); got != parts.String() {
			t.Fatalf("seed %d: together\n%s\none by one\n%s", seed, got, parts.String())
		}
	}
}

// Of an export that tells all of a minute the others know where they end and begin.
func TestAnewOverlapsWhereAnotherKnows(t *testing.T) {
	at := time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	tell := func(of, from, n, last int64) Told {
		x := Told{Last: last}
		for i := range n {
			x.Accounts = append(x.Accounts, Account{
				Export: of, Record: from + i, Rank: Rank{Newest: of},
				Message: &export.Message{Sender: 1, Content: export.Text{Body: "ㅋㅋ"}, Time: export.Time{T: at, Precision: time.Minute}},
			})
		}
		return x
	}
	if got := Anew([]Told{tell(1, 8, 3, 10), tell(2, 5, 4, 20), tell(3, 1, 3, 30)}); len(got) != 4 {
		t.Errorf("%d messages; one export has all four", len(got))
	}
	if got := Anew(nil); len(got) != 0 {
		t.Errorf("of nothing: %d", len(got))
	}
}
