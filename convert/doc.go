// Package convert moves a history between the languages of apps.
//
//	paths ── Open ──► Input ── Engine.Detect ──► a formats.Reader
//	      ── Engine.Add ──► export/store        (one input, one transaction)
//	store ── View ── Fit ──► a formats.Writer ──► Place (beside the target, renamed when whole)
//	store ── Seal ──► NAME.exile.age ── OpenSealed ──► a store again, read in place
//
// It prints nothing, asks nothing and reads no clock: progress is a callback,
// what happened is a [Report], and the time comes from whoever calls.
//
// # Hostile input
//
// People convert files that others sent them. [Open] follows no link, opens no
// pipe or device, and puts limits on the count, size, ratio and names of what a
// zip holds. Names that come from inside an input reach the disk only through
// [os.Root] and cleaned for the strictest system.
//
// Zips that lie in a folder are opened with it where a format is sure of them, all
// of them together under the limits of one; one that cannot be opened is a note and
// stops nothing. A zip in a zip is never opened. Of a folder that is given as media
// beside an export only what messages name is read.
//
// # What runs beside what
//
// While a reader parses, one goroutine stores its events and another reads the
// same texts once more, counts their lines and packs them for the store. The
// first error of any stops all. Lines counted without the reader are what its
// ledger is balanced against; on the way out the same is done with the messages
// that the history delivered and those that the writer counted on its bytes.
//
// # Which chat is it
//
// What an input tells of a chat may be of one that is in the store. So [Engine.Add]
// reads an input twice: first for marks of its messages, 32 bytes each, by which
// its chats are compared with those that are there, then to store it. Where nothing
// can be found (a store without chats of that app, an input of one text) it reads
// once. Two exports of one room in one input are stored in two rounds, with a pass
// each. All of that is one transaction.
//
// The app's own key decides, or [InOptions].Into; else title, people and messages must
// fit, or, where the title is another, people and many messages. Exports that have no
// time in common are never joined by guessing: a chat that an export of the time
// between reaches joins them. What is not certain stays apart and is told with its
// reason ([Apart], [Why]).
//
// # Where temporary bytes lie
//
// A plain conversion keeps its temporary store, its unfinished output and what
// it got on standard input in one folder beside the target (see [Place]):
// .NAME.exile-partial. It is removed at the end, on an error and on an
// interrupt; one left by a killed run is removed by the next run with the same
// target. A conversion to standard output has no target to lie beside and uses
// the user's cache folder. What Engine.WriteFile collects goes to a crypto.Scratch, sealed.
// Nothing is written anywhere else.
//
// # Sealed archives
//
// [Sealed] opens an archive (see exile/crypto) as a store.Vault. Reading decrypts
// what is looked at, in memory, and writes nothing but the pin of the archive.
// Adding puts the pages that change and the files that come into the scratch,
// sealed, in the archive's place; Save then writes a new archive there, out of
// the old one, of which it checks every byte that it takes over, opens it, and
// renames it over the old one. Whenever the program dies, the archive is the old
// one or the new one, and nothing was ever on the disk in the clear.
//
// What is sealed was checked: media and originals by the sums in their names.
// Damage that was sealed would look sound for ever.
//
// Files that import the store need cgo and say so; the rest does not.
package convert
