package lang

import "exile/export"

// What was in the input and could not be carried.
var lost = []About{
	{
		Code: export.UnreadLine,
		Sentence: Text{
			EN: "{n} {n|line was|lines were} not understood; {n|it is|they are} kept word for word.",
			KO: "{n}줄은 뜻을 알 수 없어 원문 그대로 보관했습니다.",
		},
		Remedy: Text{
			EN: "See where with --problems FILE, and tell us the device, the app's version and its language.",
			KO: "--problems 파일로 어느 줄인지 볼 수 있습니다. 기기와 앱 버전, 언어를 알려 주시면 고치겠습니다.",
		},
	},
	{
		Code: export.BadBytes,
		Sentence: Text{
			EN: "{n} {n|byte does|bytes do} not fit the file's encoding and {n|shows|show} as �.",
			KO: "{n}바이트가 파일의 문자 인코딩과 맞지 않아 �로 표시됩니다.",
		},
		Remedy: Text{
			EN: "Use the file as the app wrote it; editors and mail programs often change it.",
			KO: "편집기나 메일을 거치면 글자가 깨질 수 있으니, 앱이 내보낸 파일을 그대로 쓰세요.",
		},
	},
	{
		Code: export.Unbalanced,
		Sentence: Text{
			EN: "The counts of what came in and what went out do not agree ({n}).",
			KO: "들어온 양과 나간 양이 서로 맞지 않습니다({n}건).",
		},
		Remedy: Text{
			EN: "This is a mistake in exile. Keep your export and tell us the numbers that `exile report` shows.",
			KO: "exile의 오류입니다. 원본은 지우지 마시고, `exile report`에 나오는 숫자를 알려 주세요.",
		},
	},
	{
		Code: export.LossyReply,
		Sentence: Text{
			EN: "{n} {n|reply|replies} went as {n|a plain message|plain messages}: the target has no place for what was answered.",
			KO: "답장 {n}개는 일반 메시지로 옮겼습니다. 어느 말에 한 답장인지는 담을 수 없습니다.",
		},
		Remedy: Text{
			EN: "Nothing can be done in this target; the original, or your store, still has {n|it|them}.",
			KO: "이 형식에는 담을 방법이 없습니다. 원본(보관소에 담았다면 보관소)에는 그대로 있습니다.",
		},
	},
	{
		Code: export.LossyForward,
		Sentence: Text{
			EN: "{n} forwarded {n|message does|messages do} not say in full who wrote {n|it|them} first, and when.",
			KO: "전달된 메시지 {n}개에는 처음에 누가, 언제 썼는지가 다 남지 않습니다.",
		},
		Remedy: Text{
			EN: "Nothing can be done in this target; the original, or your store, still has {n|it|them}.",
			KO: "이 형식에는 담을 방법이 없습니다. 원본(보관소에 담았다면 보관소)에는 그대로 있습니다.",
		},
	},
	{
		Code: export.LossyReaction,
		Sentence: Text{
			EN: "{n} {n|reaction|reactions} could not be carried.",
			KO: "공감 {n}개는 옮기지 못했습니다.",
		},
		Remedy: Text{
			EN: "Nothing can be done in this target; the original, or your store, still has {n|it|them}.",
			KO: "이 형식에는 담을 방법이 없습니다. 원본(보관소에 담았다면 보관소)에는 그대로 있습니다.",
		},
	},
	{
		Code: export.LossyEdit,
		Sentence: Text{
			EN: "{n} older {n|version|versions} of edited messages could not be carried.",
			KO: "수정되기 전의 메시지 {n}개는 옮기지 못했습니다.",
		},
		Remedy: Text{
			EN: "The newest version was written; the original, or your store, still has the older {n|one|ones}.",
			KO: "마지막으로 고친 내용을 옮겼습니다. 이전 내용은 원본(보관소에 담았다면 보관소)에는 그대로 있습니다.",
		},
	},
	{
		Code: export.LossyStyle,
		Sentence: Text{
			EN: "Bold, italic or other styles in {n} {n|message|messages} could not be carried.",
			KO: "메시지 {n}개의 굵은 글씨, 기울임 같은 꾸밈은 옮기지 못했습니다.",
		},
		Remedy: Text{
			EN: "The words are all there; only their style is missing.",
			KO: "글은 모두 그대로이고 꾸밈만 빠집니다.",
		},
	},
	{
		Code: export.LossyPoll,
		Sentence: Text{
			EN: "The answers and votes of {n} {n|poll|polls} could not be carried.",
			KO: "투표 {n}개의 항목과 결과는 옮기지 못했습니다.",
		},
		Remedy: Text{
			EN: "The question was written as words; the original, or your store, still has the rest.",
			KO: "질문은 글로 적었습니다. 나머지는 원본(보관소에 담았다면 보관소)에는 그대로 있습니다.",
		},
	},
	{
		Code: export.LossyPlace,
		Sentence: Text{
			EN: "{n} {n|place has|places have} no point on the map any more.",
			KO: "장소 {n}곳의 지도 좌표는 옮기지 못했습니다.",
		},
		Remedy: Text{
			EN: "The address was written as words.",
			KO: "주소는 글로 적었습니다.",
		},
	},
	{
		Code: export.DamagedFile,
		Sentence: Text{
			EN: "{n} {n|file|files} of the input could not be read, or not to {n|its|their} end.",
			KO: "입력한 파일 가운데 {n}개를 읽지 못했거나 끝까지 읽지 못했습니다.",
		},
		Remedy: Text{
			EN: "Copy {n|it|them} again from where {n|it comes|they come} from; unpack a zip with a password by hand. --verbose says why each could not be read. If nothing of yours is in {n|it|them}: --allow damaged-file.",
			KO: "원래 있던 곳에서 다시 복사해 지정해 주세요. 비밀번호가 걸린 zip은 직접 압축을 풀어 주세요. 읽지 못한 까닭은 --verbose로 볼 수 있습니다. 필요 없는 파일이면 --allow damaged-file을 붙이세요.",
		},
	},
	{
		Code: export.LossyFile,
		Sentence: Text{
			EN: "{n} {n|file is|files are} of a kind or size that the target does not take.",
			KO: "파일 {n}개는 종류나 크기 때문에 옮길 수 없었습니다.",
		},
		Remedy: Text{
			EN: "Send {n|it|them} by hand; the original, or your store, still has {n|it|them}.",
			KO: "직접 보내 주세요. 원본(보관소에 담았다면 보관소)에는 그대로 있습니다.",
		},
	},
	{
		Code: export.ClippedName,
		Sentence: Text{
			EN: "{n} {n|name was|names were} longer than the target allows and had to be cut.",
			KO: "이름 {n}개가 너무 길어 잘렸습니다.",
		},
		Remedy: Text{
			EN: "Give a shorter name with --as \"NAME=Short Name\".",
			KO: "--as \"이름=짧은 이름\"으로 짧게 정해 주세요.",
		},
	},
}
