//go:build cgo

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
)

func newFormats(a *app) *cobra.Command {
	markdown := false
	cmd := a.command("formats", lang.HelpFormats)
	cmd.Args = a.noArgs
	cmd.RunE = func(*cobra.Command, []string) error {
		switch {
		case a.json:
			return a.printJSON(a.formatList())
		case markdown:
			return a.print(strings.TrimRight(a.formatMarkdown(), "\n"))
		}
		return a.print(strings.TrimRight(table(a.formatRows(true)), "\n"))
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, a.say(lang.FlagMarkdown, nil))
	return cmd
}

type listedFormat struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Reads  bool     `json:"reads"`
	Writes bool     `json:"writes"`
	Help   string   `json:"help"`
	Flags  []string `json:"flags"`
}

func (a *app) formatList() []listedFormat {
	list := []listedFormat{}
	for _, f := range a.formats {
		l := listedFormat{
			Name: f.Name, Title: a.say(f.Title, nil), Reads: readable(f), Writes: writable(f),
			Help: a.say(f.Help, nil), Flags: []string{},
		}
		for _, o := range append(slices.Clone(f.ReaderOptions), f.WriterOptions...) {
			l.Flags = append(l.Flags, "--"+o.Name)
		}
		list = append(list, l)
	}
	return list
}

func (a *app) formatRows(head bool) [][]string {
	var rows [][]string
	if head {
		rows = append(rows, a.formatHead())
	}
	for _, f := range a.formats {
		rows = append(rows, []string{f.Name, a.mark(readable(f)), a.mark(writable(f)), a.say(f.Help, nil)})
	}
	return rows
}

func (a *app) formatHead() []string {
	return []string{a.say(lang.ColName, nil), a.say(lang.ColReads, nil), a.say(lang.ColWrites, nil), a.say(lang.ColWhat, nil)}
}

func (a *app) mark(yes bool) string {
	if yes {
		return a.say(lang.Yes, nil)
	}
	return a.say(lang.No, nil)
}

// formatMarkdown is the table of the README.
func (a *app) formatMarkdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|---|---|---|---|\n", strings.Join(a.formatHead(), " | "))
	for _, row := range a.formatRows(false) {
		row[0] = "`" + row[0] + "`"
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], "|", "\\|")
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}
