package console

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

// Pages writes the help pages of a program.
type Pages struct {
	Lang     lang.Lang
	Out      io.Writer
	Statuses []Meaning // on the program's own page
	More     lang.Text // the last line there
}

// Help prints a command's help page, which was asked for.
func (p *Pages) Help(cmd *cobra.Command, _ []string) {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	_, _ = io.WriteString(p.Out, about+"\n\n"+p.text(cmd)) // cobra takes no error from help
}

// Usage prints how a command is used, without what it does.
func (p *Pages) Usage(cmd *cobra.Command) error {
	_, err := io.WriteString(p.Out, p.text(cmd))
	return err
}

func (p *Pages) text(cmd *cobra.Command) string {
	var b strings.Builder
	section := func(head lang.Text, body string) {
		if body = strings.TrimRight(body, "\n "); body != "" {
			fmt.Fprintf(&b, "%s\n%s\n\n", p.Lang.Say(head, nil), body)
		}
	}
	section(lang.HeadUsage, p.UseLine(cmd))
	section(lang.HeadExamples, cmd.Example)
	section(lang.HeadCommands, commandList(cmd))
	section(lang.HeadFlags, p.flagList(LocalFlags(cmd)))
	section(lang.HeadGlobal, p.flagList(GlobalFlags(cmd)))
	if !cmd.HasParent() {
		section(lang.HeadStatuses, p.statusList())
		b.WriteString(p.Lang.Say(p.More, nil) + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// UseLine is how a command is called.
func (p *Pages) UseLine(cmd *cobra.Command) string {
	line := "  " + cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		line += " " + p.Lang.Say(lang.WordCommand, nil)
	}
	return line + " " + p.Lang.Say(lang.WordFlags, nil)
}

func commandList(cmd *cobra.Command) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(&b, "  %-11s %s\n", c.Name(), c.Short)
		}
	}
	return b.String()
}

// LocalFlags are the flags of a command alone. The root's own are those of every
// command.
func LocalFlags(cmd *cobra.Command) *pflag.FlagSet {
	if cmd.HasParent() {
		return cmd.LocalFlags()
	}
	return pflag.NewFlagSet("", pflag.ContinueOnError)
}

// GlobalFlags are the flags of every command.
func GlobalFlags(cmd *cobra.Command) *pflag.FlagSet { return cmd.Root().PersistentFlags() }

// flagList lists flags as pflag does, but minds how wide Korean letters are.
func (p *Pages) flagList(f *pflag.FlagSet) string {
	var heads, texts []string
	width := 0
	f.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		value, text := FlagWords(flag)
		head := "      --" + flag.Name
		if flag.Shorthand != "" {
			head = "  -" + flag.Shorthand + ", --" + flag.Name
		}
		if value != "" {
			head += " " + value
		}
		if flag.DefValue != "" && flag.Value.Type() == "string" {
			text += " (" + p.Lang.Say(lang.WordDefault, nil) + ": " + flag.DefValue + ")"
		}
		heads, texts = append(heads, head), append(texts, text)
		width = max(width, uniseg.StringWidth(head))
	})
	var b strings.Builder
	for i, head := range heads {
		pad := strings.Repeat(" ", width-uniseg.StringWidth(head)+2)
		b.WriteString(head + pad + Wrap(texts[i], HelpWidth-width-2, width+2) + "\n")
	}
	return b.String()
}

// FlagWords returns the name of a flag's value and what the flag is for. A
// value's name that begins the sentence is not said twice.
func FlagWords(flag *pflag.Flag) (value, text string) {
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

func (p *Pages) statusList() string {
	var b strings.Builder
	for _, s := range p.Statuses {
		fmt.Fprintf(&b, "  %3d  %s\n", s.Code, p.Lang.Say(s.Means, nil))
	}
	return b.String()
}
