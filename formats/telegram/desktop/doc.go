// Package desktop reads what Telegram Desktop exports, and writes the same form.
//
// # The files
//
// One chat: a folder ChatExport_YYYY-MM-DD with result.json, messages.html or both.
// A whole account: DataExport_YYYY-MM-DD with result.json, export_results.html,
// lists/, and chats/chat_NNN/ for what belongs to each chat. Media lie in photos/,
// video_files/, animations/, stickers/, voice_messages/, round_video_messages/,
// files/, contacts/; profile_pictures/ and stories/ are the account's; css/, js/ and
// images/ serve the pages. Where both forms lie in one folder, result.json is read. One
// that was saved under another name, or comes from a pipe, is known by how it begins. Of
// exports whose result.json is equal byte by byte, one is read: that with the most beside it.
//
// A path means the file of that name, also where another system wrote it in another form
// of Unicode or in other capital letters. A file that was moved is found by its name
// alone in a folder of media that was given, or right beside the result.json, if its
// size is not another and no second file has that name.
//
// # result.json
//
// One chat is an object, a whole account one with lists of chats:
//
//	{"name": "Ana", "type": "personal_chat", "id": 5, "messages": [ … ]}
//
//	{"about": …, "personal_information": {"user_id": 1, "first_name": …}, "contacts": {"list": [ … ]},
//	 "chats": {"list": [ … ]}, "left_chats": {"list": [ … ]}, …}
//
// A chat's name is null if its account is deleted; saved_messages, replies and
// verification_codes have none. The types are those, and personal_chat, bot_chat,
// private_group, private_supergroup, public_supergroup, private_channel and
// public_channel. A message:
//
//	{
//	 "id": 7,
//	 "type": "message",
//	 "date": "2024-09-01T18:00:00",
//	 "date_unixtime": "1725181200",
//	 "from": "Ana",
//	 "from_id": "user5",
//	 "reply_to_message_id": 6,
//	 "text": ["see ", {"type": "link", "text": "https://example.org"}],
//	 "text_entities": [{"type": "plain", "text": "see "}, {"type": "link", "text": "https://example.org"}]
//	}
//
// type is "message", "service" (then actor, actor_id and action, and no words) or
// "unsupported" (then only id). Empty values are left out. text and text_entities say
// the same; where some program changed one of them, text counts, unless text_entities
// hold all of it.
//
// The file is read value by value: no more of it is held than one message, however
// long it is. It is read twice: once for who there is and what chats say of
// themselves, where only the beginning of each message is looked at, and once for the
// messages. Each element of a list of messages is one record.
//
// # What is no JSON
//
// A control character is written \x07. U+2028 and U+2029 are written as escapes, and
// the last two of their three bytes again behind these, which is no UTF-8. Both are
// mended byte by byte before anything is parsed. A byte order mark is cut off, UTF-16
// is decoded, and zeros behind the end are passed over. A bill (invoice_information) and a
// list of ids (peers) are strings that hold an object or an array. One action,
// send_webview_data, has "text" twice. A file that ends in the middle or is damaged is
// an error, once everything before was read.
//
// # The generations
//
//	2019  ids are numbers. Bits above the lowest 32 tell the kind: 1 a user, 2 a group
//	      or channel; users who wrote had none until late in 2020. date is what the
//	      computer's clock showed; edited is 1970 where nothing was edited. text is a
//	      string or an array
//	2021  ids of people are "user5", "chat5", "channel5"; those of chats are plain
//	      numbers without their kind
//	2022  date_unixtime and edited_unixtime, strings; text_entities, always an array
//	2023  custom emoji, spoilers, topics; new actions
//	2024  file_name, sizes of files, reactions, bot buttons; a poll's texts are like
//	      text; giveaways, paid media
//	2025  lists of tasks, gifts in stars and TON, suggested posts
//	2026  rich_message in place of text; forwarded_from_id
//
// An id of the older generations becomes the key of the newer ones, so that the same
// people and chats meet. A message has the key of its id alone, which is unique in its
// chat; one that is answered in another chat has "channel77/" before it. Messages of a
// group from before it became a supergroup have ids below zero.
//
// # Times
//
// With date_unixtime a time is exact, and the date beside it tells the offset from UTC
// that the computer had then: it is shown in that. Without it, the date is of the
// computer's zone, which the file does not name: of the options', or assumed. Seconds
// are always there. Where an hour is repeated, the order of messages tells which round
// is meant. Where date and date_unixtime lie apart as no zone does, the latter counts,
// and that there is another date is told ("date"). An edited without edited_unixtime has
// the offset of the message. A day that there is none is no time.
//
// # People
//
// Whoever has an id is known by it. A name without one ("members", "inviter") is the
// person who has it, if there is only one; else somebody known by the name alone.
// Names are those of all exports of the input, the last one first. null: the account
// is deleted. Contacts without an id, as until 2021, are the person who has the same
// number or, where that is one, the same name.
//
// Whose export it is: personal_information; whose notes saved_messages are; in a chat
// of two, who writes and is not the one whose id the chat has (assumed); or who the
// person says it is, if one alone has that name. A group alone does not tell. A chat
// that is called "Deleted Account" does not name whom it is with.
//
// # Notices
//
// A service message has no words: Plain is the sentence that Telegram Desktop's own
// pages have for it, in English as there, with the time in full where those leave it
// out ("has set messages to auto-delete in 90 minutes"). Where another program wrote a
// text, that is Plain. Calls are calls: who called tells whether one that nobody took
// was missed or cancelled.
//
// # messages.html
//
// A thousand messages a page: messages.html, messages2.html and so on, read in the order
// of their numbers. A page that is not there is told of.
//
//	<div class="page_header"> … <div class="text bold">Ana </div>
//	<div class="page_body chat_page"><div class="history">
//	<div class="message service" id="message-1"><div class="body details">8 December 2020</div></div>
//	<div class="message default clearfix" id="message7">
//	 <div class="pull_left userpic_wrap"> … </div>
//	 <div class="body">
//	  <div class="pull_right date details" title="08.12.2020 18:00:00 UTC+01:00">18:00</div>
//	  <div class="from_name">Ana </div>
//	  <div class="forwarded body">, <div class="reply_to details">, <div class="media_wrap clearfix">,
//	  <div class="text">, <table class="bot_buttons_table">, <div class="signature details">,
//	  <span class="reactions">
//
// A text stands in a line of its own, between a line feed and one with blanks behind it;
// its own line feeds are <br>. A "joined" message has no name: it is from the sender of
// the one before. Each element of the history is one record, and the header of a page.
// Pages are read twice, element by element; an element beyond 16 MiB, or a tag or text
// beyond 2 MiB, is no page's. One that does not end, ends where the next message begins.
//
// What the JSON tells and the pages do not: ids of people and chats (people are known by
// their names; who have one name and differ in colour are told of as twins), times of
// notices (they have that of the message before, or the day), when something was edited,
// sizes and types of files, to which message of another chat one replies. What kind a
// chat is follows from lists/chats.html, from notices that only groups or channels have,
// or from who writes. Whose export it is: export_results.html, or in a chat of two whose
// name is not its title (assumed).
//
// The offset in a title is that of the computer's zone in winter, also in summer, while
// the clock beside it is what was shown. Where the zone of the options, or of this
// computer, has that offset in winter, the clock is read in it (the latter is assumed if
// it has summer time); else the offset is taken as it stands. Before 2022 there is none.
//
// Only pages say when something that was forwarded was first sent. A message that was
// imported from another app looks forwarded, too: from who imported it, with the name of
// who wrote it and the time at which that was. Nothing marks it. It is taken for imported
// if both times are the same, as Telegram has it where it imports into a new chat, for
// nothing is forwarded in the second in which it is written; and if more than a hundred
// stand in a row, from one sender, first sent one after the other: apps forward at most a
// hundred at once, and an import into a chat in use puts them so. Then it is from who
// wrote it, at the time at which that was, and that it was imported is told once a chat
// ("imported"). Of fewer, each has both times.
//
// # What is not kept
//
// What the model has no place for is counted by the name of its field and told once a
// chat: it is in the original alone. So are who signed a post (author), the bot
// through which something was sent, buttons, spoilers over media, when somebody
// reacted, what one voted oneself, for how long a place was live, pictures of notices
// and thumbnails, that a video was round or an animation, and the layout of a
// rich_message. Of the account: sessions, frequent contacts, profile pictures, stories.
// Telegram Desktop itself does not export to JSON when a forwarded or imported message
// was first sent, which topic a message is in, who is in a group, and what a message
// said before it was edited.
//
// # What is written
//
// The form of 2024, in keys that real exports have, whatever app a history is of.
//
// Ids of messages are Telegram's own where a chat is Telegram's; what has none there, or
// one that an earlier message has, gets one above all others. Elsewhere messages are
// numbered from 1 in the order of time. So ids stay the same on every run and when
// messages are appended; what is inserted before others moves the numbers of those. The
// list is in the order of time also where ids do not ascend in it: readers go by the list
// or by date_unixtime, and take ids for nothing but what reply_to_message_id names.
// That may be a message outside of the export, as in Telegram.
//
// Ids of people and chats are Telegram's own, or follow from what a person or a chat is
// known by, always the same, and lie between 1<<40 and 1<<52, where Telegram gives none.
// Whoever is "me" in several apps has one id. A chat of two has the id of the other one,
// so that two exports of it have one id; groups and channels are numbered apart.
//
// people.csv has a line for everybody in it: name, from_id, handle (several with "; "
// between), messages, self. People open it, so it begins with a byte order mark, and a
// name or a handle that begins with = + - @, a tab or a carriage return has an apostrophe
// before that: who reads it by program, takes both away (in Python the encoding is
// utf-8-sig). from_id is as in result.json.
//
// # Sources
//
// Telegram Desktop (export_output_json.cpp, export_output_html.cpp, GPL; read for what
// they write, nothing is taken from them), exports of other projects' tests, and
// core.telegram.org.
package desktop
