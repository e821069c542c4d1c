package whatsapptest

// beyond has the languages that are not of Europe's scripts, or not of Europe.
func beyond(lang string) *tongue {
	switch lang {
	case "id":
		return &tongue{
			image: "gambar tidak disertakan", video: "video tidak disertakan", audio: "audio tidak disertakan", sticker: "stiker tidak disertakan",
			document: "dokumen tidak disertakan", contact: "Kartu kontak tidak disertakan",
			omitted: "<Media tidak disertakan>", attached: "terlampir", file: "file terlampir",
			deleted: "Pesan ini telah dihapus", deletedBySelf: "Anda menghapus pesan ini",
			missedVoice: "Panggilan suara tak terjawab", missedVideo: "Panggilan video tak terjawab", place: "Lokasi",
			encrypted: "Pesan dan panggilan terenkripsi secara end-to-end. Tidak seorang pun di luar chat ini, termasuk WhatsApp, yang dapat membaca atau mendengarkannya.",
			join:      "%s bergabung menggunakan tautan undangan grup ini", leave: "%s keluar", add: "%s menambahkan %s", remove: "%s mengeluarkan %s",
			icon: "%s mengubah ikon grup ini",
		}
	case "vi":
		return &tongue{
			image: "đã bỏ qua hình ảnh", video: "đã bỏ video", audio: "bỏ qua tệp âm thanh", sticker: "đã bỏ sticker",
			document: "đã bỏ qua tài liệu", contact: "Bỏ qua thẻ liên lạc",
			omitted: "<Bỏ qua tệp phương tiện>", attached: "đính kèm", file: "tệp đính kèm",
			deleted: "Tin nhắn này đã bị xóa", deletedBySelf: "Bạn đã xóa tin nhắn này",
			missedVoice: "Cuộc gọi nhỡ", missedVideo: "Cuộc gọi nhỡ video", place: "Vị trí",
			encrypted: "Tin nhắn và cuộc gọi được mã hóa đầu cuối. Những người bên ngoài cuộc trò chuyện này, kể cả WhatsApp, sẽ không đọc hoặc nghe được.",
			join:      "%s đã tham gia bằng liên kết mời", leave: "%s đã rời đi", add: "%s đã thêm %s", remove: "%s đã xóa %s", icon: "%s đã đổi biểu tượng nhóm này",
		}
	case "th":
		return &tongue{
			image: "ไม่มีรูปภาพ", video: "วิดีโอถูกลบ", audio: "ไม่มีไฟล์เสียง", sticker: "ไม่มีสติกเกอร์",
			document: "ละเว้นเอกสาร", contact: "บัตรรายชื่อที่ละเว้น",
			omitted: "<ไฟล์สื่อถูกลบ>", attached: "แนบ", file: "ไฟล์ที่แนบ",
			deleted: "ข้อความนี้ถูกลบแล้ว", deletedBySelf: "คุณได้ลบข้อความนี้",
			missedVoice: "สายที่ไม่ได้รับ", missedVideo: "วิดีโอคอลที่ไม่ได้รับ", place: "ตำแหน่ง",
			encrypted: "ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง ผู้ที่ไม่ได้อยู่ในแชทนี้จะไม่สามารถอ่านหรือฟังได้แม้แต่ WhatsApp เอง",
			join:      "%s เข้าร่วมโดยใช้ลิงก์เชิญ", leave: "%s ออก", add: "%s เพิ่ม %s", remove: "%s ลบ %s", icon: "%s เปลี่ยนไอคอนของกลุ่มนี้",
		}
	case "ja":
		return &tongue{
			image: "画像は含まれていません", video: "ビデオは含まれていません", audio: "音声は含まれていません", sticker: "スタンプは含まれていません",
			document: "ドキュメントは含まれていません", contact: "連絡先カードを省略",
			omitted: "<メディアなし>", attached: "添付ファイル", file: "添付ファイル有り",
			deleted: "このメッセージは削除されました。", deletedBySelf: "このメッセージを削除しました。",
			missedVoice: "音声通話不在着信", missedVideo: "ビデオ通話不在着信", place: "位置情報",
			encrypted: "メッセージと通話はエンドツーエンド暗号化されています。チャットの参加者以外は、たとえWhatsAppでも読んだり聞いたりすることはできません。",
			join:      "%sが招待リンクで参加しました", leave: "%sが退出しました", add: "%sが%sを追加しました", remove: "%sが%sを削除しました", icon: "%sがグループのアイコンを変更しました",
		}
	case "zh":
		return &tongue{
			image: "照片已忽略", video: "视频已忽略", audio: "音频已忽略", sticker: "贴图已省略",
			document: "文档已省略", contact: "联系人卡片已忽略",
			omitted: "<省略多媒体文件>", attached: "附件", file: "文件附件",
			deleted: "这条消息已被删除。", deletedBySelf: "您已删除这条消息。",
			missedVoice: "未接语音通话", missedVideo: "未接视频通话", place: "位置",
			encrypted: "消息和通话都进行端到端加密。对话之外的任何人，甚至包含 WhatsApp，都无法读取或收听。",
			join:      "%s使用群组邀请链接加入", leave: "%s已退出", add: "%s添加了%s", remove: "%s移除了%s", icon: "%s更改了群组图标",
		}
	case "ko":
		return &tongue{
			image: "이미지 생략됨", video: "비디오 생략됨", audio: "오디오 생략됨", sticker: "스티커 제외됨",
			document: "문서 생략됨", contact: "연락처 카드 생략됨",
			omitted: "<미디어 파일 제외됨>", attached: "첨부됨", file: "파일 첨부됨",
			deleted: "이 메시지는 삭제되었습니다", deletedBySelf: "이 메시지를 삭제했습니다",
			missedVoice: "부재중 전화", missedVideo: "부재중 영상통화", place: "위치",
			encrypted: "메시지 및 전화는 종단간 암호화되어 안전합니다. 아무도 엿보거나 들을 수 없습니다. WhatsApp에게도 이러한 권한이 없습니다.",
			join:      "%s님이 그룹 초대 링크를 사용하여 참가했습니다", leave: "%s님이 나갔습니다", add: "%s님이 %s님을 추가했습니다", remove: "%s님이 %s님을 삭제했습니다",
			icon: "%s님이 그룹 아이콘을 변경했습니다",
		}
	case "ar":
		return &tongue{
			mark: "\u200f", image: "لم يتم إدراج الصورة", video: "لم يتم إدراج الفيديوهات", audio: "لم يتم إدراج المقاطع الصوتية",
			sticker: "تم حذف الملصقات", document: "لم يتم إدراج المستند", contact: "لم يتم إدراج بطاقة جهة اتصال",
			omitted: "<تم استبعاد الوسائط>", attached: "المُرفق", file: "الملف مرفق",
			deleted: "تم حذف هذه الرسالة", deletedBySelf: "أنت حذفت هذه الرسالة",
			missedVoice: "مكالمة صوتية فائتة", missedVideo: "مكالمة فيديو فائتة", place: "موقع",
			encrypted: "الرسائل والمكالمات مشفرة تمامًا بين الطرفين، بحيث لا يستطيع أحد خارج هذه الدردشة، ولا حتى شركة واتساب نفسها، قراءتها أو الاستماع إليها.",
			join:      "انضم %s باستخدام رابط الدعوة", leave: "غادر %s", add: "أضاف %s %s", remove: "أزال %s %s", icon: "غيّر %s أيقونة المجموعة",
		}
	case "hi":
		return &tongue{
			image: "फ़ोटो हटाई गई", video: "वीडियो छोड़ा गया", audio: "ऑडियो हटाई गयी", sticker: "स्टिकर छोड़ा गया",
			document: "डॉक्यूमेंट छोड़ा गया", contact: "कॉन्टैक्ट कार्ड छोड़ा गया",
			omitted: "<मीडिया के बिना>", attached: "अटैच किया गया", file: "फाइल अटैच कर दी गई है",
			deleted: "यह मैसेज डिलीट कर दिया गया है", deletedBySelf: "आपने यह मैसेज डिलीट किया",
			missedVoice: "वॉइस कॉल मिस हुई", missedVideo: "मिस्ड वीडियो कॉल", place: "लोकेशन",
			encrypted: "मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं. इस चैट में शामिल लोगों के अलावा कोई भी इन्हें पढ़ या सुन नहीं सकता, WhatsApp भी नहीं.",
			join:      "%s ग्रुप के आमंत्रण लिंक से जुड़े", leave: "%s ने ग्रुप छोड़ा", add: "%s ने %s को जोड़ा", remove: "%s ने %s को हटाया", icon: "%s ने ग्रुप का आइकन बदला",
		}
	case "he":
		return &tongue{
			mark: "\u200f", image: "התמונה הושמטה", video: "סרטון הווידאו הושמט", audio: "קטע קול הושמט", sticker: "סטיקר הושמט",
			document: "מסמך הושמט", contact: "כרטיס איש קשר הושמט",
			omitted: "<המדיה לא נכללה>", attached: "מצורף", file: "קובץ מצורף",
			deleted: "הודעה זו נמחקה", deletedBySelf: "מחקת את ההודעה הזו",
			missedVoice: "שיחה קולית שלא נענתה", missedVideo: "שיחת וידאו שלא נענתה", place: "מיקום",
			encrypted: "ההודעות והשיחות מוצפנות מקצה-לקצה. לאף אחד מחוץ לצ'אט זה, גם לא ל-WhatsApp, אין אפשרות לקרוא אותן או להאזין להן.",
			join:      "%s הצטרף באמצעות קישור הזמנה", leave: "%s יצא", add: "%s הוסיף את %s", remove: "%s הסיר את %s", icon: "%s שינה את סמל הקבוצה",
		}
	}
	return words("en")
}
