package formattest

import (
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// plainNames are names that mislead nobody. The first is the owner of the export.
var plainNames = []string{"한지우", "김서준", "이하은", "박도윤", "최예린", "정우진", "Emma", "강 수아", "윤과장"}

var shortTexts = []string{
	"ㅋㅋㅋ", "ㅋㅋㅋㅋㅋㅋ", "ㅎㅎ", "ㅇㅇ", "ㅇㅋ", "네", "네!!", "응", "헐", "대박", "ㅠㅠㅠ", "굿굿", "ok", "👍", "😂😂", "넵 알겠습니다", "좋아", "언제?", "그래그래", "맞아 ㅋㅋ",
}

var sentences = []string{
	"안녕하세요 다들 잘 지내시죠?", "오늘 저녁에 시간 되는 사람 있어요?", "나는 7시 이후면 다 괜찮아", "지금 가는 중인데 조금 늦을 것 같아요 ㅠㅠ",
	"어제 말한 그 가게 진짜 맛있더라", "다음 주 일정 한번 정리해서 올릴게요", "비 온다는데 우산 챙겨 가세요 ☔", "그건 내가 확인해 보고 다시 알려줄게",
	"생일 축하해 🎂🎉", "회의는 3시에 시작하니까 자료 먼저 봐 주세요", "https://example.com/map/place/12873645?from=share", "아 진짜? 나는 몰랐네",
	"주말에 산에 갈까 바다에 갈까", "Let's meet at the station at six", "그럼 거기서 보자", "누가 예약 좀 해 줄래?", "어머니가 반찬 보내셨어, 와서 가져가",
	"시험 끝나고 바로 연락할게", "이번 달 회비는 2만원입니다", "강아지가 너무 귀엽다 🐶", "https://youtu.be/dQw4w9WgXcQ 이거 꼭 들어봐", "잘 도착했어? 피곤할 텐데 푹 쉬어",
	"그 영화 재밌대, 같이 보러 가자", "오늘 하루도 고생 많으셨습니다", "내일 몇 시에 만나기로 했지?", "I'll send you the file tonight", "버스가 안 와서 택시 탔어",
}

// content makes what one message says. at is its time, which hostile texts copy.
func (g *generator) content(at time.Time) export.Content {
	r := g.rng.Uint64()
	if g.chat.Plan.Media && r&15 == 0 {
		return g.attachment()
	}
	if g.chat.Plan.Open && r>>56 < 4 {
		return export.Deleted{By: [...]export.DeletedBy{export.DeletedBySender, export.DeletedByAdmin}[r>>56&1]}
	}
	if len(g.chat.texts) > 0 && r>>8&3 == 0 {
		return export.Text{Body: g.hostileText(at)}
	}
	return export.Text{Body: g.text(r >> 16)}
}

// text is what people write most of the time: 55 bytes on average, some of it
// on several lines.
func (g *generator) text(r uint64) string {
	g.buf = g.buf[:0]
	kind, pick := r&15, r>>8
	if kind < 4 {
		g.buf = append(g.buf, shortTexts[pick%uint64(len(shortTexts))]...)
		return string(g.buf)
	}
	count := 1
	if kind >= 13 {
		count = 2 + int(pick>>20&1)
	}
	sep := " "
	if r>>4&15 == 0 {
		count, sep = count+1, "\n"
		if pick>>22&3 == 0 {
			sep = "\n\n"
		}
	}
	for i := range count {
		if i > 0 {
			g.buf = append(g.buf, sep...)
			pick = g.rng.Uint64()
		}
		g.buf = append(g.buf, sentences[pick%uint64(len(sentences))]...)
		if pick>>10&3 == 0 {
			g.buf = append(g.buf, ' ')
			g.buf = append(g.buf, shortTexts[pick>>12%uint64(len(shortTexts))]...)
		}
		if pick>>24&7 == 0 { // makes many texts unique, as real ones are
			g.buf = append(g.buf, ' ')
			g.buf = strconv.AppendUint(g.buf, pick>>40, 10)
		}
	}
	return string(g.buf)
}

// hostileText takes the next misleading text: each once in turn, so that even a
// short chat has them all, and later some in pairs. In each round comes one that
// copies the very minute in which it stands, in some one of 100 KB.
func (g *generator) hostileText(at time.Time) string {
	texts := g.chat.texts
	round, k := g.hostile/(len(texts)+2), g.hostile%(len(texts)+2)
	g.hostile++
	switch {
	case k == len(texts):
		return at.Format("2006년 1월 2일 ") + koreanClock(at) + ", " + g.chat.People[0].Name() + " : 지금 몇 시야?"
	case k > len(texts) && round%16 == 0:
		return strings.Repeat("아주 긴 글 한 줄입니다.\n2016년 3월 4일 오전 8:57, 김서준 : 끝이 없네\n", 1250)
	case k > len(texts):
		return "끝"
	case round > 0 && g.rng.IntN(3) == 0:
		return texts[k] + "\n" + texts[g.rng.IntN(len(texts))]
	}
	return texts[k]
}

func koreanClock(t time.Time) string {
	if t.Hour() < 12 {
		return "오전 " + t.Format("3:04")
	}
	return "오후 " + t.Format("3:04")
}
