package kakaotalk

import (
	"reflect"
	"testing"
	"time"

	"exile/export"
)

func TestMarkers(t *testing.T) {
	photo := func(n int) []export.File {
		files := make([]export.File, n)
		for i := range files {
			files[i] = export.File{Kind: export.FilePhoto, State: export.FileNotExported}
		}
		return files
	}
	one := func(k export.FileKind) []export.File { return []export.File{{Kind: k, State: export.FileNotExported}} }
	for _, c := range []struct {
		loc  *locale
		body string
		want export.Content
	}{
		{&koreanLocale, "사진", export.Media{Files: photo(1)}},
		{&koreanLocale, "사진 3장", export.Media{Files: photo(3)}},
		{&koreanLocale, "동영상 2개", export.Media{Files: append(one(export.FileVideo), one(export.FileVideo)...)}},
		{&koreanLocale, "<사진 읽지 않음>", export.Media{Files: photo(1)}},
		{&koreanLocale, "<음성메시지 읽지 않음>", export.Media{Files: one(export.FileVoice)}},
		{&koreanLocale, "(이모티콘) 좋아요", export.Media{Files: one(export.FileSticker), Caption: "좋아요"}},
		{&koreanLocale, "(이모티콘) ", export.Media{Files: one(export.FileSticker)}},
		{&koreanLocale, "좋아요 (이모티콘) ", export.Media{Files: one(export.FileSticker), Caption: "좋아요"}},
		{&koreanLocale, "3시에 봐요\n(emoticon)", export.Media{Files: one(export.FileSticker), Caption: "3시에 봐요\n"}},
		{&koreanLocale, "(사진)", export.Media{Files: photo(1)}},
		{&koreanLocale, "Voice Note", export.Media{Files: one(export.FileVoice)}},
		{&koreanLocale, "카카오톡 프로필", export.Card{Kind: export.CardProfile}},
		{&koreanLocale, "라이브톡 종료 12:34", export.Call{Kind: export.CallLive, Outcome: export.CallEnded, Duration: 12*time.Minute + 34*time.Second}},
		{&koreanLocale, "30,400원을 받으세요.", export.Card{Kind: export.CardMoney}},
		{&koreanLocale, "선물과 메시지를 보냈습니다.", export.Card{Kind: export.CardGift}},
		{&koreanLocale, "파일: a b.pdf", export.Media{Files: []export.File{{SourceKey: "a b.pdf", Kind: export.FileDocument, Name: "a b.pdf", State: export.FileMissing}}}},
		{&koreanLocale, "파일: %EA%B0%80%20b.pdf", export.Media{Files: []export.File{{SourceKey: "%EA%B0%80%20b.pdf", Kind: export.FileDocument, Name: "가 b.pdf", State: export.FileMissing}}}},
		{&koreanLocale, "파일: 100%.pdf", export.Media{Files: []export.File{{SourceKey: "100%.pdf", Kind: export.FileDocument, Name: "100%.pdf", State: export.FileMissing}}}},
		{&koreanLocale, "연락처:이모", export.Card{Kind: export.CardContact, Title: "이모"}},
		{&koreanLocale, "지도: 서울 중구 세종대로 110", export.Place{Address: "서울 중구 세종대로 110"}},
		{&koreanLocale, "샵검색: #날씨", export.Card{Kind: export.CardSearch, Title: "날씨"}},
		{&koreanLocale, "톡게시판 '공지': 두 줄\n공지", export.Card{Kind: export.CardPost, Title: "두 줄\n공지"}},
		{&koreanLocale, "톡게시판 '투표': 언제?", export.Poll{Question: "언제?"}},
		{&koreanLocale, "보이스톡 0:17", export.Call{Kind: export.CallVoice, Outcome: export.CallEnded, Duration: 17 * time.Second}},
		{&koreanLocale, "페이스톡 1:02:03", export.Call{Kind: export.CallVideo, Outcome: export.CallEnded, Duration: time.Hour + 2*time.Minute + 3*time.Second}},
		{&koreanLocale, "보이스룸이 방금 시작했어요.", export.Call{Kind: export.CallRoom, Outcome: export.CallStarted}},
		{&koreanLocale, "30,400원 받기 완료! 감사합니다", export.Card{Kind: export.CardMoney}},
		{&koreanLocale, "삭제된 메시지입니다.", export.Deleted{By: export.DeletedBySender}},
		{&koreanLocale, "채팅방 관리자가 메시지를 가렸습니다.", export.Deleted{By: export.DeletedByAdmin}},
		{&englishLocale, "Photo", export.Media{Files: photo(1)}},
		{&englishLocale, "photo", export.Media{Files: photo(1)}},
		{&englishLocale, "videos", export.Media{Files: one(export.FileVideo)}},
		{&englishLocale, "see you (emoticon)", export.Media{Files: one(export.FileSticker), Caption: "see you"}},
		{&englishLocale, "Video Call 1:02:03", export.Call{Kind: export.CallVideo, Outcome: export.CallEnded, Duration: time.Hour + 2*time.Minute + 3*time.Second}},
		{&englishLocale, "<Photo unread>", export.Media{Files: photo(1)}},
		{&englishLocale, "Voice Note", export.Media{Files: one(export.FileVoice)}},
		{&englishLocale, "Live Talk ended 10:00", export.Call{Kind: export.CallLive, Outcome: export.CallEnded, Duration: 10 * time.Minute}},
		{&englishLocale, "This message was deleted.", export.Deleted{By: export.DeletedBySender}},
	} {
		got, typed := newMarkerTable(c.loc, true).content(c.body)
		if got.Words() != c.body && export.KindOf(got) != export.KindText || !typed {
			t.Errorf("%s: words %q, typed %v", c.body, got.Words(), typed)
		}
		if !reflect.DeepEqual(got, withWords(c.want, c.body)) {
			t.Errorf("%s: got %#v", c.body, got)
		}
	}
}

func withWords(c export.Content, plain string) export.Content {
	v := reflect.New(reflect.TypeOf(c)).Elem()
	v.Set(reflect.ValueOf(c))
	v.FieldByName("Plain").SetString(plain)
	content, _ := reflect.TypeAssert[export.Content](v)
	return content
}

// What people write is not taken for what the app writes.
func TestNoMarkers(t *testing.T) {
	for _, c := range []struct {
		loc  *locale
		bare bool
		body string
	}{
		{&koreanLocale, true, "이모티콘 보내줘 (웃음)"},
		{&koreanLocale, true, "좋아요 "},
		{&koreanLocale, true, "사진 보내줘"},
		{&koreanLocale, true, "사진 3장이나?"},
		{&koreanLocale, true, "사진 03장"},
		{&koreanLocale, true, "사진 0장"},
		{&koreanLocale, true, "사진\n사진"},
		{&koreanLocale, true, "<사진 아님"},
		{&koreanLocale, true, "보이스톡 할래?"},
		{&koreanLocale, true, "보이스톡 1:2"},
		{&koreanLocale, true, "30,400원 보냈어"},
		{&koreanLocale, true, "Photo"},
		{&koreanLocale, false, "사진"}, // an export with media writes a name or <…>
		{&koreanLocale, false, "사진 3장"},
		{&englishLocale, true, "Photos please"},
		{&englishLocale, true, "사진"},
		{nil, true, "사진"},
		{&koreanLocale, true, ""},
		{&koreanLocale, true, "ㅋ"},
	} {
		got, typed := newMarkerTable(c.loc, c.bare).content(c.body)
		if text, ok := got.(export.Text); !ok || text.Body != c.body || typed {
			t.Errorf("%q: got %#v", c.body, got)
		}
	}
}
