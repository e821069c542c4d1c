package desktop

import (
	"strconv"

	"exile/export"
)

// The types of chats, as Telegram Desktop calls them.
const (
	chatSaved        = "saved_messages"
	chatReplies      = "replies"
	chatCodes        = "verification_codes"
	chatPersonal     = "personal_chat"
	chatBot          = "bot_chat"
	chatGroup        = "private_group"
	chatPrivateSuper = "private_supergroup"
	chatPublicSuper  = "public_supergroup"
	chatPrivateChan  = "private_channel"
	chatPublicChan   = "public_channel"
)

func isKind(s string) bool {
	h := head{kind: s}
	return h.peer() != ""
}

// chatKind returns what a chat is.
func (h *head) chatKind() export.ChatKind {
	switch h.kind {
	case chatSaved:
		return export.ChatSelf
	case chatPersonal, chatBot, chatCodes:
		return export.ChatDirect
	case chatGroup, chatPrivateSuper, chatPublicSuper:
		return export.ChatGroup
	case chatPrivateChan, chatPublicChan:
		return export.ChatChannel
	}
	return export.ChatUnknown
}

// peer returns what the key of a chat begins with; "" for an unknown type.
func (h *head) peer() string {
	switch h.kind {
	case chatSaved, chatReplies, chatCodes, chatPersonal, chatBot:
		return "user"
	case chatGroup:
		return "chat"
	case chatPrivateSuper, chatPublicSuper, chatPrivateChan, chatPublicChan:
		return "channel"
	}
	return ""
}

// key returns what Telegram calls a chat. shifted: the ids of the export have their
// kind in them, as before 2021.
func (h *head) key(shifted bool) string {
	peer, id := h.peer(), h.id
	if peer == "" || id <= 0 {
		return ""
	}
	if shifted {
		id = bare(id)
	}
	return peer + strconv.FormatInt(id, 10)
}

// old reports whether a chat has an id as they were until 2021.
func (h *head) old() bool { return h.id != bare(h.id) }

// direct reports whether a chat is one with another person, whose id is the chat's.
func (h *head) direct() bool { return h.kind == chatPersonal || h.kind == chatBot }

// title is a chat's name. What has none is called what Telegram Desktop's own pages
// call it.
func (h *head) title() string {
	switch {
	case h.named && h.name != "":
		return h.name
	case h.kind == chatSaved:
		return "Saved messages"
	case h.kind == chatReplies:
		return "Replies"
	case h.kind == chatCodes:
		return "Verification codes"
	}
	switch h.chatKind() {
	case export.ChatDirect:
		return "Deleted Account"
	case export.ChatGroup:
		return "Deleted Group"
	case export.ChatChannel:
		return "Deleted Channel"
	case export.ChatSelf, export.ChatUnknown:
	}
	return h.name
}

// channel reports whether a chat is a channel, whose notices name nobody.
func (h *head) channel() bool { return h.chatKind() == export.ChatChannel }
