// Package export holds the neutral model: a person's chat history outside any
// app. It belongs to no messenger; every reader translates into it and every
// writer out of it. It does no I/O and imports the standard library alone.
//
// # Events
//
// A reader tells what it finds as a sequence of events, in three kinds:
//
//   - covering: [Message], [Mark] (a line that was understood and carries no
//     message: a title, a date line) and [Unread] (a line, element or row that
//     was not understood, kept verbatim);
//   - declaring: [Chat] and [Person], before the first message that names them;
//   - annotating: [Problem] and [Profile].
//
// The promise that can be checked: every line, element or row of an input is
// covered by exactly one covering event. A [Ledger] counts them.
//
// # Identity
//
// What the source itself calls a thing is its SourceKey: opaque, unique within
// one app, and empty where the source has none, as in every text export. Within
// a run chats and people are small integers given in order of declaration; the
// store gives integers of its own. A name is not an identity: [Person.KnownBy]
// says what a person is known by.
//
// # Time
//
// [Time] says how exact it is and whether its zone was stated or assumed.
// Seconds are never invented here; the wall clock as written is always
// recoverable.
package export
