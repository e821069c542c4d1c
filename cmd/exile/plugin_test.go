//go:build cgo

package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"

	"filippo.io/age"
	"filippo.io/age/plugin"
	"github.com/rogpeppe/go-internal/testscript"
)

const pluginName = "exiletest"

// pluginMain is a plugin of age's, which leaves a file where $STARTED says, so
// that it shows. It "wraps" a file key as it is.
func pluginMain() {
	if path := os.Getenv("STARTED"); path != "" {
		_ = os.WriteFile(path, nil, 0o600)
	}
	p, err := plugin.New(pluginName)
	if err != nil {
		os.Exit(1)
	}
	p.HandleRecipient(func(data []byte) (age.Recipient, error) {
		if bytes.HasPrefix(data, []byte("broken")) {
			return nil, errors.New("the token is not plugged in")
		}
		return bare{}, nil
	})
	flags := flag.NewFlagSet("", flag.ExitOnError)
	p.RegisterFlags(flags)
	if err := flags.Parse(os.Args[1:]); err != nil {
		os.Exit(1)
	}
	os.Exit(p.Main())
}

type bare struct{}

func (bare) Wrap(key []byte) ([]*age.Stanza, error) {
	return []*age.Stanza{{Type: pluginName, Body: key}}, nil
}

// cmdPlugins puts recipients of plugins into $token, $broken, whose plugin fails, and
// $missing, whose plugin is not installed.
func cmdPlugins(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Setenv("token", plugin.EncodeRecipient(pluginName, []byte("0123456789")))
	ts.Setenv("broken", plugin.EncodeRecipient(pluginName, []byte("broken6789")))
	ts.Setenv("missing", plugin.EncodeRecipient("exilenobody", []byte("0123456789")))
	ts.Setenv("STARTED", filepath.Join(ts.Getenv("WORK"), "started"))
}
