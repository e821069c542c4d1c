// Package merge decides what several exports of one chat tell together. It does no
// I/O and imports the standard library and package export alone.
//
// # Accounts
//
// An export is what one input told of one chat; an [Account] is what an export told
// of one message. What a message says is a function of the set of its accounts,
// [Fold]: the finer time and the fuller content win, and a newer export decides
// what was deleted or edited. Where a message stands among its neighbours is a
// function of the accounts around it, [Weave]. Neither depends on the order in
// which exports were added. Hence adding in any order gives the same chat, and to
// undo an export is to drop its accounts and to fold again.
//
// Most accounts say what the message says, at another clock or without this or
// that. [Differ] finds how such an account follows and [Derive] makes it again, so
// that it costs nothing to keep. The others are kept whole.
//
// # Which messages are the same
//
// Nothing in a text export says which message of it is which message of another,
// and people write the same thing three times in a minute. So nothing is decided
// by a hash of a message alone; sequences are compared, in three steps:
//
//   - [Compare] says how much an export and a chat have in common: whether they are
//     the same room is for the caller to decide. [SamePeople] finds who is who.
//     Both look at [Marks], 32 bytes for each message.
//   - [Align] goes through both sides minute by minute and sorts out what is
//     plain: minutes that only one side has ([New]), and those in which each message
//     of the export is one of the chat and says no more ([Same]). Overlapping
//     exports of one device are done with that, whatever their length.
//   - What is left ([Unsettled]) are blocks, a minute in most cases. There [Match]
//     compares the messages themselves, and [Settle] makes of them what the chat
//     then says.
//
// # Minutes
//
// Most exports are exact to the minute, so that is the unit, in UTC. A unit is
// longer where a side does not know better: for a time that is exact to the day it
// is the day of its zone. A message whose time is its neighbour's was said after
// that neighbour and not after the minute of what follows; the unit reaches on to
// where the other side has something that could be the same message. Messages
// without a time are one unit. Units do not overlap.
//
// # Repetition
//
// Where an export ends and another begins within one minute, and what stands there
// repeats, nobody can tell ㅋㅋ from ㅋㅋ. Then the shortest overlap that fits is
// taken: a message too many can be seen and taken out, one that is lost cannot. What
// says something and stands once on each side tells how long it is.
//
// People who are called otherwise on another phone are found there too: where both
// sides say the same in the same order, who stands in whose place is plain.
//
// # Doubt
//
// For the same reason two unlike messages are one only where something says so: an
// edit that somebody marked, a text that the app cut, a message that was deleted
// where the other side has one that it can have been and no more. What lacks in one
// export stands beside what lacks in another. Only among equal words nobody can
// tell; there as much is paired as the order allows, and no more.
package merge
