package words

import "exile/formats"

var sentences = [keyCount]formats.Text{
	NoName:      {EN: "(Unknown)", KO: "(알 수 없음)"},
	NoTitle:     {EN: "Untitled chat", KO: "제목 없는 대화"},
	EmptyText:   {EN: "[empty message]", KO: "[빈 메시지]"},
	NotExported: {EN: "not in the export", KO: "내보낸 파일에 없음"},
	Expired:     {EN: "expired before the export", KO: "내보내기 전에 보관 기간 만료"},
	TooLarge:    {EN: "too large to send", KO: "너무 커서 보낼 수 없음"},
	EmptyFile:   {EN: "an empty file", KO: "빈 파일"},
	Absent:      {EN: "[%[1]s – %[2]s]", KO: "[%[1]s – %[2]s]"},

	Photo:    {EN: "photo", KO: "사진"},
	Video:    {EN: "video", KO: "동영상"},
	Voice:    {EN: "voice message", KO: "음성 메시지"},
	Audio:    {EN: "audio file", KO: "오디오 파일"},
	Sticker:  {EN: "sticker", KO: "이모티콘"},
	Contact:  {EN: "contact", KO: "연락처"},
	Document: {EN: "file", KO: "파일"},

	Photos:    {EN: "%d photos", KO: "사진 %d장"},
	Videos:    {EN: "%d videos", KO: "동영상 %d개"},
	Voices:    {EN: "%d voice messages", KO: "음성 메시지 %d개"},
	Audios:    {EN: "%d audio files", KO: "오디오 파일 %d개"},
	Stickers:  {EN: "%d stickers", KO: "이모티콘 %d개"},
	Contacts:  {EN: "%d contacts", KO: "연락처 %d개"},
	Documents: {EN: "%d files", KO: "파일 %d개"},

	VoiceCall:     {EN: "Voice call", KO: "음성 통화"},
	VideoCall:     {EN: "Video call", KO: "영상 통화"},
	LiveTalk:      {EN: "Live broadcast", KO: "라이브 방송"},
	VoiceRoom:     {EN: "Voice room", KO: "음성 채팅방"},
	CallStarted:   {EN: "started", KO: "시작"},
	CallEnded:     {EN: "ended", KO: "종료"},
	CallMissed:    {EN: "missed", KO: "부재중"},
	CallCancelled: {EN: "cancelled", KO: "취소"},
	CallDeclined:  {EN: "declined", KO: "거절"},

	Poll:       {EN: "Poll", KO: "투표"},
	PollClosed: {EN: "Poll, closed", KO: "투표 종료"},
	PollVotes:  {EN: "votes: %d", KO: "%d표"},
	Place:      {EN: "Location", KO: "위치"},

	CardLink:     {EN: "Link", KO: "링크"},
	CardContact:  {EN: "Contact", KO: "연락처"},
	CardProfile:  {EN: "Profile", KO: "프로필"},
	CardSearch:   {EN: "Search", KO: "검색"},
	CardMoney:    {EN: "Money transfer", KO: "송금"},
	CardGift:     {EN: "Gift", KO: "선물"},
	CardPost:     {EN: "Post", KO: "게시글"},
	CardSchedule: {EN: "Event", KO: "일정"},

	DeletedMessage: {EN: "[deleted message]", KO: "[삭제된 메시지]"},
	HiddenMessage:  {EN: "[message hidden by an admin]", KO: "[관리자가 가린 메시지]"},
	SomeNotice:     {EN: "[notice]", KO: "[안내]"},
	SomeMessage:    {EN: "[message of an unknown kind]", KO: "[알 수 없는 종류의 메시지]"},
	SomeMessageOf:  {EN: "[message of an unknown kind: %s]", KO: "[알 수 없는 종류의 메시지: %s]"},
}
