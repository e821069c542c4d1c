package line

import "exile/export"

var thai = locale{
	tag: "th",
	titles: []titleForm{
		{"ประวัติการแชทในกลุ่ม \"", "\"", export.ChatGroup},
		{"ประวัติการแชทในกลุ่ม", "", export.ChatGroup},
		{"ประวัติการแชทใน", "", export.ChatGroup},
		{"ประวัติการแชทกับ", "", export.ChatDirect},
		{"ประวัติการสนทนากับ", "", export.ChatDirect},
		{"ประวัติแชทกับ", "", export.ChatDirect},
		{"แชทกับ", "", export.ChatDirect},
		{"แชทใน", "", export.ChatGroup},
	},
	files: []titleForm{
		{"ประวัติการแชทในกลุ่ม", "", export.ChatGroup},
		{"ประวัติการแชทกับ", "", export.ChatDirect},
		{"แชทกับ", "", export.ChatDirect},
		{"แชทใน", "", export.ChatGroup},
	},
	saved: []string{"บันทึกเมื่อ", "บันทึกวันที่"},
	days: [7][]string{
		{"อา", "อาทิตย์", "วันอาทิตย์"},
		{"จ", "จันทร์", "วันจันทร์"},
		{"อ", "อังคาร", "วันอังคาร"},
		{"พ", "พุธ", "วันพุธ"},
		{"พฤ", "พฤหัสบดี", "วันพฤหัสบดี"},
		{"ศ", "ศุกร์", "วันศุกร์"},
		{"ส", "เสาร์", "วันเสาร์"},
	},
	marks: []word{
		{"[รูป]", photo},
		{"[ภาพ]", photo},
		{"[รูปภาพ]", photo},
		{"[วิดีโอ]", video},
		{"[สติกเกอร์]", sticker},
		{"[ข้อความเสียง]", voice},
		{"[ไฟล์]", file},
		{"[ตำแหน่ง]", place},
		{"[ผู้ติดต่อ]", contact},
		{"[โหวต]", poll},
	},
	bare:   []word{{"รูป", photo}},
	calls:  []callWord{{"ไม่ได้รับสาย", export.CallMissed, true}},
	unsent: []string{"ยกเลิกข้อความแล้ว", "ยกเลิกการส่งข้อความ", "{X} ยกเลิกข้อความแล้ว", "{X} ยกเลิกการส่งข้อความ"},
	feeds: []feed{
		newFeed(export.NoticeInvite, "{X} เพิ่ม {Y} เข้ากลุ่ม"),
		newFeed(export.NoticeJoin, "{X} เข้าร่วมกลุ่ม"),
		newFeed(export.NoticeLeave, "{X} ออกจากกลุ่ม"),
	},
}
