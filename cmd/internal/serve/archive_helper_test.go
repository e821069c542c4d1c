//go:build cgo

package serve

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/cmd/internal/keyfile"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
	"exile/formats/all"
)

const (
	exampleChat = "../../../examples/kakaotalk"
	passphrase  = "여섯 마리 고래가 헤엄친다"
)

// desk is a window whose archive is looked at, on a store in a folder of its own.
type desk struct {
	*window
	t   *testing.T
	dir string
}

func newDesk(t *testing.T, change func(*Options)) *desk {
	t.Helper()
	dir := t.TempDir()
	opt := Options{
		Store: filepath.Join(dir, "history.exile"), NewSealed: filepath.Join(dir, "history.exile.age"),
		Sealed: convert.SealedOptions{Cache: 4 << 20, Pins: crypto.Pins{Dir: filepath.Join(dir, "state")}},
	}
	if change != nil {
		change(&opt)
	}
	return &desk{window: openWindow(t, opt), t: t, dir: dir}
}

func (d *desk) sealed() string { return filepath.Join(d.dir, "history.exile.age") }

// adding returns what adds the example to a store.
func adding(ctx context.Context) func(*store.Store) error {
	return func(st *store.Store) error {
		e := &convert.Engine{Formats: all.Formats()}
		ins, err := convert.Open(ctx, []string{exampleChat}, convert.OpenOptions{})
		if err != nil {
			return err
		}
		defer convert.CloseAll(ins)
		for _, in := range ins {
			if _, err := e.Add(ctx, in, st, convert.InOptions{KeepMedia: true, KeepOriginals: true}); err != nil {
				return err
			}
		}
		return nil
	}
}

// renaming returns what gives the first person a name.
func renaming(ctx context.Context, name string) func(*store.Store) error {
	return func(st *store.Store) error {
		people, err := st.View().People(ctx)
		if err != nil {
			return err
		}
		return st.RenamePerson(ctx, people[0].Ref, name)
	}
}

// named reports whether somebody in a store has a name.
func named(ctx context.Context, name string, found *bool) func(*store.Store) error {
	return func(st *store.Store) error {
		people, err := st.View().People(ctx)
		for i := range people {
			*found = *found || people[i].Name() == name
		}
		return err
	}
}

func (d *desk) reads(name string) bool {
	d.t.Helper()
	found := false
	if err := d.archive.read(d.t.Context(), named(d.t.Context(), name, &found)); err != nil {
		d.t.Fatal(err)
	}
	return found
}

// seal makes a sealed archive with a key in the clear beside it, which needs no passphrase.
func (d *desk) seal() (to []crypto.Recipient, ids []crypto.Identity) {
	d.t.Helper()
	key, err := crypto.GenerateKey(false)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := keyfile.WriteFile(strings.TrimSuffix(d.sealed(), ".age")+".key", []byte(key.Identity+"\n")); err != nil {
		d.t.Fatal(err)
	}
	s, err := convert.NewSealed(d.sealed(), d.opt.Sealed)
	if err != nil {
		d.t.Fatal(err)
	}
	st, err := s.Store(store.ReadWrite)
	if err == nil {
		err = adding(d.t.Context())(st)
	}
	if err == nil {
		_, err = s.Save(d.t.Context(), []crypto.Recipient{key.Recipient}, nil)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	ids, to, err = crypto.ParseIdentities(d.t.Context(), strings.NewReader(key.Identity), nil, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	return to, ids
}

func (d *desk) unlocks() {
	d.t.Helper()
	if err := d.archive.unlock(d.t.Context(), "", nil); err != nil {
		d.t.Fatal(err)
	}
	d.is(openStore)
}

func (d *desk) is(want state) {
	d.t.Helper()
	if got := d.archive.state(); got != want {
		d.t.Fatalf("the store is %s, not %s", got, want)
	}
}

// told reports whether the person is told a sentence that holds these words.
func (d *desk) told(words string) bool {
	for _, n := range d.archive.unread() {
		if strings.Contains(n.Sentence.EN, words) {
			return true
		}
	}
	return false
}

// fileOf is a file's text.
func fileOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// alone checks that nothing is beside an archive but its key and what this computer remembers.
func alone(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch e.Name() {
		case "history.exile.age", "history.exile.key", "history.exile.key.age", "state":
		default:
			t.Errorf("%s was left", e.Name())
		}
	}
}
