//go:build cgo

package serve

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"exile/cmd/internal/lang"
)

// Every sentence that a page asks for is there, and none is there in vain.
func TestWords(t *testing.T) {
	asks := map[string]bool{}
	inTemplates := regexp.MustCompile(`\bsay "([A-Za-z]+)"`)
	inGo := regexp.MustCompile(`\b(?:say\(|start\(|shut\(|stage *= |troubled\([^"\n]*|words\[|Window\[|Label: *)"([A-Za-z]+)"`)
	trouble := regexp.MustCompile(`troubled\([^"\n]*"([A-Za-z]+)"`)
	err := fs.WalkDir(templates, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates, p)
		for _, m := range inTemplates.FindAllStringSubmatch(string(data), -1) {
			asks[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inGo.FindAllStringSubmatch(string(data), -1) {
			asks[m[1]] = true
		}
		for _, m := range trouble.FindAllStringSubmatch(string(data), -1) {
			asks[m[1]], asks[m[1]+"Hint"] = true, true
		}
	}
	for name := range asks {
		if _, ok := lang.Window[name]; !ok {
			t.Errorf("%s: asked for, and not there", name)
		}
	}
	for name := range lang.Window {
		if !asks[name] {
			t.Errorf("%s: there, and never asked for", name)
		}
	}
}
