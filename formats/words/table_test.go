package words

import (
	"strings"
	"testing"

	"exile/export"
)

func TestHeadings(t *testing.T) {
	for h := range headingCount {
		if h.In("en") == "" || h.In("ko") == "" || strings.Count(h.In("en"), "%") != strings.Count(h.In("ko"), "%") {
			t.Errorf("heading %d is %q and %q", h, h.In("en"), h.In("ko"))
		}
	}
	if Heading(-1).In("ko") != "" || headingCount.In("en") != "" {
		t.Error("what is no heading has a word")
	}
}

// What the source showed comes first; what it left out is not lost.
func TestWhole(t *testing.T) {
	options := []export.PollOption{{Text: "산", Votes: 2}}
	for want, c := range map[string]export.Content{
		"투표: 어디로? 산 2":                     export.Poll{Question: "어디로?", Options: options, Plain: "투표: 어디로? 산 2"},
		"투표\n[투표] 어디로?\n- 산 (2표)":          export.Poll{Question: "어디로?", Options: options, Plain: "투표"},
		"[투표] 어디로?\n- 산 (2표)":              export.Poll{Question: "어디로?", Options: options},
		"지도":                               export.Place{Plain: "지도"},
		"지도\n[위치] 시청 (37.5, 127)":          export.Place{Name: "시청", Lat: 37.5, Lng: 127, HasPoint: true, Plain: "지도"},
		"제목 https://example.com":           export.Card{Title: "제목", URL: "https://example.com", Plain: "제목 https://example.com"},
		"선물\n[선물] 커피\nhttps://example.com": export.Card{Kind: export.CardGift, Title: "커피", URL: "https://example.com", Plain: "선물"},
		"글": export.Text{Body: "글"},
	} {
		if got := Whole("ko", c); got != want {
			t.Errorf("%+v is %q, want %q", c, got, want)
		}
	}
}

func TestKindHeading(t *testing.T) {
	photo, video := export.File{Kind: export.FilePhoto}, export.File{Kind: export.FileVideo}
	for want, c := range map[string]export.Content{
		"사진": export.Media{Files: []export.File{photo, photo}}, "미디어": export.Media{Files: []export.File{photo, video}},
		"안내": export.Notice{}, "글": export.Text{}, "알 수 없음": nil,
	} {
		if got := KindHeading("ko", c); got != want {
			t.Errorf("%+v is %q, want %q", c, got, want)
		}
	}
}
