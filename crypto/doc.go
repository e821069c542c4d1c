// Package crypto is the lock: it will seal and open bytes, and knows nothing of
// chats or of SQLite.
//
// The sealed archive (one age file around a zip of a store's files, read in
// place) and the sealed scratch for temporary bytes belong here. Until they
// come, a store lies in the clear on the disk, in a folder that only its owner
// may read, and the temporary bytes of a conversion lie beside its output (see
// the package exile/convert).
package crypto
