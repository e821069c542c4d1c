package kakaodb

import (
	"context"
	"fmt"

	"exile/export"
	"exile/formats/appdb"
)

// maxWriters is how many pairs of a room and somebody who writes in it are looked at.
const maxWriters = 1_000_000

// findOwner finds out whose Android database it is: the person's word, the profile
// in open chats, a message that the app marks as its own, or who writes in rooms
// without being among their members, which never list the owner.
func (h *history) findOwner(ctx context.Context, logs, profile *appdb.Table) (owner int64, guessed bool, err error) {
	if h.owner != 0 {
		return h.owner, false, nil
	}
	if profile.Has("user_id") {
		v, err := profile.One(ctx, "user_id", []string{"user_id"}, "WHERE user_id > 0 LIMIT 1")
		if id, ok := appdb.Number(v); ok || err != nil {
			return id, false, err
		}
	}
	if logs.Has("v", "user_id") {
		v, err := logs.One(ctx, "user_id", []string{"user_id", "v"},
			`WHERE user_id > 0 AND octet_length(v) < 65536 AND v LIKE '%"isMine":true%' LIMIT 1`)
		if id, ok := appdb.Number(v); ok || err != nil {
			return id, false, err
		}
	}
	if !logs.Has("user_id", "chat_id") {
		return 0, false, nil
	}
	owner, err = h.guessOwner(ctx)
	return owner, owner != 0, err
}

// guessOwner counts in how many rooms somebody writes who is not a member. People
// who left are such, too, but only in their rooms. 0: nobody stands out.
func (h *history) guessOwner(ctx context.Context) (int64, error) {
	counts := map[int64]int{}
	err := h.writers(ctx, maxWriters, func(chat, user int64) {
		if r := h.rooms[chat]; r != nil && len(r.members) > 0 && !r.has(user) {
			counts[user]++
		}
	})
	best, _ := most(counts)
	return best, err
}

// writers tells who writes in which rooms, of so many pairs.
func (h *history) writers(ctx context.Context, most int, f func(chat, user int64)) error {
	return h.messages.Pairs(ctx, h.layout.chat, h.user, most, func(c, u any) {
		chat, ok1 := appdb.Number(c)
		user, ok2 := appdb.Number(u)
		if ok1 && ok2 && user > 0 {
			f(chat, user)
		}
	})
}

// most returns who has the highest count, and that; 0 where two have it.
func most(counts map[int64]int) (best int64, n int) {
	for id, c := range counts {
		switch {
		case c > n:
			best, n = id, c
		case c == n:
			best = 0
		}
	}
	return best, n
}

// resolved is the owner by the name that the person gave, where that is one person's
// and the database itself leaves it open; or else as it was found out.
func (h *history) resolved(owner int64, guessed bool) (int64, bool) {
	if owner != 0 && !guessed {
		return owner, false
	}
	if id := h.people.called(h.people.self); id != 0 {
		return id, false
	}
	return owner, guessed
}

// settle takes note of the owner, and tells where it is not certain who that is.
func (h *history) settle(owner int64, guessed bool) error {
	h.people.owner = owner
	p := &export.Problem{From: export.Source{Input: h.source.Input, File: h.source.File}}
	switch {
	case owner == 0 && h.people.self == "":
		p.Code = export.UnknownSelf
	case guessed:
		p.Code = export.AssumedSelf
		p.Name = h.people.name(owner)
		p.Text = fmt.Sprintf("the number %d is guessed from who writes in which rooms", owner)
	default:
		return nil
	}
	return h.emit(p)
}
