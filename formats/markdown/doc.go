// Package markdown writes chats as notes for Obsidian and other note apps: plain
// CommonMark, which any program shows. It writes only.
//
// # What is written
//
// A folder for each chat that has messages, and a note that lists them all:
//
//	대화 목록.md                        the chats, with links (Chats.md in English)
//	가족/가족.md                        the chat: its people and its notes
//	가족/2026-02-08 가족.md             a day; with --note month, 2026-02 가족.md
//	가족/날짜 없음 가족.md              what has no date (Undated … in English)
//	가족/attachments/photo.jpg          files
//
// Unasked, a note is a day: so do Obsidian's daily notes, and so a link between a
// diary and a chat goes to the right place. The date comes first, so that notes lie
// in order; the chat's name follows, so that no note of a vault is another's
// namesake or the person's own daily note. A name has no [ ] # ^, which end
// Obsidian's links, besides what [formats.FileName] takes out.
//
// A note is of the day that its messages' own clocks show. Messages come in order
// of time; where people write from several zones, one whose day lies before the
// note's stays in it and shows its date. Unknown times come first.
//
// # A note
//
//	---
//	title: "2026-02-08 가족"
//	chat: "가족"
//	app: "kakaotalk"
//	date: "2026-02-08"
//	zone: "+09:00"
//	people:
//	  - "김민수"
//	messages: 2
//	notices: 1
//	previous: "[[2026-02-07 가족]]"
//	next: "[[2026-02-09 가족]]"
//	---
//
//	# 2026-02-08 가족
//
//	[← 2026-02-07](2026-02-07%20가족.md) · [가족](가족.md) · [2026-02-09 →](2026-02-09%20가족.md)
//
//	*15:16 이영희님이 들어왔습니다.* ^m1
//
//	**15:17 김민수**
//	안녕하세요 ^m2
//
//	**15:18 이영희**
//	*↩ 답장: [안녕하세요](#^m2)*
//	![사진](attachments/photo.jpg)
//	사진 설명
//	*반응: ❤️ 김민수* ^m3
//
// (Each line end within a message is two spaces and a newline.) Values of front
// matter are numbers or texts between double quotes, in the part of YAML that is
// JSON; people are those who write in the note, date and zone those of its first
// message. A month's note has a heading for each day.
//
// Each message is one paragraph and each notice is one. What exile itself says, and
// what nobody typed, is emphasised, which no text can be. In order: time and name;
// where it was forwarded from; what it answers; the text, or the files, the words
// for those that are absent, and the caption; reactions; older states, with the
// time at which they were replaced; and a block id, ^m with the number that the
// message has in the store, or ^n with its place in the chat where it has none.
//
// Seconds are shown where they are known. ≈ is before a time that was taken from a
// neighbour or is known to the hour only; a time known to the day is left out. The
// offset from UTC is shown where it is not the note's. Two people of one name are
// told apart by a number (changed-name).
//
// A reply links to the message where that stands earlier in the chat; else it shows
// all that the source does (lossy-reply where that is nothing). Bold, italic,
// underlined and struck text, and code, are <b>, <i>, <u>, <s> and <samp>: * and _
// do not hold where a Korean particle follows the word, and plugins run what stands
// in code. Quotes and spoilers have no form, nor have links to anything but http,
// https, mailto and tel (lossy-style). A place links to a map, which is asked only
// when somebody follows the link. What somebody wrote with a poll, a place or a card
// stands under it.
//
// # Files
//
// Pictures are embedded. Videos and sounds are embedded, which Obsidian plays, with
// a link beside them for other programs. The rest are links. A file that a chat has
// several times, by its SHA-256, is written once. What is a note or a page to some
// program (.md, .canvas, .base, .html, .svg, .js …) gets .txt behind its name: a
// note that somebody sent is not a note of the person's.
//
// # Texts
//
// A text shows as it was written, every space and empty line of it, and nothing in
// it is anything to Markdown, to Obsidian or to a plugin:
//
//   - \ ` * _ [ ] # ^ $ | ~ { always get a backslash; - + = > : ! % at the start of
//     a line, also behind what nobody sees; . and ) behind digits there; a second %
//     or = in a row; & where it would begin an entity; : between a letter and
//     what follows, which would be a scheme, and the . of www. < is &lt;. So there are no tags, links,
//     embeddings, comments, tasks, footnotes, formulas, block ids, tables, code,
//     front matter or HTML in them.
//   - <wbr>, which shows nothing, breaks <%, {{, {% and :: apart. Templater and
//     Dataview look for these in the rendered page, where a backslash is gone.
//   - White space that begins or ends a line is an entity, and so are U+2028 and
//     U+2029, which are line ends to JavaScript.
//   - An address that begins with http:// or https:// is a link: <…> where nothing
//     in it could mean anything, else a link whose destination has the rest by
//     number.
//
// CR LF, CR and U+0085 become line ends, control characters their pictures (U+2400
// and following), and bytes that are no UTF-8 U+FFFD. The marks U+202A to U+202E and
// U+2066 to U+2069, which turn the direction of writing for what follows, are left
// out of texts and names. In front matter, U+200B is put between two [.
//
// # How it is written
//
// In two passes over a chat, for a note begins with what is in it and after it. What
// is held is a line for each note, each person and each message that is answered,
// and the name of each file. The Tally is counted by a scanner that reads the notes
// as they go out and shares no code with what writes them; where it does not find
// what the first pass did, that is an error.
//
// # Not supported
//
// Wiki links beyond those in front matter, callouts, and tags: they would be
// Obsidian's alone, or get mixed up with the person's own.
package markdown
