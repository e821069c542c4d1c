// Command parts tells what a build of exile is made of, from the packages that are
// linked into it: `notice` collects their licences, `sbom` lists them as CycloneDX.
// It refuses a module whose licence it does not know.
//
//	go build ./packaging/parts && GOOS=windows ./parts sbom -version 1.0 ./cmd/exile
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil { //nolint:forbidigo // the streams of the process
		fmt.Fprintln(os.Stderr, "parts:", err) //nolint:forbidigo // as above
		os.Exit(1)                             //nolint:forbidigo // as above
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("usage: parts notice|sbom [-version V] [-tags T] PACKAGE…")
	}
	f := flag.NewFlagSet("parts", flag.ContinueOnError)
	version := f.String("version", "", "the `version` of exile")
	tags := f.String("tags", "", "build `tags`")
	if err := f.Parse(args[1:]); err != nil {
		return err
	}
	packages, err := list(*tags, f.Args())
	if err != nil {
		return err
	}
	parts, err := partsOf(packages)
	if err != nil {
		return err
	}
	switch args[0] {
	case "notice":
		return writeNotice(out, parts)
	case "sbom":
		return writeSBOM(out, *version, parts)
	}
	return fmt.Errorf("neither notice nor sbom: %s", args[0])
}

// listed is a package as `go list` tells of it.
type listed struct {
	Dir    string
	Module *module
}

type module struct {
	Path    string
	Version string
	Dir     string
	Main    bool
}

// list asks which packages are linked for the system in the environment.
func list(tags string, patterns []string) ([]listed, error) {
	args := append([]string{"list", "-deps", "-json=Dir,Module", "-tags", tags}, patterns...)
	var trouble bytes.Buffer
	cmd := exec.Command("go", args...) //nolint:gosec,noctx // Go itself, which ends by itself
	cmd.Stderr = &trouble
	b, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, trouble.Bytes())
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(b)); ; {
		var p listed
		switch err := dec.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

// part is a module, or the standard library, with the licences of what is linked
// of it.
type part struct {
	name    string
	version string
	ids     []string // of its licences, as SPDX has them
	files   []file
}

type file struct{ name, text string }

// partsOf groups packages by module, sorted by name.
func partsOf(packages []listed) ([]part, error) {
	found := map[string]*part{}
	for _, p := range packages {
		m := p.Module
		if m == nil || m.Main { // the standard library is added below
			continue
		}
		if found[m.Path] == nil {
			found[m.Path] = &part{name: m.Path, version: m.Version}
		}
		if err := found[m.Path].collect(p.Dir, m.Dir); err != nil {
			return nil, err
		}
	}
	goRoot, goVersion, err := toolchain()
	if err != nil {
		return nil, err
	}
	std := &part{name: "Go", version: goVersion}
	found["Go"] = std
	if err := std.collect(goRoot, goRoot); err != nil {
		return nil, err
	}
	if p, ok := found[sqliteModule]; ok {
		sqlite, err := sqliteIn(packages)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		found[sqlite.name] = sqlite
	}
	parts := make([]part, 0, len(found))
	for _, p := range found {
		if len(p.ids) == 0 {
			if err := p.identify(); err != nil {
				return nil, err
			}
		}
		parts = append(parts, *p)
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return parts, nil
}

// toolchain is where Go lies and which it is.
func toolchain() (root, version string, err error) {
	b, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output() //nolint:noctx // as above
	if err != nil {
		return "", "", fmt.Errorf("go env: %w", err)
	}
	root, version, _ = strings.Cut(strings.TrimSpace(string(b)), "\n")
	return root, strings.TrimPrefix(version, "go"), nil
}

// collect reads the licences that stand in dir and above it, up to root: code that
// a module has taken over from elsewhere brings its own along.
func (p *part) collect(dir, root string) error {
	for {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !isLicence(e.Name()) {
				continue
			}
			if err := p.add(filepath.Join(dir, e.Name()), root); err != nil {
				return err
			}
		}
		if dir == root {
			return nil
		}
		dir = filepath.Dir(dir)
	}
}

func (p *part) add(path, root string) error {
	name, err := filepath.Rel(root, path)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(p.files, func(f file) bool { return f.name == name }) {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n"))
	p.files = append(p.files, file{filepath.ToSlash(name), text})
	slices.SortFunc(p.files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return nil
}

// isLicence tells files that say under which terms something is given away.
func isLicence(name string) bool {
	name = strings.ToLower(name)
	if strings.HasSuffix(name, ".go") {
		return false
	}
	for _, begin := range []string{"license", "licence", "copying", "notice", "patents", "unlicense"} {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return false
}
