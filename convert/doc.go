// Package convert moves a history between the languages of apps.
//
//	paths ── Open ──► Input ── Engine.Detect ──► a formats.Reader
//	      ── Engine.Add ──► export/store        (one input, one transaction)
//	store ── View ── Fit ──► a formats.Writer ──► Place (beside the target, renamed when whole)
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
// # What runs beside what
//
// While a reader parses, one goroutine stores its events and another reads the
// same texts once more, counts their lines and packs them for the store. The
// first error of any stops all. Lines counted without the reader are what its
// ledger is balanced against; on the way out the same is done with the messages
// that the history delivered and those that the writer counted on its bytes.
//
// # Where temporary bytes lie
//
// A plain conversion keeps its temporary store, its unfinished output and what
// it got on standard input in one folder beside the target (see [Place]):
// .NAME.exile-partial. It is removed at the end, on an error and on an
// interrupt; one left by a killed run is removed by the next run with the same
// target. A conversion to standard output has no target to lie beside and uses
// the user's cache folder. Nothing is written anywhere else.
//
// Files that import the store need cgo and say so; the rest does not.
package convert
