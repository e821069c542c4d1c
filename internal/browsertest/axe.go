package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Violation is something that axe-core finds wrong for people who use assistive technology.
type Violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"` // minor, moderate, serious, critical
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"`
}

func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s: %s", v.ID, v.Impact, v.Help, strings.Join(v.Nodes[:min(len(v.Nodes), 5)], " | "))
}

// An Axe is the program axe-core.
type Axe struct{ script string }

// NeedAxe finds axe-core in EXILE_NODE_MODULES; where it is not, the test is skipped.
func NeedAxe(tb testing.TB) Axe {
	tb.Helper()
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		tb.Skip("EXILE_NODE_MODULES is not set to a folder with the npm package axe-core")
	}
	script, err := os.ReadFile(filepath.Join(modules, "axe-core", "axe.min.js"))
	if err != nil {
		tb.Skipf("the npm package axe-core is not in EXILE_NODE_MODULES: %v", err)
	}
	return Axe{string(script)}
}

// Run returns what axe-core finds in a page as it is: all, or by some of its rules.
func (a Axe) Run(p *Page, rules ...string) []Violation {
	p.tb.Helper()
	if !Eval[bool](p, "!!globalThis.axe") {
		if _, err := p.evaluate(a.script+"\n;0", false); err != nil {
			p.tb.Fatalf("run axe-core: %v", err)
		}
	}
	options := map[string]any{"resultTypes": []string{"violations"}, "preload": false} // it would fetch the styles
	if len(rules) > 0 {
		options["runOnly"] = rules
	}
	return Eval[[]Violation](p, `axe.run(document, `+quote(options)+`).then((r) => r.violations.map((v) => ({
		id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map((n) => n.html.slice(0, 160) + " " + n.any.concat(n.all, n.none).map((c) => c.message).join("; ").slice(0, 300)),
	})))`)
}

// Check fails the test where axe-core finds something serious or critical, and logs the rest.
func (a Axe) Check(p *Page, rules ...string) {
	p.tb.Helper()
	for _, v := range a.Run(p, rules...) {
		if v.Impact == "serious" || v.Impact == "critical" {
			p.tb.Errorf("%s: %s", p.Address(), v)
		} else {
			p.tb.Logf("%s: %s", p.Address(), v)
		}
	}
}
