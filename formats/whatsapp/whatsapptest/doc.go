// Package whatsapptest writes generated chats as WhatsApp exports, in the forms of
// both phones, of many languages and regions, so that what a reader makes of them
// can be compared with the truth. It knows the forms from exports and not from
// the reader, and shares no table with it.
//
// A chat is rendered by [Variant.Write], [Variant.FS] or [Variant.Input], and
// [Variant.Messages] yields what reading must give: not all that the chat holds,
// for an export without media says of a photo only that there was one, and an
// album is as many messages as it has photos.
//
// A text that looks exactly like a record of its own file cannot be told from
// one. Messages says of each message whether its rendering leaves it open what it
// is; [Variant.WithoutAmbiguous] puts harmless texts in the place of those.
//
// [Lively] and [Hostile] add what generated chats lack: captions, edited texts,
// polls, places, contacts; and texts and names made to mislead readers.
package whatsapptest
