package lang

import "exile/export"

// What the source left open and exile chose.
var assumed = []About{
	{
		Code: export.AssumedZone,
		Sentence: Text{
			EN: "The export states no time zone; this one was taken.",
			KO: "내보낸 파일에 시간대가 적혀 있지 않아 이 시간대로 보았습니다.",
		},
		Remedy: Text{
			EN: "If the device was elsewhere when it exported, say where: --tz America/New_York.",
			KO: "다른 나라에서 내보냈다면 --tz America/New_York처럼 알려 주세요.",
		},
	},
	{
		Code: export.AssumedSeconds,
		Sentence: Text{
			EN: "The export knows only minutes; {n} {n|message was|messages were} written with :00 seconds.",
			KO: "내보낸 파일에는 분까지만 있어, 메시지 {n}개를 0초로 적었습니다.",
		},
		Remedy: Text{
			EN: "The order of the messages is kept; nothing needs doing.",
			KO: "메시지 순서는 그대로이니 따로 하실 일은 없습니다.",
		},
	},
	{
		Code: export.AssumedOffset,
		Sentence: Text{
			EN: "All times were written in one fixed offset from UTC.",
			KO: "모든 시각을 한 시간대에 맞추어 적었습니다.",
		},
		Remedy: Text{
			EN: "The phone that imports must be in the same offset now; otherwise give --telegram-offset.",
			KO: "가져올 때 휴대폰 시간대가 이와 같아야 합니다. 다르면 --telegram-offset으로 정해 주세요.",
		},
	},
	{
		Code: export.AssumedSelf,
		Sentence: Text{
			EN: "Who you are was inferred from the export.",
			KO: "내보낸 내용을 보고 누가 본인인지 짐작했습니다.",
		},
		Remedy: Text{
			EN: "If this is wrong, say it: --me NAME.",
			KO: "틀렸다면 --me 이름으로 알려 주세요.",
		},
	},
	{
		Code: export.UnknownSelf,
		Sentence: Text{
			EN: "It is not known which of the people is you, so your messages may land on the others' side.",
			KO: "누가 본인인지 알 수 없어, 내 메시지가 상대방 쪽에 놓일 수 있습니다.",
		},
		Remedy: Text{
			EN: "Say it with --me NAME; `exile inspect` lists the names.",
			KO: "--me 이름으로 알려 주세요. 이름은 `exile inspect`에서 볼 수 있습니다.",
		},
	},
	{
		Code: export.TimeInferred,
		Sentence: Text{
			EN: "{n} {n|line carries|lines carry} no time and took {n|that of its neighbour|those of their neighbours}.",
			KO: "시각이 없는 {n}줄은 바로 앞 메시지의 시각을 따랐습니다.",
		},
		Remedy: Text{
			EN: "The order is kept; nothing needs doing.",
			KO: "순서는 그대로이니 따로 하실 일은 없습니다.",
		},
	},
	{
		Code: export.UnknownTime,
		Sentence: Text{
			EN: "No day stands before {n} {n|message|messages}, so {n|its time is|their times are} not known.",
			KO: "메시지 {n}개는 앞에 날짜가 없어 언제 것인지 알 수 없습니다.",
		},
		Remedy: Text{
			EN: "Copy again from the date line on, or export the whole chat.",
			KO: "날짜 줄부터 다시 복사하거나, 대화 전체를 내보내 주세요.",
		},
	},
	{
		Code: export.MissingLog,
		Sentence: Text{
			EN: "No log (-wal) lies beside {n} {n|database|databases}. If the app was still open when {n|it was|they were} copied, the newest messages are in that log.",
			KO: "데이터베이스 {n}개 옆에 로그(-wal) 파일이 없습니다. 앱이 열린 채 복사한 것이라면 최근 메시지는 그 로그에 있습니다.",
		},
		Remedy: Text{
			EN: "Copy the file of the same name that ends in -wal as well, if there is one.",
			KO: "이름이 같고 -wal로 끝나는 파일이 있다면 함께 복사해 주세요.",
		},
	},
	{
		Code: export.OutOfOrder,
		Sentence: Text{
			EN: "{n} {n|message is|messages are} earlier than the one before {n|it|them} in the file; they were put in order of time.",
			KO: "메시지 {n}개는 파일에서 바로 앞 메시지보다 시각이 이릅니다. 시각 순서로 놓았습니다.",
		},
		Remedy: Text{
			EN: "Some apps write what arrived late where it arrived. If there are many, the file may have been edited or joined.",
			KO: "늦게 도착한 메시지를 도착한 자리에 적는 앱도 있습니다. 많다면 누군가 고치거나 이어 붙인 파일일 수 있습니다.",
		},
	},
	{
		Code: export.TwinNames,
		Sentence: Text{
			EN: "People of the same name cannot be told apart ({n}).",
			KO: "이름이 같은 사람은 구별할 수 없습니다({n}건).",
		},
		Remedy: Text{
			EN: "If you know of such a pair, change the name of one in the app's list of friends and export again.",
			KO: "실제로 다른 분들이라면 앱의 친구 목록에서 한 분의 이름을 바꾼 뒤 다시 내보내 보세요.",
		},
	},
	{
		Code: export.DateOrder,
		Sentence: Text{
			EN: "No day above 12 stands near the beginning, so the reader may take the day for the month.",
			KO: "앞부분에 12보다 큰 날짜가 없어 월과 일이 뒤바뀌어 읽힐 수 있습니다.",
		},
		Remedy: Text{
			EN: "Import into a test group first and check the dates. If day and month are swapped, delete the import and tell us.",
			KO: "시험 그룹에 먼저 가져와 날짜를 확인하세요. 날짜가 뒤바뀌었다면 가져온 것을 지우고 저희에게 알려 주세요.",
		},
	},
	{
		Code: export.GuessedDates,
		Sentence: Text{
			EN: "Nothing in the file shows for certain which number of a date is the day.",
			KO: "날짜에서 어느 숫자가 일이고 어느 숫자가 월인지 파일만으로는 확실하지 않습니다.",
		},
		Remedy: Text{
			EN: "Look at a date that you remember. If day and month are swapped: --date-order dmy, or --date-order mdy.",
			KO: "기억나는 날짜를 확인해 주세요. 일과 월이 뒤바뀌었다면 --date-order dmy 또는 --date-order mdy로 알려 주세요.",
		},
	},
	{
		Code: export.LearntDates,
		Sentence: Text{
			EN: "The dates have a shape not seen before; it was learnt from the file.",
			KO: "처음 보는 날짜 모양이라 파일에서 규칙을 익혀 읽었습니다.",
		},
		Remedy: Text{
			EN: "Compare a few dates with the app, and tell us the device's language.",
			KO: "날짜 몇 개를 앱과 비교해 보시고, 기기의 언어를 알려 주세요.",
		},
	},
	{
		Code: export.GuessedLines,
		Sentence: Text{
			EN: "The line endings do not show where messages end, so the dates decided.",
			KO: "줄바꿈만으로는 메시지의 끝을 알 수 없어 날짜를 보고 나누었습니다.",
		},
		Remedy: Text{
			EN: "Use the file as the app wrote it; editors, mail programs and git rewrite line endings.",
			KO: "앱이 만든 파일을 그대로 쓰세요. 편집기나 메일이 줄바꿈을 바꾸는 일이 많습니다.",
		},
	},
	{
		Code: export.GuessedName,
		Sentence: Text{
			EN: "In {n} {n|line|lines} the name could not be told from the text after it for certain.",
			KO: "{n}줄에서 어디까지가 이름인지 확실하지 않습니다.",
		},
		Remedy: Text{
			EN: "Look at {n|it|them} with --problems FILE; `exile inspect` lists the names that were found. For a chat that LINE saved on a computer, --name NAME says one as it is.",
			KO: "--problems 파일로 확인해 주세요. 찾은 이름은 `exile inspect`에서 볼 수 있습니다. 컴퓨터용 라인에서 저장한 대화라면 --name 이름으로 바로잡을 수 있습니다.",
		},
	},
	{
		Code: export.UnclosedQuote,
		Sentence: Text{
			EN: "{n} {n|message opens|messages open} a quotation mark that is never closed; {n|it was|they were} ended where the next day begins.",
			KO: "따옴표가 닫히지 않은 메시지가 {n}개 있어 다음 날짜가 시작되는 곳에서 끝난 것으로 보았습니다.",
		},
		Remedy: Text{
			EN: "Look at {n|it|them} with --problems FILE.",
			KO: "--problems 파일로 확인해 주세요.",
		},
	},
	{
		Code: export.SwallowedLines,
		Sentence: Text{
			EN: "{n} {n|line looks|lines look} like {n|a message|messages} written in another way; {n|it was|they were} kept as part of the message above.",
			KO: "다른 모양으로 적힌 메시지처럼 보이는 {n}줄을 앞 메시지의 일부로 두었습니다.",
		},
		Remedy: Text{
			EN: "If two exports were joined into this file, give them one by one. --problems FILE tells where {n|it is|they are}.",
			KO: "내보낸 파일 두 개를 이어 붙인 것이라면 하나씩 따로 지정해 주세요. 어디인지는 --problems 파일에 적힙니다.",
		},
	},
	{
		Code: export.GuessedNotice,
		Sentence: Text{
			EN: "{n} {n|line|lines} may be the app's notice or somebody's words; which is not certain.",
			KO: "{n}줄은 앱의 안내일 수도, 누군가의 말일 수도 있습니다.",
		},
		Remedy: Text{
			EN: "Look at {n|it|them} with --problems FILE. KakaoTalk of Windows marks no notices; an export of the same room from a phone tells them apart.",
			KO: "--problems 파일로 확인해 주세요. PC 카카오톡은 안내를 따로 표시하지 않지만, 같은 방을 휴대폰에서 내보내면 구별됩니다.",
		},
	},
	{
		Code: export.PairedByTime,
		Sentence: Text{
			EN: "{n} {n|file was|files were} matched to messages by time, because the export does not name {n|it|them}.",
			KO: "내보낸 대화에 파일 이름이 없어 파일 {n}개를 시각으로 메시지와 짝지었습니다.",
		},
		Remedy: Text{
			EN: "Look at a few of them before you delete anything. Files and messages left without a match are listed.",
			KO: "원본을 지우기 전에 몇 개를 확인해 보세요. 짝을 찾지 못한 파일과 메시지는 따로 알려 드립니다.",
		},
	},
}
