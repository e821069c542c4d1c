package linetest

// The names, those of several words with first words that others share, or that
// are names by themselves.
var (
	oneWord = []string{
		"Kevin", "natsumi_", "太郎", "花子", "Minnie🐹", "สมชาย", "สมหญิง", "Ann", "Dad", "jo.h", "小明", "한지우", "budi", "Mia", "ren_1999", "ゆき", "阿姨", "แม่", "José", "Zoë", "X", "山田", "Kim",
	}
	manyWords = []string{
		"Ann Lee", "Ann Kim", "Ann Marie Lee", "MR.HOME KOH SAMUI", "山田 太郎", "山田 花子", "นพ. สมชาย ใจดี", "김 서준", "José da Silva", "Dr. Kim",
		"Team Lead Bob", "พี่ หมู", "陳 大文", "Mom ❤️", "Dad Work", "Kim Min Ji", "Kim Min", "Mary Ann", "the boss", "Ibu Sri", "K E N", "佐藤 (会社)",
	}
)

// spoken are words by language, the frequent ones first.
var spoken = map[string][2]string{
	"en": {
		"ok I yes no hi lol so the haha and thanks but what how when we you are did can let's see good nice sure wait oh well just hey where why morning sorry please",
		"the to you a it and is in of for that on me have be at we with this so not can are was do just my get if go all out up but what like will see one time know about there good from as think now he she going some been they time then today more off home work over want back make need day tomorrow really too please train maybe still very after our their right before much later people night week had him her who again something kids car house dinner money rain ticket meeting office photo movie summer station coffee problem hospital birthday message picture question minute kitchen window garden market river school teacher airport concert weekend",
	},
	"ko": {
		"네 아 그럼 오늘 저 우리 지금 ㅋㅋㅋ 응 근데 그리고 내일 안녕하세요 혹시 진짜 나 이거 어제 그래 아니 저기 너무 감사합니다 알겠습니다 잠깐만 다들 왜 어디",
		"오늘 내일 지금 그냥 진짜 너무 좀 다 안 못 더 잘 많이 같이 먼저 다시 저녁에 점심 회사에서 집에 가서 먹고 왔어요 있어요 없어요 할게요 합니다 했어 갈게 보자 먹자 좋아요 괜찮아요 시간이 있으면 연락해 주세요 아직 이제 그래서 하는데 때문에 사람이 많아서 늦을 것 같아요 버스 지하철 비가 와서 우산 회의 자료 사진 보내 줄게 생각해 보고 결정 하면 될 것 주말에 영화 공원 병원 학교 선생님 생일 축하 선물 커피 약속 장소 문제 정리 확인 부탁 드립니다 고맙습니다",
	},
	"id": {
		"iya oke saya aku ya nanti gak jadi kamu apa bagaimana kalau ini itu sudah belum selamat terima maaf besok hari mau bisa wkwk",
		"saya kamu yang di ke dari dan ini itu tidak bisa mau sudah belum nanti besok hari ini kita mereka dengan untuk ada lagi juga saja kalau karena tapi rumah kantor makan siang malam pagi jalan mobil uang kerja anak sekolah pasar hujan kopi foto pesan telepon teman waktu tempat masalah tolong kirim ambil pulang pergi datang lihat tahu pikir bagus baik cepat lama baru besar kecil",
	},
	"ja": {
		"はい 今日 そう ありがとう 了解 明日 おはよう それ でも え すみません うん これ お疲れ様 じゃあ 笑 なるほど ごめん",
		"です ます ました は が を に で と も から まで 行く 来る 食べる 見る 会議 駅 電車 会社 家 時間 仕事 写真 ね よ かな でしょう だと思う 予定 週末 映画 雨 傘 学校 先生 病院 買い物 確認 します お願い",
	},
	"zh": {
		"好 我 你 今天 那 對 可以 謝謝 早安 哈哈 明天 沒有 是 不 他 請問 等等 還是",
		"的 了 在 是 我 你 們 有 不 這 那 要 去 來 看 吃 飯 家 公司 時間 工作 明天 晚上 早上 一起 可以 知道 覺得 電影 下雨 車站 學校 老師 醫院 照片 問題 謝謝 嗎 吧 呢 啊",
	},
	"th": {
		"ค่ะ ครับ ได้ สวัสดีค่ะ สวัสดีครับ วันนี้ พรุ่งนี้ ขอบคุณ โอเค แล้ว ไม่ 555 เดี๋ยว ใช่ รับทราบ อยู่",
		"ไป มา กิน ข้าว บ้าน งาน เวลา วันนี้ พรุ่งนี้ แล้ว ก็ ที่ และ ไม่ ได้ ให้ อยู่ มี ค่ะ ครับ นะ จ้า รถ ฝน โรงเรียน ครู หมอ ยา ซื้อ ของ ตลาด เงิน ส่ง รูป ดู หนัง ถนน",
	},
}
