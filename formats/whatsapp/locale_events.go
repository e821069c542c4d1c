package whatsapp

import "exile/export"

// An event is the form of a notice in English: "ACTOR verb PEOPLE end".
type event struct {
	kind   export.NoticeKind
	actor  bool   // a name stands before verb
	verb   string // the beginning, where there is no actor
	people listed // names stand after it
	end    string // what must follow them; more may come
	open   bool   // anything may follow verb
	to     bool   // the actor is the one it was done to; without one, the person who made the export
}

// listed says how many names stand in a list.
type listed uint8

const (
	none listed = iota
	one
	several
)

// events are tried in this order: the more telling before the shorter.
var events = [...]event{
	{kind: export.NoticeOther, verb: "Your security code with ", people: one, end: " changed"},
	{kind: export.NoticeOther, actor: true, verb: "'s security code changed", open: true},
	{kind: export.NoticeOther, actor: true, verb: " changed their phone number", open: true},
	{kind: export.NoticeOther, actor: true, verb: " changed to +", open: true},
	{kind: export.NoticeOther, actor: true, verb: " created group ", open: true},
	{kind: export.NoticeOther, actor: true, verb: " created this group"},
	{kind: export.NoticeOther, actor: true, verb: " created this community", open: true},
	{kind: export.NoticeTitle, actor: true, verb: " changed the subject from ", open: true},
	{kind: export.NoticeTitle, actor: true, verb: " changed the subject to ", open: true},
	{kind: export.NoticeTitle, actor: true, verb: " changed the group name ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " changed this group's ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " deleted this group's icon"},
	{kind: export.NoticeSetting, actor: true, verb: " changed the group ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " deleted the group description"},
	{kind: export.NoticeSetting, actor: true, verb: " changed the settings so ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " reset this group's invite link", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " turned on ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " turned off ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " updated the message timer", open: true},
	{kind: export.NoticeSetting, verb: "Disappearing messages ", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " blocked this contact", open: true},
	{kind: export.NoticeSetting, actor: true, verb: " unblocked this contact", open: true},
	{kind: export.NoticeManager, to: true, verb: "You're now an admin", open: true},
	{kind: export.NoticeManager, to: true, verb: "You're no longer an admin", open: true},
	{kind: export.NoticeManager, actor: true, to: true, verb: " is now an admin"},
	{kind: export.NoticeManager, actor: true, to: true, verb: " is no longer an admin"},
	{kind: export.NoticeJoin, actor: true, verb: " joined using ", open: true},
	{kind: export.NoticeJoin, actor: true, verb: " joined from ", open: true},
	{kind: export.NoticeJoin, actor: true, verb: " joined"},
	{kind: export.NoticeOther, actor: true, verb: " requested to join", open: true},
	{kind: export.NoticeOther, actor: true, verb: " pinned a message"},
	{kind: export.NoticeInvite, to: true, verb: "You were added"},
	{kind: export.NoticeRemove, to: true, verb: "You were removed"},
	{kind: export.NoticeInvite, actor: true, to: true, verb: " was added"},
	{kind: export.NoticeRemove, actor: true, to: true, verb: " was removed"},
	{kind: export.NoticeInvite, actor: true, verb: " added ", people: several},
	{kind: export.NoticeRemove, actor: true, verb: " removed ", people: several},
	{kind: export.NoticeLeave, actor: true, verb: " left"},
}
