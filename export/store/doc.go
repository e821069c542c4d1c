// Package store keeps exports: a folder NAME.exile that holds
//
//	chats.db               everything said, as SQLite; schema.sql tells its tables
//	media/ab/<sha256>      files that people sent, each content once
//	originals/<sha256>.zst the texts and databases as they were read, byte for byte
//
// A [Store] is opened whole. One input is one [Batch], and one batch is one
// transaction: it is there after Commit and was never there before, however the
// program ends. A [View] reads a store as a history (formats.History).
//
// # What several exports tell together
//
// People export a room again and again, from several devices. What one source tells
// of one chat is an export of that chat; what an export tells of one message is its
// account. A message says what its accounts say together, and that depends on them
// alone and not on the order in which they came (see exile/export/merge). So every
// account can be had back, which is what undoing, splitting and changing the zone of
// a source rest on: take its accounts out, and put the rest together again.
//
// Most accounts say the same, and a run says so for thousands of them: "records 1 to
// 9000 of this export are the messages 101 to 9100", with a coarser clock and without
// replies, perhaps. An account that does not follow from its message in this way, such
// as the older text of one that was deleted, is kept whole, as a version.
//
// # How a batch stays whole
//
// A new store has no chats.db until its first batch is committed. The file is
// built as chats.db.partial, without a journal and without waiting for the disk,
// which is several times faster and would leave a broken file behind if the
// program were killed; so that name is never trusted. When all is written,
// indexed, checked and on the disk, the file gets its real name. Whoever builds
// holds SQLite's exclusive lock on it: a partial file that nobody has locked was
// left by a killed program, and the next one clears it away.
//
// A store that exists is written through SQLite's write-ahead log. Readers go
// on meanwhile and see the store as it was. A second writer gets [ErrLocked].
//
// Media and originals lie outside the database. Each is written in a folder of
// the batch's own within incoming, noted in the file added there, and only then
// moved to its place. A batch that is rolled back removes what it noted before it
// gives up the lock, so that no other batch can have come to rely on it; one that
// was committed removes nothing but its own folder. A folder that is there when a
// batch begins was left by a program that was killed or could not tidy up: under
// the lock, what its notes name and no row refers to is removed.
//
// # Taking out for good
//
// What is forgotten or undone is taken out of a copy of the database in incoming,
// which is written anew into a second one; the pages of that then replace those of
// chats.db in one transaction (compact.go). The files that no row refers to any more
// are noted in incoming before, and removed after: a program that is killed leaves
// the store of before, or the new one and notes for the next writer.
//
// # A store in a vault
//
// A store may also lie in a [Vault]: a sealed archive and what is being added to
// it. SQLite then reads the database through a file system of ours (vfs.go), which
// has nothing but that database and files without a name, for what a sort cannot
// keep in memory; those are the vault's too, so that nothing is on the disk in the
// clear. There is neither a log nor a journal: a batch that fails is undone by
// the vault, which remembers the state before it. So nobody reads while somebody
// writes. The database may come from a stranger, and is not trusted (schema.go).
// A [Snapshot] is how a store in a folder gets into a vault.
//
// The index for searching, a file beside the database of a folder, is for a vault in
// memory alone, for as long as the [Store] is open (PrepareSearch): a vault that is only
// read need have no scratch, and what is nowhere on the disk needs no seal.
//
// # What is not kept
//
// [exile/export.Source] is kept as far as it finds a line again: the input, the
// file, and either the lines or the record. Offsets follow from the lines of the
// kept original. Marks are not kept; the lines that no rule understood are.
package store
