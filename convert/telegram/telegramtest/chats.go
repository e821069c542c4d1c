package telegramtest

import (
	"maps"
	"slices"
	"time"

	"github.com/gotd/td/tg"
)

// Role is what the account is in a group.
type Role string

// The roles.
const (
	Creator   Role = "creator"
	AdminInfo Role = "admin"       // who may change the group's info
	AdminElse Role = "other-admin" // who may not
	Member    Role = "member"
	Left      Role = "left"
)

// Kind is what a chat is.
type Kind string

// The kinds.
const (
	Basic      Kind = "basic-group"
	Supergroup Kind = "supergroup"
	Broadcast  Kind = "channel"
)

// Chat is a group or a channel.
type Chat struct {
	ID        int64
	Kind      Kind
	Title     string
	Role      Role
	People    []int64 // but the account
	ForImport bool    // it was made by createChannel with for_import
	Gone      bool    // it was deleted
	Became    int64   // of a basic group: the supergroup
}

type group struct {
	Chat
	access int64
	handle string
	extra  int // members whom nobody needs to know
	made   time.Time
	lastID int // of its messages; not of a basic group
}

func (g *group) members() int { return 1 + len(g.People) + g.extra }

// Group adds a supergroup.
func (w *World) Group(title string, role Role) int64 {
	defer w.lock()()
	return w.addGroup(Supergroup, title, role).ID
}

// BasicGroup adds a basic group.
func (w *World) BasicGroup(title string, role Role) int64 {
	defer w.lock()()
	return w.addGroup(Basic, title, role).ID
}

// Channel adds a broadcast channel.
func (w *World) Channel(title string, role Role) int64 {
	defer w.lock()()
	return w.addGroup(Broadcast, title, role).ID
}

func (w *World) addGroup(kind Kind, title string, role Role) *group {
	w.lastPeer++
	g := &group{Chat: Chat{ID: w.lastPeer, Kind: kind, Title: title, Role: role}, access: number(), made: w.clock()}
	w.groups[g.ID] = g
	action := tg.MessageActionClass(&tg.MessageActionChannelCreate{Title: title})
	if kind == Basic {
		action = &tg.MessageActionChatCreate{Title: title, Users: []int64{w.self.id}}
	}
	w.add(&Message{Peer: g.ID, From: w.self.id, Date: w.clock(), Service: true, action: action})
	return g
}

// Join puts people into a group.
func (w *World) Join(chat int64, people ...int64) {
	defer w.lock()()
	if g := w.groups[chat]; g != nil {
		g.People = append(g.People, people...)
	}
}

// Crowd puts n people into a group of whom nothing is known.
func (w *World) Crowd(chat int64, n int) {
	defer w.lock()()
	if g := w.groups[chat]; g != nil {
		g.extra += n
	}
}

// SetRole changes what the account is in a group.
func (w *World) SetRole(chat int64, role Role) {
	defer w.lock()()
	if g := w.groups[chat]; g != nil {
		g.Role = role
	}
}

// Chats returns all groups and channels, deleted ones too, in the order in which
// they were made.
func (w *World) Chats() []Chat {
	defer w.lock()()
	var all []Chat
	for _, id := range slices.Sorted(maps.Keys(w.groups)) {
		c := w.groups[id].Chat
		c.People = slices.Clone(c.People)
		all = append(all, c)
	}
	return all
}

// Say adds an ordinary message of somebody's and returns its number.
func (w *World) Say(peer, from int64, text string) int {
	defer w.lock()()
	return w.say(peer, from, text)
}

func (w *World) say(peer, from int64, text string) int {
	return w.add(&Message{Peer: peer, From: from, Date: w.clock(), Text: text})
}

// add numbers a message and puts it into its chat.
func (w *World) add(m *Message) int {
	if g := w.groups[m.Peer]; g != nil && g.Kind != Basic {
		g.lastID++
		m.ID = g.lastID
	} else {
		w.lastID++
		m.ID = w.lastID
	}
	w.box[m.Peer] = append(w.box[m.Peer], m)
	return m.ID
}
