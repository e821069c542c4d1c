package lang

import "exile/export"

// What is worth knowing.
var notes = []About{
	{
		Code: export.IgnoredOrder,
		Sentence: Text{
			EN: "The dates themselves show which number is the day, so --date-order was not followed.",
			KO: "날짜만 보아도 어느 숫자가 일인지 알 수 있어 --date-order를 따르지 않았습니다.",
		},
		Remedy: Text{
			EN: "Leave --date-order out for this file.",
			KO: "이 파일에는 --date-order를 쓰지 않으셔도 됩니다.",
		},
	},
	{
		Code: export.OnlyInOriginal,
		Sentence: Text{
			EN: "{n} {n|detail|details} of the export {n|is|are} kept in its original alone: exile has no place for {n|it|them}.",
			KO: "내보낸 파일에 적힌 세부 정보 {n}개는 exile이 따로 다루지 않아 함께 보관하는 원본에만 남습니다.",
		},
		Remedy: Text{
			EN: "Keep the export itself, or `exile add` it, which keeps the original too.",
			KO: "내보낸 파일을 그대로 두시거나, 원본까지 함께 보관하는 `exile add`를 쓰세요.",
		},
	},
	{
		Code: export.TypedMarker,
		Sentence: Text{
			EN: "What the app writes for a photo, a call or a sticker looks the same when somebody types it.",
			KO: "사진, 통화, 이모티콘 자리에 앱이 적는 말은 누군가 직접 입력한 말과 구별되지 않습니다.",
		},
		Remedy: Text{
			EN: "An export with media names photos and videos by their files.",
			KO: "미디어를 포함해 내보내면 사진과 동영상은 파일 이름으로 적혀 구별됩니다.",
		},
	},
	{
		Code: export.UnknownMarker,
		Sentence: Text{
			EN: "{n} {n|message looks|messages look} like words of the app that exile does not know; {n|it was|they were} kept as text.",
			KO: "앱이 적은 말로 보이지만 exile이 모르는 메시지가 {n}개 있어 글 그대로 두었습니다.",
		},
		Remedy: Text{
			EN: "`exile inspect` prints the words. If the app wrote them, please tell us.",
			KO: "`exile inspect`로 그 말을 볼 수 있습니다. 앱이 적은 말이라면 저희에게 알려 주세요.",
		},
	},
	{
		Code: export.SeparateChat,
		Sentence: Text{
			EN: "{n} {n|chat|chats} may be of a room that is in another input or in the store; as that is not certain, {n|it was|they were} kept apart.",
			KO: "다른 입력이나 보관소에 있는 것과 같은 방일 수 있는 대화가 {n}개 있지만, 확실하지 않아 따로 두었습니다.",
		},
		Remedy: Text{
			EN: "If two chats of a store are one room, `exile merge CHAT CHAT` joins them, and `exile split` undoes that; `exile list` gives the numbers.",
			KO: "보관소의 두 대화가 같은 방이라면 `exile merge 대화 대화`로 합치고, `exile split`으로 되돌릴 수 있습니다. 번호는 `exile list`에서 볼 수 있습니다.",
		},
	},
	{
		Code: export.ContestedFile,
		Sentence: Text{
			EN: "{n} {n|file|files} may belong to messages of more than one room, and {n|was|were} given to none.",
			KO: "파일 {n}개는 두 곳 이상의 채팅방에 들어맞아 어느 쪽에도 넣지 않았습니다.",
		},
		Remedy: Text{
			EN: "Put each room with its own files into a folder of its own.",
			KO: "채팅방마다 폴더를 따로 만들어 그 방의 파일과 함께 두세요.",
		},
	},
	{
		Code: export.NamedOnly,
		Sentence: Text{
			EN: "{n} {n|file is|files are} in the output by name and SHA-256 alone, not with {n|its|their} content.",
			KO: "파일 {n}개는 결과에 이름과 SHA-256만 적었고, 내용은 넣지 않았습니다.",
		},
		Remedy: Text{
			EN: "The files themselves stay in the export, or in your store.",
			KO: "파일은 원본(보관소에 담았다면 보관소)에 그대로 있습니다.",
		},
	},
	{
		Code: export.UnclaimedFile,
		Sentence: Text{
			EN: "{n} {n|file|files} in the input {n|belongs|belong} to no message and {n|was|were} left alone.",
			KO: "입력에 있는 파일 {n}개는 어느 메시지에도 나오지 않아 그대로 두었습니다.",
		},
		Remedy: Text{
			EN: "See which with --problems FILE; they stay where they are.",
			KO: "어떤 파일인지는 --problems 파일로 볼 수 있습니다. 원래 자리에 그대로 있습니다.",
		},
	},
	{
		Code: export.GuardedLine,
		Sentence: Text{
			EN: "{n} {n|line|lines} inside messages looked like the start of a new one and got an invisible guard.",
			KO: "메시지 속 {n}줄이 새 메시지처럼 보여, 눈에 띄지 않는 표시를 앞에 붙였습니다.",
		},
		Remedy: Text{
			EN: "The words are unchanged; nothing needs doing.",
			KO: "글은 그대로이니 따로 하실 일은 없습니다.",
		},
	},
	{
		Code: export.ChangedName,
		Sentence: Text{
			EN: "{n} {n|name was|names were} written differently so that people stay apart and the target takes {n|it|them}.",
			KO: "사람이 섞이지 않고 형식에도 맞도록 이름 {n}개를 조금 다르게 적었습니다.",
		},
		Remedy: Text{
			EN: "Choose a name yourself with --as \"NAME=First Last\".",
			KO: "--as \"이름=새 이름\"으로 직접 정하실 수 있습니다.",
		},
	},
	{
		Code: export.SentAsFile,
		Sentence: Text{
			EN: "{n} voice or video {n|message goes|messages go} as {n|a plain file|plain files} that can still be opened and played.",
			KO: "음성·동영상 {n}개는 일반 파일로 갑니다. 눌러서 재생할 수 있습니다.",
		},
		Remedy: Text{
			EN: "The files are unchanged; nothing needs doing.",
			KO: "파일은 그대로이니 따로 하실 일은 없습니다.",
		},
	},
	{
		Code: export.SeveralParts,
		Sentence: Text{
			EN: "The bundle is split: each part is imported on its own, in order, and Telegram shows them as separate imports.",
			KO: "여러 부분으로 나누었습니다. 순서대로 하나씩 가져오며, 텔레그램에는 각각 따로 가져온 것으로 보입니다.",
		},
		Remedy: Text{
			EN: "Import one a day into the same chat: Telegram slows down imports that follow each other closely. Fewer, larger parts: --part.",
			KO: "연달아 가져오면 텔레그램이 늦추므로, 같은 대화로는 하루에 하나씩 가져오세요. 부분을 더 크게 하려면 --part를 쓰세요.",
		},
	},
	{
		Code: export.GuardedCell,
		Sentence: Text{
			EN: "{n} {n|cell|cells} that a spreadsheet would take for {n|a formula|formulas} got an apostrophe in front.",
			KO: "엑셀이 수식으로 볼 수 있는 칸 {n}개에는 앞에 작은따옴표(')를 붙였습니다.",
		},
		Remedy: Text{
			EN: "Leave it there where a spreadsheet opens the table; a program that reads it is better served by --for-scripts.",
			KO: "엑셀에서 여실 때는 그대로 두세요. 프로그램으로 읽으실 때는 --for-scripts로 빼실 수 있습니다.",
		},
	},
	{
		Code: export.LongCell,
		Sentence: Text{
			EN: "{n} {n|cell is|cells are} longer than Excel has room for, and {n|goes|go} on in the rows below.",
			KO: "엑셀 한 칸에 들어가지 않는 긴 내용 {n}개는 아래 행에 이어 적었습니다.",
		},
		Remedy: Text{
			EN: "Such a row has the kind “continued”. Without them: --for-scripts.",
			KO: "그런 행은 종류가 ‘이어짐’입니다. 나누지 않으려면 --for-scripts를 쓰세요.",
		},
	},
	{
		Code: export.LongTable,
		Sentence: Text{
			EN: "A sheet of Excel has not room for all rows, so the table is in {n} files.",
			KO: "엑셀 시트 하나에 모든 행이 들어가지 않아 표를 파일 {n}개로 나누었습니다.",
		},
		Remedy: Text{
			EN: "They go on in the order of the numbers at the ends of their names. One file: --for-scripts.",
			KO: "파일 이름 끝의 번호 순서대로 이어집니다. 파일 하나로 두려면 --for-scripts를 쓰세요.",
		},
	},
	{
		Code: export.MovedTime,
		Sentence: Text{
			EN: "The time of {n} {n|message|messages} was moved slightly so that everything stays in order.",
			KO: "순서를 지키려고 메시지 {n}개의 시각을 조금 옮겼습니다.",
		},
		Remedy: Text{
			EN: "The export itself still has the times as they were.",
			KO: "원래 시각은 내보낸 파일에 그대로 있습니다.",
		},
	},
}
