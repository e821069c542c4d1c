package linetest

import "exile/export"

// The headings of the languages: before and after the title.
var (
	englishWith  = [2]string{"[LINE] Chat history with ", ""}
	englishIn    = [2]string{"[LINE] Chat history in ", ""}
	japaneseWith = [2]string{"[LINE] ", "とのトーク履歴"}
	japaneseIn   = [2]string{"[LINE] ", "のトーク履歴"}
	taiwanWith   = [2]string{"[LINE] 與", "的聊天記錄"}
	taiwanIn     = [2]string{"[LINE] ", "的聊天記錄"}
	chinaWith    = [2]string{"[LINE] 与", "的聊天记录"}
	chinaIn      = [2]string{"[LINE] ", "的聊天记录"}
	thaiWith     = [2]string{"[LINE] ประวัติการแชทกับ ", ""}
	thaiIn       = [2]string{`[LINE] ประวัติการแชทในกลุ่ม "`, `"`}
	plain        = [2]string{"[LINE] ", ""} // Korean, Indonesian: nobody has shown one
)

// markers are the words that stand for files, on phones and on computers; "" where
// nobody has shown one. Those in Korean and Indonesian are made up: a reader can
// but keep them.
var markers = map[string]map[export.FileKind][2]string{
	"en": {
		export.FilePhoto: {"[Photo]", "Photos"}, export.FileVideo: {"[Video]", "Videos"}, export.FileSticker: {"[Sticker]", "Stickers"},
		export.FileVoice: {"[Voice message]", "Audio"}, export.FileDocument: {"[File]", ""},
	},
	"ja": {
		export.FilePhoto: {"[写真]", "写真"}, export.FileVideo: {"[動画]", "動画"}, export.FileSticker: {"[スタンプ]", "スタンプ"},
		export.FileVoice: {"[ボイスメッセージ]", ""}, export.FileDocument: {"[ファイル]", ""},
	},
	"zh-TW": {
		export.FilePhoto: {"[照片]", "圖片"}, export.FileVideo: {"[影片]", ""}, export.FileSticker: {"[貼圖]", "貼圖"},
		export.FileVoice: {"[語音訊息]", ""}, export.FileDocument: {"[檔案]", ""},
	},
	"zh-CN": {
		export.FilePhoto: {"[照片]", ""}, export.FileVideo: {"[视频]", ""}, export.FileSticker: {"[贴图]", ""},
		export.FileVoice: {"[语音信息]", ""}, export.FileDocument: {"[文件]", ""},
	},
	"th": {
		export.FilePhoto: {"[รูป]", "รูป"}, export.FileVideo: {"[วิดีโอ]", ""}, export.FileSticker: {"[สติกเกอร์]", ""},
		export.FileVoice: {"[ข้อความเสียง]", ""}, export.FileDocument: {"[ไฟล์]", ""},
	},
	"ko": {export.FilePhoto: {"[네모난 것]", ""}},
	"id": {export.FilePhoto: {"[Sesuatu]", ""}},
}
