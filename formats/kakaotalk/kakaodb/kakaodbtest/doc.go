// Package kakaodbtest writes invented chats as KakaoTalk's databases, so that what
// a reader makes of them can be compared with the truth. It opens no database
// itself: whoever tests hands it one.
package kakaodbtest
