package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// ErrNoChat says that the account has no such chat.
var ErrNoChat = errors.New("the account has no such chat")

// ManyChatsError says that several chats have that title.
type ManyChatsError struct{ Candidates []Candidate }

func (e *ManyChatsError) Error() string {
	return strconv.Itoa(len(e.Candidates)) + " chats have that title"
}

// Find finds a chat by its number (as Chats lists it, or as bots write it, -100…), by
// @username, by the +phone of a contact, or by its exact title in any Unicode form.
// What is one of the first and no chat's may still be a title.
// Errors: ErrNoChat, *ManyChatsError, those of Chats.
func (c *Client) Find(ctx context.Context, name string) (Candidate, error) {
	name = strings.TrimSpace(name)
	all, err := c.Chats(ctx)
	if err != nil {
		return Candidate{}, err
	}
	found, err := c.byHandle(ctx, all, name)
	if err != nil {
		return Candidate{}, err
	}
	if len(found) == 0 {
		title := folded(name)
		found = chosen(all, func(one Candidate) bool { return folded(one.Title) == title })
	}
	switch len(found) {
	case 0:
		return Candidate{}, fmt.Errorf("find the chat: %w", ErrNoChat)
	case 1:
		return c.counted(ctx, found[0])
	}
	return Candidate{}, &ManyChatsError{found}
}

// byHandle finds what a number, a username or a phone number stands for.
func (c *Client) byHandle(ctx context.Context, all []Candidate, name string) ([]Candidate, error) {
	if id, ok := chatNumber(name); ok {
		return chosen(all, func(one Candidate) bool { return one.ID == id }), nil
	}
	if strings.HasPrefix(name, "+") {
		return c.byPhone(ctx, all, name)
	}
	if !strings.HasPrefix(name, "@") && !strings.HasPrefix(name, "https://t.me/") {
		return nil, nil
	}
	handle := handleOf(name)
	found := chosen(all, func(one Candidate) bool { return one.Handle != "" && strings.ToLower(one.Handle) == handle })
	if len(found) > 0 {
		return found, nil
	}
	return c.byUsername(ctx, handle)
}

func (c *Client) byPhone(ctx context.Context, all []Candidate, phone string) ([]Candidate, error) {
	contacts, err := c.contacts(ctx)
	if err != nil {
		return nil, err
	}
	phone = strings.TrimPrefix(digits(phone), "+")
	for _, u := range contacts {
		if u.Phone != "" && strings.TrimPrefix(u.Phone, "+") == phone {
			return chosen(all, func(one Candidate) bool { return one.Kind == PeerUser && one.ID == u.ID }), nil
		}
	}
	return nil, nil
}

// byUsername asks Telegram whose a username is that is in no chat of the account's.
// An import is not allowed there; why not is worth telling.
func (c *Client) byUsername(ctx context.Context, handle string) ([]Candidate, error) {
	if handle == "" {
		return nil, nil
	}
	answer, err := c.api.ContactsResolveUsername(ctx, &tg.ContactsResolveUsernameRequest{Username: handle})
	if tgerr.Is(err, "USERNAME_INVALID", "USERNAME_NOT_OCCUPIED") {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list := &chatList{seen: make(map[peerKey]bool)}
	switch p := answer.Peer.(type) {
	case *tg.PeerUser:
		for _, one := range answer.Users {
			if u, ok := one.(*tg.User); ok && u.ID == p.UserID {
				list.add(list.ofUser(u))
			}
		}
	case *tg.PeerChannel:
		for _, one := range answer.Chats {
			if found, ok := candidateOf(one); ok && found.ID == p.ChannelID {
				list.add(found)
			}
		}
	}
	return list.all, nil
}

func chosen(all []Candidate, fits func(Candidate) bool) []Candidate {
	var out []Candidate
	for _, one := range all {
		if fits(one) {
			out = append(out, one)
		}
	}
	return out
}

// chatNumber reads a chat's number. Bots write -100 before that of a supergroup, and
// a minus before that of a basic group.
func chatNumber(s string) (int64, bool) {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "-100"), "-")
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) {
		return 0, false
	}
	id, err := strconv.ParseInt(s, 10, 64)
	return id, err == nil
}

// counted is a chat with how many are in it: lists of Telegram's often leave that
// out. Where Telegram does not tell it stays 0.
func (c *Client) counted(ctx context.Context, one Candidate) (Candidate, error) {
	if one.Members > 0 || one.Refused != "" {
		return one, nil
	}
	n, err := c.members(ctx, one.Peer)
	if err != nil && !refusedAsk(err) {
		return Candidate{}, err
	}
	one.Members = n
	return one, nil
}

// refusedAsk reports whether Telegram does not tell something, and will not.
func refusedAsk(err error) bool {
	trouble := troubleOf(err)
	return trouble == TroubleOther || trouble == TroubleAdmin || trouble == TroublePeer
}

// members asks how many are in a group.
func (c *Client) members(ctx context.Context, p Peer) (int, error) {
	var full *tg.MessagesChatFull
	var err error
	switch p.Kind {
	case PeerBasic:
		full, err = c.api.MessagesGetFullChat(ctx, p.ID)
	case PeerSupergroup, PeerChannel:
		full, err = c.api.ChannelsGetFullChannel(ctx, p.channel())
	case PeerUser:
		return 2, nil
	}
	if err != nil || full == nil {
		return 0, err
	}
	switch f := full.FullChat.(type) {
	case *tg.ChatFull:
		if all, ok := f.Participants.(*tg.ChatParticipants); ok {
			return len(all.Participants), nil
		}
	case *tg.ChannelFull:
		return f.ParticipantsCount, nil
	}
	return 0, nil
}
