//go:build cgo

package convert

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaotest"
)

func everyEngine() *Engine {
	return &Engine{Formats: append(formats.Table{kakaotalk.Format(), kakaodb.Format()}, toys()...)}
}

// sourceOf returns a source of a store.
func sourceOf(t *testing.T, st *store.Store, id int64) *store.Source {
	t.Helper()
	all, err := st.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s store.Source) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no source %d", id)
	}
	return &all[i]
}

// handed is something that a person hands over.
type handed struct {
	name  string
	paths []string
	want  map[string]string // the tree to come back; "" is a file
}

func handedOver(t *testing.T) []handed {
	t.Helper()
	dir := t.TempDir()
	file := write(t, dir, "one.txt", talk)
	write(t, dir, "x/deep/talk.txt", talkMedia)
	write(t, dir, "x/deep/a.jpg", "photo")
	write(t, dir, "x/unused.jpg", "a photo that nothing names")
	folder := filepath.Join(dir, "x")
	z := write(t, dir, "z.zip", string(zipped(t, entry{"k/talk.txt", talkMedia}, entry{"k/a.jpg", "photo"})))
	p1, p2 := write(t, dir, "part_1.txt", talk), write(t, dir, "part_2.txt", talk+"엄마: 또\n")
	db := phone(t, filepath.Join(dir, "phone"))
	one := filepath.Join(db, "KakaoTalk.db")
	beside := map[string]string{}
	for _, s := range append([]string{""}, sidecars()...) {
		if data, err := os.ReadFile(one + s); err == nil {
			beside["KakaoTalk.db"+s] = string(data)
		}
	}
	if beside["KakaoTalk.db-wal"] == "" {
		t.Fatal("the database has no log: the test tests nothing")
	}
	two := maps.Clone(beside)
	for _, s := range append([]string{""}, sidecars()...) {
		if data, err := os.ReadFile(filepath.Join(db, "KakaoTalk2.db"+s)); err == nil {
			two["KakaoTalk2.db"+s] = string(data)
		}
	}
	return []handed{
		{"a file", []string{file}, map[string]string{"": talk}},
		{"a folder", []string{folder}, map[string]string{
			"deep/": "", "deep/talk.txt": talkMedia, "deep/a.jpg": "photo", "unused.jpg": "a photo that nothing names",
		}},
		{"a zip", []string{z}, map[string]string{"k/": "", "k/talk.txt": talkMedia, "k/a.jpg": "photo"}},
		{"parts", []string{p1, p2}, map[string]string{"part_1.txt": talk, "part_2.txt": talk + "엄마: 또\n"}},
		{"databases with their logs", []string{one, filepath.Join(db, "KakaoTalk2.db")}, two},
	}
}

// What is in a store comes back byte for byte, from a folder and from an archive; and
// what comes back is known to the store by its bytes.
func TestOriginalComesBack(t *testing.T) {
	for _, h := range handedOver(t) {
		t.Run(h.name, func(t *testing.T) {
			dir := t.TempDir()
			st := newStore(t, filepath.Join(dir, "s.exile"))
			e := everyEngine()
			ins := open(t, h.paths...)
			if len(ins) != 1 {
				t.Fatalf("%d inputs", len(ins))
			}
			added, err := e.Add(t.Context(), ins[0], st, keepAll())
			if err != nil {
				t.Fatal(err)
			}
			me := newHolder(t)
			me.seal(t, st, filepath.Join(dir, "s.exile.age"))
			_, sealed := openSealed(t, filepath.Join(dir, "s.exile.age"), me.options())
			for where, from := range map[string]*store.Store{"folder": st, "archive": sealed} {
				out := filepath.Join(filepath.Dir(write(t, dir, "out-"+where+"/empty", "")), filepath.Base(h.paths[0]))
				done, err := WriteOriginal(t.Context(), from, sourceOf(t, from, added.Source), out, OriginalOptions{})
				if err != nil {
					t.Fatalf("%s: %v", where, err)
				}
				if len(done.Gone)+len(done.Renamed) > 0 {
					t.Errorf("%s: %+v", where, done)
				}
				if diff := cmp.Diff(h.want, wholeTree(t, out)); diff != "" {
					t.Errorf("%s: %s", where, diff)
				}
				again, err := e.Add(t.Context(), reopened(t, out, h.want), st, keepAll())
				if err != nil || !again.Known || again.Source != added.Source {
					t.Errorf("%s: what came back is not what was added: %+v, %v", where, again, err)
				}
			}
			only(t, dir, "out-archive", "out-folder", "s.exile", "s.exile.age")
		})
	}
}

