//go:build cgo

package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

// help prints a command's help page, which was asked for: on standard output.
func (a *app) help(cmd *cobra.Command, _ []string) {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	_ = a.print(about + "\n\n" + strings.TrimRight(a.usageText(cmd), "\n")) // cobra takes no error from help
}

// usage prints how a command is used, without what it does.
func (a *app) usage(cmd *cobra.Command) error {
	_, err := io.WriteString(a.stdout, a.usageText(cmd))
	return err
}

func (a *app) usageText(cmd *cobra.Command) string {
	var b strings.Builder
	section := func(head lang.Text, body string) {
		if body = strings.TrimRight(body, "\n "); body != "" {
			fmt.Fprintf(&b, "%s\n%s\n\n", a.say(head, nil), body)
		}
	}
	section(lang.HeadUsage, a.useLine(cmd))
	section(lang.HeadExamples, cmd.Example)
	section(lang.HeadCommands, a.commandList(cmd))
	section(lang.HeadFlags, a.flagList(localFlags(cmd)))
	section(lang.HeadGlobal, a.flagList(globalFlags(cmd)))
	if !cmd.HasParent() {
		section(lang.HeadStatuses, a.statusList())
		b.WriteString(a.say(lang.MoreHelp, nil) + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (a *app) useLine(cmd *cobra.Command) string {
	line := "  " + cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		line += " " + a.say(lang.WordCommand, nil)
	}
	return line + " " + a.say(lang.WordFlags, nil)
}

func (a *app) commandList(cmd *cobra.Command) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(&b, "  %-11s %s\n", c.Name(), c.Short)
		}
	}
	return b.String()
}

// The root's own flags are those of every command.
func localFlags(cmd *cobra.Command) *pflag.FlagSet {
	if cmd.HasParent() {
		return cmd.LocalFlags()
	}
	return pflag.NewFlagSet("", pflag.ContinueOnError)
}

func globalFlags(cmd *cobra.Command) *pflag.FlagSet {
	return cmd.Root().PersistentFlags()
}

// helpWidth is how wide help pages are at most, in columns.
const helpWidth = 80

// flagList lists flags as pflag does, but minds how wide Korean letters are.
func (a *app) flagList(f *pflag.FlagSet) string {
	var heads, texts []string
	width := 0
	f.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		value, text := flagWords(flag)
		head := "      --" + flag.Name
		if flag.Shorthand != "" {
			head = "  -" + flag.Shorthand + ", --" + flag.Name
		}
		if value != "" {
			head += " " + value
		}
		if flag.DefValue != "" && flag.Value.Type() == "string" {
			text += " (" + a.say(lang.WordDefault, nil) + ": " + flag.DefValue + ")"
		}
		heads, texts = append(heads, head), append(texts, text)
		width = max(width, uniseg.StringWidth(head))
	})
	var b strings.Builder
	for i, head := range heads {
		pad := strings.Repeat(" ", width-uniseg.StringWidth(head)+2)
		b.WriteString(head + pad + wrap(texts[i], helpWidth-width-2, width+2) + "\n")
	}
	return b.String()
}

// flagWords returns the name of a flag's value and what the flag is for. A
// value's name that begins the sentence is not said twice.
func flagWords(flag *pflag.Flag) (value, text string) {
	value, text = pflag.UnquoteUsage(flag)
	if flag.Value.Type() == "bool" {
		return "", text
	}
	if rest, ok := strings.CutPrefix(flag.Usage, "`"+value+"`"); ok && !strings.HasPrefix(rest, "`") {
		if colon, ok := strings.CutPrefix(rest, ": "); ok {
			text = colon
		}
	}
	return value, text
}

// wrap breaks a text between words so that no line is wider than width, and
// indents all but the first.
func wrap(text string, width, indent int) string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case uniseg.StringWidth(line)+1+uniseg.StringWidth(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return strings.Join(append(lines, line), "\n"+strings.Repeat(" ", indent))
}

func (a *app) statusList() string {
	var b strings.Builder
	for _, s := range statuses {
		fmt.Fprintf(&b, "  %3d  %s\n", s.code, a.say(s.means, nil))
	}
	return b.String()
}
