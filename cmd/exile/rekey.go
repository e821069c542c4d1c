//go:build cgo

package main

import (
	"context"

	"github.com/spf13/cobra"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// rekeying is one run of rekey.
type rekeying struct {
	*app
	to  recipientFlags
	add []string
}

func newRekey(a *app) *cobra.Command {
	r := &rekeying{app: a}
	cmd := a.command("rekey", lang.HelpRekey)
	cmd.Args = a.oneArg(lang.NeedsSealed)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return r.run(cmd.Context(), args[0]) }
	r.to.register(a, cmd)
	cmd.Flags().StringArrayVar(&r.add, "add", nil, a.say(lang.FlagAddRecipient, nil))
	return cmd
}

func (r *rekeying) run(ctx context.Context, path string) error {
	if err := r.to.check(r.app, false); err != nil {
		return err
	}
	if err := r.to.checkSheet(path); err != nil {
		return err
	}
	r.keys.renewed = r.to.locks()
	s, err := r.openForWriting(ctx, path, r.to.given())
	if err != nil {
		return err
	}
	defer s.Close()                             //nolint:errcheck // Save has told its errors; without it nothing was written
	if err := checkSpace(s, path); err != nil { // before anybody is asked for anything
		return err
	}
	size, _ := s.Cost()
	r.tell(r.say(lang.Rewrites, lang.V{"size": bytesOf(size)}))
	to, key, err := r.recipientsOf(ctx, s, path)
	if err != nil {
		return err
	}
	report, err := r.save(ctx, s, path, to, key)
	if err != nil {
		return err
	}
	if err := r.writeSheet(&r.to, key, path, report.ID); err != nil {
		return err
	}
	if r.json {
		return r.printJSON(struct {
			Status status `json:"status"`
			*resealed
		}{statusDone, r.to.resealed(report, key)})
	}
	done := lang.SealedAnew
	if r.to.given() {
		done = lang.Rekeyed
	}
	r.tell(r.say(done, lang.V{"name": clean(path)}))
	r.tellRecipients(report)
	r.tellNewKey(key, &r.to, path)
	return nil
}

// recipientsOf are those to whom the archive will be sealed: those that were
// named, or those of before and who is added; none: those of before.
func (r *rekeying) recipientsOf(ctx context.Context, s *convert.Sealed, path string) ([]crypto.Recipient, *keyfile.New, error) {
	var more []crypto.Recipient
	for _, name := range r.add {
		one, err := r.parseRecipient(name)
		if err != nil {
			return nil, nil, err
		}
		more = append(more, one)
	}
	if r.to.passphrase && len(more) > 0 {
		return nil, nil, r.misused(lang.PassphraseAlone, nil)
	}
	if r.to.given() {
		to, key, err := r.recipients(ctx, &r.to, path)
		return eachOnce(append(to, more...)), key, err
	}
	if len(more) > 0 && byPassphrase(s) {
		return nil, nil, r.misused(lang.AddToPassphrase, nil)
	}
	same, err := r.sameRecipients(s, path)
	if len(more) == 0 {
		return nil, nil, err // Save takes those of before
	}
	return eachOnce(append(same, more...)), nil, err
}
