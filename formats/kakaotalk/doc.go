// Package kakaotalk reads what KakaoTalk exports: at present the exports of its
// Android app, of every year from 2015 to 2026, in Korean and English and, by
// structure, in other languages.
//
// # Files
//
// An export is a text, or a folder or zip that holds the text and the media:
//
//	KakaoTalk_Chats_2026-02-08_15.19.13_-131450398/
//		KakaoTalkChats.txt          parts of a long chat: KakaoTalkChats_2.txt …
//		7d9b…84.jpg                 64 hex digits: a reference, not a hash
//
// Encoding is UTF-8 with a byte order mark. UTF-8 without one, UTF-16 with one
// and CP949 (by editors, never by the app) are read too.
//
// # Grammar
//
// Every record ends with CRLF; a newline inside a message is a bare LF. Seen in
// raw files of 2015 (4 of 4) and 2026.
//
//	file   = TITLE CRLF SAVED LF [ LF ] { day { record } }
//	day    = CRLF date CRLF                        the date and time of its first message
//	record = date ", " name " : " text CRLF
//	       | date ", " notice CRLF                 no " : "
//	album  = record { medium CRLF }                the one case in which CRLF ends no record
//	medium = medianame [ " <" … ">" | " => " … ] | "<사진 읽지 않음>"
//
// Line 1 and 2 in Korean and English:
//
//	TITLE   친구들 4 님과 카카오톡 대화               KakaoTalk Chats with 친구들 (4)
//	SAVED   저장한 날짜 : 2026년 2월 8일 오후 3:19     Date Saved : February 8, 2026, 3:19 PM
//
// # Dates
//
// Android writes them (DateUtils.formatDateRange with the phone's locale and
// zone), so their form follows the system and not the app:
//
//	2026년 2월 8일 오후 3:17                        Korean, every year
//	8:34pm, July 9, 2015                           English, until about 2016
//	February 10, 2016, 2:33 AM                     English, 2018 to 2022; p.m. with dots occurs
//	May 10, 2023 at 9:23<U+202F>AM                 English, CLDR 42 and later
//	31 August 2021, 6:49 am                        English (UK)
//
// The form is learnt from the first line that is only a date and stands before
// a line that begins with the same date, and then required. A form that is in
// no list of ours (2020年11月3日 午後1:08) is learnt all the same and reported as
// learnt-dates. Times are exact to the minute, in the zone of the phone at the
// time of export, which no export states; Asia/Seoul is assumed.
//
// # Newlines
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
// stands before it; everything else continues the text. guessed-lines says so.
//
// # Names
//
// A name may hold " : ". What stands before the first " : " of a record is its
// name unless the file shows that a longer one exists: somebody of that name
// joins (… 님이 들어왔습니다.), is invited, or is the title of a room of two, or
// the first part writes at least three times, always with the same second part,
// which nobody else writes. A message may sound like a notice ("민수 : 영희님이
// 나갔습니다."); it is one only if "민수 : 영희" is known to be a name. guessed-name
// counts what stays open.
//
// # Content
//
// A text export writes words where something else was: 사진, 동영상 2개,
// 이모티콘, 음성메시지, 파일: name, 연락처:name, 지도: address, 보이스톡 1:02:03,
// 삭제된 메시지입니다. and so on (marker.go has all of them, with their English
// forms). Someone who types 사진 cannot be told from a photo; typed-marker says
// so once. An export with media writes file names instead, or <사진 읽지 않음>
// where the photo was not downloaded on the phone; there a bare 사진 is
// somebody's text. Documents (파일: …) are named, possibly percent-encoded, and
// never come along. Texts that the phone holds only in part are cut at exactly
// 500 characters; such texts are reported as maybe-truncated.
//
// # Not there
//
// No export has replies, reactions, edits, read counts or mentions. The exports
// of iPhone, Windows and Mac have another grammar and are not read yet.
package kakaotalk
