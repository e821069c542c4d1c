package lang

import "exile/export"

// What the export itself does not have.
var absent = []About{
	{
		Code: export.MissingFile,
		Sentence: Text{
			EN: "{n} {n|file is|files are} named in the export but not in it.",
			KO: "파일 {n}개는 이름만 있고 내보낸 파일에는 들어 있지 않습니다.",
		},
		Remedy: Text{
			EN: "If they lie elsewhere, name their folder with --media DIR, or give the whole exported folder or zip. What is nowhere can still be saved from the chat while the app has it.",
			KO: "다른 곳에 있다면 --media 폴더로 알려 주시거나, 내보낸 폴더나 zip을 통째로 지정해 주세요. 어디에도 없으면 보관 기간이 끝나기 전에 채팅방에서 직접 저장해 두세요.",
		},
	},
	{
		Code: export.MissingPart,
		Sentence: Text{
			EN: "{n} {n|part|parts} of what was exported {n|is|are} not in the input, and the messages in {n|it|them} are not here.",
			KO: "내보낸 것의 일부({n}개)가 입력에 없어, 거기에 든 메시지는 들어오지 않았습니다.",
		},
		Remedy: Text{
			EN: "Give all parts together: the whole folder, or every file of that name.",
			KO: "빠진 파일까지 모두 함께 지정해 주세요. 폴더를 통째로 지정해도 됩니다.",
		},
	},
	{
		Code: export.NotExported,
		Sentence: Text{
			EN: "{n} {n|photo, video or other file is|photos, videos and other files are} only mentioned in the export.",
			KO: "사진·동영상 같은 파일 {n}개는 있었다는 표시만 남아 있습니다.",
		},
		Remedy: Text{
			EN: "Where the app exports with media, open {n|it|them} once, then export again so. KakaoTalk of a computer exports text alone: save the files from the chat and name their folder with --media DIR. Stickers rarely come along.",
			KO: "미디어를 포함해 내보낼 수 있는 앱이라면 한 번 열어 내려받은 다음 그렇게 다시 내보내 주세요. 컴퓨터용 카카오톡은 글만 내보내므로, 채팅방에서 파일을 저장해 두고 그 폴더를 --media 폴더로 알려 주세요. 이모티콘은 대개 내보내지지 않습니다.",
		},
	},
	{
		Code: export.Expired,
		Sentence: Text{
			EN: "{n} {n|file had|files had} expired: the app no longer has {n|it|them}.",
			KO: "파일 {n}개는 보관 기간이 끝나 앱에도 남아 있지 않습니다.",
		},
		Remedy: Text{
			EN: "Ask the person who sent {n|it|them}, or look in your gallery, your downloads and older backups.",
			KO: "보낸 분께 부탁하시거나, 갤러리와 다운로드 폴더, 예전 백업을 찾아보세요.",
		},
	},
	{
		Code: export.MaybeTruncated,
		Sentence: Text{
			EN: "{n} long {n|text ends|texts end} exactly where the app cuts, so the end may be missing.",
			KO: "긴 글 {n}개가 앱이 자르는 길이에서 딱 끝납니다. 뒷부분이 빠졌을 수 있습니다.",
		},
		Remedy: Text{
			EN: "Tap “View all” on {n|it|them} in KakaoTalk and export again.",
			KO: "카카오톡에서 ‘전체보기’를 눌러 연 다음 다시 내보내 보세요.",
		},
	},
}
