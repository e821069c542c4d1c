//go:build cgo

package convert_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/jsonl"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

// piece is the messages from to before of a chat, as an export made an hour after
// the last of them holds them.
func piece(c *formattest.Chat, from, before int) *formattest.Chat {
	var last time.Time
	cut := c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			n := 0
			for m := range all {
				if n++; n > from && n <= before && !yield(m) {
					return
				}
			}
		}
	})
	for m := range cut.Messages() {
		last = m.Time.T
	}
	cut.Info.Saved = last.Add(time.Hour)
	return cut
}

// exported writes an export of a chat into a folder of its own and returns its
// path: a file, or the folder where media are with it.
func exported(t *testing.T, v kakaotest.Variant, c *formattest.Chat) string {
	t.Helper()
	fsys, err := v.FS(c)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, f := range fsys {
		if err := os.WriteFile(filepath.Join(dir, name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if len(fsys) > 1 {
		return dir
	}
	return filepath.Join(dir, v.File(c))
}

func newLiving(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Create(filepath.Join(t.TempDir(), "living.exile"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func addTo(t *testing.T, st *store.Store, path string) *convert.InReport {
	t.Helper()
	ins, err := convert.Open(t.Context(), []string{path}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer convert.CloseAll(ins)
	e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
	r, err := e.Add(t.Context(), ins[0], st, convert.InOptions{KeepOriginals: true, KeepMedia: true, Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// living adds exports to a new store.
func living(t *testing.T, paths ...string) *store.Store {
	t.Helper()
	st := newLiving(t)
	for _, path := range paths {
		addTo(t, st, path)
	}
	return st
}

// told is what a store holds, a line a message, without what depends on who came
// first: numbers and places.
func told(t *testing.T, st *store.Store) []string {
	t.Helper()
	v := st.View()
	chats, err := v.Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	people, err := v.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := map[export.PersonRef]string{}
	for i := range people {
		names[people[i].Ref] = people[i].Name()
	}
	var all [][]string
	for _, c := range chats {
		lines := []string{fmt.Sprintf("== %s %s %s %s", c.App, c.Kind, c.Title, c.Lang)}
		for m, err := range v.Messages(t.Context(), c.Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, lineOf(m, names))
		}
		all = append(all, lines)
	}
	slices.SortFunc(all, slices.Compare)
	return slices.Concat(all...)
}

func lineOf(m *export.Message, names map[export.PersonRef]string) string {
	said := []string{fmt.Sprintf("%s %s %v %v| %s: %s %q", m.Time.T.Format(time.RFC3339), m.Time.Precision, m.Time.Zone, m.Time.Inferred,
		names[m.Sender], export.KindOf(m.Content), m.Content.Words())}
	if c, ok := m.Content.(export.Media); ok {
		for i := range c.Files {
			said = append(said, fmt.Sprintf("[%s %s %s %s]", c.Files[i].Kind, c.Files[i].Name, c.Files[i].State, c.Files[i].SHA256))
		}
	}
	if c, ok := m.Content.(export.Notice); ok {
		said = append(said, fmt.Sprintf("%s by %s to", c.Kind, names[c.Actor]))
		for _, p := range c.People {
			said = append(said, names[p])
		}
	}
	return strings.Join(said, " ")
}

func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		if len(d) > 4000 {
			d = d[:4000] + "…"
		}
		t.Errorf("%s: -want +got\n%s", what, d)
	}
}

func living1(seed uint64, n int) *formattest.Chat {
	return formattest.Generate(formattest.Plan{Seed: seed, Messages: n, Media: true, Seconds: true})
}

// Exports of one room that overlap give the same store in every order, and however
// often they come: in every form that KakaoTalk writes.
func TestAnyOrderGivesTheSame(t *testing.T) {
	for i, v := range kakaotest.All() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			c := v.WithoutAmbiguous(living1(uint64(i), 300))
			n := count(c)
			a, b := exported(t, v, piece(c, 0, n*6/10)), exported(t, v, piece(c, n*4/10, n))
			want := told(t, living(t, exported(t, v, c)))
			for _, order := range [][]string{{a, b}, {b, a}, {a, b, a}, {b, a, b}, {a, a, b}, {b, b, a}} {
				st := living(t, order...)
				same(t, fmt.Sprint(len(order), " exports"), want, told(t, st))
				whole(t, st)
			}
		})
	}
}

func count(c *formattest.Chat) int {
	n := 0
	for range c.Messages() {
		n++
	}
	return n
}

func whole(t *testing.T, st *store.Store) {
	t.Helper()
	check, err := st.Verify(t.Context(), nil)
	if err != nil || !check.OK() {
		t.Errorf("verify: %+v, %v", check, err)
	}
}

// However an export is cut into pieces that overlap, within a minute too, the
// pieces give the whole, in whatever order they come.
func TestAnyCutMergesBack(t *testing.T) {
	cuts := 4
	if testing.Short() {
		cuts = 1
	}
	for i, v := range kakaotest.All() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(uint64(i), 6))
			c := v.WithoutAmbiguous(living1(100+uint64(i), 400))
			want := told(t, living(t, exported(t, v, c)))
			for range cuts {
				var paths []string
				var said []string
				for _, p := range pieces(rnd, c) {
					paths = append(paths, exported(t, v, piece(c, p[0], p[1])))
					said = append(said, fmt.Sprint(p))
				}
				rnd.Shuffle(len(paths), func(i, j int) { paths[i], paths[j], said[i], said[j] = paths[j], paths[i], said[j], said[i] })
				st := living(t, paths...)
				same(t, strings.Join(said, " "), want, told(t, st))
				whole(t, st)
			}
		})
	}
}

