package kakaodbtest

// History is an account as its databases hold it.
type History struct {
	Owner    int64
	Friends  []Friend
	Rooms    []Room
	Messages []Message
}

// Friend is somebody with a name.
type Friend struct {
	ID    int64
	Name  string
	Phone string
}

// Room is a chat.
type Room struct {
	ID      int64
	Type    string // as on Android: "DirectChat"
	Title   string // that the owner gave it
	Members []int64
}

// Message is a row. Its JSON texts are as the app writes them, in the clear.
type Message struct {
	ID, Room, User, Kind int64
	Time                 int64 // seconds since 1970
	Text                 string
	Attachment           string
	Supplement           string
	Thread               int64
	Deleted              bool
}

// The people and rooms of Example.
const (
	Me    = 216658451
	Jiwoo = 749346
	Haru  = 3569453
	Gone  = 6760637124146206193 // left, and is nobody's friend

	Pair  = 18011
	Group = -42 // numbers of rooms may be negative
)

// PhotoSum and PhotoSize are of the file "a picture of a cat\n".
const (
	PhotoBytes = "a picture of a cat\n"
	PhotoSum   = "4a2751210016f3c62ef2aef522f8b258b7681ce9"
	PhotoSize  = "19"
)

// Example is an account with two rooms: replies, reactions, deleted messages,
// feeds, photos and other attachments.
func Example() History {
	const day = 1767225600 // 2026-01-01 09:00 in Seoul
	return History{
		Owner: Me,
		Friends: []Friend{
			{Me, "서연", ""}, {Jiwoo, "지우", "+82 10-0000-0001"}, {Haru, "하루 🌱", ""},
		},
		Rooms: []Room{
			{Pair, "DirectChat", "", []int64{Jiwoo}},
			{Group, "MultiChat", "등산 모임", []int64{Jiwoo, Haru}},
		},
		Messages: []Message{
			{ID: 101, Room: Pair, User: Me, Kind: 1, Time: day + 7, Text: "내일 시간 돼?"},
			{
				ID: 102, Room: Pair, User: Jiwoo, Kind: 26, Time: day + 61, Text: "응, 몇 시?",
				Attachment: `{"src_logId":101,"src_userId":216658451,"src_message":"내일 시간 돼?","src_type":1,"attach_only":false}`,
			},
			{
				ID: 103, Room: Pair, User: Me, Kind: 2, Time: day + 65, Text: "사진",
				Attachment: `{"k":"abc/AbCdEfGhIjKlMnOpQr/cat.jpg","url":"https://example.invalid/cat","s":` + PhotoSize + `,"w":4,"h":3,"cs":"` + PhotoSum + `","mt":"image/jpeg"}`,
				Supplement: `{"reactions":[{"userId":749346,"type":1},{"userId":3569453,"reaction":"👍"}]}`,
			},
			{ID: 104, Room: Pair, User: Jiwoo, Kind: 1, Time: day + 66, Text: "잘못 보냄", Deleted: true},
			{
				ID: 105, Room: Pair, User: Jiwoo, Kind: 18, Time: day + 70, Text: "파일: 지도.pdf",
				Attachment: `{"name":"지도.pdf","size":5,"url":"https://example.invalid/map","expire":1000000000000,"cs":"00"}`,
			},
			{
				ID: 106, Room: Pair, User: Me, Kind: 51, Time: day + 90, Text: "페이스톡 1:05",
				Attachment: `{"type":"bye","callId":"7","duration":65}`,
			},
			{ID: 201, Room: Group, User: Me, Kind: 0, Time: day, Text: `{"feedType":1,"inviter":{"userId":216658451,"nickName":"서연"},"members":[{"userId":749346,"nickName":"지우"},{"userId":3569453,"nickName":"하루"}]}`},
			{
				ID: 202, Room: Group, User: Haru, Kind: 1, Time: day + 1, Text: "@지우 @서연 반가워 🎉\n둘째 줄",
				Attachment: `{"mentions":[{"at":[2],"len":2,"user_id":216658451},{"at":[1],"len":2,"user_id":749346}]}`,
			},
			{
				ID: 203, Room: Group, User: Jiwoo, Kind: 27, Time: day + 2, Text: "사진 2장",
				Attachment: `{"kl":["x/1.jpg","x/2.jpg"],"sl":[` + PhotoSize + `,77],"csl":["` + PhotoSum + `","da39a3ee5e6b4b0d3255bfef95601890afd80709"],"imageUrls":["a","b"]}`,
			},
			{
				ID: 204, Room: Group, User: Me, Kind: 16, Time: day + 3, Text: "지도: 서울역",
				Attachment: `{"lat":37.55,"lng":126.97,"a":"서울특별시 중구"}`,
			},
			{ID: 205, Room: Group, User: Haru, Kind: 1, Time: day + 4, Text: "댓글이에요", Thread: 202},
			{ID: 206, Room: Group, User: Haru, Kind: 3, Time: day + 5, Text: "동영상", Attachment: `{"tk":"v/clip.mp4","s":99,"d":3}`},
			{ID: 207, Room: Group, User: Haru, Kind: 20, Time: day + 6, Text: "이모티콘", Attachment: `{"path":"1234.webp","name":"(하트)"}`},
			{ID: 208, Room: Group, User: Haru, Kind: 4242, Time: day + 7, Text: "새 기능"},
			{ID: 209, Room: Group, User: Gone, Kind: 1, Time: day + 8, Text: "안녕히 계세요"},
			{ID: 210, Room: Group, User: Gone, Kind: 0, Time: day + 9, Text: `{"feedType":2,"member":{"userId":6760637124146206193,"nickName":"가온"}}`},
		},
	}
}
