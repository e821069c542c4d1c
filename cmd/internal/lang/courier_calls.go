package lang

// CourierTrouble returns what to say of a call that Telegram refused, by the name
// of the trouble and of the call; ok is false for an unknown trouble. The same
// trouble may mean another thing where it comes later.
func CourierTrouble(trouble, call string) (Trouble, bool) {
	if t, ok := courierTroubles[trouble+" "+call]; ok {
		return t, true
	}
	t, ok := courierTroubles[trouble]
	return t, ok
}

// CourierStands returns how matters stand after a call was refused: what is in
// Telegram, and what is not.
func CourierStands(call string) Text { return courierStands[call] }

// The calls of an import, as their names stand in the tables below.
const (
	callCheck = "messages.checkHistoryImport"
	callPeer  = "messages.checkHistoryImportPeer"
	callInit  = "messages.initHistoryImport"
	callMedia = "messages.uploadImportedMedia"
	callStart = "messages.startHistoryImport"
)

// courierTroubles are by the name of a trouble, or of a trouble and a call.
var courierTroubles = map[string]Trouble{
	"format": {
		Sentence: Text{EN: "Telegram does not recognise the text as a chat.", KO: "텔레그램이 이 대화 파일을 알아보지 못합니다."},
		Hint:     Text{EN: "That is a fault of exile or a change at Telegram: please tell us. The phone's import may still take it: exile convert CHAT --to telegram.", KO: "exile의 잘못이거나 텔레그램이 바뀐 것입니다. 저희에게 알려 주세요. 휴대폰에서는 될 수도 있습니다: exile convert 대화 --to telegram."},
	},
	"format " + callInit: {
		Sentence: Text{EN: "Telegram recognised the beginning of the text, but not the whole as a chat.", KO: "텔레그램이 대화 파일의 앞부분은 알아보았지만 전체는 알아보지 못했습니다."},
		Hint:     Text{EN: "Others saw this with very long texts. Plan it in parts: exile telegram plan CHAT --part 10000.", KO: "아주 긴 대화에서 그렇다는 보고가 있습니다. 나누어 계획해 보세요: exile telegram plan 대화 --part 10000."},
	},
	"format-date": {
		Sentence: Text{EN: "Telegram does not understand the dates in the text.", KO: "텔레그램이 대화 파일에 적힌 날짜를 이해하지 못합니다."},
		Hint:     Text{EN: "That is a fault of exile or a change at Telegram: please tell us. Nothing in your chat is wrong.", KO: "exile의 잘못이거나 텔레그램이 바뀐 것입니다. 저희에게 알려 주세요. 대화에는 잘못이 없습니다."},
	},
	"format-lang": {
		Sentence: Text{EN: "Telegram does not recognise the language of the text.", KO: "텔레그램이 대화 파일의 언어를 알아보지 못합니다."},
		Hint:     Text{EN: "Plan it again with --lang en: exile then writes its own words in English. If that is so already, please tell us.", KO: "--lang en을 붙여 다시 계획해 보세요. exile이 적는 말이 영어로 바뀝니다. 이미 그렇게 했다면 저희에게 알려 주세요."},
	},
	"text-too-large": {
		Sentence: Text{EN: "The text is too large for Telegram.", KO: "대화 파일이 너무 커서 텔레그램이 받지 않습니다."},
		Hint:     Text{EN: "Plan it in parts: exile telegram plan CHAT --part 10000.", KO: "나누어 계획해 보세요: exile telegram plan 대화 --part 10000."},
	},
	"admin": {
		Sentence: Text{EN: "You may not import into this chat: you are neither its owner nor an admin who may change its info.", KO: "이 대화로는 가져올 수 없습니다. 소유자이거나 그룹 정보를 바꿀 수 있는 관리자여야 합니다."},
		Hint:     Text{EN: "Ask its owner for that right, or plan it into a new group of your own.", KO: "소유자에게 그 권한을 부탁하거나, 내 새 그룹으로 보내도록 계획하세요."},
	},
	"admin " + callStart: {
		Sentence: Text{EN: "Everything is uploaded, but you may not import into this chat any more: the right to change its info is gone.", KO: "파일은 모두 올렸지만, 그사이 그룹 정보를 바꿀 권한이 없어져 이 대화로 가져올 수 없습니다."},
		Hint:     Text{EN: "Once its owner has given it back, push again.", KO: "소유자에게 권한을 돌려받은 뒤 같은 push 명령을 다시 실행하세요."},
	},
	"peer": {
		Sentence: Text{EN: "Telegram does not know this chat, or you are not in it any more.", KO: "텔레그램에 그런 대화가 없거나, 이미 그 대화에서 나왔습니다."},
		Hint:     Text{EN: "`exile telegram chats` shows where an import is allowed; plan it anew.", KO: "`exile telegram chats`로 가져오기를 할 수 있는 대화를 보고 다시 계획하세요."},
	},
	"peer-type": {
		Sentence: Text{EN: "A private chat does not go into a group, nor a group's history into a private chat.", KO: "1:1 대화는 그룹으로, 그룹 대화는 1:1 대화로 가져올 수 없습니다."},
		Hint:     Text{EN: "Plan it again, with --as-group for a group, or into another chat.", KO: "그룹으로 보내려면 --as-group을 붙이거나, 다른 대화로 보내도록 다시 계획하세요."},
	},
	"not-mutual": {
		Sentence: Text{EN: "You and the other person do not both have each other in the contacts.", KO: "상대방과 서로 연락처에 저장되어 있지 않습니다."},
		Hint:     Text{EN: "Both must save the other's number in Telegram. Or plan it into a new group: --new-group TITLE --as-group.", KO: "두 분 모두 텔레그램에 상대방의 번호를 저장해야 합니다. 아니면 새 그룹으로 보내세요: --new-group 제목 --as-group."},
	},
	"blocked": {
		Sentence: Text{EN: "One of you has blocked the other.", KO: "둘 중 한쪽이 상대방을 차단했습니다."},
		Hint:     Text{EN: "Their wish counts: do not bring their words there. A new group of your own is possible, if they agree.", KO: "그 뜻을 존중해 그곳으로는 옮기지 마세요. 상대방이 괜찮다고 하면 내 새 그룹으로 보낼 수 있습니다."},
	},
	"active": {
		Sentence: Text{EN: "Another import into this chat is under way at Telegram.", KO: "이 대화로 다른 가져오기가 진행 중입니다."},
		Hint:     Text{EN: "Wait {wait}, then push again.", KO: "{wait} 뒤에 같은 push 명령을 다시 실행하세요."},
	},
	"import-id": {
		Sentence: Text{EN: "Telegram does not know this import any more.", KO: "텔레그램이 이 가져오기를 더는 알지 못합니다."},
		Hint:     Text{EN: "Push again: this import is begun anew, with its text and all its files; what was delivered before stays.", KO: "같은 push 명령을 다시 실행하세요. 이번 가져오기를 처음부터 다시 합니다."},
	},
	"import-id " + callStart: {
		Sentence: Text{EN: "Telegram does not start this import: it lacks a file, or was started already.", KO: "텔레그램이 이 가져오기를 시작하지 않습니다. 파일이 모자라거나 이미 시작되었기 때문입니다."},
		Hint:     Text{EN: "Push again: it looks into the chat first.", KO: "같은 push 명령을 다시 실행하세요. 먼저 대화에 메시지가 있는지 확인합니다."},
	},
	"media": {
		Sentence: Text{EN: "Telegram does not take one of the files.", KO: "텔레그램이 파일 하나를 받지 않습니다."},
		Hint:     courierOnlyKind,
	},
	"upload": {
		Sentence: Text{EN: "A file did not arrive whole at Telegram.", KO: "파일 하나가 텔레그램에 온전히 도착하지 않았습니다."},
		Hint:     Text{EN: "Push again; it goes on from here.", KO: "같은 push 명령을 다시 실행하면 이어서 합니다."},
	},
	"lost": {
		Sentence: Text{EN: "The connection broke before Telegram answered: whether it was done is not known.", KO: "텔레그램이 답하기 전에 연결이 끊겨, 되었는지 알 수 없습니다."},
		Hint:     Text{EN: "Run the same again: it looks first, and does not do again what is done.", KO: "같은 명령을 다시 실행하세요. 먼저 확인하고, 이미 한 일은 되풀이하지 않습니다."},
	},
	"lost " + callStart: {
		Sentence: Text{EN: "The connection broke before Telegram answered: whether the import was started is not known.", KO: "텔레그램이 답하기 전에 연결이 끊겨, 가져오기가 시작되었는지 알 수 없습니다."},
		Hint:     Text{EN: "Wait some minutes and push again: it looks for the messages, and does not start the import again.", KO: "몇 분 뒤 같은 push 명령을 다시 실행하세요. 메시지가 있는지 확인만 하고, 다시 시작하지는 않습니다."},
	},
	"flood": {
		Sentence: Text{EN: "Telegram wants you to wait {wait}: too much was asked in too short a time.", KO: "짧은 시간에 요청이 너무 많아 텔레그램이 {wait} 기다리라고 합니다."},
		Hint:     Text{EN: "Run the same again after that. Trying earlier makes it longer.", KO: "그 시간이 지난 뒤 같은 명령을 다시 실행하세요. 더 일찍 실행하면 기다릴 시간이 늘어납니다."},
	},
	"limit": {
		Sentence: Text{EN: "Telegram limits this account: it has too many groups, or is restricted.", KO: "텔레그램이 이 계정을 제한하고 있습니다. 그룹이 너무 많거나 계정이 제한된 상태입니다."},
		Hint:     Text{EN: "Leave groups that you do not need, or ask @SpamBot in Telegram what is restricted.", KO: "쓰지 않는 그룹에서 나가거나, 텔레그램의 @SpamBot에게 무엇이 제한되었는지 물어보세요."},
	},
	"unauthorized": {
		Sentence: Text{EN: "The session is not valid any more: it was ended in the app, or the account is gone.", KO: "로그인이 더는 유효하지 않습니다. 앱에서 끊었거나 계정이 없어졌습니다."},
		Hint:     Text{EN: "Sign in again: exile telegram login. A push then goes on where it stopped.", KO: "다시 로그인하세요: exile telegram login. push는 멈춘 곳에서 이어집니다."},
	},
	"phone": {
		Sentence: Text{EN: "That is no phone number that Telegram knows.", KO: "텔레그램에서 쓸 수 있는 전화번호가 아닙니다."},
		Hint:     Text{EN: "Write it with the code of the country: +82 10 1234 5678.", KO: "+82 10 1234 5678처럼 국가 번호부터 적어 주세요."},
	},
	"phone-banned": {
		Sentence: Text{EN: "Telegram has banned this number.", KO: "텔레그램이 이 번호를 차단했습니다."},
		Hint:     Text{EN: "Only Telegram can lift that: see “Help” in its app.", KO: "차단은 텔레그램만 풀 수 있습니다. 앱의 도움말을 보세요."},
	},
	"code": {
		Sentence: Text{EN: "The code was wrong three times.", KO: "코드가 세 번 틀렸습니다."},
		Hint:     Text{EN: "Wait a few minutes and sign in again; the newest code counts.", KO: "몇 분 뒤 다시 로그인하세요. 가장 나중에 온 코드를 써야 합니다."},
	},
	"code-expired": {
		Sentence: Text{EN: "The code is too old.", KO: "코드의 유효 시간이 지났습니다."},
		Hint:     Text{EN: "Sign in again, with the new code. Do not send the code to anybody in Telegram: it is void then.", KO: "다시 로그인해 새로 온 코드를 입력하세요. 코드를 텔레그램 대화로 누구에게 보내면 그 코드는 쓸 수 없게 됩니다."},
	},
	"password": {
		Sentence: Text{EN: "The password of the two-step verification was wrong three times.", KO: "2단계 인증 비밀번호가 세 번 틀렸습니다."},
		Hint:     Text{EN: "It is the one that you set in Telegram, under Privacy and Security; it can be reset in the app.", KO: "텔레그램 앱의 ‘개인정보 및 보안’에서 직접 정한 비밀번호입니다. 앱에서 다시 정할 수 있습니다."},
	},
	"app": {
		Sentence: Text{EN: "Telegram does not take this api_id and api_hash.", KO: "텔레그램이 이 api_id와 api_hash를 받지 않습니다."},
		Hint:     Text{EN: "Copy both anew from https://my.telegram.org, “API development tools”.", KO: "https://my.telegram.org의 “API development tools”에서 둘 다 다시 옮겨 적으세요."},
	},
	"server": {
		Sentence: Text{EN: "Telegram's server cannot be reached, or has a trouble of its own.", KO: "텔레그램 서버에 연결되지 않거나 서버에 문제가 있습니다."},
		Hint:     Text{EN: "Check the network; behind a proxy set ALL_PROXY=socks5://HOST:PORT. Then run the same again.", KO: "네트워크를 확인하세요. 프록시를 쓴다면 ALL_PROXY=socks5://호스트:포트를 설정하세요. 그런 다음 같은 명령을 다시 실행하세요."},
	},
	"server " + callInit: {
		Sentence: Text{EN: "Telegram's server did not get done with the text in time.", KO: "텔레그램 서버가 대화 파일을 제때 처리하지 못했습니다."},
		Hint:     Text{EN: "Others saw this with large texts. Push again; if it stays, plan it in parts: --part 10000.", KO: "긴 대화에서 그렇다는 보고가 있습니다. 같은 push 명령을 다시 실행해 보고, 그래도 같으면 plan에 --part 10000을 붙여 나누어 계획하세요."},
	},
	"other": {
		Sentence: Text{EN: "Telegram refused for a reason that exile does not know.", KO: "텔레그램이 거절했는데, exile이 모르는 까닭입니다."},
		Hint:     Text{EN: "Please tell us the line that begins with “Telegram:”. The same command goes on from here.", KO: "‘텔레그램의 답’으로 시작하는 줄을 저희에게 알려 주세요. 같은 명령을 다시 실행하면 여기서부터 이어서 합니다."},
	},
}

