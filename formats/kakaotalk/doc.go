// Package kakaotalk reads what KakaoTalk exports: the texts of its apps for
// Android, iPhone and Windows and the CSV of its app for the Mac, of every year
// from 2015 to 2026, in Korean and English and, by structure, in other languages.
//
// In the tables, [R] marks what was seen in the bytes an app wrote, [T] a line
// that another project's test says it copied from an export, [C] what other
// readers accept and nobody has shown, [D] what follows from the rest.
//
// # Files
//
// An export is a text, or a folder or zip that holds the text and the media:
//
//	KakaoTalk_Chats_2026-02-08_15.19.13_-131450398/     Android
//		KakaoTalkChats.txt                parts of a long chat: KakaoTalkChats_2.txt …
//		7d9b…84.jpg                       64 hex digits: a reference, not a hash
//	Talk_2026.2.10 08:50-1.txt                iPhone; parts: -1, -2 …; ":" is "_" elsewhere
//		20260208_151913_1.jpg             named by the time it was sent
//	KakaoTalk_20240101_1234_56_789_group.txt  Windows: time, then "group" or the partner
//	KakaoTalk_Chat_<title>_2026-02-10-12-16-05.csv  Mac
//
// The parts of one export are read in order as one chat; each repeats the
// heading. Numbers that are left out are reported as missing-part. Encoding is
// UTF-8 with a byte order mark or without. UTF-16 with one and CP949 (by editors,
// never by the app) are read too.
//
// # Phones
//
// Every record ends with CRLF; a newline inside a message is a bare LF. Seen in
// raw files of 2015 (4 of 4) and 2026.
//
//	file    = TITLE CRLF SAVED { LF | CRLF } { day { record } }
//	android = date ", " name " : " text CRLF
//	        | date ", " notice CRLF                no " : "
//	iphone  = date ", " name " : " text CRLF
//	        | date ": " notice CRLF                the colon decides
//	day     = CRLF date CRLF                       Android: date and time of the first message
//	        | CRLF longdate CRLF                   iPhone: the day
//	album   = record { medium CRLF }               Android: the one case in which CRLF ends no record
//	medium  = medianame [ " <" … ">" | " => " … ] | "<사진 읽지 않음>"
//
// TITLE and SAVED in Korean and English:
//
//	친구들 4 님과 카카오톡 대화               KakaoTalk Chats with 친구들 (4)                 Android [R]
//	친구들 (4명)과 카카오톡 대화-1.txt        KakaoTalk Chats with 친구들 (4 people)-1.txt    iPhone, 2015 [R]
//	친구들 님과 카카오톡 대화                 Talk_2026.2.10 08:50-1.txt                      iPhone, 2026 [T]
//	저장한 날짜 : 2026년 2월 8일 오후 3:19    Date Saved : February 8, 2026, 3:19 PM          Android [R]
//	저장한 날짜 : 2026. 2. 10. 오후 12:16     Date Saved : Feb 13, 2026 at 18:42              iPhone [T]
//
// A title that is the name of the file is all that such an export says of its
// room. In rooms of more than two the number of members stands after the title;
// on an iPhone a number alone belongs to the title.
//
// # Dates of phones
//
// The system writes them, in the language and zone of the phone, so their form
// follows the system and its age and not the app. Android (DateUtils.formatDateRange):
//
//	2026년 2월 8일 오후 3:17                        Korean, every year [R]
//	8:34pm, July 9, 2015                           English, until about 2016 [R]
//	February 10, 2016, 2:33 AM                     English, 2018 to 2022 [R]; p.m. with dots occurs [T]
//	May 10, 2023 at 9:23<U+202F>AM                 English, CLDR 42 and later [T]
//	31 August 2021, 6:49 am                        English (UK) [T]
//
// iPhone (NSDateFormatter), with the clock that the person set:
//
//	Jul 9, 2015, 8:34 PM, Name : text              English [R 2015]
//	Jul 16, 2020 22:23, Name : text                English, 24 hours, about 2020 [T]
//	Feb 1, 2026 at 7:33: A left this chatroom.     English, 24 hours, 2026 [T]
//	2026. 2. 1. 오후 8:29, 이름 : 본문              Korean [R 2015, T 2026]
//	2026. 1. 27. 21:37: 이름님이 나갔습니다.        Korean, 24 hours [T]
//	오후 8:36, 이름 : 본문                          the time alone; notices after ", " too [C]
//	2026/02/01 20:29, 名前 : 本文                   Japanese [D]
//
// On Android the form is learnt from the first line that is only a date and
// stands before a line that begins with the same date; on an iPhone from the
// first line that is a day in one of the languages of CLDR that we have and
// stands before a line that begins with a time on that day. It is then required.
// An iPhone's form has a twin with the other clock, and one file may use both.
// A form that is in no list of ours is learnt all the same and reported as
// learnt-dates. Times are exact to the minute, in the zone of the phone at the
// time of export, which no export states; Asia/Seoul is assumed.
//
// # Newlines of phones
//
// If a file has bare LFs after its first record, and what follows CRLF is a
// record, a date, nothing, or a medium of an album, then CRLF ends a record and
// a bare LF never does, however much the line after it looks like a record: a
// chat pasted into a chat stays text.
//
// Files that an editor, a mail program or git rewrote have one kind of newline
// only, and files that somebody joined may have both; there, lines after LF that
// look like records lie in time between the records around them, as pasted ones
// seldom do. In such files a line begins a record if it has the day of the
// record before and is at most an hour earlier, or if the date line of its day
// stands before it; everything else continues the text. A day line of an iPhone
// must be later than the day before: each day has one. guessed-lines says so.
//
// # Windows
//
//	file   = TITLE CRLF SAVED CRLF [ CRLF ] { day | record | notice }
//	day    = 15 dashes, space, longdate, space, 15 dashes
//	record = "[" name "] [" time "] " text CRLF
//	notice = a line without time and name
//
//	친구들 님과 카카오톡 대화                  친구들 with KakaoTalk Chats
//	저장한 날짜 : 2020-11-03 10:44:52         Date Saved : 2015-08-03 00:47:14
//	--------------- 2020년 6월 28일 일요일 ---------------
//	[이름] [오전 1:01] 본문                    Korean, 2015 to 2026 [R]
//	[Name] [2:37 PM] text                     English [R 2015]
//	[Name] [AM 9:04] text                     English on a Korean system [T]
//	[이름] [20:36] 본문                        24 hours [T]
//
// A copy of selected messages has no heading and its days no dashes [T]. The
// language of the days is that of the system, the other words are the app's.
// CRLF ends the lines within messages too, in the copies seen [R]; where LF does,
// the rule of phones holds. Else a line is what the others let it be:
//
//   - Day lines have one form and the right weekday, ascend from the first on and
//     do not pass SAVED. Of those that contradict one another the longest
//     ascending row counts; the others are text. In a copy, whose days have no
//     dashes, a record or a notice must follow directly; where the clock does not
//     go back there, guessed-lines says that the day is in doubt.
//   - Below a date that is text records are text, too, until one is no earlier
//     than that above the date and those below do not contradict it.
//   - Of the records of a day the longest row that never goes back counts, and
//     what is at most an hour off. Who writes elsewhere, too, outweighs sixty
//     strangers: a pasted conversation may be longer than what follows it. A copy
//     of an earlier record that is out of its place is text.
//   - The record right below a day line, or below a photo, a file, a call or a
//     deletion, is one whatever its time: no text can go on there. out-of-order
//     counts it. guessed-lines says where any record was taken for text.
//   - A notice says, in the whole line, what the app says, and no text follows it
//     before the next record. After a message of several lines it is text unless
//     something else in the file names the person, another notice stands beside
//     it, or it is about (알 수 없음). guessed-notice counts those after several
//     lines, what was taken for text, and what is about somebody whom the file
//     names nowhere else: "Everyone left." below a text of one line is a notice.
//   - Below a day line or a notice stands no text: what is no notice that we know
//     is another one.
//
// A notice takes the time of the record before it, or the first of a day the day
// alone, and says that it is inferred. Records above the first day line are of
// the day before it; in a copy without any the times are not known.
//
// How often this is wrong is measured in generated chats (TestWindowsErrorRate,
// TestWindowsOpenChats), for real ones with the truth beside them are not to be
// had:
//
//	                                                messages wrong   notices lost   texts taken for notices
//	ordinary                                        0                0              0
//	texts made to mislead                           0.02%            0              0
//	lines of the room's own form in every 9th text  11.6%            0.3%           2.3% of messages
//	both                                            11.9%            0.2%           2.1% of messages
//
// In open chats with names that several people have, from the middle of their
// history, 0 to 2.6% of the lines that somebody left become the end of a text, and
// 5.4% where most members are silent and three texts in ten have two lines. What
// real rooms can suffer: such a notice, of somebody who never wrote, or one that
// we do not know, goes to the message above it; a text that ends with a line of
// the app's own words becomes two; a conversation pasted without its date is kept
// as messages where its times fit in; and if it has the dates of days to come for
// the room, those days are taken from it.
//
// # Mac
//
//	file = [ BOM ] "Date,User,Message" LF { row }
//	row  = [ date ] "," name "," text LF
//
//	2015-07-09 20:34:26,"이름","본문"          [R], to the second
//	,"","메시지가 삭제되었습니다."               since about 2024 [T]: in the place of the message
//
// Names are quoted or bare; a quote within quotes is doubled, a newline is LF.
// The file is the same in every language. A row that cannot be read costs no
// other: it is kept as unread-line. A row that sounds like a notice is one if it
// tells of its own user, or if its user is the app: 시스템, or somebody all of
// whose rows tell of others, of two or more who are in the room.
//
// # Names
//
// A name may hold " : ". What stands before the first " : " of a record is its
// name unless the file shows that a longer one exists: somebody of that name
// joins (… 님이 들어왔습니다.), is invited, or is the title of a room of two, or
// the first part writes at least three times, always with the same second part,
// which nobody else writes. On Android a message may sound like a notice ("민수 :
// 영희님이 나갔습니다."); it is one only if "민수 : 영희" is known to be a name. An
// iPhone tells notices apart. guessed-name counts what stays open.
//
// # Content
//
// A text export writes words where something else was: 사진, 동영상 2개,
// 이모티콘, 음성메시지, 파일: name, 연락처:name, 지도: address, 보이스톡 1:02:03,
// 삭제된 메시지입니다. and so on (locale_markers.go has all of them, with their
// English forms). Someone who types 사진 cannot be told from a photo;
// typed-marker says so once. Notices in the app's other language are understood
// too, except on Android, where none was seen.
//
// Android's export with media writes file names instead, or <사진 읽지 않음>
// where the photo was not downloaded on the phone; there a bare 사진 is
// somebody's text. An iPhone's writes 사진 all the same and names the files by
// their times, which differ a little from those of the messages: they are paired
// in order, those within the minutes of their messages before others, and
// paired-by-time says so. Documents of Android (파일: …) are
// named, possibly percent-encoded, and never come along. Texts that the phone
// holds only in part are cut at exactly 500 characters; such texts are reported
// as maybe-truncated.
//
// What looks like the app's words and is none that we know stays text. The
// profile lists it, at most 20 forms without names and numbers, and
// unknown-marker counts it: notices that no rule parses, bodies in brackets,
// lengths of calls, names of files, counted things, and in a language that we do
// not know what several people repeat.
//
// # Languages
//
// Words of the app: Korean and English. In other languages dates, names and
// texts are read by structure, for Japanese, Chinese, Spanish, French, German,
// Portuguese, Italian, Indonesian, Russian, Turkish, Thai and Vietnamese; no
// export in any of them was ever seen [D].
//
// # Not there
//
// No export has replies, reactions, edits, read counts or mentions. Not read are
// the backup in Kakao's cloud, which a password protects, and lines that nobody
// has shown: seconds on phones, "===== 2026. 05. 23. =====",
// "2019-03-30 오전 4:39, 이름 : ".
package kakaotalk
