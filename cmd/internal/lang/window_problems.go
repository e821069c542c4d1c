package lang

import "exile/export"

// WindowProblem is Problem for whoever uses the window: it names what stands on its pages where
// Problem names flags and commands.
func WindowProblem(c export.Code) (About, bool) {
	a, ok := Problem(c)
	for _, other := range inWindow {
		if other.Code != c {
			continue
		}
		a.Remedy = other.Remedy
		if other.Sentence != (Text{}) {
			a.Sentence = other.Sentence
		}
	}
	return a, ok
}

// inWindow is what the window says otherwise. An empty sentence stays Problem's.
var inWindow = []About{
	{Code: export.UnreadLine, Remedy: Text{
		EN: "Nothing of {n|it|them} is thrown away. Please tell us the device, the app's version and its language.",
		KO: "버린 것은 없습니다. 기기와 앱 버전, 언어를 알려 주시면 고치겠습니다.",
	}},
	{Code: export.Unbalanced, Remedy: Text{
		EN: "This is a mistake in exile. Keep your export, and tell us the numbers on this page.",
		KO: "exile의 오류입니다. 원본은 지우지 마시고, 이 화면의 숫자를 알려 주세요.",
	}},
	{
		Code: export.DamagedFile,
		Sentence: Text{
			EN: "{n} {n|file|files} that you gave could not be read, or not to {n|its|their} end.",
			KO: "넣으신 파일 가운데 {n}개를 읽지 못했거나 끝까지 읽지 못했습니다.",
		},
		Remedy: Text{
			EN: "Copy {n|it|them} again from where {n|it comes|they come} from and add {n|it|them} again. Unpack a zip with a password by hand first; give another name to what was left out for its own.",
			KO: "원래 있던 곳에서 다시 복사해 넣어 주세요. 비밀번호가 걸린 zip은 먼저 직접 압축을 풀고, 이름 때문에 빠진 파일은 이름을 바꾸어 주세요.",
		},
	},
	{Code: export.ClippedName, Remedy: Text{
		EN: "Make it again with a shorter name, under “What Telegram calls people”.",
		KO: "‘텔레그램에 보이는 이름’에 짧은 이름을 적어 다시 만드실 수 있습니다.",
	}},
	{Code: export.MissingFile, Remedy: Text{
		EN: "Add the whole exported folder or zip, with its media. What is nowhere can still be saved from the chat while the app has it.",
		KO: "미디어까지 들어 있는 폴더나 zip을 통째로 넣어 주세요. 어디에도 없으면 보관 기간이 끝나기 전에 채팅방에서 직접 저장해 두세요.",
	}},
	{Code: export.NotExported, Remedy: Text{
		EN: "Where the app exports with media, open {n|it|them} there once, then export again so. KakaoTalk of a computer exports text alone: save the files from the chat. Stickers rarely come along.",
		KO: "미디어를 포함해 내보낼 수 있는 앱이라면 한 번 열어 내려받은 다음 그렇게 다시 내보내 주세요. 컴퓨터용 카카오톡은 글만 내보내므로, 채팅방에서 파일을 직접 저장해 두세요. 이모티콘은 대개 내보내지지 않습니다.",
	}},
	{Code: export.AssumedZone, Remedy: Text{
		EN: "If the device was in another time zone when it exported, all times are off by the difference. Where you add the chats, “The times or dates are wrong?” mends that.",
		KO: "다른 나라에서 내보냈다면 모든 시각이 그만큼 어긋나 있습니다. 대화를 넣는 화면의 ‘시각이나 날짜가 틀렸나요?’에서 바로잡아 주세요.",
	}},
	{Code: export.AssumedOffset, Remedy: Text{
		EN: "The phone that imports must be in the same time zone while it does.",
		KO: "가져올 때 휴대폰의 시간대가 이와 같아야 합니다.",
	}},
	{Code: export.AssumedSelf, Remedy: Text{
		EN: "If this is wrong, choose yourself from the list. What was made already is to be made again.",
		KO: "틀렸다면 목록에서 본인을 골라 주세요. 이미 만든 파일은 다시 만드셔야 합니다.",
	}},
	{Code: export.UnknownSelf, Remedy: Text{
		EN: "Choose yourself from the list. What was made already is to be made again.",
		KO: "목록에서 본인을 골라 주세요. 이미 만든 파일은 다시 만드셔야 합니다.",
	}},
	{Code: export.GuessedDates, Remedy: Text{
		EN: "Look at a date that you remember. If day and month are swapped, say so under “The times or dates are wrong?” where you add the chats.",
		KO: "기억나는 날짜를 확인해 주세요. 일과 월이 뒤바뀌었다면 대화를 넣는 화면의 ‘시각이나 날짜가 틀렸나요?’에서 바로잡아 주세요.",
	}},
	{Code: export.GuessedName, Remedy: Text{
		EN: "Look at the people of the chat: a name that is half a sentence was read so.",
		KO: "대화의 사람 목록을 확인해 주세요. 문장처럼 보이는 이름이 있다면 그렇게 읽힌 것입니다.",
	}},
	{Code: export.UnclosedQuote, Remedy: Text{
		EN: "Look at {n|it|them} in the chat: the message before may hold more than it should.",
		KO: "대화에서 확인해 주세요. 앞 메시지가 실제보다 길어져 있을 수 있습니다.",
	}},
	{Code: export.GuessedNotice, Remedy: Text{
		EN: "KakaoTalk of Windows marks no notices; an export of the same room from a phone tells them apart.",
		KO: "PC 카카오톡은 안내를 따로 표시하지 않지만, 같은 방을 휴대폰에서 내보내면 구별됩니다.",
	}},
	{Code: export.SwallowedLines, Remedy: Text{
		EN: "If two exports were joined into this file, add them one by one.",
		KO: "내보낸 파일 두 개를 이어 붙인 것이라면 하나씩 따로 넣어 주세요.",
	}},
	{
		Code: export.IgnoredOrder,
		Sentence: Text{
			EN: "The dates themselves show which number is the day, so the order that was asked for was not followed.",
			KO: "날짜만 보아도 어느 숫자가 일인지 알 수 있어 정해 주신 순서를 따르지 않았습니다.",
		},
		Remedy: Text{EN: "There is nothing to do.", KO: "따로 하실 일은 없습니다."},
	},
	{Code: export.OnlyInOriginal, Remedy: Text{
		EN: "Keep the export itself, or keep it in exile, which keeps the original too.",
		KO: "내보낸 파일을 그대로 두시거나, 원본까지 함께 두는 exile 보관소에 보관해 주세요.",
	}},
	{Code: export.UnknownMarker, Remedy: Text{
		EN: "If the app wrote {n|it|them}, please tell us the words.",
		KO: "앱이 적은 말이라면 저희에게 알려 주세요.",
	}},
	{Code: export.SeparateChat, Remedy: Text{
		EN: "If two chats are one room, nothing is missing: some messages stand in both.",
		KO: "두 대화가 같은 방이라 해도 빠진 것은 없습니다. 일부 메시지가 양쪽에 다 있을 뿐입니다.",
	}},
	{
		Code: export.UnclaimedFile,
		Sentence: Text{
			EN: "{n} {n|file|files} that you gave {n|belongs|belong} to no message and {n|was|were} left alone.",
			KO: "넣으신 파일 가운데 {n}개는 어느 메시지에도 나오지 않아 그대로 두었습니다.",
		},
		Remedy: Text{
			EN: "{n|It stays|They stay} where {n|it is|they are}.",
			KO: "원래 자리에 그대로 있습니다.",
		},
	},
	{Code: export.ChangedName, Remedy: Text{
		EN: "You can choose a name yourself when you make it again.",
		KO: "다시 만들 때 이름을 직접 정하실 수 있습니다.",
	}},
	{Code: export.SeveralParts, Remedy: Text{
		EN: "Import one a day into the same chat: Telegram slows down imports that follow each other closely.",
		KO: "연달아 가져오면 텔레그램이 늦추므로, 같은 대화로는 하루에 하나씩 가져오세요.",
	}},
	{Code: export.GuardedCell, Remedy: Text{
		EN: "Leave it there where a spreadsheet opens the table.",
		KO: "엑셀에서 여실 때는 그대로 두세요.",
	}},
	{Code: export.LongCell, Remedy: Text{
		EN: "Such a row has the kind “continued”.",
		KO: "그런 행은 종류가 ‘이어짐’입니다.",
	}},
	{Code: export.LongTable, Remedy: Text{
		EN: "They go on in the order of the numbers at the ends of their names.",
		KO: "파일 이름 끝의 번호 순서대로 이어집니다.",
	}},
}
