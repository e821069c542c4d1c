package line

import "exile/export"

var japanese = locale{
	tag: "ja",
	titles: []titleForm{
		{"", "とのトーク履歴", export.ChatDirect},
		{"", "のトーク履歴", export.ChatGroup},
	},
	files: []titleForm{
		{"", "とのトーク履歴", export.ChatDirect},
		{"", "とのトーク", export.ChatDirect},
		{"", "のトーク履歴", export.ChatGroup},
		{"", "のトーク", export.ChatGroup},
	},
	saved: []string{"保存日時：", "保存日時:"},
	days: [7][]string{
		{"日", "日曜日"}, {"月", "月曜日"}, {"火", "火曜日"}, {"水", "水曜日"}, {"木", "木曜日"}, {"金", "金曜日"}, {"土", "土曜日"},
	},
	marks: []word{
		{"[写真]", photo},
		{"[画像]", photo},
		{"[動画]", video},
		{"[スタンプ]", sticker},
		{"[ボイスメッセージ]", voice},
		{"[音声メッセージ]", voice},
		{"[ファイル]", file},
		{"[位置情報]", place},
		{"[連絡先]", contact},
		{"[アルバム]", album},
		{"[ノート]", note},
		{"[グループボード]", note},
		{"[投票]", poll},
	},
	bare: []word{{"写真", photo}, {"動画", video}, {"スタンプ", sticker}, {"ファイル", file}},
	calls: []callWord{
		{"通話時間", export.CallEnded, false},
		{"不在着信", export.CallMissed, false},
		{"通話に応答がありませんでした", export.CallMissed, false},
		{"通話をキャンセルしました", export.CallCancelled, false},
		{"グループ通話が開始されました", export.CallStarted, true},
	},
	unsent: []string{"{X}がメッセージの送信を取り消しました", "メッセージの送信を取り消しました"},
	feeds: []feed{
		newFeed(export.NoticeInvite, "{X}が{Y}をグループに追加しました"),
		newFeed(export.NoticeInvite, "{X}が{Y}を招待しました"),
		newFeed(export.NoticeJoin, "{X}がグループに参加しました"),
		newFeed(export.NoticeLeave, "{X}がグループを退会しました"),
		newFeed(export.NoticeLeave, "{X}が退会しました"),
		newFeed(export.NoticeOther, "{Z}アナウンスしました"),
	},
}
