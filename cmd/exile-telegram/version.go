package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
)

func newVersion(a *app) *cobra.Command {
	cmd := a.command("version", lang.HelpCourierVersion)
	cmd.Args = a.noArgs
	cmd.RunE = func(*cobra.Command, []string) error { return a.printVersion() }
	return cmd
}

func (a *app) printVersion() error {
	v := thisVersion()
	if a.json {
		return a.printJSON(struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			System  string `json:"system"`
		}{v, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH})
	}
	return a.print("exile-telegram " + v + ", " + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH)
}

// release is the version that packaging/build.sh gives; "" otherwise.
var release string

// thisVersion is the version of exile.
func thisVersion() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
