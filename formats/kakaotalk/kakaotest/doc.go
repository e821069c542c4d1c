// Package kakaotest writes generated chats as KakaoTalk exports, so that what a
// reader makes of them can be compared with the truth.
package kakaotest
