// Package linetest writes generated chats as LINE exports, in the forms of its
// apps for phones and computers in every language of which the forms are known,
// so that what a reader makes of them can be compared with the truth. It knows the
// forms from exports and not from the reader, and shares no table with it.
//
// A chat is rendered by [Variant.Write] or [Variant.Input], and [Variant.Messages]
// yields what reading must give: not all that the chat holds, for LINE writes
// times to the minute and "[Photo]" for a photo.
//
// Some renderings leave it open what a message is. Messages says so of each: such
// are for measuring a reader's errors, all others for demanding that there be none.
//
// [Hostile] puts in what misleads readers of LINE's texts, [Talk] people and
// sentences of several languages, with names of one word or of several.
package linetest
