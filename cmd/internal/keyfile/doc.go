// Package keyfile knows the key files of sealed archives: where they lie beside an
// archive, how they are read, and how a new one comes to be without an archive ever
// being without its key.
//
// It asks nobody and tells nobody; whoever calls it does.
package keyfile
