//go:build cgo

package main

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// speaking returns a program that speaks a language and knows of nobody.
func speaking(l lang.Lang) *app {
	a := newApp(world{stdout: io.Discard, system: "linux", getenv: func(string) string { return "" }})
	a.lang = l
	return a
}

var quoted = regexp.MustCompile("`(exile [^`]*)`")

// Whoever types what a guide or a README says must not be told that there is no
// such command or flag.
func TestQuotedCommandsExist(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		found := 0
		for name, source := range quotingTexts(t, l) {
			for _, command := range quotedCommands(source) {
				found++
				if err := understood(l, command); err != nil {
					t.Errorf("%s: %s: %v", name, command, err)
				}
			}
			for _, flag := range regexp.MustCompile(`--[a-z][a-z-]*`).FindAllString(source, -1) {
				if !knownFlag(l, strings.TrimPrefix(flag, "--")) {
					t.Errorf("%s: no command takes %s", name, flag)
				}
			}
		}
		if found < 20 {
			t.Errorf("%s: found only %d commands: the search is broken", l, found)
		}
	}
}

func quotingTexts(t *testing.T, l lang.Lang) map[string]string {
	t.Helper()
	texts := map[string]string{"README": readReadme(t, l)}
	for _, topic := range append(lang.GuideTopics(), lang.Overview) {
		texts[topic], _ = l.Guide(topic)
	}
	return texts
}

// quotedCommands finds commands on lines of their own and between backquotes.
func quotedCommands(source string) []string {
	var commands []string
	for line := range strings.Lines(source) {
		if command := strings.TrimSpace(line); strings.HasPrefix(line, "    exile ") {
			command, _, _ = strings.Cut(command, " | ")
			commands = append(commands, command)
		}
	}
	joined := strings.Join(strings.Fields(source), " ")
	for _, m := range quoted.FindAllStringSubmatch(joined, -1) {
		commands = append(commands, strings.ReplaceAll(m[1], `\|`, "|"))
	}
	return commands
}

// understood parses a command line as a run would, without running it.
func understood(l lang.Lang, command string) error {
	a := speaking(l)
	root := newRoot(a)
	args := strings.Fields(command)[1:]
	cmd, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	if cmd == root && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		return a.unknownCommand(root, rest[0])
	}
	return cmd.ParseFlags(rest)
}

func knownFlag(l lang.Lang, name string) bool {
	a := speaking(l)
	root := newRoot(a)
	commands := []*cobra.Command{root}
	for len(commands) > 0 {
		cmd := commands[0]
		if has(cmd.Flags(), name) || has(cmd.PersistentFlags(), name) {
			return true
		}
		commands = append(commands[1:], cmd.Commands()...)
	}
	return false
}

func has(f *pflag.FlagSet, name string) bool { return f.Lookup(name) != nil }

// Whoever has an app whose chats are read is told how to get them out, and reads
// its name where nothing was found.
func TestEveryAppThatIsReadHasAGuide(t *testing.T) {
	found := 0
	for _, f := range newApp(world{system: "linux", getenv: func(string) string { return "" }}).formats {
		if f.Reader == nil || f.Name == "jsonl" || strings.Contains(f.Name, "-") {
			continue // exile's own, or another format of an app: kakaotalk-db
		}
		found++
		if !slices.Contains(lang.GuideTopics(), f.Name) {
			t.Errorf("there is no guide to %s", f.Name)
		}
		for _, l := range []lang.Lang{lang.EN, lang.KO} {
			overview, _ := l.Guide(lang.Overview)
			for name, text := range map[string]string{
				"the overview":         overview,
				"the help of guide":    lang.HelpGuide.Long.In(string(l)),
				"what is no export":    lang.NoExport.Hint.In(string(l)),
				"what is of no format": lang.UnknownFormat.Hint.In(string(l)),
			} {
				if title := f.Title.In(string(l)); !strings.Contains(text, title) {
					t.Errorf("%s: %s does not name %s", l, name, title)
				}
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d apps are read: the search is broken", found)
	}
}

// A guide fits the terminal it is read on, Korean letters counted as two, down to
// a narrow one. Only commands may be wider, to be copied whole.
func TestGuidesFitTheTerminal(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		for _, topic := range append(lang.GuideTopics(), lang.Overview) {
			source, _ := l.Guide(topic)
			for _, width := range []int{helpWidth, 60, console.Narrowest} {
				text := layGuide(source, width)
				words := slices.DeleteFunc(strings.Fields(source), func(s string) bool { return s == "#" || s == "##" })
				if !slices.Equal(strings.Fields(text), words) {
					t.Errorf("%s %s, %d: words were lost or changed", l, topic, width)
				}
				for line := range strings.Lines(text) {
					line = strings.TrimRight(line, "\n")
					isCommand := strings.HasPrefix(line, "      exile ") && width < helpWidth
					if w := uniseg.StringWidth(line); w > width && !isCommand {
						t.Errorf("%s %s: %d columns of %d: %s", l, topic, w, width, line)
					}
				}
			}
		}
	}
}

func TestGuideLayout(t *testing.T) {
	const source = `# Title

## 1. Heading
A paragraph that
goes on.

1. A step that is wider than the line
   and goes on
- 한글은 두 칸을 차지합니다

    exile add FOLDER
`
	const want = `Title

1. Heading
  A paragraph that goes
  on.

  1. A step that is
     wider than the
     line and goes on
  - 한글은 두 칸을
    차지합니다

      exile add FOLDER
`
	if got := layGuide(source, 23); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
