package kakaotalk

import "exile/export"

// The markers of each language. Sources: as in locale.go.

var koreanWords = []mediaWord{
	{"사진", export.FilePhoto, "장"},
	{"동영상", export.FileVideo, "개"},
	{"음성메시지", export.FileVoice, ""},
	{"연락처", export.FileContact, ""},
	{"이모티콘", export.FileSticker, ""},
	{"파일", export.FileDocument, ""},
}

var englishWords = []mediaWord{
	{"Photo", export.FilePhoto, ""},
	{"Video", export.FileVideo, ""},
	{"Voice Note", export.FileVoice, ""},
	{"Contact", export.FileContact, ""},
	{"Emoticon", export.FileSticker, ""},
	{"File", export.FileDocument, ""},
}

var koreanMarkers = map[string]marker{
	"사진":          absent(export.FilePhoto),
	"<사진>":        absent(export.FilePhoto),
	"(사진)":        absent(export.FilePhoto),
	"동영상":         absent(export.FileVideo),
	"<동영상>":       absent(export.FileVideo),
	"이모티콘":        absent(export.FileSticker),
	"(이모티콘)":      absent(export.FileSticker),
	"(이모티콘) ":     absent(export.FileSticker),
	"(emoticon)":  absent(export.FileSticker),
	"음성메시지":       absent(export.FileVoice),
	"Voice Note":  absent(export.FileVoice), // not translated on Windows
	"연락처":         absent(export.FileContact),
	"카카오톡 프로필":    card(export.CardProfile),
	"지도":          func(p string) export.Content { return export.Place{Plain: p} },
	"보이스톡 해요":     call(export.CallVoice, export.CallStarted),
	"페이스톡 해요":     call(export.CallVideo, export.CallStarted),
	"라이브톡 시작":     call(export.CallLive, export.CallStarted),
	"라이브톡 종료":     call(export.CallLive, export.CallEnded),
	"보이스룸 종료":     call(export.CallRoom, export.CallEnded),
	"삭제된 메시지입니다.": deleted(export.DeletedBySender),
	"선물과 메시지를 보냈습니다.":        card(export.CardGift),
	"선물을 보냈습니다. 지금 확인해 보세요!": card(export.CardGift),
	"보이스룸이 방금 시작했어요.":        call(export.CallRoom, export.CallStarted),
	"채팅방 관리자가 메시지를 가렸습니다.":   deleted(export.DeletedByAdmin),
	"관리자가 메시지를 가렸습니다.":       deleted(export.DeletedByAdmin),
}

var englishMarkers = map[string]marker{
	"Photo":                     absent(export.FilePhoto),
	"photo":                     absent(export.FilePhoto), // iPhone and Windows, 2015
	"<Photo>":                   absent(export.FilePhoto),
	"(Photo)":                   absent(export.FilePhoto),
	"Video":                     absent(export.FileVideo),
	"videos":                    absent(export.FileVideo), // Windows, 2021
	"<Video>":                   absent(export.FileVideo),
	"Emoticons":                 absent(export.FileSticker),
	"(Emoticon)":                absent(export.FileSticker),
	"(Emoticon) ":               absent(export.FileSticker),
	"(emoticon)":                absent(export.FileSticker),
	"Voice Note":                absent(export.FileVoice),
	"This message was deleted.": deleted(export.DeletedBySender),
}

var koreanPrefixes = []prefixMarker{
	{"파일: ", document},
	{"연락처:", contact},
	{"지도: ", func(rest, p string) (export.Content, bool) { return export.Place{Address: rest, Plain: p}, rest != "" }},
	{"샵검색: #", cardTitle(export.CardSearch)},
	{"톡게시판 '투표': ", func(rest, p string) (export.Content, bool) {
		return export.Poll{Question: rest, Plain: p}, rest != ""
	}},
	{"톡게시판 '공지': ", cardTitle(export.CardPost)},
	{"보이스톡 ", callLength(export.CallVoice)},
	{"페이스톡 ", callLength(export.CallVideo)},
	{"라이브톡 종료 ", callLength(export.CallLive)},
	{"보이스룸 종료 ", callLength(export.CallRoom)},
	{"(이모티콘) ", sticker},
}

var englishPrefixes = []prefixMarker{
	{"File: ", document},
	{"Voice Call ", callLength(export.CallVoice)},
	{"Video Call ", callLength(export.CallVideo)},
	{"Live Talk ended ", callLength(export.CallLive)},
	{"(Emoticon) ", sticker},
}

// What stands for an emoticon behind the words that were sent with it.

var koreanTails = []string{"(이모티콘)", "(emoticon)"}

var englishTails = []string{"(Emoticon)", "(emoticon)"}
