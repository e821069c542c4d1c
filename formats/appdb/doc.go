// Package appdb reads tables in the databases of other apps. exile knows of them what
// others found out; versions of the apps differ; and a file may be damaged, or made by
// somebody who means harm. So nothing in one is trusted.
//
// # What a schema may look like
//
// A table is one that a statement made in the database itself: no view, no virtual
// table, no table of another database. It may have more columns than a reader knows
// and may lack any of them: those read as NULL. A column may hold values of any type.
// Indexes are not used: they may be damaged, or sorted by rules that only the app
// knows. No name out of a database stands in a query but in quotes.
//
// # Bounds
//
// A table is read no further than its database has room for, in rows and in bytes: one
// whose pages point to each other has rows without end, and Endless then is true. A
// value longer than its Limit reads as NULL; Each says so. Rows are sorted by values of
// MaxKey bytes at most; longer ones sort as NULL. What is in memory at a time is one
// row, and what SQLite sorts by.
//
// Detection reads the first HeadSize bytes of a file and of its log, and of MaxHeads
// files at the most.
//
// # Errors
//
// What SQLite says comes wrapped, with the name of the table; what a callback returns
// comes back unchanged; where the context has ended, its error comes bare. A table
// that is not there is nil, and no error: nil has no columns and no rows. A row that
// cannot be read is an *UnreadError, which Keep makes an export.Unread with all that
// the row holds.
//
// # How
//
// The database comes open, from formats.ReadOptions.OpenDB: this package knows
// database/sql alone, and of SQLite its dialect (3.43 or newer, for octet_length) and
// the header of its files. It needs no cgo.
package appdb
