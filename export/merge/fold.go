package merge

import (
	"cmp"
	"math"
	"time"

	"exile/export"
)

// Fold returns what a message says, given all that exports told of it, and the
// index of the account whose Content it shows. The order of the accounts is of no
// effect, a single account is returned as it is, and an account more that says
// what the message says changes nothing but, perhaps, the owner.
//
// The newest export decides what became of a message: whether it was deleted or
// edited. The content shown is the fullest that says the same as the newest: a
// whole text for one that was cut, files for the marker that stands in their
// place, a notice with its people for one without. Of several accounts with the
// very same content the oldest is the owner, so that yet another export of what is
// known takes nothing over. Everything else is told by whoever knows more of it,
// the owner before others and newer exports before older ones. Nothing is made up:
// each field is that of some account.
//
// The message belongs to the caller and shares its parts with the accounts; ID,
// Chat, Seq and From are the owner's. Without accounts it is nil, the owner -1.
func Fold(accounts []Account) (now *export.Message, owner int) {
	if len(accounts) == 0 {
		return nil, -1
	}
	order := newestFirst(accounts)
	owner = ownerOf(accounts, order)
	m := *accounts[owner].Message
	m.Time = accounts[order[0]].Message.Time
	for _, i := range order {
		told := accounts[i].Message
		if compareTimes(told.Time, m.Time) > 0 {
			m.Time = told.Time
		}
		if m.Sender == 0 {
			m.Sender = told.Sender
		}
		if m.SourceKey == "" {
			m.SourceKey = told.SourceKey
		}
		if replyWeight(told.ReplyTo) > replyWeight(m.ReplyTo) {
			m.ReplyTo = told.ReplyTo
		}
		if forwardWeight(told.Forward) > forwardWeight(m.Forward) {
			m.Forward = told.Forward
		}
		if len(told.Reactions) > len(m.Reactions) {
			m.Reactions = told.Reactions
		}
		if len(told.Edits) > len(m.Edits) {
			m.Edits = told.Edits
		}
	}
	return &m, owner
}

// ownerOf goes from the newest account to the oldest and takes what is fuller
// than what it has. As fuller is a strict order that is transitive, the result is
// fuller than all that it replaced, and telling it once more changes nothing.
func ownerOf(accounts []Account, newestFirst []int) int {
	shown := accounts[newestFirst[0]].Message.Content
	for _, i := range newestFirst[1:] {
		if c := accounts[i].Message.Content; fuller(c, shown) {
			shown = c
		}
	}
	owner := newestFirst[0]
	for _, i := range newestFirst {
		if sameContent(accounts[i].Message.Content, shown) {
			owner = i
		}
	}
	return owner
}

// compareTimes is positive if a tells more of when a message was sent: a time of
// its own, a finer one, with a stated zone. Of times that tell as much the earlier
// counts.
func compareTimes(a, b export.Time) int {
	return cmp.Or(
		compareBools(!a.T.IsZero(), !b.T.IsZero()),
		compareBools(!a.Inferred, !b.Inferred),
		cmp.Compare(exactness(b), exactness(a)),
		cmp.Compare(zoneWeight(a.Zone), zoneWeight(b.Zone)),
		b.T.Compare(a.T),
	)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// exactness is the precision of a time; one that is not told is the coarsest.
func exactness(t export.Time) time.Duration {
	if t.Precision <= 0 {
		return math.MaxInt64
	}
	return t.Precision
}

func zoneWeight(z export.Zone) int {
	switch z {
	case export.ZoneStated:
		return 2
	case export.ZoneAssumed:
		return 1
	case export.ZoneUnknown:
	}
	return 0
}

func replyWeight(r *export.Reply) int {
	if r == nil {
		return 0
	}
	return 1 + 2*count(r.Key != "") + count(r.Quote != "")
}

func forwardWeight(f *export.Forward) int {
	if f == nil {
		return 0
	}
	return 1 + 2*count(f.Name != "") + count(!f.Time.T.IsZero())
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
