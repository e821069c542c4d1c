package formattest

import "strings"

// hostileNames are names made to mislead readers of text exports. Each can be
// known from a notice that names it alone. Left out is what no reader could tell:
// a name that is another's up to a " : ".
var hostileNames = []string{
	"영업 : 김과장",
	"A : B : C",
	"최[부장]",
	"[a] [b]",
	"[이태주] [오전 9:11]",
	"Kim, Lee and Park",
	"Ann invited Bob",
	"박선생님",
	"김", "김서", "김서준2", "김서준 (회사)", // the beginning of others', others' and more
	"이하은님이",
	"오님과 유님",
	"님",
	"님이 나갔습니다.",
	"2021년 3월 5일 오후 2:00",
	"8:34pm, July 9, 2015",
	"👨‍👩‍👧‍👦 가족",
	"\u1112\u1161\u11ab\u1100\u1173\u11af", // 한글, taken apart as on a Mac
	"Zoë\u200e",
	"부서:영업팀",
	"<사진>",
	"-----",
	"\"quoted\", name",
	"a\u2028b",
	"두  칸",
	strings.Repeat("긴이름", 20),
}

// pastes are records copied out of the exports of every variant: with the blank
// line and the date line before them, as people paste them.
var pastes = []string{
	"우리 가족 4 님과 카카오톡 대화\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\n2026년 2월 8일 오후 3:17\n2026년 2월 8일 오후 3:17, 한지우 : 사진\n2026년 2월 8일 오후 3:18, 김서준 : 네",
	"\n2016년 3월 4일 오전 9:00\n2016년 3월 4일 오전 9:00, 김서준님이 나갔습니다.\n2016년 3월 4일 오전 9:01, 누구세요 : 안녕",
	"2016년 3월 4일 오전 8:57, 이하은 : 첫 줄부터 기록",
	"2016년 3월 4일 오전 8:57",
	"KakaoTalk Chats with Family (4)\nDate Saved : 1:01am, August 3, 2015\n\n\n8:34pm, July 9, 2015\n8:34pm, July 9, 2015, A invited B and C.\n8:34pm, July 9, 2015, Emma : hi",
	"\nFebruary 10, 2016, 2:33 AM\nFebruary 10, 2016, 2:33 AM, Emma : hello\nFebruary 10, 2016, 10:02 p.m., Emma : dots",
	"\nMay 10, 2023 at 9:23\u202fAM\nMay 10, 2023 at 9:23\u202fAM, Emma : narrow",
	"\n31 August 2021, 6:49 am\n31 August 2021, 6:49 am, Emma : British",
	"\n2026년 2월 1일 일요일\n2026. 2. 1. 오후 8:26: 김서준님이 들어왔습니다.\n2026. 2. 1. 오후 8:29, 김서준 : 아이폰",
	"\nThursday, July 9, 2015\nJul 9, 2015, 8:34 PM, Emma : iOS\nFeb 1, 2026 at 20:35, Emma : iOS 24",
	"--------------- 2020년 6월 28일 일요일 ---------------\n[김서준] [오전 1:01] 윈도우\n김서준님이 나갔습니다.\n[Emma] [2:37 PM] windows",
	"Date,User,Message\n2015-07-09 20:34:26,\"김서준\",\"맥 \"\"인용\"\"\n두 줄\"\n,\"\",\"메시지가 삭제되었습니다.\"",
	"[04/03/2016, 08:57:00] Emma: WhatsApp\n04.03.16, 08:57 - Emma: Android\n\u200e[04/03/2016, 08:57:00] Emma: \u200eimage omitted",
}

// oddities are texts that are strange on their own.
var oddities = []string{
	"",
	" ",
	"\n",
	"\n\n\n",
	"   \n \n  ",
	"\n앞에 빈 줄",
	"뒤에 빈 줄\n",
	"뒤에 빈 줄 셋\n\n\n",
	"가운데\n\n\n\n빈 줄",
	"  앞뒤에 칸  ",
	"\t탭\t탭\n\t탭", //nolint:dupword // no prose
	" : ",
	"회의 : 3시",
	"a : b : c : d",
	"뭐 : ",
	"김서준님이 나갔습니다.",
	"없는사람님이 들어왔습니다.",
	"김서준님이 이하은님과 박도윤님을 초대했습니다.",
	"Emma left this chatroom.",
	"A invited B and C.",
	"[사진] 아님",
	"[김서준] [오전 9:11] 안녕",
	"[",
	"]",
	"<b>굵게</b> & <사진 아님",
	"<",
	"-----",
	"--------------- 2020년 6월 28일 일요일 ---------------",
	"---\ntitle: x\n---",
	"# 제목\n* 점\n> 인용\n```code```",
	"family 👨‍👩‍👧‍👦 flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿 skin 👍🏽 heart ❤️",
	"줄\u2028바꿈\u2029문단\u0085다음",
	"\u200e왼쪽\u200f오른쪽\u202e거꾸로\u202c",
	"\ufeff표시\ufeff",
	"\ufffd 이미 깨진 글자",
	"\u1112\u1161\u11ab\u1100\u1173\u11af 나뉜 한글 한글",
	"\x01\x02\x07\x08\x0b\x0c\x1b[31m붉게\x1b[0m\x1c\x1d\x1e\x1f\x7f",
	"\"따옴표\" 'a' \\n \\u0041 \\",
	"=SUM(A1:A9),@cmd,+1,-1",
	"{\"type\":\"message\"}",
	"이 파일 뭐야\n7d9bd3d04ad7f3fd2b0b8c8fd3bd2a0e5a4a4fd7bd1d2d0c8f1c5f8d4c2c1b84.jpg",
	"사진\n사진 3장", //nolint:dupword // no prose
	"https://example.com/?q=a,b : c&x=[1]#<2>",
	"2026",
	"오후 3:17",
	"...",
	"ㅤ", // a Hangul filler, which looks like nothing
	"%EC%82%AC%20%25",
}

// hostileTexts are texts made to mislead readers. None equals what an app writes
// for a photo, a call or the like, as nobody could tell them apart.
func hostileTexts(c *Chat) []string {
	texts := append(append([]string{}, oddities...), pastes...)
	for i := range c.People {
		name := c.People[i].Name()
		texts = append(texts, name+" : 내가 쓴 글 아님", name+"님이 나갔습니다.", "@"+name+" 보고 있어?")
	}
	texts = append(texts,
		strings.Repeat("가", 500),
		strings.Repeat("가나다라 ", 100),
		strings.Repeat("a", 499)+"\n",
	)
	for _, p := range pastes { // within a text, and after a text
		texts = append(texts, "이거 봐\n"+p+"\n어때?")
	}
	return texts
}
