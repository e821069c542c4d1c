// Package telegramtest is a Telegram for tests: a server in the same process, on
// the loopback, with one account, its contacts and chats, and the import API. It
// speaks MTProto, with a real exchange of keys.
//
// A [World] is what there is: it survives restarts of its [Server], as do the
// sessions of clients. Nothing in it runs by itself; what is due by the clock is
// done when somebody looks.
//
// # What it is strict about
//
// Where Telegram's own server is known to refuse something, this one refuses it with
// the same error. Where nobody knows what Telegram does, it does the worst that
// others reported, or refuses:
//
//   - A head of more than 100 lines, or whose first line is not a stamp in brackets,
//     is IMPORT_FORMAT_UNRECOGNIZED; so is a text with a mark at its start, a carriage
//     return, bytes that are no UTF-8, or no newline at its end.
//   - A line starts a message if it looks at all like a stamp, with marks and white
//     space before it or not. A date that does not exist, or that goes back, is
//     IMPORT_FORMAT_DATE_INVALID.
//   - White space at the end of a line is trimmed before the author is looked for.
//   - Day and month are told apart by the first 100 lines alone.
//   - Notices, and texts without a visible character, are dropped. See
//     [World.KeepNotices].
//   - Texts are cut at 4,096 UTF-16 units.
//   - An attachment binds if it stands alone on its line, with the very name that was
//     uploaded; else its message arrives as the words. Animated stickers arrive empty.
//   - The number of media is checked against the text, and at the start against what
//     was uploaded.
//   - Each import has one start. A later one, as one of another chat's, is
//     IMPORT_ID_INVALID. A second import into a chat makes the first, if it was not
//     started, invalid too.
//   - Stamps are read in the tz_offset that the connection of initHistoryImport gave.
//   - Every peer must be given with its access hash.
//
// The reader of texts is its own and shares nothing with exile's writer.
package telegramtest
