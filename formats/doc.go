// Package formats is the contract between the languages that apps write and
// accept and everything else: [Reader], [Writer], [Format] and [Table].
//
// Each app has a folder of its own below this one. A format sees the neutral
// model (exile/export) and what it is handed; it never sees our database, a
// driver for one, the command line, another app's folder or the list of all
// formats, which stands in exile/formats/all.
//
// # Adding a format
//
//  1. Make formats/myapp with a synthetic export in its testdata.
//  2. doc.go tells the grammar of the files; myapp.go has func Format() formats.Format;
//     detect.go and read.go, write.go where it writes.
//  3. read_test.go calls formattest.Run; go test ./formats/myapp -update writes
//     the golden files; read them.
//  4. Add one line to formats/all/all.go. Flags, help and the README's table
//     come from the Format value.
package formats
