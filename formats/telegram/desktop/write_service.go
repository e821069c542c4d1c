package desktop

import (
	"strings"
	"time"

	"exile/export"
	"exile/formats/words"
)

// service begins a service message. Nothing there forwards another.
func (w *chatWriter) service(m *export.Message, actor export.PersonRef) {
	w.head(m, "service")
	w.by("actor", w.people.of(actor))
	if m.Forward != nil {
		w.losses.forwards++
	}
}

// notice writes a service message. Whoever joins by themselves invites
// themselves, and whoever leaves removes themselves: so Telegram has it. What
// Telegram has no action for has none, and its words alone.
func (w *chatWriter) notice(m *export.Message, n *export.Notice) {
	actor := n.Actor
	if actor == 0 {
		actor = m.Sender
	}
	w.service(m, actor)
	j := &w.json
	text := n.Plain
	if m.ReplyTo != nil && !w.pin(m.ReplyTo, text) {
		w.losses.about++
	}
	switch n.Kind {
	case export.NoticeJoin:
		j.str("action", "invite_members")
		w.members(n.People, actor)
	case export.NoticeLeave:
		j.str("action", "remove_members")
		w.members(n.People, actor)
	case export.NoticeInvite:
		j.str("action", "invite_members")
		w.members(n.People, 0)
	case export.NoticeRemove:
		j.str("action", "remove_members")
		w.members(n.People, 0)
	case export.NoticeTitle:
		j.str("action", "edit_group_title")
	case export.NoticeHost, export.NoticeManager, export.NoticeSetting, export.NoticeWarning, export.NoticeOther:
		text = words.Of(w.lang, *n)
	}
	w.close(text, nil)
}

// pin writes that a message was pinned, if that is what Telegram says and it is known
// which one.
func (w *chatWriter) pin(r *export.Reply, said string) bool {
	peer, id := w.ties.answered(r)
	if !w.telegram() || id == 0 || peer != "" || !strings.HasSuffix(said, " pinned this message") {
		return false
	}
	w.json.str("action", "pin_message")
	w.json.int("message_id", id)
	return true
}

// members writes the names of those to whom something happened, or that of somebody
// else where the source names nobody.
func (w *chatWriter) members(people []export.PersonRef, otherwise export.PersonRef) {
	if len(people) == 0 {
		people = []export.PersonRef{otherwise}
	}
	w.json.begin("members", '[')
	for _, ref := range people {
		name := ""
		if u := w.people.of(ref); u != nil {
			u.shown, name = true, u.name
		}
		w.json.element(name)
	}
	w.json.shut(']')
}

// call writes a call as a service message, and a broadcast as words. Telegram's
// export does not tell a video call from another: words do.
func (w *chatWriter) call(m *export.Message, c *export.Call) {
	text := words.Of(w.lang, *c)
	if c.Kind == export.CallLive {
		w.open(m)
		w.close(text, nil)
		return
	}
	w.service(m, m.Sender)
	if m.ReplyTo != nil {
		w.losses.replies++
	}
	j := &w.json
	if c.Kind == export.CallRoom {
		j.str("action", "group_call")
		w.close(text, nil)
		return
	}
	j.str("action", "phone_call")
	j.size("duration_seconds", int64(c.Duration/time.Second))
	switch c.Outcome {
	case export.CallEnded:
		j.str("discard_reason", "hangup")
	case export.CallMissed, export.CallCancelled: // Telegram knows by the actor which of the two
		j.str("discard_reason", "missed")
	case export.CallDeclined:
		j.str("discard_reason", "busy")
	case export.CallStarted, export.CallUnknown:
	}
	w.close(text, nil)
}
