//go:build cgo

package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
)

type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

// release is the version that packaging/build.sh gives; "" otherwise.
var release string

func newVersion(a *app) *cobra.Command {
	cmd := a.command("version", lang.HelpVersion)
	cmd.Args = a.noArgs
	cmd.RunE = func(*cobra.Command, []string) error { return a.printVersion() }
	return cmd
}

func (a *app) printVersion() error {
	v := thisVersion()
	if a.json {
		return a.printJSON(v)
	}
	line := "exile " + v.Version
	if v.Revision != "" {
		line += " (" + v.Revision + ")"
	}
	return a.print(line + ", " + v.Go + ", " + v.System)
}

func thisVersion() version {
	v := version{Version: "(devel)", Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	switch {
	case release != "":
		v.Version = release
	case info.Main.Version != "":
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v.Revision = s.Value[:min(len(s.Value), 12)]
		}
	}
	return v
}
