// Package line reads the texts that LINE saves: a chat sent from a phone ("Export
// chat history") and a chat saved on a computer ("Save chat"), in English,
// Japanese, Chinese and Thai and, by structure, in other languages.
//
// In the tables, [T] marks a line that a project's test data has literally, [S]
// what a program's source shows, [I] what follows from the rest and nobody has
// shown. No text that LINE itself wrote was to be had.
//
// # Files
//
// A text is one chat. No media ever travels with it; a file that a message names is
// taken where somebody has put it beside the text, or given its folder. A folder or
// zip may hold many texts; of a text and its copies, which are the same to the last
// byte, the one without a number in its name is read.
//
//	[LINE] Xとのトーク.txt   [LINE] 與X的聊天.txt   [LINE] Chat with X.txt    phones
//	[LINE]X.txt                                                             computers
//	_LINE__X的聊天.txt                                                      after a download
//
// UTF-8 with a byte order mark or without, LF or CRLF; lines that end with CR alone
// are refused with a word why. UTF-16 is read, without a mark where zeros at every
// second place tell it. What is neither is tried as Shift JIS, Big5, GB 18030 and Windows' Thai:
// the words of the heading tell; the option encoding decides.
//
// # Phones
//
//	file   = TITLE LF SAVED LF { LF | day | record }        ⇥ is a tab
//	day    = [ LF ] date LF
//	record = time ⇥ name ⇥ text LF           somebody's
//	       | time ⇥⇥ text LF                 the app's
//	       | time ⇥ text LF                  the app's
//
// Only the first two tabs are structure. Uploads and copies make four spaces of
// a tab [T]: read too, for a whole file. A fourth column between name and text, "u" and 32
// hexadecimal digits, is the sender's account, as LIME-Viewer writes it [S]; it
// becomes the person's key.
//
//	TITLE  [LINE] Chat history with X    [LINE] Chat history in X      "[LINE] " may be missing [T]
//	       [LINE] Xとのトーク履歴           [LINE] Xのトーク履歴
//	       [LINE] 與X的聊天記錄             [LINE] X的聊天記錄              …聊天紀錄 too
//	       [LINE] 与X的聊天记录             [LINE] X的聊天记录
//	       [LINE] ประวัติการแชทกับ X       [LINE] ประวัติการแชทในกลุ่ม "X"
//	       [LINE] anything: the whole rest is the title
//	SAVED  Saved on: 2026/08/21 11:59    Save date:                    [T]
//	       保存日時：R8/04/11 20:01        儲存日期： 2026/10/05 08:10
//	       保存日期:2026/2/1 10:00        บันทึกเมื่อ 04/09/2569 07:48
//	       any other line 2 that ends with a date and a time
//
// Where the heading is lost, date lines with the right weekday above records tell
// the text. A heading that stands in the text again, in any language, with a date
// line below, begins a text that somebody put behind the first.
//
// # Dates
//
//	2023/05/01(月)   2018/04/16(Mon)   2024/01/15 (Mon)   2015/12/25 Fri      [T]
//	2022/9/2（週五）  2025/09/01（一）   2024/1/2週二        2026/1/30周五       [T]
//	2024.01.02 Tuesday   2025.12.30 火曜日   2017.12.22 星期五   2025.05.15 วันพฤหัสบดี [T]
//	Sat, 11/01/2025   Sun, 26/04/2026   ศ. 28/11/2568                         [T]
//	R7/02/09(日)      H31/04/30(火)                                           [T], [I]
//	03/04/2021        without a weekday                                      [I]
//
// A year from 2400 on is Buddhist; R, H, S, T and M are Japanese eras. A word that
// we do not know is a weekday if a record follows and it always stands on the same
// day of the week.
//
// Which number is the day, where the year stands last, is decided once for a
// text, by the first of these that tells:
//
//   - a number above 12;
//   - the days of the week, of known words;
//   - the option date-order, of which ignored-order says where it was not followed;
//   - the days of the week, of unknown words;
//   - the line that says when the text was saved, by a number above 12;
//   - that days do not go back, and do not pass the day on which it was saved;
//   - else day before month, and guessed-dates says so, unless no date depends on
//     it.
//
// A line that looks like a date is text where its weekday is wrong, where other
// text follows it, or where all other date lines say the day of the week and it
// does not. Else it is a date line, whatever day was before it, if it stands as
// date lines of the text do: below an empty line, where they have one above them,
// and above a record. out-of-order tells that days go back. One that stands
// otherwise, or between quotes, was probably pasted: it is text where it would go
// back, or not fit before the next day, or lie after the day on which the text was
// saved. If more than a fifth of the days, and more than three, would have to be
// left out, none are: then the text was put together. Where most days lie after
// the day on which the text was saved, that one is wrong, and is not used.
//
// # Times
//
//	12:08   5:06   24:53 (00:53 of the same date line)   上午12:30   午後0:10    [T]
//	8:15AM   04:35PM   03:05pm   10:00 AM, also with U+202F or U+00A0          [T]
//	오전 9:05   9:05 ก่อนเที่ยง   12.30 where most times of the text are so         [I]
//
// One text may mix clocks of 12 and 24 hours. "25:00", "9:1", "100:00" and
// "上午01:00 PM" are no times. Times are exact to the minute, in the zone of the
// phone, which no text states: the computer's is assumed. Records above the
// first date line are of the day before, and say that it is inferred; in a text
// without any the times are not known.
//
// # Bodies of several lines
//
// Newer apps put them between quotation marks, with those inside doubled; some
// texts do not double them, older apps have no quotes at all [T]:
//
//	12:08 ⇥ X ⇥ "first ""quoted"" line LF second line" LF
//	12:08 ⇥ X ⇥ first line LF second line LF
//
// A body opens if it begins with a quote and an odd number of them stands on its
// line; one that closes on its line is a sentence in quotes, and keeps them.
// Between the quotes, what looks like a record or a date is text. The body closes
// with a line that ends with a quote and leaves none open; where no record stands
// within, also with one that ends with a quote and before a record. It was never
// closed if first comes a date line that counts and is followed by a record, the
// end, 64 KiB (the app takes 10,000 characters), or a quote behind eight records
// or more of people of this chat whose times go on and that the next record goes
// on from. Then it ends before the first line that looks like a record, keeps its
// quote, and unclosed-quote counts it: somebody had typed one.
//
// Where the quotes close before a line ends and a record follows, they are
// somebody's own, and all stays as it was written.
//
// Any other line that is neither a date nor a record belongs to the text above,
// empty lines included, but for one just above a date line, and those at the end.
// A line above the first date line and the first record is kept as unread-line.
//
// # Computers
//
//	file   = day { day | record }
//	day    = YYYY.MM.DD " " weekday LF
//	record = time " " name " " text LF
//	       | time " " text LF                the app's
//
// Nothing parts names from texts, and both may hold spaces: see deskNames for how
// they are told apart. Names may be given with the option name; those in a phone's
// text of the same chat (by title) in the same input are known. guessed-name
// counts the lines that rest on a guess. A line whose time goes back by more than two
// minutes and whose sender is a guess is text: somebody began a line with a time. It
// is a message behind a word of the app, which has no further lines. A name that is a
// guess and has one line tells nothing of the chat or of whose export it is.
//
// # Content
//
// "[Photo]", "[写真]", "[貼圖]" and so on stand for what the text does not have;
// locale_*.go has all of them. On computers the word stands alone: "Photos",
// "写真". The words of all languages count in all texts. Someone who types one
// cannot be told from a photo; typed-marker counts them, and the words are kept.
// "[File] name" and "[ファイル] name" name a file. Albums, notes and gifts are cards,
// "[Poll]" is a poll, "[Location] name：address" and "[null] https://…" are places.
// "☎ words 1:26:14" is a call, in any language; others only by their words. Bodies
// that are nothing but an unknown word in brackets stay text; the profile lists
// them, and unknown-marker counts them.
//
// What the app says of people who come and go becomes a notice that names them;
// U+2068 and U+2069 around names are taken off. What says that a message was
// taken back becomes a deleted message, of the one it names. All else without a
// sender is a notice of no kind.
//
// # People
//
// A text does not say whose it is. In a chat of two it is the one who is not the
// title, and assumed-self says so; "You" and "您" are that person. Where nothing
// says the title and one of two is told to be me, the chat is with the other; else
// it has no title and nobody knows of what kind it is. Accounts that are gone are
// all called Unknown: none is me, and twin-names says that they are not one.
//
// # Not there
//
// No text has replies, reactions, edits or read counts. Nobody has shown
// Korean or Indonesian texts: their words for things stay text.
package line