// courierOnlyKind tells how to leave files out: by naming what is kept.
var courierOnlyKind = Text{
	EN: "Plan it again with --only-kind for each kind that is to go, such as --only-kind text --only-kind photo; all others stay out.",
	KO: "보낼 종류만 --only-kind로 하나씩 적어 다시 계획하세요(예: --only-kind text --only-kind photo). 적지 않은 종류는 모두 빠집니다.",
}

// What is in Telegram once a call was refused.
var (
	standsNothing = Text{EN: "Nothing was written to Telegram.", KO: "텔레그램에 아무것도 쓰지 않았습니다."}
	standsNotIn   = Text{EN: "Nothing of this import is in the chat. What was delivered before stays.", KO: "이번 가져오기의 내용은 대화에 들어가지 않았습니다. 먼저 보낸 것은 그대로 있습니다."}
	standsDeleted = Text{EN: "Some of it may be deleted already; undo again deletes the rest.", KO: "일부는 이미 지워졌을 수 있습니다. 같은 undo 명령을 다시 실행하면 나머지를 지웁니다."}
)

var courierStands = map[string]Text{
	callCheck:                standsNothing,
	callPeer:                 standsNothing,
	callInit:                 standsNotIn,
	callMedia:                standsNotIn,
	callStart:                standsNotIn,
	"upload.saveFilePart":    standsNotIn,
	"upload.saveBigFilePart": standsNotIn,
	"channels.createChannel": standsNotIn,
	"messages.migrateChat":   standsNotIn,

	"channels.deleteMessages": standsDeleted,
	"messages.deleteMessages": standsDeleted,
	"channels.deleteChannel":  standsDeleted,
}

// CourierSaid is what Telegram itself said, for whoever can read it.
var CourierSaid = Text{EN: "Telegram: {code} to {call}", KO: "텔레그램의 답: {code} ({call})"}
