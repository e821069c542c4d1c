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