// wholeTree is tree of a folder; of a file its bytes under "".
func wholeTree(t *testing.T, path string) map[string]string {
	t.Helper()
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return map[string]string{"": string(read(t, path))}
	}
	all := tree(t, path)
	delete(all, "./")
	return all
}

// reopened opens what was written, with the files of a folder by their names where
// they had been handed over so.
func reopened(t *testing.T, out string, want map[string]string) *Input {
	t.Helper()
	if _, parts := want["part_1.txt"]; parts {
		return open(t, filepath.Join(out, "part_1.txt"), filepath.Join(out, "part_2.txt"))[0]
	}
	return open1(t, out)
}

// Nothing is replaced unless that is wanted, and a folder not even then.
func TestOriginalRefuses(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	if _, err := addPath(t, everyEngine(), st, write(t, dir, "one.txt", talk)); err != nil {
		t.Fatal(err)
	}
	src := sourceOf(t, st, 1)
	there := write(t, dir, "there.txt", "precious")
	folder := filepath.Dir(write(t, dir, "folder/x", "precious"))
	for _, c := range []struct {
		out   string
		force bool
		want  error
	}{
		{there, false, ErrExists},
		{folder, true, ErrNotOurs},
		{filepath.Join(st.Dir(), "x.txt"), true, ErrSamePath},
		{filepath.Join(dir, "missing", "x.txt"), false, os.ErrNotExist},
	} {
		_, err := WriteOriginal(t.Context(), st, src, c.out, OriginalOptions{Force: c.force})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.out, err, c.want)
		}
	}
	if got := string(read(t, there)); got != "precious" {
		t.Errorf("what was there is %q", got)
	}
	if _, err := WriteOriginal(t.Context(), st, src, there, OriginalOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	if got := string(read(t, there)); got != talk {
		t.Errorf("with force: %q", got)
	}
}

