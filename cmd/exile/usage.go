//go:build cgo

package main

import (
	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// pages are the help pages in the person's language.
func (a *app) pages() *console.Pages {
	return &console.Pages{Lang: a.lang, Out: a.stdout, Statuses: statuses, More: lang.MoreHelp}
}

// help prints a command's help page, which was asked for: on standard output.
func (a *app) help(cmd *cobra.Command, args []string) { a.pages().Help(cmd, args) }

// usage prints how a command is used, without what it does.
func (a *app) usage(cmd *cobra.Command) error { return a.pages().Usage(cmd) }
