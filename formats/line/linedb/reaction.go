package linedb

import (
	"strconv"
	"strings"

	"exile/export"
)

// What is kept of signs under messages at most.
const (
	maxReactions = 2_000_000 // in all
	maxUnder     = 10_000    // under one message
)

// reaction is a sign under a message, before its turn comes.
type reaction struct{ who, sign string }

// react takes note of a sign. The rows of some messages are gone, those of their signs
// are not.
func (h *history) react(message, who, room, sign string) error {
	if midKind(room) == export.ChatDirect && who != "" && who != room && len(h.reactors) < 2 {
		h.reactors[who] = true
	}
	if message == "" || h.reacted == maxReactions || len(h.reactions[message]) == maxUnder {
		h.lost++
		return nil
	}
	h.reacted++
	h.reactions[message] = append(h.reactions[message], reaction{who, sign})
	return nil
}

// lonely is who reacted in chats with others and is none of these: the owner. "":
// nobody did.
func (h *history) lonely() string {
	if len(h.reactors) != 1 {
		return ""
	}
	for mid := range h.reactors {
		return mid
	}
	return ""
}

// under returns the signs under a message. Of two rows of one id the first has them.
func (h *history) under(id string) ([]export.Reaction, error) {
	list := h.reactions[id]
	if len(list) == 0 || id == "" {
		return nil, nil
	}
	delete(h.reactions, id)
	all := make([]export.Reaction, 0, len(list))
	for _, r := range list {
		ref, err := h.person(r.who)
		if err != nil {
			return nil, err
		}
		all = append(all, export.Reaction{Sign: r.sign, By: ref, Count: 1})
	}
	return all, nil
}

// settle tells of signs that belong to no message, and of fields that were not read.
func (h *history) settle() error {
	from := export.Source{Input: h.source.Input, File: h.source.File}
	if h.lost > 0 {
		if err := h.emit(&export.Problem{Code: export.LossyReaction, Count: h.lost, From: from}); err != nil {
			return err
		}
	}
	orphans := 0
	for _, list := range h.reactions {
		orphans += len(list)
	}
	h.leave("reactions to messages that are not there", orphans)
	return h.tellLeft(from)
}

// custom is the app's word for a sign from a package of the person's own.
const custom = "custom"

// maxSign is how long a custom sign may be that is shown as it is, in bytes.
const maxSign = 32

// signOf is the sign of a reaction: an emoji for one of the app's six, or else the
// word.
func signOf(word, own string) string {
	if sign := emojiOf(word); sign != "" {
		return sign
	}
	switch {
	case own != "" && len(own) <= maxSign && !strings.ContainsAny(own, "{[:/="): // else it names a package
		return own
	case word != "" && own == "":
		return word
	}
	return custom
}

// emojiOf is the emoji that comes closest to what the app draws.
func emojiOf(word string) string {
	switch strings.ToLower(word) {
	case "nice":
		return "👍"
	case "love":
		return "❤️"
	case "fun":
		return "😆"
	case "amazing":
		return "😮"
	case "sad":
		return "😢"
	case "omg":
		return "😱"
	}
	return ""
}

// iosReaction is Android's word for a number of iOS.
func iosReaction(n int64) string {
	words := [...]string{2: "nice", 3: "love", 4: "fun", 5: "amazing", 6: "sad", 7: "omg"}
	if n > 0 && n < int64(len(words)) && words[n] != "" {
		return words[n]
	}
	return "type " + strconv.FormatInt(n, 10)
}
