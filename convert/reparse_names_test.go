//go:build cgo

package convert_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"exile/convert"
	"exile/formats"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

// Two exports of one room in one folder, of which one calls the owner "회원님": read
// again, both tell what they told.
func TestCompareWhereOneHasTwoNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"android-ko-2015", "android-ko-2026"} {
		i := slices.IndexFunc(kakaotest.All(), func(v kakaotest.Variant) bool { return v.Name == name })
		v := kakaotest.All()[i]
		data, err := os.ReadFile(exported(t, v, v.WithoutAmbiguous(living1(5, 200))))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	st := newLiving(t)
	if r := addTo(t, st, dir); len(r.Joined) != 1 {
		t.Fatalf("joined %+v, apart %+v", r.Joined, r.Apart)
	}
	sources, err := st.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
	d, err := e.Compare(t.Context(), st, &sources[0], convert.InOptions{})
	if err != nil || !d.None() {
		t.Errorf("%+v, %v", d, err)
	}
}