// Bytes that are not those that were read never come back as if they were: whatever
// is damaged, nothing is left.
func TestOriginalDamaged(t *testing.T) {
	for _, place := range []string{"originals/*.zst", "media/*/*"} {
		for at := range 3 {
			dir := t.TempDir()
			st := toyStore(t, dir)
			found, err := filepath.Glob(filepath.Join(st.Dir(), filepath.FromSlash(place)))
			if err != nil || len(found) != 1 {
				t.Fatalf("%v, %v", found, err)
			}
			data := read(t, found[0])
			data[at*(len(data)-1)/2] ^= 0x10
			if err := os.WriteFile(found[0], data, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = WriteOriginal(t.Context(), st, sourceOf(t, st, 1), filepath.Join(dir, "out"), OriginalOptions{})
			var which *OriginalError
			if !errors.Is(err, store.ErrDamaged) || !errors.As(err, &which) || which.Root != "x" {
				t.Errorf("%s, byte %d: %v", place, at, err)
			}
			only(t, dir, "s.exile", "x")
		}
	}
}

// What was left out when a store was sealed is named; where nothing is left, there is
// nothing to write.
func TestOriginalNotKept(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := everyEngine()
	plan := formattest.Plan{Seed: 3, Messages: 300, Media: true}
	variant := kakaotest.Android[slices.IndexFunc(kakaotest.Android, func(v kakaotest.Variant) bool { return v.Media })]
	folder := chatExport(t, filepath.Join(dir, "in"), variant, plan)
	if _, err := addPath(t, e, st, folder); err != nil {
		t.Fatal(err)
	}
	text := chatExport(t, filepath.Join(dir, "text"), kakaotest.Windows[0], formattest.Plan{Seed: 4, Messages: 50})
	if _, err := addPath(t, e, st, text); err != nil {
		t.Fatal(err)
	}
	me := newHolder(t)
	slim := filepath.Join(dir, "slim.exile.age")
	_, err := Seal(t.Context(), st, slim, SealOptions{SealedOptions: me.options(), To: me.to(), Slim: store.Slimming{Originals: true}})
	if err != nil {
		t.Fatal(err)
	}
	_, from := openSealed(t, slim, me.options())
	done, err := WriteOriginal(t.Context(), from, sourceOf(t, from, 1), filepath.Join(dir, "out"), OriginalOptions{})
	if err != nil || len(done.Gone) != 1 || !strings.HasSuffix(done.Gone[0].Path, ".txt") || done.Files == 0 {
		t.Errorf("%+v, %v", done, err)
	}
	_, err = WriteOriginal(t.Context(), from, sourceOf(t, from, 2), filepath.Join(dir, "none"), OriginalOptions{})
	if !errors.Is(err, ErrNotKept) {
		t.Errorf("nothing is kept: %v", err)
	}
	if _, err := OpenKept(t.Context(), from, sourceOf(t, from, 1)); !errors.Is(err, ErrNotKept) {
		t.Errorf("read again: %v", err)
	}
	only(t, dir, "in", "out", "s.exile", "slim.exile.age", "text")
}

// A name from a stranger's archive stays in its folder, on every system, and no file
// takes the place of another.
func TestLayOut(t *testing.T) {
	long := strings.Repeat("가", 100)
	var files []KeptFile
	for _, name := range []string{
		"../../etc/passwd", "/abs", "a:b.txt", "a_b.txt", "A_B.TXT", "CON", "con.txt", "x/NUL.jpg", "dot.", "space ", `back\slash`,
		"x\x00y", "\xff", "", "x//y", "./z", long + "/" + long + ".jpg", long + "1/" + long + ".jpg", "f", "f/g", ".nomedia", ".NOMEDIA",
		strings.Repeat("d/", 60) + "deep", "plain/photo 1.jpg", strings.Repeat("n", 300) + ".jpg",
	} {
		files = append(files, KeptFile{"root", name})
	}
	if _, err := layOut(files); err == nil {
		t.Fatal("a file is a folder too, and that is no error")
	}
	files = slices.DeleteFunc(files, func(f KeptFile) bool { return f.Path == "f/g" })
	l, err := layOut(files)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	out, err := newFolder(filepath.Join(t.TempDir(), "out"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := l.names[f]
		if other, twice := seen[strings.ToLower(name)]; twice || !portable(name) {
			t.Errorf("%q → %q (also %q)", f.Path, name, other)
		}
		seen[strings.ToLower(name)] = f.Path
		w, err := out.Create(name)
		if err != nil {
			t.Errorf("%q → %q: %v", f.Path, name, err)
			continue
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := out.finish(); err != nil {
		t.Error(err)
	}
	if l.names[KeptFile{"root", "plain/photo 1.jpg"}] != "plain/photo 1.jpg" {
		t.Error("a good name was changed")
	}
	for _, r := range l.renamed(nil) {
		if r.Path == "plain/photo 1.jpg" || r.To == r.Path {
			t.Errorf("%+v", r)
		}
	}
}

// Of several roots each container has a folder of its own.
func TestLayOutRoots(t *testing.T) {
	files := []KeptFile{{"chat.txt", "chat.txt"}, {"photos", "a.jpg"}, {"photos", "b/a.jpg"}, {"sub/more.zip", "x.txt"}}
	l, err := layOut(files)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, l.names[f])
	}
	want := []string{"chat.txt", "photos/a.jpg", "photos/b/a.jpg", "sub/more.zip/x.txt"}
	if diff := cmp.Diff(want, got); diff != "" || l.single {
		t.Error(diff)
	}
}
