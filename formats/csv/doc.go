// Package csv writes chats as tables that a spreadsheet opens, a row for each message
// and each notice.
//
// # Files
//
// The output is a folder. Each chat that has messages has a table of its own, called by
// the chat's title; with --one-table all chats stand in chats.csv. Media are copied to
// media/CHAT/, unless --no-media leaves them out: then their names and SHA-256 alone are
// written, and a problem tells how many.
//
// A table is CSV as RFC 4180 has it: commas, quotation marks doubled, records ended by
// CR LF. Lines within a cell end with LF, as in Excel. It is UTF-8 and begins with a byte
// order mark, without which Excel takes Korean for another encoding. The first row names
// the columns.
//
// # Columns
//
//	time            what the clock showed, "2026-02-08 15:17": to the second or the millisecond if
//	                the source was so exact, "2026-02-08 15" or "2026-02-08" if less; empty: unknown
//	sender          who wrote, under one name in all of a chat: twins become "Name (2)"; empty: nobody
//	kind            text, photo, video, voice message, audio file, sticker, contact, file, media (of
//	                several kinds), call, poll, location, card, notice, deleted, unknown; continued
//	text            what was written, or the caption of media; where there is none, the words that the
//	                source showed; of polls, places and cards also what those words leave out
//	files           one a line: the path from the table to the copy, or words for a file that is not there
//	reply_to        what the source showed of the message that is answered
//	forwarded_from  who wrote it first, and when, if that is known
//	reactions       signs and who gave them: "❤️ 한지우, 👍 ×12"
//	before_editing  older texts, oldest first, each with the time at which it was replaced
//	links           addresses behind words, one a line
//	chat            the chat's title; of two with one title the second is "Title (2)"
//	id, reply_id    the number of the message, and of the one it answers; empty where there is no store
//	iso_time        the time with its offset from UTC, ISO 8601: "2026-02-08T15:17+09:00", as exact as time
//	sha256          of the files that are present, one a line, in the order of files
//
// In a table for people the columns and kinds are named in their language.
//
// # What a spreadsheet would do
//
// A cell that a spreadsheet would take for a formula gets an apostrophe in front: one
// that begins with = + - @ or their full-width forms ＝ ＋ － ＠, also behind white space
// or what nobody sees, and one that begins with a tab or a line end. The same goes for a line
// within a cell, and for what follows a semicolon or a tab, if the line holds a function or
// what starts a program, without which no formula does harm: where the list separator is a
// semicolon, Excel splits cells there. The apostrophe is seen in the cell. How many cells
// have one is told (guarded-cell).
//
// A cell of Excel has room for 32,767 UTF-16 units. What is longer goes on in the same
// column of the next row, whose kind is "continued" (long-cell). A sheet has 1,048,576 rows;
// a longer table goes on in the next file, "CHAT-2.csv" (long-table).
//
// Marks that turn the direction of writing go, so that no cell turns the next. Other
// control characters become pictures: ␀ for NUL. Numbers are not guarded: Excel drops the
// zero at the beginning of 01012345678, the file has it.
//
// # For scripts
//
// With --for-scripts nothing is done for a spreadsheet's sake: no byte order mark, no
// apostrophes, no rows that go on, no second file, marks of direction kept. Columns are
// named as above, and kinds are those of the model: text, photo, video, voice, audio,
// sticker, contact, file, media, call, poll, place, card, notice, deleted, unknown. Control
// characters become pictures here, too: many readers stop at a NUL.
//
// # What is lost
//
// Bold and other styles. Of a reply to what has neither a number nor a quote, that it
// was one. Both are told. Not told: of files all but name, kind and content, and the words
// that the source showed for media which have a caption.
package csv
