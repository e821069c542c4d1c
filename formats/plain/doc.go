// Package plain is what formats csv and txt share, tables and transcripts: how
// people are called in a chat, where media go, and how a stranger's text is made fit to
// stand in a file that people open.
package plain
