// Package kakaodb reads the databases in which KakaoTalk itself keeps chats, as
// people hold them: from a phone that gives them out, or from a backup. They have
// what no export has: which message is answered, seconds, ids, the sums of files.
//
// # The files
//
// Android, /data/data/com.kakao.talk/databases:
//
//	KakaoTalk.db    chat_logs(_id, id, type, chat_id, user_id, message, attachment,
//	                created_at, deleted_at, client_message_id, prev_id, referer,
//	                supplement, v; thread_id in newer ones)
//	                chat_rooms(id, type, members, private_meta, link_id, …)
//	KakaoTalk2.db   friends(id, name, nick_name, contact_name, phone_number, enc, …)
//	                open_chat_member(user_id, nickname, enc), open_link(id, name)
//	                open_profile(user_id): the owner
//
// iOS, AppDomain-com.iwilab.KakaoTalk/Library/PrivateDocuments of a backup:
//
//	Message.sqlite  Message(id, chatId, userId, type, message, attachment, sentAt,
//	                readAt, updateAt, serverLogId, clientMsgId, prevId)
//	Talk.sqlite     ZCHAT(ZID, ZROOMNAME, ZACTIVEMEMBERCOUNT, …)
//	                ZUSER(ZID, ZCUSTOMNAME, ZNAME, ZNICKNAME, ZPHONENUMBER, …)
//	chat/<chatId>/, chatVideo/<chatId>/, chatAudio/<chatId>/
//	                files without extensions, which their first bytes tell; _th_… and
//	                …-thum are thumbnails
//
// Mac, once decrypted:
//
//	NTChatMessage(logId, chatId, authorId, message, type, sentAt, …)
//	NTChatRoom(chatId, type, chatName, activeMembersCount, directChatMemberUserId, linkId)
//	NTUser(userId, linkId, displayName, friendNickName, nickName)
//	NTOpenLink(linkId, linkName), NTChatContext(userId): the owner
//
// Most rows of a phone's database lie in the log beside it, whose name ends in
// -wal. Columns differ by version: whichever are absent read as NULL. Only real
// tables are read, no views and no virtual ones, and no more rows than the database
// has room for. A message of more than 16 MiB, or with JSON of more than 1 MiB, is
// kept as an Unread without that cell.
//
// # Encryption
//
// Android encrypts message and attachment of a row for the row's user_id, with the
// number "enc" in the JSON of v, and the names of friends for the owner, with the
// number in the column enc:
//
//	salt = prefix[enc] + decimal user_id, cut or filled with zeros to 16 bytes;
//	       16 zeros if user_id <= 0
//	key  = the key derivation of PKCS #12 (RFC 7292, B.2, id 1), SHA-1, 2 iterations
//	text = AES-256-CBC, PKCS #7, base64
//
// iOS encrypts them for the row's userId, and a phone number for whose it is:
//
//	salt = decimal userId, filled with zeros to 16 bytes
//	key  = PBKDF2, HMAC-SHA-1, 2 iterations
//
// Password and initialisation vector are constants of the app. A row that cannot be
// decrypted is kept as an Unread, with what it holds as JSON. A row of Android
// without "enc" is not encrypted.
//
// # Messages
//
// Times are in UTC: seconds since 1970, on iOS since 2001 with fractions, which are
// cut. They are shown in the zone of the options or in that of Seoul. A type with
// 16384 added is a message deleted for everybody; what it said may still be there
// and is not read. Type 0 is a feed, the JSON of a notice ({"feedType":1, …}), which
// has no sentence: it gets the one that the Korean app writes.
//
//	0 feed · 1 text · 2 photo · 3 video · 4 contact · 5 voice · 6 12 20 22 25
//	emoticons · 7 gift of an emoticon · 9 link · 13 schedule · 14 vote · 16 map ·
//	17 profile · 18 file · 23 #search · 24 post · 26 reply · 27 photos · 51 call ·
//	52 live talk · 71 72 81 82 83 messages of channels · 96 97 98 of open chats
//
//	feedType -1 2 3 leave · 1 invite · 4 join · 5 link deleted · 6 removed ·
//	10 rich · 11 12 manager · 13 hidden by the manager · 14 deleted for all ·
//	15 host · 18 team
//
// Keys of attachments: photo k, s, cs, mt; photos kl, sl, csl; video tk, s; file
// name, size, expire, cs; voice url, d; reply src_logId, src_userId, src_message;
// mentions [{at, len, user_id}], where at counts the "@" of the text from 1; map lat,
// lng, a; call duration. cs is the SHA-1 of the file: files beside the database are
// matched by size and sum, and those in the folders of iOS by a run of 16 or more
// letters, digits, underscores and hyphens of k, tk, key, url or thumbnailUrl (of
// photos: kl, imageUrls, thumbnailUrls) that is in their names too. Such a run in any
// part of the attachment is how the source matches them, which names key, url and
// thumbnailUrl for where they are; the source takes a thumbnail where there is nothing
// else, here it counts as missing. What is not found is missing, or expired where its
// time was over before the newest message.
//
// Whose database it is: --owner, open_profile, a message with "isMine":true in v,
// who has the name that the person gave as theirs, or else who writes in rooms without
// being listed as a member (the owner never is); on iOS, whose tables are not
// understood that far, who writes in more than half of the rooms that have messages.
//
// # What is not certain
//
// Reactions: no source with authority documents them. Read is what one project
// reports of the column supplement, {"reactions":[{"userId": 1, "type": 2}, …]}; which
// emoji a type is the sources disagree on, so the sign is "type 2" unless a word or
// an emoji stands there. "threadId" there, or the column thread_id, makes a comment
// a reply to the first message of its thread. On iOS neither is known. On the Mac
// attachment and supplement are read where there are such columns. The types of
// messages on iOS are taken to be those of the protocol. The keys that name people
// in feeds, the words for types of rooms and the counting of "@" in mentions follow
// node-kakao and were checked against no real row.
//
// # What is not read
//
// Who has read what: the model has no place for it. Older states of edited
// messages: the databases keep none that is known. The text of a long message that
// is a file of its own. Votes and posts beyond their words. The members of rooms on
// the Mac (a property list). Profile pictures.
//
// The Mac's database as it lies there (78 hexadecimal digits for a name) and those
// of Windows (chatLogs_<id>.edb) are encrypted with keys made from the computer.
// They are recognised, and explained in place of being read; so is a database whose
// beginning is damaged, and one that has no table of messages, which is what is left
// of a young one without its log.
//
// # Sources
//
// jiru/kakaodecrypt (WTFPL) for Android's encryption and the owner; dolidolih/Iris
// for names of rooms and people in KakaoTalk2.db and "isMine"; iLEAPP, kakaoTalk.py
// of 2026-09 (MIT), and Kim et al., doi 10.9728/dcs.2025.26.5.1363, for iOS;
// kakaocli (MIT) for the Mac; node-kakao (MIT) for types, feeds and attachments.
package kakaodb
