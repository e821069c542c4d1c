// Package txt writes chats as transcripts that people read, print and search.
//
// # Files
//
// The output is a folder with one text for each chat that has messages, called by the chat's
// title. Media are copied to media/CHAT/, unless --no-media leaves them out: then the text has
// their names and SHA-256 alone, and a problem tells how many. A text is UTF-8 without a byte
// order mark, lines end with LF.
//
// # A text
//
//	우리 가족
//	참여자: 한지우 (나), 김서준, 영업 :김과장
//	내보낸 때: 2026-03-11 15:17
//
//	──── 2026년 2월 8일 일요일 (UTC+09:00) ────
//
//	15:17 한지우: 안녕하세요
//	15:18 김서준: 첫째 줄
//	    둘째 줄
//	* 15:19 이하은님이 들어왔습니다.
//	15:20 김서준: [사진 2장]
//	  - 파일: media/우리 가족/1.jpg
//	  - [사진 2.jpg – 내보낸 파일에 없음]
//	15:21 한지우: 국수
//	  - 답장한 글: 15:18 김서준: 첫째 줄
//	  - 반응: ❤️ 김서준
//
// A line tells by its first characters what it is, whatever people wrote:
//
//	a digit or -    a message: the time, the name up to the first ": ", and what was written
//	*               a notice
//	4 spaces        a further line of what was written
//	2 spaces and -  what belongs to the message above: files, the message that it answers, where it
//	                was forwarded from, reactions, addresses behind words, what it was before it was
//	                edited; 6 spaces are a further line of that
//	─               a day begins, or the clock changes
//
// A text has no other way to begin a line, for each of its line ends, whatever the sign, is
// followed by four spaces. In a window that breaks long lines this can be seen no more:
// there only the hanging of lines tells.
//
// The time is as exact as the source: 15:17, 15:17:05, "15" for an hour, --:-- for a day.
// Which offset from UTC the clock has stands in the heading of the first day and wherever
// it changes. Messages of which not even the day is known stand under a heading of their own.
//
// Names are one line. White space after a colon in a name goes, so that the name ends at
// the first ": ". Of two people of one name the second is "Name (2)". What a message answers
// is quoted as the source shows it, or from the 8,192 messages above; else it is "an earlier
// message", and a problem tells so.
//
// Words that exile adds are Korean or English by the chat's language.
//
// # Hostile texts
//
// Marks that turn the direction of writing go. Control characters become pictures: ␛ for
// the one that terminals take for a command.
//
// # What is lost
//
// Bold and other styles, which is told. Not told: fractions of a second, sizes and lengths of
// files, and the words that the source showed for them, in place of which stand exile's own.
package txt
