package whatsapp

import "time"

// callHeads are how English bodies about calls begin.
var callHeads = [...]string{
	"Voice call", "Video call", "Group voice call", "Group video call", "Group call", "Silenced voice call",
	"Silenced video call", "Missed group voice call", "Missed group video call", "Call failed",
}

// videoStems are in what languages call a video call.
var videoStems = [...]string{
	"video", "vidéo", "vídeo", "видео", "відео", "فيديو", "ビデオ", "영상", "视频", "視訊", "視像", "görüntülü",
}

// callUnits are how units of time begin, the longer first.
var callUnits = [...]struct {
	prefix string
	unit   time.Duration
}{
	{"std", time.Hour},
	{"sa", time.Hour},
	{"h", time.Hour},
	{"m", time.Minute},
	{"s", time.Second},
	{"or", time.Hour},
	{"dk", time.Minute},
	{"ч", time.Hour},
	{"м", time.Minute},
	{"с", time.Second},
	{"год", time.Hour},
	{"хв", time.Minute},
	{"小時", time.Hour},
	{"小时", time.Hour},
	{"時間", time.Hour},
	{"分", time.Minute},
	{"秒", time.Second},
	{"시간", time.Hour},
	{"분", time.Minute},
	{"초", time.Second},
}
