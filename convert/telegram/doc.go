// Package telegram delivers a bundle over Telegram's import API: it signs in,
// plans, pushes, proves what arrived, and takes it back. It is the courier's, and the
// only package that connects anywhere. What it delivers comes through package
// handover; it knows no store.
//
// # The calls of an import
//
// For each part of a chat, which is one import to Telegram:
//
//	messages.checkHistoryImport      the head of the text: does Telegram take it, for a private chat or a group?
//	messages.checkHistoryImportPeer  may this account import there? gives the words that the person must confirm
//	upload.saveFilePart …            the text
//	messages.initHistoryImport       gives the number of the import
//	messages.uploadImportedMedia     once a file, bound to the text by its name
//	messages.startHistoryImport      from here on it cannot be called off
//
// Before each of the last three a line goes into the journal and to the disk. A run
// that is cut off goes on from there. Everything up to the start may be done again
// without harm; of a start whose answer never came nobody knows whether it happened,
// so that it is looked for in the chat, and only repeated if the person says so.
//
// # Folders
//
// Everything the courier keeps lies in one folder, 0700: the session, encrypted with
// age to a key that a passphrase locks; a journal for each plan; and the times of past
// imports, which the pace goes by. One process at a time has the folder.
//
// # What was never tried
//
// This was tested against a server in the same process alone, never against
// Telegram's own. ERRATA.md lists what is not known.
package telegram
