// Package whatsapp reads what WhatsApp exports: the texts of "Export chat" on an
// iPhone and on Android, of every year, in every language and region.
//
// In the tables, [R] marks what was seen in the bytes an app wrote, [C] what other
// readers accept, [D] what follows from the rest.
//
// # Files
//
//	WhatsApp Chat - Ann.zip                 iPhone [R]
//		_chat.txt
//		00000035-PHOTO-2022-03-27-21-41-55.jpg
//	WhatsApp Chat with Ann.txt              Android, without media [R]
//	WhatsApp Chat with Ann.zip              Android, with media, or a folder of it
//		WhatsApp Chat with Ann.txt
//		IMG-20220323-WA0002.jpg
//
// The words around the title are in the phone's language; spaces may have become
// "_", and a second download adds " (1)". A text is known by its lines, not by its
// name. Texts beside a _chat.txt, beside the text of a zip's own name, such as have
// the name of a sent file, and such as a message beside them names are attachments,
// whatever stands in them. Several exports in one input are several chats; one that
// was saved twice is read once, and unclaimed-file tells of the copy.
// Encoding is UTF-8, with a byte order mark or without; UTF-16 with one is read
// too. Bytes 0 are kept and counted. A text whose lines end with CR alone is refused.
//
// # Lines
//
//	file   = { record }
//	record = header author ": " text { newline text }
//	       | header notice
//	header = marks "[" stamp "] " marks         iPhone
//	       | marks stamp " - " marks            Android; "–" occurs
//	       | stamp ": "                         iPhone, until about 2016; an author follows
//	stamp  = date joint time | time joint date
//	joint  = [ "," | "،" ] SP [ word SP ]       word: "klo", "г."
//	date   = n sep n sep n [ "." ] [ " BE" ]    sep: one of "/", ".", "-", perhaps with a space after it
//	time   = [ half ] n ":" nn [ ":" nn ] [ SP half ]   or "." for ":"
//
//	[3/18/22, 14:56:01] Ann: hi                 [1/2/24, 9:05:07<U+202F>PM] Ann: hi         [R]
//	23/03/2022, 13:31 - Ann: hi                 18.03.22 14:56 - Ann: hi                   [R]
//	[3/27/22 21.41.55] Ann: hi                  [12.3.2022 klo 14.08.18] Ann: hi           [R]
//	[21:41:55, 3/27/22] Ann: hi                 [13. 6. 2018. 21:25:15] Ann: hi            [R]
//	[27/3/2565 BE, 21:41:35] Ann: hi            [3/27/R4 21:41:35] Ann: hi                 [R]
//	[٢٧/٣/٢٠٢٢، ٩:٤١:٣٥ م] Ann: hi              12/30/2021, 10:01 p. m. - Ann: hi          [R]
//	[2023/8/11 下午6:25:13] Ann: hi              [2023. 8. 11. 오후 6:25:13] Ann: hi         [C]
//	15/08/15 14:03:22: Ann: hi                                                             [C]
//
// An iPhone dates by the region that is set and speaks its language: any form of
// date meets any language. Digits are those of the language. Years of two digits
// are of this century; Buddhist ones, with "BE" or above 2400, or above 51 in two
// digits, and those of the eras R and H are turned into years AD. A space is an
// ordinary one, U+00A0, U+2009 or U+202F. The marks U+200E, U+200F, U+202A to U+202E,
// U+2066 to U+2069, U+061C and U+FEFF are passed over in headers and cut off both
// ends of names. Texts are kept byte for byte; only their newlines become LF.
//
// A name ends at the first ": ", or at a colon that ends the line. What has more
// than 60 characters, or opens a quotation in which the colon stands, is no name,
// but the app's word:
//
//	01/02/2020, 10:00 - Ann changed the subject to "Plans: Friday"
//
// An iPhone gives the app's words an author, the chat or whoever acted, and sets
// U+200E or U+200F before them. People begin texts so, too. Such a record that does
// not stand for something sent is a notice where its author is no person, where the
// words are known, or where they name their author: "Ann: ~Ann left". So is, of
// one who is the title, what ends with a full stop, names somebody, or opens the file.
// Else it is text. All but the certain ones are counted as guessed-notice.
//
// A title that has ": " in it ends where a mark follows the ": ", unless somebody
// writes under the name before the first. A name with one quotation mark is a name
// where two texts stand behind it that do not close the quotation.
//
// # Shapes
//
// All headers of an export have one shape: brackets or a dash, separators, the
// place of a year of four digits, seconds, the clock, comma, word, script of the
// digits. So the shape of the first line that begins with a header is that of the
// file, unless another has a hundred times as many lines. Lines that begin with a
// header of another shape are text: what somebody pasted. So are those whose
// numbers below ten are padded otherwise than nearly all others.
//
// Another shape is the file's, too, if it has three lines or more, twice as many
// as it has runs, if somebody writes in both, and if all its lines lie in time
// between the headers around them. That is how exports look that were joined and
// between which the clock was set to 12 or 24 hours, or the phone was another; a
// pasted conversation is older than the message that it stands in.
//
// What stands behind the last header of these may be an older export behind a newer
// one. All its lines are headers if they are two or more, in the order of time among
// themselves, and if all who write in them write in the file's shape, too.
//
// Lines that become text though they begin with a header, of another shape, padded
// otherwise, or of a day that does not exist, and with somebody of the chat, are
// counted as swallowed-lines.
//
// A pasted header of the file's own shape is not told from a header. Only where
// bare LFs occur within texts, and no line after CRLF lacks a header, CRLF ends a
// record and such lines are text; copies of an iPhone's messages look just so.
//
// # Dates
//
// Which number is the day is found out in this order:
//
//  1. Four digits, or an era, are the year. Where it stands first, the month follows.
//  2. A first number above 12 is a day, as is a second one. If both occur, the order
//     may change in the file, as it does where exports were joined; else the more
//     frequent decides.
//  3. The order in which the days go back by more than one less often.
//  4. The order in which no message lies after the file was written.
//  5. The language: the month comes first in English with slashes, two digits for the
//     year and no zeros, and where "AM" or "PM" stands in such dates; elsewhere the
//     day. The year comes first in Korean, Japanese, Chinese, Hungarian, Lithuanian
//     and Mongolian, where it has two digits.
//  6. The day.
//
// From the third rule on guessed-dates says what was assumed; the option date-order
// decides in their place; ignored-order tells where the dates show another. A year of two digits that stands first must show: by a
// number above 31, by years before 2009 the other way, by rules 3 to 5.
//
// Times are exact to the minute on Android and to the second on an iPhone, in the
// zone of the phone at the time of export, which no export states; the zone of the
// machine is assumed. A time that the clock skipped lies as long after the change.
// Messages stand in the order in which they arrived; out-of-order counts those that
// are earlier than the one before.
//
// # People
//
// Of people there are names, or numbers where the phone had no name. The export is
// of whoever deleted what "you" deleted, or in a chat of two of the one who is not
// the title; assumed-self says so. A chat of more than two, or one in which the app
// says what it says of groups only, is a group; one whose title is somebody who
// writes in it is of two.
//
// # Media
//
// A file lies beside the text under the name that the message has. Without media an
// iPhone says of each what it was, Android that it was some. What no message names is
// told as unclaimed-file.
//
// # Not there
//
// No export has identities, replies, reactions, forwards, read states, or the
// texts before an edit. Not read are years of the Persian and the Islamic
// calendar, months in words, and what other programs made of WhatsApp's databases.
package whatsapp
