package lang

// Troubles of the courier that no call of Telegram's tells.
var (
	CourierBusy = Trouble{
		Sentence: Text{EN: "Another exile-telegram is at work.", KO: "다른 exile-telegram이 실행 중입니다."},
		Hint:     Text{EN: "Let it finish, then run this again. Only one can run at a time.", KO: "그 일이 끝날 때까지 기다렸다가 다시 실행하세요. 한 번에 하나만 실행할 수 있습니다."},
	}
	CourierNotSignedIn = Trouble{
		Sentence: Text{EN: "Nobody is signed in to Telegram.", KO: "텔레그램에 로그인하지 않았습니다."},
		Hint:     Text{EN: "Sign in first: exile telegram login.", KO: "먼저 로그인하세요: exile telegram login."},
	}
	CourierNoAccount = Trouble{
		Sentence: Text{EN: "This number has no account at Telegram.", KO: "이 번호로 만든 텔레그램 계정이 없습니다."},
		Hint:     Text{EN: "Make one in the Telegram app; exile makes none.", KO: "텔레그램 앱에서 계정을 만드세요. exile은 만들지 않습니다."},
	}
	CourierCodeWay = Trouble{
		Sentence: Text{EN: "Telegram asks for something here that only its own apps can do.", KO: "텔레그램이 공식 앱에서만 할 수 있는 절차를 요구합니다."},
		Hint:     Text{EN: "Sign in with the app on your phone first, then here with --qr.", KO: "먼저 휴대폰의 앱으로 로그인한 뒤, 여기서 --qr로 로그인하세요."},
	}
	CourierQRExpired = Trouble{
		Sentence: Text{EN: "Nobody has scanned the code.", KO: "아무도 코드를 찍지 않았습니다."},
		Hint:     Text{EN: "Run it again when the phone is at hand.", KO: "휴대폰을 준비하고 다시 실행하세요."},
	}
	CourierWrongPassphrase = Trouble{
		Sentence: Text{EN: "The passphrase does not open the session.", KO: "입력한 암호로는 로그인 정보를 열 수 없습니다."},
		Hint:     Text{EN: "A forgotten one cannot be had back: delete {name}, sign in anew, and end the old session in the app, under Settings, Devices.", KO: "잊은 암호는 되찾을 수 없습니다. {name} 폴더를 지우고 다시 로그인한 뒤, 앱의 설정 → 기기에서 옛 로그인을 끊으세요."},
	}
	CourierNoPassphrase = Trouble{
		Sentence: Text{EN: "The session needs its passphrase, and there is no terminal to ask for it.", KO: "로그인 정보의 암호가 필요한데, 물어볼 터미널이 없습니다."},
		Hint:     Text{EN: "Name a file that holds it with EXILE_TELEGRAM_PASSPHRASE_FILE.", KO: "암호가 든 파일을 EXILE_TELEGRAM_PASSPHRASE_FILE로 알려 주세요."},
	}
	CourierBadSecret = Trouble{
		Sentence: Text{EN: "“{name}” holds no passphrase: it must be one line of at least {n} letters, and nothing else.", KO: "‘{name}’에 쓸 수 있는 암호가 없습니다. {n}자 이상인 한 줄만 있어야 합니다."},
		Hint:     Text{EN: "Save it as UTF-8 without a mark, with the passphrase alone.", KO: "암호만 적어 BOM 없는 UTF-8로 저장하세요."},
	}
	CourierNoTerminal = Trouble{
		Sentence: Text{EN: "Signing in needs a terminal: codes and passwords are asked for there alone.", KO: "로그인하려면 터미널이 필요합니다. 코드와 비밀번호는 터미널에서만 물어봅니다."},
		Hint:     Text{EN: "Run it in a terminal.", KO: "터미널에서 실행하세요."},
	}
	CourierNotPrivate = Trouble{
		Sentence: Text{EN: "Others may look into “{name}”, where the session would lie.", KO: "로그인 정보를 둘 ‘{name}’ 폴더를 다른 사람도 볼 수 있습니다."},
		Hint:     Text{EN: "Make it yours alone: chmod 700 {quoted}", KO: "나만 볼 수 있게 하세요: chmod 700 {quoted}"},
	}
	CourierBroken = Trouble{
		Sentence: Text{EN: "The session “{name}” is damaged, or is locked by another key.", KO: "로그인 정보 ‘{name}’{name|이|가} 손상되었거나 다른 키로 잠겨 있습니다."},
		Hint:     Text{EN: "exile telegram logout --here removes it; then sign in again, and end the old session in the app, under Settings, Devices. The journals stay.", KO: "exile telegram logout --here로 지우고 다시 로그인한 뒤, 앱의 설정 → 기기에서 예전 로그인을 끊으세요. 전송 기록은 남습니다."},
	}
	CourierBrokenKey = Trouble{
		Sentence: Text{EN: "“{name}” is damaged; without it nothing in “{dir}” can be opened.", KO: "키 파일 ‘{name}’{name|이|가} 손상되었습니다. 이 키가 없으면 ‘{dir}’ 폴더의 것을 열 수 없습니다."},
		Hint:     Text{EN: "Put key.age back from a backup if you have one. Else move the whole folder away, sign in anew, and end the old session in the app, under Settings, Devices. What was begun cannot be gone on with or undone by exile then, nor a second delivery be noticed.", KO: "백업이 있으면 key.age를 되돌려 놓으세요. 없으면 폴더를 통째로 다른 곳에 옮기고 다시 로그인한 뒤, 앱의 설정 → 기기에서 예전 로그인을 끊으세요. 그러면 하던 전송을 잇거나 undo로 되돌릴 수 없고, 같은 대화를 다시 보내도 알아채지 못합니다."},
	}
	CourierBrokenSecret = Trouble{
		Sentence: Text{EN: "“{name}” is damaged, missing, or of another key: exile cannot tell its own journals and receipts by it.", KO: "‘{name}’ 파일이 손상되었거나 없거나 다른 키의 것입니다. 이 파일이 있어야 전송 기록과 확인서가 내 것인지 알 수 있습니다."},
		Hint:     Text{EN: "Put secret.age back from a backup if you have one. Else move the whole folder “{dir}” away and sign in anew. What was begun cannot be gone on with or undone by exile then, nor a second delivery be noticed.", KO: "백업이 있으면 secret.age를 되돌려 놓으세요. 없으면 ‘{dir}’ 폴더를 통째로 다른 곳에 옮기고 다시 로그인하세요. 그러면 하던 전송을 잇거나 undo로 되돌릴 수 없고, 같은 대화를 다시 보내도 알아채지 못합니다."},
	}
	CourierProxy = Trouble{
		Sentence: Text{EN: "The proxy in ALL_PROXY or all_proxy is not understood.", KO: "ALL_PROXY 또는 all_proxy에 적힌 프록시를 이해하지 못했습니다."},
		Hint:     Text{EN: "Only SOCKS5 is: socks5://HOST:PORT.", KO: "SOCKS5만 됩니다: socks5://호스트:포트."},
	}
	CourierOffset = Trouble{
		Sentence: Text{EN: "The plan's offset from UTC is none that Telegram knows.", KO: "계획에 적힌 시차를 텔레그램에서는 쓸 수 없습니다."},
		Hint:     Text{EN: "Take quarters of an hour from -12:00 to +14:00: --telegram-offset.", KO: "--telegram-offset은 -12:00부터 +14:00까지 15분 단위로 정하세요."},
	}
	CourierNoChat = Trouble{
		Sentence: Text{EN: "There is no chat “{name}” in your Telegram.", KO: "내 텔레그램에 ‘{name}’{name|이라는|라는} 대화가 없습니다."},
		Hint:     Text{EN: "`exile telegram chats` shows them with their numbers.", KO: "`exile telegram chats`로 대화와 번호를 볼 수 있습니다."},
	}
	CourierManyChats = Trouble{
		Sentence: Text{EN: "Several chats are called “{name}”: {chats}.", KO: "‘{name}’{name|이라는|라는} 대화가 여럿입니다: {chats}."},
		Hint:     Text{EN: "Choose one by its number with --to.", KO: "--to에 번호를 적어 골라 주세요."},
	}
	CourierRefusedChat = Trouble{
		Sentence: Text{EN: "No import into “{name}” is allowed: {why}.", KO: "‘{name}’{name|으로|로}는 가져올 수 없습니다: {why}."},
		Hint:     Text{EN: "Without --to it goes into a new group with you alone.", KO: "--to를 쓰지 않으면 나 혼자 있는 새 그룹으로 갑니다."},
	}
	CourierFitGroup = Trouble{
		Sentence: Text{EN: "“{name}” is a group's history and does not go into a private chat.", KO: "‘{name}’{name|은|는} 그룹 대화여서 1:1 대화로 가져올 수 없습니다."},
		Hint:     CourierRefusedChat.Hint,
	}
	CourierFitPrivate = Trouble{
		Sentence: Text{EN: "“{name}” is a private chat and does not go into a group as it is.", KO: "‘{name}’{name|은|는} 1:1 대화여서 그대로는 그룹으로 가져올 수 없습니다."},
		Hint:     Text{EN: "Plan it again with --as-group.", KO: "--as-group을 붙여 다시 계획하세요."},
	}
	CourierLargeFile = Trouble{
		Sentence: Text{EN: "“{name}” in “{title}” has {size}; Telegram takes {limit}.", KO: "‘{title}’의 파일 ‘{name}’{name|은|는} {size}입니다. 텔레그램은 {limit}까지 받습니다."},
		Hint:     courierOnlyKind,
	}
	CourierLargeFiles = Trouble{
		Sentence: Text{EN: "“{name}” in “{title}” has {size}, and {others} {others|other file is|other files are} too large as well; Telegram takes {limit}.", KO: "‘{title}’의 파일 ‘{name}’{name|은|는} {size}이고, 그 밖에도 너무 큰 파일이 {others}개 있습니다. 텔레그램은 {limit}까지 받습니다."},
		Hint:     courierOnlyKind,
	}
	CourierEmptyFile = Trouble{
		Sentence: Text{EN: "“{name}” in “{title}” is empty, and Telegram takes no empty file.", KO: "‘{title}’의 파일 ‘{name}’{name|이|가} 비어 있습니다. 텔레그램은 빈 파일을 받지 않습니다."},
		Hint:     Text{EN: "exile leaves such files out: run it through `exile telegram plan`, with both programs of one version.", KO: "exile은 빈 파일을 빼고 건네줍니다. 두 프로그램을 같은 버전으로 맞추고 `exile telegram plan`으로 실행하세요."},
	}
	CourierMoreSee = Trouble{
		Sentence: Text{EN: "More people are in “{name}” now than you confirmed: {n} instead of {was}.", KO: "‘{name}’에 있는 사람이 계획을 확인하실 때보다 늘었습니다. {was}명에서 {n}명이 되었습니다."},
		Hint:     Text{EN: "Nothing was delivered there. Look who is in it; if they may see all of it, plan it anew.", KO: "그곳에는 아무것도 보내지 않았습니다. 누가 있는지 보시고, 모두 봐도 괜찮다면 다시 계획하세요."},
	}
	CourierLargeText = Trouble{
		Sentence: Text{EN: "The text of “{title}” has {size}; Telegram takes {limit}.", KO: "‘{title}’의 대화 파일은 {size}입니다. 텔레그램은 {limit}까지 받습니다."},
		Hint:     Text{EN: "Plan it in parts: --part 10000.", KO: "plan에 --part 10000을 붙여 나누어 계획하세요."},
	}
	CourierBefore = Trouble{
		Sentence: Text{EN: "The very text of “{title}” ({part}) was delivered into this chat before, or may have been, by another plan.", KO: "‘{title}’({part})의 내용은 다른 계획으로 이 대화에 이미 보냈거나 보냈을 수 있습니다."},
		Hint:     Text{EN: "Look into the chat. If it is to be there twice, plan it with --again.", KO: "대화를 확인해 보세요. 두 번 들어가도 된다면 --again을 붙여 계획하세요."},
	}
	CourierUnknown = Trouble{
		Sentence: Text{EN: "Whether the import of “{title}” ({part}) was started is not known: no clear answer came, and its messages have not appeared.", KO: "‘{title}’의 가져오기({part})가 시작되었는지 알 수 없습니다. 분명한 답을 받지 못했고 메시지도 나타나지 않았습니다."},
		Hint:     Text{EN: "Nothing is repeated by itself: `exile telegram push {path}` looks again. If the messages are still not in the chat after some hours, `exile telegram push {path} --retry-unknown` starts it again. Were the first only late, they would then be there twice.", KO: "저절로 다시 시작하지는 않습니다. `exile telegram push {path}`{path|을|를} 실행하면 다시 확인합니다. 몇 시간이 지나도 대화에 메시지가 없으면 `exile telegram push {path} --retry-unknown`으로 다시 시작할 수 있습니다. 처음 것이 늦어졌을 뿐이라면 메시지가 두 번 들어갈 수 있습니다."},
	}
	CourierLostImport = Trouble{
		Sentence: Text{EN: "Telegram no longer knows the import of “{title}” ({part}), which was not started: no message of it is in the chat.", KO: "텔레그램이 ‘{title}’의 가져오기({part})를 더는 알지 못합니다. 시작되지 않았고, 대화에 그 메시지도 없습니다."},
		Hint:     Text{EN: "Push again: `exile telegram push {path}` begins this import anew; what was delivered before stays, and is not sent again.", KO: "`exile telegram push {path}`{path|을|를} 다시 실행하세요. 이번 가져오기만 처음부터 다시 하고, 이미 보낸 것은 다시 보내지 않습니다."},
	}
	CourierEmptyPlan = Trouble{
		Sentence: Text{EN: "There is nothing to deliver.", KO: "보낼 것이 없습니다."},
		Hint:     Text{EN: "No message of the chat fits the filters.", KO: "조건에 맞는 메시지가 없습니다."},
	}
	CourierOneChat = Trouble{
		Sentence: Text{EN: "--to and --new-group name one target, but several chats are to be delivered.", KO: "--to와 --new-group은 보낼 곳 하나를 정하는데, 보낼 대화가 여럿입니다."},
		Hint:     Text{EN: "Plan each chat by itself, or let each go into a new group of its own.", KO: "대화마다 따로 계획하거나, 각각 새 그룹으로 보내세요."},
	}
	CourierOtherAccount = Trouble{
		Sentence: Text{EN: "This plan was made for another account than the one that is signed in.", KO: "이 계획은 지금 로그인한 계정이 아니라 다른 계정으로 만들었습니다."},
		Hint:     Text{EN: "Sign in as that account, or plan it anew.", KO: "그 계정으로 로그인하거나 다시 계획하세요."},
	}
	CourierOtherReceipt = Trouble{
		Sentence: Text{EN: "This receipt is of another account than the one that is signed in.", KO: "이 확인서는 지금 로그인한 계정이 아니라 다른 계정의 것입니다."},
		Hint:     Text{EN: "Sign in as that account.", KO: "그 계정으로 로그인하세요."},
	}
	CourierChanged = Trouble{
		Sentence: Text{EN: "The chat is not what was planned any more.", KO: "대화가 계획할 때와 달라졌습니다."},
		Hint:     Text{EN: "The store was changed since, or a name or filter is another. If nothing was delivered yet, plan it anew; else undo first what was.", KO: "그 뒤로 보관소가 바뀌었거나 이름이나 조건이 달라졌습니다. 아직 보낸 것이 없으면 다시 계획하세요. 이미 보낸 것이 있으면 먼저 undo로 되돌리세요."},
	}
	CourierNotPlan = Trouble{
		Sentence: Text{EN: "“{name}” is no plan of exile's, or is damaged.", KO: "‘{name}’{name|은|는} exile의 계획 파일이 아니거나 손상되었습니다."},
		Hint:     Text{EN: "Make one with exile telegram plan.", KO: "exile telegram plan으로 만드세요."},
	}
	CourierTakenBack = Trouble{
		Sentence: Text{EN: "What this plan delivered was taken back.", KO: "이 계획으로 보낸 것은 이미 undo로 되돌렸습니다."},
		Hint:     Text{EN: "Nothing was sent. To deliver it again, plan it anew: exile telegram plan.", KO: "아무것도 보내지 않았습니다. 다시 보내려면 exile telegram plan으로 새로 계획하세요."},
	}
	CourierForgedPlan = Trouble{
		Sentence: Text{EN: "This plan was changed after it was confirmed, or was not made on this computer.", KO: "이 계획 파일은 확인하신 뒤에 고쳐졌거나 다른 컴퓨터에서 만든 것입니다."},
		Hint:     Text{EN: "Nothing was sent. Plan it anew: exile telegram plan.", KO: "아무것도 보내지 않았습니다. exile telegram plan으로 다시 계획하세요."},
	}
	CourierPlanVersion = Trouble{
		Sentence: Text{EN: "“{name}” is a plan of another version of exile.", KO: "‘{name}’{name|은|는} 다른 버전의 exile이 만든 계획입니다."},
		Hint:     Text{EN: "Finish it with that version, or plan it anew.", KO: "그 버전으로 마치거나 다시 계획하세요."},
	}
	CourierNotReceipt = Trouble{
		Sentence: Text{EN: "“{name}” is no receipt that this courier wrote, or it was changed.", KO: "‘{name}’{name|은|는} 이 컴퓨터에서 쓴 확인서가 아니거나 고쳐졌습니다."},
		Hint:     Text{EN: "Nothing was deleted. `exile telegram verify PLAN` writes a new one.", KO: "아무것도 지우지 않았습니다. `exile telegram verify 계획파일`로 새로 쓸 수 있습니다."},
	}
	CourierJournal = Trouble{
		Sentence: Text{EN: "“{name}”, the journal of a delivery, is damaged or is another plan's.", KO: "전송 기록 ‘{name}’{name|이|가} 손상되었거나 다른 계획의 것입니다."},
		Hint:     courierMoveJournal,
	}
	CourierJournalVersion = Trouble{
		Sentence: Text{EN: "“{name}”, the journal of a delivery, is of another version of exile.", KO: "전송 기록 ‘{name}’{name|은|는} 다른 버전의 exile이 쓴 것입니다."},
		Hint:     Text{EN: "Nothing was sent. Finish that delivery with that version. Or look in Telegram what it delivered, and move the file out of the folder: without it exile cannot go on with that plan, nor notice that something is delivered a second time.", KO: "아무것도 보내지 않았습니다. 그 전송은 그 버전으로 마치세요. 아니면 그 전송으로 무엇이 도착했는지 텔레그램에서 확인한 뒤 이 파일을 폴더 밖으로 옮기세요. 파일이 없으면 그 계획을 이어서 할 수 없고, 같은 내용을 다시 보내도 알아채지 못합니다."},
	}
	CourierPace = Trouble{
		Sentence: Text{EN: "“{name}”, the record of when imports were started, is damaged.", KO: "지난 가져오기의 시각을 적은 ‘{name}’{name|이|가} 손상되었습니다."},
		Hint:     Text{EN: "Delete it, and wait a day before you go on.", KO: "이 파일을 지우고 하루 기다렸다가 계속하세요."},
	}
	CourierBundle = Trouble{
		Sentence: Text{EN: "What is handed over is no chat of exile's, or was cut off.", KO: "건네받은 것이 exile이 보낸 대화가 아니거나 중간에 끊겼습니다."},
		Hint:     Text{EN: "Run it through exile: `exile telegram {command}`. If you did, exile tells the reason too.", KO: "`exile telegram {command}`{command|으로|로} 실행하세요. 그렇게 하셨다면 exile이 함께 알린 까닭을 봐 주세요."},
	}
	CourierBundleVersion = Trouble{
		Sentence: Text{EN: "exile and exile-telegram are of different versions.", KO: "exile과 exile-telegram의 버전이 다릅니다."},
		Hint:     Text{EN: "Build both anew from the same source.", KO: "같은 소스에서 둘 다 다시 빌드하세요."},
	}
	CourierTaken = Trouble{
		Sentence: Text{EN: "“{name}” exists already; it was not replaced.", KO: "‘{name}’{name|이|가} 이미 있어 덮어쓰지 않았습니다."},
		Hint:     Text{EN: "Choose another name with -o, or replace it with --force.", KO: "-o로 다른 이름을 정하거나 --force로 덮어쓰세요."},
	}
	CourierNoState = Trouble{
		Sentence: Text{EN: "There is no place for the session: no home folder is known.", KO: "홈 폴더를 알 수 없어 로그인 정보를 둘 곳이 없습니다."},
		Hint:     Text{EN: "Name a folder with EXILE_TELEGRAM_DIR.", KO: "EXILE_TELEGRAM_DIR로 폴더를 정해 주세요."},
	}
	CourierCancelledLine = Trouble{
		Sentence: Text{EN: "Cancelled.", KO: "취소했습니다."},
		Hint:     Text{},
	}
	CourierCheckpoint = Trouble{
		Sentence: Text{EN: "Stopped at a checkpoint: {done} of {n} imports are in Telegram's hands.", KO: "이어서 할 수 있게 멈췄습니다. 가져오기 {n}번 가운데 {done}번을 마쳤습니다."},
		Hint:     Text{EN: "`exile telegram push {path}` goes on from here and does not do again what is done.", KO: "`exile telegram push {path}`{path|을|를} 다시 실행하면 이어서 합니다. 이미 한 일은 되풀이하지 않습니다."},
	}
	CourierFailed = Trouble{
		Sentence: Text{EN: "It failed: {why}", KO: "실패했습니다: {why}"},
		Hint:     Text{EN: "If it happens again, tell us this line. A push goes on where it stopped.", KO: "다시 해도 같으면 이 문장을 그대로 알려 주세요. push는 멈춘 곳에서 이어집니다."},
	}
)

// courierMoveJournal is the way out where a journal cannot be read: as long as it lies
// there, nobody knows what it delivered, and nothing is planned or pushed.
var courierMoveJournal = Text{
	EN: "Nothing was sent. Look in Telegram what that plan delivered, then move the file out of the folder: without it exile cannot go on with that plan, nor notice that something is delivered a second time.",
	KO: "아무것도 보내지 않았습니다. 그 계획으로 무엇이 도착했는지 텔레그램에서 확인한 뒤 이 파일을 폴더 밖으로 옮기세요. 파일이 없으면 그 계획을 이어서 할 수 없고, 같은 내용을 다시 보내도 알아채지 못합니다.",
}
