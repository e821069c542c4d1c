package crypto

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

const testID = "0123456789abcdef0123456789abcdef"

func testPin() Pin {
	return Pin{
		ID: testID, Generation: 7, Manifest: strings.Repeat("a", 64),
		Secret: sumOfSecret("secret"), Recipients: []string{"age1x", "age1y"},
	}
}

func TestPinsAreKept(t *testing.T) {
	pins := Pins{Dir: filepath.Join(t.TempDir(), "state", "exile", "archives")}
	if _, found, err := pins.Load(testID); found || err != nil {
		t.Fatalf("before: %v, %v", found, err)
	}
	want := testPin()
	for range 2 { // over itself, too
		if err := pins.Save(want); err != nil {
			t.Fatal(err)
		}
		got, found, err := pins.Load(testID)
		if err != nil || !found || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, %v, %v", got, found, err)
		}
		want.Generation++
	}
	if _, found, err := pins.Load(strings.Repeat("f", 32)); found || err != nil {
		t.Errorf("another archive: %v, %v", found, err)
	}
	files, err := os.ReadDir(pins.Dir)
	if err != nil || len(files) != 1 {
		t.Errorf("%d files, %v", len(files), err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, mode := range map[string]fs.FileMode{pins.Dir: 0o700, filepath.Join(pins.Dir, testID+".json"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestPinDoesNotTellTheSecret(t *testing.T) {
	pins := Pins{Dir: t.TempDir()}
	m := &Manifest{ID: testID, Generation: 1, Secret: strings.Repeat("fedcba9876543210", 4), Recipients: []string{"age1x"}}
	if err := pins.Save(pinOf(m, strings.Repeat("b", 64))); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(pins.Dir, testID+".json"))
	if err != nil || strings.Contains(string(data), m.Secret[:20]) {
		t.Errorf("%v\n%s", err, data)
	}
}

func TestPinIDBecomesNoPath(t *testing.T) {
	dir := t.TempDir()
	pins := Pins{Dir: filepath.Join(dir, "pins")}
	for _, id := range []string{
		"", "../" + testID, strings.ToUpper(testID), testID[:31], testID + "0", "../../../../../../../../../etc/pwd",
		strings.Repeat("g", 32), testID[:31] + "\x00", testID[:30] + "/a", "con" + testID[:29],
	} {
		pin := testPin()
		pin.ID = id
		if _, _, err := pins.Load(id); err == nil {
			t.Errorf("loaded %q", id)
		}
		if err := pins.Save(pin); err == nil {
			t.Errorf("saved %q", id)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestDamagedPins(t *testing.T) {
	pins := Pins{Dir: t.TempDir()}
	if err := pins.Save(testPin()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(pins.Dir, testID+".json")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty": "", "cut": string(whole[:len(whole)/2]), "null": "null", "a list": "[]", "nothing in it": "{}",
		"two":           string(whole) + string(whole),
		"another's":     strings.Replace(string(whole), testID, strings.Repeat("e", 32), 1),
		"no recipients": strings.NewReplacer("age1x", "", "age1y", "").Replace(`{"id":"` + testID + `","generation":7}`),
		"generation 0":  strings.Replace(string(whole), `"generation": 7`, `"generation": 0`, 1),
		"a short sum":   strings.Replace(string(whole), "aa", "a", 1),
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, found, err := pins.Load(testID)
		if err == nil || found || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "delete it") {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, found, err := pins.Load(testID); err == nil || found {
		t.Errorf("a folder in its place: %v, %v", found, err)
	}
	if err := pins.Save(testPin()); err == nil {
		t.Error("saved over a folder")
	}
	if files, err := os.ReadDir(pins.Dir); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}

func TestPinThatIsNotWholeIsNotSaved(t *testing.T) {
	pins := Pins{Dir: t.TempDir()}
	for name, spoil := range map[string]func(*Pin){
		"generation": func(p *Pin) { p.Generation = 0 }, "manifest": func(p *Pin) { p.Manifest = "" },
		"secret": func(p *Pin) { p.Secret = "secret" }, "recipients": func(p *Pin) { p.Recipients = nil },
	} {
		pin := testPin()
		spoil(&pin)
		if err := pins.Save(pin); err == nil {
			t.Errorf("%s: saved", name)
		}
	}
}

// Several programs save and load at once: every load finds one of the pins whole.
func TestPinsOfSeveralPrograms(t *testing.T) {
	pins := Pins{Dir: t.TempDir()}
	if err := pins.Save(testPin()); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for range 10 {
				pin := testPin()
				pin.Generation = int64(n + 1)
				pin.Recipients = []string{fmt.Sprintf("age1%d", n+1)}
				if err := pins.Save(pin); err != nil {
					t.Error(err)
				}
				got, found, err := pins.Load(testID)
				if err != nil || !found || (got.Generation != 7 && got.Recipients[0] != fmt.Sprintf("age1%d", got.Generation)) {
					t.Errorf("%+v, %v, %v", got, found, err)
				}
			}
		})
	}
	wg.Wait()
	if files, err := os.ReadDir(pins.Dir); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}

func TestSuspicions(t *testing.T) {
	pin := testPin()
	a, b := pin.Manifest, strings.Repeat("b", 64)
	for _, tt := range []struct {
		name       string
		generation int64
		sum        string
		previous   string
		secret     string
		recipients []string
		want       []Suspicion
	}{
		{"as it was", 7, a, "x", "secret", []string{"age1x", "age1y"}, nil},
		{"in another order", 7, a, "x", "secret", []string{"age1y", "age1x", "age1y"}, nil},
		{"written anew from it", 8, b, a, "secret", []string{"age1x", "age1y"}, nil},
		{"two further", 9, b, b, "secret", []string{"age1x", "age1y"}, nil},
		{"put back", 6, b, "", "secret", []string{"age1x", "age1y"}, []Suspicion{OlderGeneration}},
		{"put back, then changed", 7, b, "", "secret", []string{"age1x", "age1y"}, []Suspicion{OtherHistory}},
		{"from another of the same generation", 8, b, b, "secret", []string{"age1x", "age1y"}, []Suspicion{OtherHistory}},
		{"forged with the public key", 8, b, a, "guess", []string{"age1x", "age1y"}, []Suspicion{UnknownSecret}},
		{"a recipient planted", 8, b, a, "secret", []string{"age1x", "age1y", "age1z"}, []Suspicion{ChangedRecipients}},
		{"a recipient gone", 8, b, a, "secret", []string{"age1x"}, []Suspicion{ChangedRecipients}},
		{"a passphrase instead", 8, b, a, "secret", []string{Passphrase}, []Suspicion{ChangedRecipients}},
		{"everything", 6, b, b, "", nil, []Suspicion{OlderGeneration, UnknownSecret, ChangedRecipients}},
	} {
		m := &Manifest{ID: testID, Generation: tt.generation, Previous: tt.previous, Secret: tt.secret, Recipients: tt.recipients}
		if got := pin.compare(m, tt.sum); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	m := &Manifest{ID: testID, Generation: 3, Secret: "s", Recipients: []string{"age1x"}}
	if got := pinOf(m, a).compare(m, a); len(got) > 0 {
		t.Errorf("against itself: %v", got)
	}
}
