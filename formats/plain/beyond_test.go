package plain

import (
	"testing"

	"exile/export"
)

// What somebody wrote with a box is told; what is in the box already is not told again.
func TestBeyond(t *testing.T) {
	poll := export.Poll{Question: "언제?", Options: []export.PollOption{{Text: "금요일", Votes: 3}, {Text: "토요일"}}}
	said := func(p export.Poll, plain string) export.Poll { p.Plain = plain; return p }
	for _, tt := range []struct {
		content export.Content
		want    string
	}{
		{export.Place{Plain: "지도"}, ""},
		{export.Place{Address: "강릉역", Plain: "지도: 강릉역"}, ""},
		{export.Place{Name: "강릉역", Address: "용지로 176", Plain: "여기서 만나요!"}, "여기서 만나요!"},
		{export.Place{Lat: 37.5, Lng: 127.25, HasPoint: true, Plain: "Location: https://maps.google.com/?q=37.5,127.25"}, ""},
		{export.Place{Lat: 37.5, Lng: 127.25, HasPoint: true, Plain: "우리 집이에요 37.5 127.25"}, "우리 집이에요 37.5 127.25"},
		{export.Card{Kind: export.CardMoney, Plain: "송금 1,000원"}, ""},
		{export.Card{Title: "배송 안내", URL: "https://a.kr", Plain: "배송 안내\r\n고객님의 상품이\u2028출발했습니다.\nhttps://a.kr"}, "고객님의 상품이\n출발했습니다."},
		{export.Card{URL: "https://a.kr", Plain: "이거 봐 https://a.kr"}, "이거 봐 https://a.kr"},
		{export.Card{Title: "김", Plain: "김밥 먹자"}, "김밥 먹자"},
		{export.Card{Title: "김", Plain: "연락처:김"}, ""},
		{export.Card{Title: "맛집", Plain: "샵검색: #맛집"}, ""},
		{export.Card{Title: "제주", Text: "첫날\n둘째 날", Plain: "[앨범] 제주\n첫날\n둘째 날"}, ""},
		{export.Poll{Plain: "투표"}, ""},
		{export.Poll{Question: "숙소는?", Plain: "톡게시판 '투표': 숙소는?"}, ""},
		{said(poll, "POLL:\n언제?\n~OPTION: 금요일 (~3 votes)\nOPTION: 토요일 (0 votes)"), ""},
		{said(poll, "꼭 골라 주세요 (오늘까지)"), "꼭 골라 주세요 (오늘까지)"},
		{export.Text{Body: "글"}, ""},
		{nil, ""},
	} {
		if got := Beyond(tt.content); got != tt.want {
			t.Errorf("beyond %+v is %q, want %q", tt.content, got, tt.want)
		}
	}
}
