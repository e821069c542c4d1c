// Package kakaotest writes generated chats as KakaoTalk exports, in the forms of
// every app and year, so that what a reader makes of them can be compared with
// the truth. It knows the forms from exports and not from the readers, and shares
// no table with them.
//
// A chat is rendered by [Variant.Write], [Variant.FS] or [Variant.Input], and
// [Variant.Messages] yields what reading must give: not all that the chat holds,
// for an export on which a photo is the word "사진" has no photo.
//
// Some forms cannot tell all texts from their own lines. Messages says of each
// message whether its rendering leaves it open what it is; such are for measuring
// a reader's errors, all others for demanding that there be none.
package kakaotest
