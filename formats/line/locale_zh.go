package line

import "exile/export"

var taiwanese = locale{
	tag: "zh-TW",
	titles: []titleForm{
		{"與", "的聊天記錄", export.ChatDirect},
		{"與", "的聊天紀錄", export.ChatDirect},
		{"", "的聊天記錄", export.ChatGroup},
		{"", "的聊天紀錄", export.ChatGroup},
	},
	files: []titleForm{
		{"與", "的聊天記錄", export.ChatDirect},
		{"與", "的聊天紀錄", export.ChatDirect},
		{"與", "的聊天", export.ChatDirect},
		{"", "的聊天記錄", export.ChatGroup},
		{"", "的聊天紀錄", export.ChatGroup},
		{"", "的聊天", export.ChatUnknown}, // "X的聊天.txt" is what a download leaves of "與X的聊天.txt", too
	},
	saved: []string{"儲存日期：", "儲存日期:"},
	days: [7][]string{
		{"日", "週日", "星期日"},
		{"一", "週一", "星期一"},
		{"二", "週二", "星期二"},
		{"三", "週三", "星期三"},
		{"四", "週四", "星期四"},
		{"五", "週五", "星期五"},
		{"六", "週六", "星期六"},
	},
	marks: []word{
		{"[照片]", photo},
		{"[影片]", video},
		{"[貼圖]", sticker},
		{"[語音訊息]", voice},
		{"[檔案]", file},
		{"[位置]", place},
		{"[聯絡資訊]", contact},
		{"[相簿]", album},
		{"[記事本]", note},
		{"[禮物]", gift},
		{"[投票]", poll},
	},
	bare: []word{{"圖片", photo}, {"貼圖", sticker}},
	calls: []callWord{
		{"通話時間", export.CallEnded, false}, {"未接來電", export.CallMissed, false},
	},
	self:   []string{"您"},
	unsent: []string{"{X}已收回訊息"},
	feeds: []feed{
		newFeed(export.NoticeInvite, "{X}已新增{Y}至群組"),
		newFeed(export.NoticeJoin, "{X}已加入群組"),
		newFeed(export.NoticeLeave, "{X}已退出群組"),
		newFeed(export.NoticeLeave, "{X}已離開群組"),
		newFeed(export.NoticeOther, "{X}已設定公告"),
	},
}

var mainland = locale{
	tag: "zh-CN",
	titles: []titleForm{
		{"与", "的聊天记录", export.ChatDirect},
		{"", "的聊天记录", export.ChatGroup},
	},
	files: []titleForm{
		{"与", "的聊天记录", export.ChatDirect},
		{"与", "的聊天", export.ChatDirect},
		{"", "的聊天记录", export.ChatGroup},
	},
	saved: []string{"保存日期:", "保存日期："},
	days:  [7][]string{{"周日"}, {"周一"}, {"周二"}, {"周三"}, {"周四"}, {"周五"}, {"周六"}},
	marks: []word{
		{"[照片]", photo},
		{"[视频]", video},
		{"[贴图]", sticker},
		{"[语音信息]", voice},
		{"[文件]", file},
		{"[位置]", place},
		{"[记事本]", note},
	},
	unsent: []string{"{X}撤回了一条消息"},
	feeds: []feed{
		newFeed(export.NoticeInvite, "{X}已将{Y}添加至群"),
		newFeed(export.NoticeJoin, "{X}已加入该群"),
		newFeed(export.NoticeLeave, "{X}已退群"),
		newFeed(export.NoticeOther, "{X}发布了通告"),
	},
}
