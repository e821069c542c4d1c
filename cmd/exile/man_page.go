//go:build cgo

package main

import (
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// manual writes the pages of a program as anybody would see it: nothing in them
// is of the person, the terminal or the day.
type manual struct {
	*app
	root *cobra.Command
}

func newManual(a *app) *manual {
	b := newApp(world{getenv: func(string) string { return "" }, system: a.system})
	b.lang = a.lang
	root := newRoot(b)
	root.InitDefaultHelpCmd() // which a run does by itself
	return &manual{app: b, root: root}
}

// commands are those that have a page.
func (m *manual) commands() []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(m.root.Commands()), func(c *cobra.Command) bool {
		return !c.IsAvailableCommand() && c.Name() != "help"
	})
}

// whole is the page of all commands.
func (m *manual) whole() string {
	r := m.begin(m.root)
	r.macro("SH", m.say(lang.ManCommands, nil))
	for _, cmd := range m.commands() {
		r.macro("SS", cmd.UseLine())
		r.paragraphs(cmd.Long)
		m.flags(r, console.LocalFlags(cmd))
		m.within(r, cmd)
	}
	m.end(r, "", []string{"age(1)", "sqlite3(1)"})
	return r.b.String()
}

// page is the page of one command.
func (m *manual) page(cmd *cobra.Command) string {
	r := m.begin(cmd)
	if f := console.LocalFlags(cmd); f.HasAvailableFlags() {
		r.macro("SH", m.say(lang.ManOptions, nil))
		m.flags(r, f)
	}
	if cmd.HasAvailableSubCommands() {
		r.macro("SH", m.say(lang.ManCommands, nil))
		m.within(r, cmd)
	}
	m.end(r, cmd.Name(), []string{"exile(1)"})
	return r.b.String()
}

// within tells of the commands within a command, which have no pages of their own.
func (m *manual) within(r *roff, cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		r.macro("SS", sub.UseLine())
		r.paragraphs(sub.Long)
		m.flags(r, console.LocalFlags(sub))
	}
}

// begin writes what every page begins with.
func (m *manual) begin(cmd *cobra.Command) *roff {
	r := &roff{}
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	r.title(name, builtDay(), "exile "+thisVersion().Version, m.say(lang.ManTitle, nil))
	r.macro("SH", m.say(lang.ManName, nil))
	r.b.WriteString(escaped(name) + ` \- ` + escaped(cmd.Short) + "\n")
	r.macro("SH", m.say(lang.ManSynopsis, nil))
	use := strings.TrimPrefix(m.pages().UseLine(cmd), "  ")
	rest := strings.TrimPrefix(use, cmd.CommandPath())
	r.b.WriteString(bold(cmd.CommandPath()) + escaped(rest) + "\n")
	r.macro("SH", m.say(lang.ManDescription, nil))
	r.paragraphs(cmd.Long)
	return r
}

// end writes what every page ends with.
func (m *manual) end(r *roff, name string, others []string) {
	r.macro("SH", m.say(lang.ManGlobal, nil))
	m.flags(r, console.GlobalFlags(m.root))
	r.macro("SH", m.say(lang.ManStatuses, nil))
	for _, s := range statuses {
		r.item(bold(strconv.Itoa(int(s.Code))), m.say(s.Means, nil))
	}
	if name == "" {
		m.items(r, lang.ManEnvironment, lang.ManVariables())
		m.items(r, lang.ManFiles, lang.ManPlaces())
	}
	r.macro("SH", m.say(lang.ManSeeAlso, nil))
	var names []string
	for _, other := range others {
		page, section, _ := strings.Cut(other, "(")
		names = append(names, bold(page)+"("+section)
	}
	r.b.WriteString(strings.Join(names, ",\n") + "\n")
}

func (m *manual) items(r *roff, head lang.Text, items []lang.Item) {
	r.macro("SH", m.say(head, nil))
	for _, item := range items {
		r.item(bold(item.Name), m.say(item.Is, nil))
	}
}

// flags lists flags, as help pages do.
func (m *manual) flags(r *roff, f *pflag.FlagSet) {
	f.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		value, text := console.FlagWords(flag)
		head := bold("--" + flag.Name)
		if flag.Shorthand != "" {
			head = bold("-"+flag.Shorthand) + ", " + head
		}
		if value != "" {
			head += " " + italic(value)
		}
		if flag.DefValue != "" && flag.Value.Type() == "string" {
			text += " (" + m.say(lang.WordDefault, nil) + ": " + flag.DefValue + ")"
		}
		r.item(head, text)
	})
}

// builtDay is the day of the commit that this program was built from, or empty.
// The same build writes the same page on any day.
func builtDay() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			day, _, _ := strings.Cut(s.Value, "T")
			return day
		}
	}
	return ""
}
