// Package linedb reads the databases in which LINE itself keeps chats, as people hold
// them: from a phone that gives them out, or from a backup. They have what no export
// has: who "me" is, which message is answered, reactions, milliseconds, ids, files.
//
// # The files
//
// Android, /data/data/jp.naver.line.android/databases:
//
//	naver_line   chat_history(id, server_id, type, chat_id, from_mid, content,
//	             created_time, read_count, location_…, attachement_…, parameter,
//	             chunks): the misspelling is the app's
//	             chat(chat_id, chat_name), groups(id, name), membership(id, m_id) or
//	             chat_member(chat_id, mid), contacts(m_id, name, server_name, …)
//	             reactions(server_message_id, member_id, chat_id,
//	             reaction_time_millis, reaction_type, custom_reaction)
//
// The same in naver_line_backup….db, which the module LIMEs makes, with
// contacts_….csv (mid,profile_name) beside it; and with chat, chat_history and
// reactions alone in what the app keeps in a Google account. Files lie in folders
// chats/<mid>/messages or chats_backup, under the local id of their message, voice
// messages under voice_<id>.aac.
//
// iOS, AppDomainGroup-group.com.linecorp.line of a backup, in
// Library/Application Support/PrivateStore/P_<mid>/Messages:
//
//	Line.sqlite          ZMESSAGE(Z_PK, ZID, ZCHAT, ZSENDER, ZTIMESTAMP, ZTEXT,
//	                     ZCONTENTTYPE, ZMESSAGETYPE, ZLATITUDE, ZLONGITUDE,
//	                     ZCONTENTMETADATA), ZCHAT(Z_PK, ZMID, ZTYPE), ZGROUP(ZID, ZNAME)
//	                     ZUSER(Z_PK, ZMID, ZCUSTOMNAME, ZNAME, ZADDRESSBOOKNAME)
//	                     Z_1MEMBERS(Z_1CHATS, Z_12MEMBERS), whose numbers vary
//	UnifiedGroup.sqlite  ZUNIFIEDGROUP(ZID, ZNAME)
//	MessageExt.sqlite    ZMESSAGEREACTION(ZMESSAGEID, ZREACTORMID, ZCHATMID,
//	                     ZREACTIONTYPE, ZCUSTOMREACTION, ZCREATEDAT)
//	Message Attachments/<mid of the chat>/<ZID>.…
//
// Any of the databases beside may be absent; so may columns, which differ by version:
// they read as NULL. Rows may lie in the log beside a database, whose name ends in
// -wal. Only real tables are read, no views and no virtual ones, and no more rows than
// the database has room for. A message of more than 16 MiB, or with an attachment of
// more than 1 MiB, is kept as an Unread without that cell.
//
// # Messages
//
// Rows are sorted by room, time and number. Times are in milliseconds since 1970, on
// iOS too, where some rows have bit 61 set besides; they are shown in the zone of the
// options or in that of this computer. A mid names a person (u…), a group (c…) or a
// room of several people (r…). from_mid or ZSENDER is NULL for what the owner sent. A
// message is known by the id of the server, and else as local-<id>.
//
// An attachment is told by pairs: on Android in the cell parameter, key, tab, value,
// tab, key; on iOS in a binary property list, a dictionary or an NSKeyedArchiver's.
// Their keys are those of LINE's protocol:
//
//	STKPKGID STKID                      sticker
//	FILE_NAME FILE_SIZE OID SID         file; SID is ema for voice messages
//	DURATION RESULT TYPE                call or voice message, milliseconds
//	GC_MEDIA_TYPE GC_EVT_TYPE           call of a group: S started, E ended
//	GID, MULTIPLE_IMAGE_…               photos sent at once: each is a message here
//	message_relation_server_message_id  the message answered
//	LOC_KEY LOC_ARGS                    what happened; mids with 1E between
//	MENTION                             who is named where, in units of UTF-16
//	ALT_TEXT FLEX_JSON                  a box
//	serviceType postEndUrl albumName    note or album
//	mid displayName                     contact
//
//	type              1 text · 2 image · 3 video · 4 call · 5 sticker · 8 post ·
//	                  13 17 event · 27 link, or unsent if empty · 28 35 38 unsent ·
//	                  30 31 music of the room · 33 notes to oneself
//	attachement_type  0 none · 1 image · 2 video · 3 voice · 6 call · 7 sticker ·
//	                  9 gift · 13 contact · 14 file · 15 place · 16 post · 17 rich ·
//	                  18 event · 19 music · 20 payment · 22 flex
//	ZCONTENTTYPE      the same, but 4 HTML · 5 flex · 12 app link · 96 111 112 image ·
//	                  100 place · 106 not decrypted · 107 text
//	LOC_KEY           A_MC added · C_MI C_GI A_MI invited · C_MJ A_MJ joined · C_ML A_ML
//	                  left · C_MR A_MR removed · C_IC A_IC declined · C_MA announced ·
//	                  C_PN renamed · C_PI picture
//	ZREACTIONTYPE     2 nice · 3 love · 4 fun · 5 amazing · 6 sad · 7 omg
//
// What happened in a room has no sentence in the database: it gets the one that the
// English app writes. Files have no words. Reactions get the emoji that comes closest
// to LINE's drawing; one of a person's own package is "custom". A message that this
// phone never decrypted (106, IS_VERIFICATION_HMAC_FAILURE, or chunks and nothing
// else) is an Unknown, and told of.
//
// Files are found by the id in their names, and by the mid of the chat among the
// folders above them. Most have no extension: their first bytes tell what they are.
// Thumbnails do not count. What is not found is missing where there are such files or
// its name is told; else the database says only that there was one. Where no table
// tells who is in a room, it is those who write there.
//
// Whose mid is the owner's: the folder P_<mid> says it, or what was sent; or else who
// reacted in chats of two people and is not the other of any.
//
// # What is not certain
//
// Nothing here was checked against real rows: sources are programs that read such
// databases. Type 27 is a link to one of them and an unsent message to two others.
// Places count millionths of a degree where their numbers are too large for degrees.
// Who of LOC_ARGS did what to whom is taken from their order. The table chat_member
// and the keys of gifts, payments and mentions are one source's. A message forwarded
// is known by message_relation_type_code alone.
//
// # What is not read
//
// Who has read what, times of reactions, layouts of boxes, thumbnails within the
// database, which photos were sent at once: the model has no place for them, and a
// note counts them. MessageAttachmentInfo.sqlite, whose tables are not known; calls in
// Android's call_history; E2EEData.sqlite, which holds keys. Files of an iPhone backup
// under the names that its Manifest.db gives them: they have to be extracted first.
//
// LINE for Windows and Mac keeps LINE/Data/db/….edb, encrypted with a key that comes
// from the running app. They are recognised, and explained in place of being read; so
// is a database whose beginning is damaged, and one that has no table of messages.
//
// # Sources
//
// LIME-Viewer (MIT) and LINETransfer for Android's tables and the reactions of both;
// LineMsg2Eml for iOS' files and archives; iLEAPP (MIT) for its tables.
package linedb
