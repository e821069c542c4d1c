//go:build cgo

package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// goList runs go list in the module, with or without C.
func goList(t *testing.T, cgo string, args ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED="+cgo)
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Fields(string(out))
}

func among(list []string, prefixes ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(p string) bool {
		return !slices.ContainsFunc(prefixes, func(prefix string) bool {
			return p == strings.TrimSuffix(prefix, "/") || strings.HasSuffix(prefix, "/") && strings.HasPrefix(p, prefix)
		})
	})
}

// What opens a history cannot call out, and what calls out cannot open a history.
func TestTheTwoProgramsShareNoPower(t *testing.T) {
	exile := goList(t, "1", "-deps", "./cmd/exile")
	if found := among(exile, "github.com/gotd/", "exile/convert/telegram/", "exile/cmd/exile-telegram/", "golang.org/x/net/proxy"); len(found) > 0 {
		t.Errorf("cmd/exile links %v", found)
	}
	if len(among(exile, "github.com/mattn/go-sqlite3", "exile/convert/handover")) != 2 {
		t.Error("the list of what cmd/exile links is not right: it has neither SQLite nor the hand-over")
	}
	for _, cgo := range []string{"0", "1"} {
		courier := goList(t, cgo, "-deps", "./cmd/exile-telegram")
		if found := among(courier, "github.com/mattn/go-sqlite3", "exile/export/store/", "exile/convert", "exile/formats/all", "exile/formats/telegram/", "exile/cmd/exile"); len(found) > 0 {
			t.Errorf("cmd/exile-telegram links %v", found)
		}
		if len(among(courier, "github.com/gotd/td/telegram", "exile/convert/handover")) != 2 {
			t.Error("the list of what cmd/exile-telegram links is not right")
		}
	}
}

// The library that connects is imported in its two places alone, by tests too.
func TestOnlyTheCourierImportsWhatConnects(t *testing.T) {
	const form = `{{$p := .ImportPath}}{{range .Imports}}{{$p}}={{.}} {{end}}{{range .TestImports}}{{$p}}={{.}} {{end}}{{range .XTestImports}}{{$p}}={{.}} {{end}}`
	found := 0
	for _, pair := range goList(t, "1", "-f", form, "./...") {
		from, to, _ := strings.Cut(pair, "=")
		switch {
		case !strings.HasPrefix(to, "github.com/gotd/"):
		case from == "exile/convert/telegram", strings.HasPrefix(from, "exile/convert/telegram/"), from == "exile/cmd/exile-telegram":
			found++
		default:
			t.Errorf("%s imports %s", from, to)
		}
	}
	if found == 0 {
		t.Error("nobody imports it: the list is not right")
	}
}
