//go:build cgo

package lang_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/formats/all"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
	"exile/formats/kakaotalk/kakaotest"
)

// Whatever a reader calls an export has words in both languages.
func TestEveryTraitHasWords(t *testing.T) {
	variants, clocks := map[string]bool{}, map[string]bool{}
	look := func(dir string) {
		engine := &convert.Engine{Formats: all.Formats()}
		ins, err := convert.Open(t.Context(), []string{dir}, convert.OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer convert.CloseAll(ins)
		r, _, err := engine.Inspect(t.Context(), ins[0], convert.InOptions{})
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		for _, p := range r.Profiles {
			variants[p.Variant], clocks[p.Clock] = true, true
			for _, said := range []string{p.Variant, p.Clock} {
				words, ok := lang.Trait(said)
				if said != "" && (!ok || words.EN == "" || words.KO == "") {
					t.Errorf("%s: there are no words for %q", dir, said)
				}
			}
		}
	}
	for i, v := range kakaotest.All() {
		chat := formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 200, Media: true})
		fsys, err := v.FS(chat)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), v.Name)
		if err := os.CopyFS(dir, fsys); err != nil {
			t.Fatal(err)
		}
		look(dir)
	}
	dir, h := t.TempDir(), kakaodbtest.Example()
	folder := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	phone, apple, mac := folder("phone"), folder("apple"), folder("mac")
	for _, err := range []error{
		h.MakeAndroid(t.Context(), phone, folder("w1")),
		h.MakeIOS(t.Context(), apple, folder("w2")),
		h.MakeMac(t.Context(), filepath.Join(mac, "chat.db"), folder("w3")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	look(phone)
	look(apple)
	look(mac)

	for _, v := range []string{
		"android", "android with media", "ios", "windows", "mac", "android-db", "ios-db", "mac-db",
	} {
		if !variants[v] {
			t.Errorf("the test met no %q", v)
		}
	}
	for _, app := range []string{"android", "ios", "windows", "mac"} {
		if words, ok := lang.Trait(app + " with media"); !ok || words.KO == "" {
			t.Errorf("there are no words for %s with media", app)
		}
	}
	for _, c := range []string{"12h", "24h", "12h and 24h"} {
		if !clocks[c] {
			t.Errorf("the test met no clock %q", c)
		}
	}
	if words, ok := lang.Trait("version 1"); !ok || !slices.Equal([]string{words.EN, words.KO}, []string{"version 1", "버전 1"}) {
		t.Errorf("a version: %+v", words)
	}
}
