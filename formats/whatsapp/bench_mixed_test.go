//go:build linux

package whatsapp_test

import (
	"iter"
	"strconv"

	"exile/export"
	"exile/formats/formattest"
)

// mixed returns the chat with texts like those of the file by which readers of
// WhatsApp were compared: Korean with emoji and links, some of several lines,
// about 107 bytes a message with its header.
func mixed(c *formattest.Chat) *formattest.Chat {
	sentences := []string{
		"오늘 저녁에 다 같이 모여서 밥 먹는 거 어때요?", "좋아요 👍", "저는 일곱 시쯤 도착할 것 같아요, 먼저 드시고 계세요", "ㅋㅋㅋㅋㅋㅋ",
		"지난번에 말씀하신 자료는 메일로 보내 드렸으니 시간 되실 때 확인해 주세요", "생일 축하해요!! 🎂🎉", "네", "알겠습니다 감사합니다 🙏",
		"내일 비 온다니까 우산 꼭 챙기세요 ☔ 그리고 회의는 세 시로 바뀌었어요", "혹시 어제 식탁 위에 있던 충전기 보신 분 계신가요?",
		"여기 가 봤는데 정말 좋더라고요, 다음에 같이 가요 😊", "방금 집에 도착했어요",
	}
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			n := uint64(1)
			pick := func(shift int) string { return sentences[n>>shift%uint64(len(sentences))] }
			for m := range all {
				if _, ok := m.Content.(export.Text); ok {
					n = n*6364136223846793005 + 1442695040888963407
					body := pick(33)
					switch of := n >> 57; { // of 128
					case of < 9:
						body += "\n" + pick(40)
					case of < 20:
						body += " https://example.com/place/" + strconv.FormatUint(n>>40, 10) + "?from=share"
					case of < 48:
						body += " " + pick(40)
					}
					m.Content = export.Text{Body: body}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}
