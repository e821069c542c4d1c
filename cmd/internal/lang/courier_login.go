package lang

// What login, logout, whoami and chats say.
var (
	AskAppID   = Text{EN: "api_id (Enter tells how to get one): ", KO: "api_id (모르면 Enter를 누르세요): "}
	AskAppHash = Text{EN: "api_hash (not shown): ", KO: "api_hash (화면에 보이지 않습니다): "}
	BadAppID   = Text{EN: "An api_id is a number, such as 1234567.", KO: "api_id는 1234567 같은 숫자입니다."}
	BadAppHash = Text{EN: "An api_hash is 32 letters and digits, of 0-9 and a-f.", KO: "api_hash는 0-9와 a-f로 된 32글자입니다."}
	GuideApp   = Text{
		EN: `Telegram wants every program to come with an api_id and api_hash. They are yours,
cost nothing, and take two minutes:
  1. Open https://my.telegram.org in a browser and enter your phone number. The
     code comes as a message in your Telegram app.
  2. Open “API development tools”. Fill in a title and a short name of your own;
     platform “Desktop” will do, the rest may stay empty.
  3. Copy “App api_id” and “App api_hash” here. Give them to nobody.
Telegram allows one pair for a phone number. If the page only says ERROR, others
report that it helps to try another browser, without blockers or VPN.`,
		KO: `텔레그램은 모든 프로그램에 api_id와 api_hash를 요구합니다. 내 번호로 직접 받는
것이고, 무료이며, 2분이면 됩니다.
  1. 브라우저에서 https://my.telegram.org를 열고 전화번호를 입력하세요. 코드는
     텔레그램 앱에 메시지로 옵니다.
  2. “API development tools”를 여세요. title과 short name은 마음대로 적고, platform은
     “Desktop”으로 두면 됩니다. 나머지는 비워 두어도 됩니다.
  3. “App api_id”와 “App api_hash”를 여기에 옮겨 적으세요. 남에게 알려 주지 마세요.
전화번호 하나에 한 쌍만 받을 수 있습니다. 페이지에 ERROR만 나오면, 광고 차단과
VPN을 끄고 다른 브라우저에서 하면 된다고 알려져 있습니다.`,
	}

	AskPhone       = Text{EN: "Phone number, with the country (+82 10…): ", KO: "전화번호(국가 번호부터, +82 10…): "}
	AskPhoneAgain  = Text{EN: "Telegram does not know that number. Write the country first: +82 10 1234 5678.", KO: "텔레그램이 모르는 번호입니다. +82 10 1234 5678처럼 국가 번호부터 적어 주세요."}
	AskCode        = Text{EN: "Code (not shown): ", KO: "코드(화면에 보이지 않습니다): "}
	AskCodeAgain   = Text{EN: "That is not the code. Please try again.", KO: "코드가 맞지 않습니다. 다시 입력해 주세요."}
	AskCloud       = Text{EN: "Password of your Telegram account (not shown): ", KO: "텔레그램 2단계 인증 비밀번호(화면에 보이지 않습니다): "}
	AskCloudAgain  = Text{EN: "That is not the password. Please try again.", KO: "비밀번호가 맞지 않습니다. 다시 입력해 주세요."}
	CloudHint      = Text{EN: "Your own hint to it: {hint}", KO: "직접 적어 둔 힌트: {hint}"}
	CodeByApp      = Text{EN: "Telegram has sent the code to the Telegram app of your other devices.", KO: "다른 기기의 텔레그램 앱으로 코드를 보냈습니다."}
	CodeBySMS      = Text{EN: "Telegram has sent the code as a text message.", KO: "문자 메시지로 코드를 보냈습니다."}
	CodeByCall     = Text{EN: "Telegram is calling you to tell the code.", KO: "전화로 코드를 알려 드립니다."}
	CodeByMissed   = Text{EN: "Telegram is calling you and hangs up: the code is the last {n} {n|digit|digits} of the number that called.", KO: "전화가 왔다가 끊깁니다. 걸려 온 번호의 마지막 {n}자리가 코드입니다."}
	CodeByFragment = Text{EN: "Telegram has sent the code to your account at fragment.com.", KO: "fragment.com의 내 계정으로 코드를 보냈습니다."}
	CodeByMail     = Text{EN: "Telegram has sent the code by e-mail.", KO: "이메일로 코드를 보냈습니다."}
	CodeByOther    = Text{EN: "Telegram has sent the code.", KO: "코드를 보냈습니다."}
	ScanQR         = Text{
		EN: "On your phone: Telegram, Settings, Devices, Link Desktop Device. Scan this:",
		KO: "휴대폰의 텔레그램에서 설정 → 기기 → 데스크톱 기기 연결을 누르고 이 코드를 찍으세요.",
	}
	QRUntil = Text{EN: "It is good for {n} {n|second|seconds}, then another comes. Ctrl-C ends this.", KO: "{n}초 동안 쓸 수 있고, 그 뒤에는 새 코드가 나옵니다. 그만두려면 Ctrl-C를 누르세요."}

	WhyPassphrase     = Text{EN: "The session is full access to your account. Choose a passphrase that locks it on this computer; it is asked for each time.", KO: "로그인 정보를 가진 사람은 내 계정을 마음대로 쓸 수 있습니다. 그래서 이 컴퓨터에 잠가 둡니다. 잠글 암호를 정해 주세요. 쓸 때마다 여쭙니다."}
	AskCourierNew     = Text{EN: "New passphrase (not shown): ", KO: "새 암호(화면에 보이지 않습니다): "}
	AskCourierRepeat  = Text{EN: "The same once more: ", KO: "한 번 더 입력해 주세요: "}
	CourierNotSame    = Text{EN: "The two are not the same. Please begin again.", KO: "두 암호가 서로 다릅니다. 다시 입력해 주세요."}
	CourierShort      = Text{EN: "Take at least {n} letters.", KO: "{n}자 이상으로 정해 주세요."}
	AskCourier        = Text{EN: "Passphrase of the Telegram session: ", KO: "텔레그램 로그인 정보의 암호: "}
	SignedIn          = Text{EN: "Signed in as {name}.", KO: "{name} 계정으로 로그인했습니다."}
	SignedInAlready   = Text{EN: "You are signed in already, as {name}. `exile telegram logout` ends that.", KO: "이미 {name} 계정으로 로그인되어 있습니다. 끝내려면 `exile telegram logout`을 쓰세요."}
	SessionLies       = Text{EN: "The session lies encrypted in {path}. Telegram lists it in the app under Settings, Devices, as exile.", KO: "로그인 정보는 {path}에 암호화되어 있습니다. 텔레그램 앱의 설정 → 기기에는 exile로 나옵니다."}
	NextPlan          = Text{EN: "Next: `exile telegram plan CHAT`", KO: "다음: `exile telegram plan 대화`"}
	SignedOut         = Text{EN: "Signed out: Telegram has revoked the session, and it is deleted here.", KO: "로그아웃했습니다. 텔레그램에서 무효가 되었고, 이 컴퓨터에서도 지웠습니다."}
	SignedOutHere     = Text{EN: "The session is deleted here. Telegram was not asked: end it in the app, under Settings, Devices.", KO: "이 컴퓨터에서만 지웠습니다. 텔레그램에는 알리지 않았으니 앱의 설정 → 기기에서 끊어 주세요."}
	WhoAmI            = Text{EN: "{name}, number {id}", KO: "{name}, 계정 번호 {id}"}
	ImportHere        = Text{EN: "History may be imported into:", KO: "가져오기를 할 수 있는 대화:"}
	NotImportHere     = Text{EN: "Not into these:", KO: "할 수 없는 대화:"}
	NoImportAnywhere  = Text{EN: "Into none of your chats history may be imported. A new group always works: exile telegram plan makes one.", KO: "가져오기를 할 수 있는 대화가 없습니다. 새 그룹은 언제나 되며, exile telegram plan이 만들어 줍니다."}
	ColumnNumber      = Text{EN: "number", KO: "번호"}
	ColumnTitle       = Text{EN: "title", KO: "제목"}
	ColumnKind        = Text{EN: "kind", KO: "종류"}
	ColumnMembers     = Text{EN: "members", KO: "멤버"}
	ColumnWhyNot      = Text{EN: "why not", KO: "까닭"}
	PeerIsUser        = Text{EN: "private", KO: "1:1 대화"}
	PeerIsBasic       = Text{EN: "small group", KO: "작은 그룹"}
	PeerIsSupergroup  = Text{EN: "group", KO: "그룹"}
	PeerIsChannel     = Text{EN: "channel", KO: "채널"}
	RefusedIsSelf     = Text{EN: "Saved Messages take no import", KO: "‘저장한 메시지’로는 가져올 수 없습니다"}
	RefusedIsMutual   = Text{EN: "you and they must both have each other in the contacts", KO: "서로 연락처에 저장되어 있어야 합니다"}
	RefusedIsBlocked  = Text{EN: "one of you has blocked the other", KO: "둘 중 한쪽이 차단했습니다"}
	RefusedIsBot      = Text{EN: "it is a bot", KO: "봇입니다"}
	RefusedIsDeleted  = Text{EN: "that account is deleted", KO: "탈퇴한 계정입니다"}
	RefusedIsChannel  = Text{EN: "channels take no import", KO: "채널로는 가져올 수 없습니다"}
	RefusedIsNotAdmin = Text{EN: "you are neither the owner nor an admin who may change the group's info", KO: "소유자도, 그룹 정보를 바꿀 수 있는 관리자도 아닙니다"}
	RefusedIsLeft     = Text{EN: "you are not a member any more", KO: "이제 멤버가 아닙니다"}
	RefusedIsOther    = Text{EN: "Telegram does not allow it", KO: "텔레그램이 허용하지 않습니다"}
)
