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
// # Where temporary bytes lie
//
// A plain conversion keeps its temporary store and its unfinished output in one
// folder beside the target (see [Place]): .NAME.exile-partial. It is removed at
// the end, on an error and on an interrupt; one left by a killed run is removed
// by the next run with the same target. Nothing is written anywhere else.
package convert
