package telegram

import (
	"context"
	"slices"
	"strings"

	"github.com/gotd/td/tg"
)

// Contacts lists the account's address book, by name.
func (c *Client) Contacts(ctx context.Context) ([]Contact, error) {
	users, err := c.contacts(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Contact, 0, len(users))
	for _, u := range users {
		out = append(out, Contact{ID: u.ID, Name: fullName(u), Mutual: u.MutualContact})
	}
	return out, nil
}

// contacts are those of the address book, without oneself, by name.
func (c *Client) contacts(ctx context.Context) ([]*tg.User, error) {
	answer, err := c.api.ContactsGetContacts(ctx, 0)
	if err != nil {
		return nil, err
	}
	all, ok := answer.(*tg.ContactsContacts)
	if !ok {
		return nil, nil
	}
	var out []*tg.User
	for _, one := range all.Users {
		if u, ok := one.(*tg.User); ok && !u.Self {
			out = append(out, u)
		}
	}
	slices.SortStableFunc(out, func(a, b *tg.User) int { return strings.Compare(fullName(a), fullName(b)) })
	return out, nil
}
