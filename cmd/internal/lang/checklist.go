package lang

// HelpRooms is the help page of rooms.
var HelpRooms = Help{
	Short: Text{EN: "A checklist of your chats: what to export next", KO: "대화별 점검표: 다음에 무엇을 내보낼지"},
	Long: Text{
		EN: `List the chats of the store with what it has of each: when it was last exported
and from which device, how many photos and files are named but missing, and what
to do next. Chats that need something come first.`,
		KO: `보관소의 대화마다 언제 어느 기기에서 마지막으로 내보냈는지, 이름만 있고 빠진
사진과 파일이 몇 개인지, 다음에 무엇을 하면 되는지 보여 줍니다. 할 일이 있는
대화가 먼저 나옵니다.`,
	},
}

// What rooms says.
var (
	ColLastMessage = Text{EN: "Last message", KO: "마지막 메시지"}
	ColExported    = Text{EN: "Exported", KO: "내보낸 날"}
	ColDevice      = Text{EN: "With", KO: "기기"}
	ColMissing     = Text{EN: "Missing", KO: "빠진 파일"}

	AdviceStale = Text{
		EN: "Exported last {n} {n|day|days} ago: export it again and `exile add` that.",
		KO: "마지막으로 내보낸 지 {n}일 지났습니다. 다시 내보내 `exile add`로 담아 주세요.",
	}
	AdviceMedia = Text{
		EN: "{n} {n|photo, video or recording is|photos, videos and recordings are} missing: open {n|it|them} in the chat so that the phone has {n|it|them}, then export again with media.",
		KO: "사진·동영상·음성 {n}개가 빠졌습니다. 채팅방에서 열어 휴대폰에 내려받은 다음 미디어를 포함해 다시 내보내 주세요.",
	}
	AdviceComputer = Text{
		EN: "{n} {n|photo, video or recording is|photos, videos and recordings are} missing, and there is only an export of a computer: those never have any. Export it from the phone with media.",
		KO: "사진·동영상·음성 {n}개가 빠졌습니다. 컴퓨터에서 내보낸 것에는 사진이 들어가지 않으니, 휴대폰에서 미디어를 포함해 내보내 주세요.",
	}
	AdviceTextOnly = Text{
		EN: "{n} {n|photo, video or recording is|photos, videos and recordings are} missing: this app exports text alone. Save {n|it|them} from the chat while the app has {n|it|them}.",
		KO: "사진·동영상·음성 {n}개가 빠졌습니다. 이 앱은 글만 내보내므로, 앱에 남아 있을 때 채팅방에서 직접 저장해 주세요.",
	}
	AdviceDesktop = Text{
		EN: "{n} {n|photo, video or recording is|photos, videos and recordings are} missing: export it again with the boxes for photos and other media ticked.",
		KO: "사진·동영상·음성 {n}개가 빠졌습니다. 사진과 다른 미디어 항목을 선택해 다시 내보내 주세요.",
	}
	AdviceDocuments = Text{
		EN: "{n} {n|document is|documents are} missing: save {n|it|them} from the chat before {n|it expires|they expire}.",
		KO: "문서 파일 {n}개가 빠졌습니다. 보관 기간이 끝나기 전에 채팅방에서 직접 저장해 주세요.",
	}
	AdviceExpired = Text{
		EN: "{n} {n|file has|files have} expired: no export brings {n|it|them} back. Ask who sent {n|it|them}.",
		KO: "파일 {n}개는 보관 기간이 끝나 다시 내보내도 들어오지 않습니다. 보낸 분께 부탁해 보세요.",
	}
	NothingToDo = Text{EN: "Nothing to do for {n} {n|chat|chats}.", KO: "할 일이 없는 대화: {n}개"}
)

// Advice is what to do about a chat, by the code of it; {n} is how many days or files it is about.
func Advice(todo string) Text {
	switch todo {
	case "export-again":
		return AdviceStale
	case "export-with-media":
		return AdviceMedia
	case "export-from-the-phone":
		return AdviceComputer
	case "export-media-too":
		return AdviceDesktop
	case "save-from-the-chat":
		return AdviceTextOnly
	case "save-documents":
		return AdviceDocuments
	}
	return AdviceExpired
}
