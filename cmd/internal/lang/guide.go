package lang

import (
	"embed"
	"slices"
)

// The guides, a file for each topic and language, so that whoever translates
// needs no Go. Lines that begin with # and ## are headings, 1. and - begin the
// items of a list, and four spaces a command to type. Other lines are joined and
// broken anew; an empty line ends a paragraph.
//
//go:embed guide/*.txt
var guides embed.FS

// Overview is the topic that leads to the others.
const Overview = "overview"

// GuideTopics are the topics of `exile guide`, in the order in which they are
// needed.
func GuideTopics() []string { return []string{"kakaotalk", "whatsapp", "line", "telegram"} }

// Guide returns the source of a guide.
func (l Lang) Guide(topic string) (string, bool) {
	if topic != Overview && !slices.Contains(GuideTopics(), topic) {
		return "", false
	}
	text, err := guides.ReadFile("guide/" + topic + "." + string(l) + ".txt")
	return string(text), err == nil
}

// What `exile guide` and `exile man` say of themselves.
var (
	HelpGuide = Help{
		Use:   Text{EN: "[kakaotalk | whatsapp | line | telegram]", KO: "[kakaotalk | whatsapp | line | telegram]"},
		Short: Text{EN: "Tell how to get chats out of each app, and into Telegram", KO: "앱마다 대화를 꺼내고 텔레그램으로 옮기는 법을 안내합니다"},
		Long: Text{
			EN: `Tell, step by step, how to get your chats out of KakaoTalk, WhatsApp, LINE or
Telegram on each kind of phone and computer, or how to bring them into Telegram.
Without a topic: where to begin.`,
			KO: `휴대폰과 컴퓨터마다 카카오톡, 왓츠앱, 라인, 텔레그램에서 대화를 꺼내는 방법과
텔레그램으로 옮기는 방법을 차례대로 안내합니다. 주제를 적지 않으면 어디서
시작할지 알려 드립니다.`,
		},
	}
	NoGuide = Text{EN: "There is no guide to “{name}”; there are: {names}.", KO: "‘{name}’ 안내는 없습니다. 있는 안내: {names}."}
)
