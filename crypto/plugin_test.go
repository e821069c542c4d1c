package crypto

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/plugin"
)

// The test's own program, under this name, is a plugin: it wraps a file key by
// turning over its bits.
const pluginName = "exiletest"

func init() { //nolint:gochecknoinits // it must come before the tests' flags are read
	if filepath.Base(os.Args[0]) != "age-plugin-"+pluginName {
		return
	}
	p, err := plugin.New(pluginName)
	if err != nil {
		os.Exit(1)
	}
	p.HandleRecipient(func(data []byte) (age.Recipient, error) {
		if string(data) == "broken" {
			return nil, errors.New("the token is not plugged in")
		}
		return flip{}, nil
	})
	p.HandleIdentity(func(data []byte) (age.Identity, error) {
		if string(data) == "broken" {
			return nil, errors.New("the token is not plugged in")
		}
		return flip{}, nil
	})
	flags := flag.NewFlagSet("", flag.ExitOnError)
	p.RegisterFlags(flags)
	if err := flags.Parse(os.Args[1:]); err != nil {
		os.Exit(1)
	}
	os.Exit(p.Main())
}

type flip struct{}

func (flip) Wrap(key []byte) ([]*age.Stanza, error) {
	body := bytes.Clone(key)
	for i := range body {
		body[i] = ^body[i]
	}
	return []*age.Stanza{{Type: pluginName, Body: body}}, nil
}

func (f flip) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type == pluginName {
			s, err := f.Wrap(s.Body)
			return s[0].Body, err
		}
	}
	return nil, age.ErrIncorrectIdentity
}

func TestPlugins(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making a link to a program needs a right there")
	}
	recipient := plugin.EncodeRecipient(pluginName, []byte("0123456789"))
	to, err := ParseRecipient(recipient)
	if err != nil || to.Name != recipient {
		t.Fatalf("%q, %v", to.Name, err)
	}
	if to.Plugin() != "age-plugin-"+pluginName {
		t.Errorf("its program is %q", to.Plugin())
	}
	identity := func(data string) Identity {
		ids, to, err := ParseIdentities(t.Context(), strings.NewReader(plugin.EncodeIdentity(pluginName, []byte(data))), nil, 0)
		if err != nil || len(ids) != 1 || len(to) != 0 {
			t.Fatalf("%d identities, %d recipients, %v", len(ids), len(to), err)
		}
		return ids[0]
	}
	key := newKey(t, false)
	own, _, err := ParseIdentities(t.Context(), strings.NewReader(key.Identity), nil, 0)
	if err != nil {
		t.Fatal(err)
	}

	t.Setenv("PATH", t.TempDir())
	hybrid := newKey(t, true).Recipient
	_, err = NewWriter(io.Discard, NewManifest(), []Recipient{hybrid, to})
	failed, ok := errors.AsType[*PluginError](err)
	if !ok || errors.Is(err, ErrMixedKeys) || failed.Program != "age-plugin-"+pluginName || failed.Why != "it is not installed" {
		t.Errorf("sealed without the program: %v", err)
	}
	file := sealTo(t, "hello", key.Recipient)
	err = opens(t, file, "hello", identity("whole"))
	if !errors.Is(err, ErrWrongKey) || !strings.Contains(err.Error(), "age-plugin-"+pluginName+": it is not installed") {
		t.Errorf("opened without the program: %v", err)
	}
	if err := opens(t, file, "hello", identity("whole"), own[0]); err != nil {
		t.Errorf("another key of the file fits: %v", err)
	}

	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(os.Getenv("PATH"), "age-plugin-"+pluginName)); err != nil {
		t.Fatal(err)
	}
	both := sealTo(t, "hello", to, key.Recipient)
	if err := opens(t, both, "hello", identity("whole")); err != nil {
		t.Errorf("opened by the plugin: %v", err)
	}
	if err := opens(t, both, "hello", own...); err != nil {
		t.Errorf("opened by the second holder: %v", err)
	}
	if err := opens(t, file, "", identity("whole")); !errors.Is(err, ErrWrongKey) {
		t.Errorf("the plugin has no key for it: %v", err)
	}
	err = opens(t, both, "", identity("broken"))
	if !errors.Is(err, ErrWrongKey) || !strings.Contains(err.Error(), "not plugged in") {
		t.Errorf("the plugin fails: %v", err)
	}
	to, err = ParseRecipient(plugin.EncodeRecipient(pluginName, []byte("broken")))
	if err != nil {
		t.Fatal(err)
	}
	_, err = NewWriter(io.Discard, NewManifest(), []Recipient{key.Recipient, to})
	if failed, ok := errors.AsType[*PluginError](err); !ok || !strings.Contains(failed.Why, "not plugged in") {
		t.Errorf("the plugin cannot seal: %v", err)
	}
	if key.Recipient.Plugin() != "" {
		t.Error("a key needs a plugin")
	}
}
