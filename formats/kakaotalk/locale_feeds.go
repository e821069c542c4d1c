package kakaotalk

import "exile/export"

// The notices of each language. Sources: as in locale.go.

var koreanList = []string{"님과 ", "님, "}

var koreanFeeds = []feed{
	{kind: export.NoticeJoin, actor: "님이 들어왔습니다."},
	{kind: export.NoticeLeave, actor: "님이 나갔습니다."},
	{kind: export.NoticeInvite, actor: "님이 ", list: koreanList, end: "님을 초대했습니다."},
	{kind: export.NoticeInvite, actor: "님이 ", list: koreanList, end: "님을 초대하였습니다."},
	{kind: export.NoticeInvite, list: koreanList, end: "님을 초대했습니다."},
	{kind: export.NoticeInvite, list: koreanList, end: "님을 초대하였습니다."},
	{kind: export.NoticeRemove, list: koreanList, end: "님을 내보냈습니다."},
	{kind: export.NoticeRemove, list: koreanList, end: "님을 보냈습니다."},
	{kind: export.NoticeManager, actor: "님이 부방장이 되었습니다."},
	{kind: export.NoticeHost, actor: "님이 방장이 되었습니다."},
	{kind: export.NoticeSetting, end: "관리자만 말하기 기능이 활성화되었습니다."},
	{kind: export.NoticeSetting, end: "관리자만 말하기 기능이 해제되었습니다."},
}

var englishList = []string{", ", " and "}

var englishFeeds = []feed{
	{kind: export.NoticeJoin, actor: " joined this chatroom."},
	{kind: export.NoticeLeave, actor: " left this chatroom."},
	{kind: export.NoticeLeave, actor: " left."},
	{kind: export.NoticeInvite, actor: " invited ", list: englishList, end: "."},
	{kind: export.NoticeRemove, list: englishList, end: " has been removed from this chatroom."},
}

// Lines that Windows writes without a time or a name.

var koreanBare = map[string]marker{
	"메시지가 삭제되었습니다.":        deleted(export.DeletedBySender),
	"채팅방 관리자가 메시지를 가렸습니다.": deleted(export.DeletedByAdmin),
	"관리자가 메시지를 가렸습니다.":     deleted(export.DeletedByAdmin),
	"운영정책 보기":              warning,
	"운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다.": warning,
}

var englishBare = map[string]marker{
	"The message has been deleted.": deleted(export.DeletedBySender),
}
