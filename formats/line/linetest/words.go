package linetest

import (
	"fmt"
	"time"

	"exile/export"
)

// marker is what stands for a kind of file.
func (v Variant) marker(k export.FileKind) string {
	if v.Desktop {
		return markers[v.Lang][k][1]
	}
	return markers[v.Lang][k][0]
}

// call is what stands for a call that was answered.
func (v Variant) call(d time.Duration) string {
	words := map[string]string{
		"en": "Call time ", "ja": "通話時間 ", "zh-TW": "通話時間", "zh-CN": "通话时长 ",
		"th": "ระยะเวลาการโทร ", "ko": "통화 시간 ", "id": "Durasi panggilan ",
	}[v.Lang]
	s := int(d.Seconds())
	if s >= 3600 {
		return fmt.Sprintf("☎ %s%d:%02d:%02d", words, s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("☎ %s%d:%02d", words, s/60, s%60)
}

// unsent is what stands where somebody took a message back. name is "" where the
// sentence does not say who it was; "" where nobody knows the sentence.
func (v Variant) unsent(name string) (sentence string, named bool) {
	switch v.Lang {
	case "en":
		return name + " unsent a message.", true
	case "ja":
		return name + "がメッセージの送信を取り消しました", true
	case "zh-TW":
		return name + v.gap() + "已收回訊息", true
	case "zh-CN":
		return name + "撤回了一条消息", true
	case "th":
		return "ยกเลิกข้อความแล้ว", false
	}
	return "", false
}

// gap is the space that some versions in Chinese put after a name.
func (v Variant) gap() string {
	if v.second != nil {
		return ""
	}
	return " "
}

// sentence is what the app writes for a notice; "" where nobody knows it.
func (v Variant) sentence(kind export.NoticeKind, actor, other string) string {
	form := map[string][3]string{
		"en":    {"%s joined the group", "%s left the group", "%s added %s to the group"},
		"ja":    {"%sがグループに参加しました", "%sが退会しました。", "%sが%sをグループに追加しました"},
		"zh-TW": {"%s已加入群組", "\u2068%s\u2069已退出群組。", "%s已新增%s至群組。"},
		"zh-CN": {"%s已加入该群", "%s已退群", "%s已将%s添加至群"},
		"th":    {"%s เข้าร่วมกลุ่ม", "%s ออกจากกลุ่ม", "%s เพิ่ม %s เข้ากลุ่ม"},
		"ko":    {"%s 님이 참여", "%s 님이 나감", "%s 님이 %s 님을 추가"},
		"id":    {"%s masuk", "%s keluar", "%s menambahkan %s"},
	}[v.Lang]
	switch kind { //nolint:exhaustive // no others are generated
	case export.NoticeJoin:
		return fmt.Sprintf(form[0], actor)
	case export.NoticeLeave:
		return fmt.Sprintf(form[1], actor)
	case export.NoticeInvite:
		return fmt.Sprintf(form[2], actor, other)
	}
	return ""
}
