// Package jsonl reads and writes exile's own JSON Lines: a whole history as one
// text file that any tool and any language reads, one object a line, UTF-8, each
// line ended by LF.
//
// # Grammar
//
//	file    = header *( person / chat / message )
//	header  = {"type":"exile","version":1}
//	person  = {"type":"person","id":…,"key":…,"names":[newest, …],"handles":[…],"self":true,"known_by":…}
//	chat    = {"type":"chat","id":…,"key":…,"app":…,"kind":…,"title":…,"members":[person ids],"saved":time}
//	message = {"type":"message","id":…,"key":…,"chat":chat id,"sender":person id,"sender_name":…,
//	           "time":time,"precision":…,"zone":…,"inferred":true,"seq":…,"kind":…,"text":…,
//	           what the kind has of its own, "reply_to":{…},"forward":{…},"reactions":[…],"edits":[…],
//	           "source":{"input":…,"file":…,"line":…,"lines":…}}
//
// People and chats stand before the first line that names them. Ids are numbers
// that mean something within one file only. What is empty or zero is left out,
// except type, chat, sender_name, time, kind, text and source of a message. Types, keys
// and times are those of [exile/export.JSONEncoder].
//
//	{"type":"exile","version":1}
//	{"type":"person","id":1,"names":["한지우"],"self":true,"known_by":"name"}
//	{"type":"person","id":2,"names":["영업 : 김과장"],"known_by":"name"}
//	{"type":"chat","id":1,"app":"kakaotalk","kind":"direct","title":"영업 : 김과장","members":[1,2]}
//	{"type":"message","id":1,"chat":1,"sender":2,"sender_name":"영업 : 김과장","time":"2026-02-08T15:17:00+09:00","precision":"minute","zone":"assumed","seq":1,"kind":"text","text":"안녕하세요","source":{"input":"KakaoTalkChats.txt","file":"KakaoTalkChats.txt","line":5,"lines":1}}
//
// # Kinds
//
// kind is text, media, call, poll, place, card, notice, deleted or unknown. text
// is what was written, or the words that the source showed for it. Notices, such as
// a join, are message lines too. A kind has its details beside it, as in
//
//	"kind":"media","text":"사진 2장","caption":…,"files":[{"name":…,"kind":"photo","state":"present","sha256":…,"size":…,"mime":…,"by_time":true}]
//	"kind":"call","text":"보이스톡 1:02","call":{"kind":"voice","outcome":"ended","seconds":62}
//	"kind":"notice","text":"…","notice":{"kind":"invite","actor":1,"people":[2,3]}
//
// # Media
//
// The file names media and tells their SHA-256; it does not hold their bytes. A file
// whose state is present was present in the history that was written; read back it
// is missing, with its SHA-256 kept. by_time says that the app's export does not name
// the file: it was matched to the message by its time. Pictures and videos may have width
// and height in pixels, videos and sounds their length in seconds.
//
// # Edits
//
// edits are older states of a message, oldest first: time is when one was replaced. One
// without kind and text is known to have been there; the source does not say what it was.
//
// # Reading
//
// Keys that are not known are ignored. A line of another type, one that is no JSON, and one that
// names what was not declared becomes Unread; a header of a newer version is an error.
// The source of a message that is read is its line in this file; ids and seq are
// given anew.
package jsonl
