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

func pluginRecipient(s string) (Recipient, error) {
	r, err := plugin.NewRecipient(s, &plugin.ClientUI{})
	if err != nil {
		return Recipient{}, badEncoding(err)
	}
	return Recipient{r, s}, nil
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
	if _, ok := errors.AsType[*plugin.NotFoundError](err); ok {
		return nil, passedError{fmt.Errorf("%w: the program age-plugin-%s is not installed", ErrWrongKey, p.Name())}
	}
	return nil, passedError{fmt.Errorf("%w: %s", ErrWrongKey, detail(err))}
}
