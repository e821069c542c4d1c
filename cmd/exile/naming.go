//go:build cgo

package main

import (
	"context"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/naming"
	"exile/export"
	"exile/formats"
)

// checkTwice refuses to give one name to two people of one chat of a store. That
// one person is called differently in two chats is no mistake.
func (c *conversion) checkTwice(ctx context.Context, h formats.History, chats []export.ChatRef, given naming.Given) error {
	name, twice, err := given.TwiceIn(ctx, h, chats)
	if twice {
		return c.givenTwice(name)
	}
	return err
}

func (a *app) givenTwice(name string) error {
	return &usageError{
		Sentence: a.say(lang.GivenTwice, lang.V{"name": clean(name)}),
		Hint:     a.say(lang.ChooseOther, nil),
	}
}
