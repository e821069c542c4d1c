//go:build cgo

package main

import (
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
)

func newGuide(a *app) *cobra.Command {
	cmd := a.command("guide", lang.HelpGuide)
	cmd.ValidArgs = lang.GuideTopics()
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
		}
		return nil
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		topic := lang.Overview
		if len(args) > 0 {
			topic = args[0]
		}
		return a.guide(topic)
	}
	return cmd
}

// guide prints a guide, as wide as the terminal.
func (a *app) guide(topic string) error {
	source, ok := a.lang.Guide(topic)
	if !ok {
		names := strings.Join(lang.GuideTopics(), ", ")
		return a.misused(lang.NoGuide, lang.V{"name": clean(topic), "names": names})
	}
	if a.json {
		return a.printJSON(struct {
			Topic string    `json:"topic"`
			Lang  lang.Lang `json:"lang"`
			Text  string    `json:"text"`
		}{topic, a.lang, layGuide(source, helpWidth)})
	}
	return a.print(strings.TrimRight(layGuide(source, columns(a.out.W)), "\n"))
}
