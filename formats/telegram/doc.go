// Package telegram writes what Telegram's apps on phones take as an import of
// another messenger's history. It writes only.
//
// Telegram imports the files of WhatsApp, LINE and KakaoTalk, media only with
// WhatsApp's. So everything is written in WhatsApp's language, in the dialect
// for which a success with media was reported from a live account. Nobody has
// published the grammar of Telegram's parser: where this page says "reported",
// people who wrote other importers saw it work; where it says "careful", exile
// avoids what might not.
//
// # What is written
//
// One folder for each chat that has messages, named by its title:
//
//	가족/START-HERE.html                                     the instructions for this chat
//	가족/WhatsApp Chat - 가족.zip                            for an iPhone: _chat.txt and the media, flat
//	가족/WhatsApp Chat with 가족/WhatsApp Chat with 가족.txt for Android, the media beside it
//
// The names matter. Android's app takes a share as an import if a file is named
// like *WhatsApp*.txt; an iPhone's looks for _chat.txt in a zip. The text is the
// same in both, byte for byte. --for chooses; unasked, both are made, and
// Android's alone where the media come to 100 MB or more (if they do so only
// after 48 MB of text, the zip has been begun and is made too).
//
// The zip has no folder entries, one fixed time and, but for texts over 48 MB,
// no sizes behind the data: the zips of macOS, which have all three, were
// reported as refused. The text is deflated, media are stored.
//
// # The text
//
//	[08/02/2026, 15:17:00] 김민수: 안녕하세요
//	두 번째 줄
//	[08/02/2026, 15:17:00] 이영희: <attached: 00000003-PHOTO-2026-02-08-15-17-00.jpg>
//	[08/02/2026, 15:17:01] 이영희: 사진 설명
//	[08/02/2026, 15:18:00] 이영희님이 나갔습니다.
//
// UTF-8 without a mark at the start, lines end with LF, the last one too. The
// stamp is day/month/year with four digits for the year, and seconds. The order
// is that of time; a time that goes back is lifted to the one before
// (moved-time). A source without seconds gives :00 (assumed-seconds). All stamps
// are in one offset from UTC, for Telegram reads them in the present offset of
// the phone, without daylight saving of the past (assumed-offset).
//
// Telegram guesses which number is the day from the first 100 lines. If none of
// them has a day above 12, that is told (date-order).
//
// Every message gives exactly one line with an author, and further lines without
// a stamp if its text has several. A file is a message of its own: of an album
// the first file is the message, each other one a further line, and so are, in
// this order, the words for those that are absent, and the caption, a second
// later if the minute has one. Captions within the attachment were seen to break
// its binding. Everything that is neither text nor a file goes as its words. A
// text without a visible character, which Telegram does not take, is written as
// [empty message] in the language of the chat, as are all words that exile adds.
//
// A notice is one line without an author.
//
// # Guards
//
// Telegram, as every reader of such files, takes a line for a new message if it
// starts like one. People paste chats into chats. So U+200B, which nobody sees,
// is put
//
//   - before a line of a text that begins with three numbers joined by / . or -
//     and then a time of day, in brackets or not, after any white space or marks;
//   - before a line that reads as <words: name>, behind the < of "<attached:" and
//     the ( of "(file attached)" wherever they stand;
//   - behind "Name: " if the first line of a text is blank, since a reader that
//     trims the line would lose the author;
//   - in a notice, between a colon and the white space after it;
//   - in a notice of a private chat, into the words "created group", which would
//     make the file a group's.
//
// U+200B is no white space, so trimming leaves it, and not one of the marks
// U+200E and U+200F, which WhatsApp itself puts before stamps and readers skip.
// The first, second and fourth count as guarded-line. Within a text CR LF and CR
// become LF, other control characters but TAB become spaces, and bytes that are
// no UTF-8 become U+FFFD; U+0085, U+2028 and U+2029 stay, guarded as newlines are.
// Nothing else in a text is touched.
//
// The count of what was written does not come from the code above: a scanner
// reads the bytes that go out and counts the lines that start a message
// ([formats.Tally]). Extra are lines beyond one a message, and the openings of
// groups.
//
// # Names
//
// Telegram decides by the written name alone whose a message is: it looks it up
// among the account's own name and its contacts. Each person has one written
// name in a chat, and no two share one: the second of two twins, or of two
// withdrawn members, becomes "이름 (2)". Only two people to whom the caller gives
// one name by WriteOptions.Names share it, which is told (twin-names).
// White space after a colon, control characters, marks of direction and what
// exceeds 128 characters are taken out (changed-name, clipped-name). Names are
// otherwise byte for byte as they came, and the instructions name the source's
// beside those that differ; only the names of files are made NFC.
//
// # Private chats and groups
//
// A private chat can only be imported into a private chat, a group's only into
// a group. A file is a group's to Telegram if three or more people write in it
// or if it opens with a line such as
//
//	[08/02/2026, 15:17:00] exile created group "가족"
//
// which is written, in English, for groups, channels, the chat with oneself
// (which cannot be imported into Saved Messages, but into a group of one) and
// with --as-group. A chat of unknown kind is a group if more than two write.
//
// # Media
//
// Names are a number, which is that of the line, then PHOTO, VIDEO, AUDIO (voice
// messages) or STICKER with the time, or a document's own name. An iPhone knows
// .jpg as a photo, -VIDEO-….mp4, -AUDIO-….opus and -STICKER-….webp; Android goes
// by the extension alone. What has another extension, such as KakaoTalk's voice
// messages (.m4a), keeps it and arrives as a plain file (sent-as-file): a file
// is never named as what it is not. Only the spelling .jpeg becomes .jpg.
//
// # Parts
//
// --part 5000, 300files, 500MB or several of these joined by commas split a chat
// at the midnights of the written offset; a day that alone is too large is split
// within. Each part is a whole bundle, numbered in its names. This needs a look
// through the history beforehand, as does a chat of unknown kind; all else is
// written in one pass, with the list of a part's files as the only thing that
// grows.
//
// # What Telegram loses
//
// Replies, reactions, edits, styles (links, hashtags and mentions are found
// anew), albums, polls, pins, and who was mentioned. convert.Fit tells of each.
//
// # Not supported
//
// KakaoTalk's and LINE's own files as Telegram takes them (text only); the
// import over Telegram's API; conversion of media.
package telegram
