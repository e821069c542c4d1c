package crypto

import (
	"errors"
	"fmt"

	"filippo.io/age"
	"filippo.io/age/plugin"
)

// A plugin of age's is a program of the name age-plugin-NAME that the person has
// installed: a hardware key, say. It is started when a file is sealed or opened,
// not when its key is read. It gets no terminal from here: one that must show or
// ask something (a PIN) is told that this cannot be done, and says so. What a
// plugin does beyond that is its own affair.

// PluginError says that the program of a plugin could not seal to a recipient.
// It wraps nothing: what goes wrong in another program is not an error of ours.
type PluginError struct {
	Program string // "age-plugin-…"
	Why     string
}

func (e *PluginError) Error() string { return e.Program + ": " + e.Why }

// Plugin returns the name of the program that is started when something is
// sealed to r; "" if none is.
func (r Recipient) Plugin() string {
	if p, ok := r.Recipient.(pluginRecipient); ok {
		return programOf(p.Name())
	}
	return ""
}

func programOf(name string) string { return "age-plugin-" + name }

func newPluginRecipient(s string) (Recipient, error) {
	r, err := plugin.NewRecipient(s, &plugin.ClientUI{})
	if err != nil {
		return Recipient{}, badEncoding(err)
	}
	return Recipient{pluginRecipient{r}, s}, nil
}

// pluginRecipient tells an error of the plugin from one of whoever is written to.
type pluginRecipient struct{ *plugin.Recipient }

// Wrap lets the plugin wrap the file key.
func (p pluginRecipient) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	s, _, err := p.WrapWithLabels(fileKey)
	return s, err
}

// WrapWithLabels is Wrap with the labels that the plugin names.
func (p pluginRecipient) WrapWithLabels(fileKey []byte) ([]*age.Stanza, []string, error) {
	s, labels, err := p.Recipient.WrapWithLabels(fileKey)
	if err != nil {
		return nil, nil, &PluginError{programOf(p.Name()), pluginFault(err)}
	}
	return s, labels, nil
}

func newPluginIdentity(s string) (Identity, error) {
	id, err := plugin.NewIdentity(s, &plugin.ClientUI{})
	if err != nil {
		return nil, badEncoding(err)
	}
	return pluginIdentity{id}, nil
}

// pluginIdentity lets age try other identities where a plugin is missing or
// fails.
type pluginIdentity struct{ *plugin.Identity }

// Unwrap asks the plugin for the file key.
func (p pluginIdentity) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	key, err := p.Identity.Unwrap(stanzas)
	if err == nil || errors.Is(err, age.ErrIncorrectIdentity) {
		return key, err
	}
	return nil, passedError{fmt.Errorf("%w: %s: %s", ErrWrongKey, programOf(p.Name()), pluginFault(err))}
}

// pluginFault says what is wrong with a plugin.
func pluginFault(err error) string {
	if _, ok := errors.AsType[*plugin.NotFoundError](err); ok {
		return "it is not installed"
	}
	return detail(err)
}