// pieces cuts a chat into two to five pieces; each begins at least ten messages and
// two minutes before the one before it ends.
func pieces(rnd *rand.Rand, c *formattest.Chat) [][2]int {
	var minutes []int64
	for m := range c.Messages() {
		minutes = append(minutes, m.Time.T.Unix()/60)
	}
	n := len(minutes)
	cuts := 1 + rnd.IntN(4)
	var all [][2]int
	from := 0
	for i := range cuts {
		end := n * (i + 1) / (cuts + 1)
		end = min(n-1, end+rnd.IntN(20))
		all = append(all, [2]int{from, end})
		from = max(0, end-10-rnd.IntN(30))
		for from > 0 && minutes[end-1]-minutes[from] < 3 {
			from--
		}
	}
	return append(all, [2]int{from, n})
}

// Taking out what was added last gives back what was there, byte for byte.
func TestUndoGivesBackWhatWasThere(t *testing.T) {
	all := kakaotest.All()
	for i, v := range all {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			c := v.WithoutAmbiguous(living1(200+uint64(i), 200))
			n := count(c)
			other := all[(i+7)%len(all)]
			base := []string{exported(t, v, piece(c, 0, n*7/10))}
			for what, path := range map[string]string{
				"a later one":     exported(t, v, piece(c, n*3/10, n)),
				"another device":  exported(t, other, c),
				"another room":    exported(t, v, living1(999, 50)),
				"an earlier one":  exported(t, v, piece(c, 0, n/2)),
				"the same device": exported(t, v, c),
			} {
				st := living(t, base...)
				before := linesOf(t, st)
				r := addTo(t, st, path)
				if r.Known {
					t.Fatalf("%s: known", what)
				}
				if err := st.Undo(t.Context(), r.Source); err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				same(t, what, strings.Split(before, "\n"), strings.Split(linesOf(t, st), "\n"))
				whole(t, st)
			}
		})
	}
}

// linesOf writes a store as JSON Lines.
func linesOf(t *testing.T, st *store.Store) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	e := convert.Engine{}
	if _, err := e.Write(t.Context(), st.View(), jsonl.Format(), out, convert.OutOptions{}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
