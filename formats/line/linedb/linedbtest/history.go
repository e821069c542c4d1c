package linedbtest

import "strings"

// History is an account as its databases hold it.
type History struct {
	Owner     string // mid
	Friends   []Friend
	Rooms     []Room
	Messages  []Message
	Reactions []Reaction
}

// Friend is somebody with a name.
type Friend struct{ Mid, Name, Custom string }

// Room is a chat.
type Room struct {
	Mid     string
	Title   string // of a group
	Members []string
}

// Kind is what a message is; the platforms have numbers of their own.
type Kind int

// The kinds.
const (
	Text Kind = iota
	Photo
	Video
	Voice
	Call
	Sticker
	Contact
	File
	Place
	Post
	Flex
	Event
	Music
	Unsent
	Sealed
	New // of a type that nobody knows
)

// Message is a row.
type Message struct {
	ID, Local int64 // the server's, 0: none; and the database's
	Room      string
	From      string // mid; "": the owner
	Kind      Kind
	Time      int64 // milliseconds since 1970
	Text      string
	Pairs     []string // keys and values of the attachment
	Name      string   // of a place
	Address   string
	Lat, Lng  float64
	Width     int // of a picture
	Height    int
	Size      int64
	Read      int // by how many
}

// Reaction is a sign under a message.
type Reaction struct {
	ID   int64 // the message's
	Room string
	By   string
	Word string // "nice", …; "" where it is Own
	Own  string
	Time int64 // milliseconds since 1970
}

// The people and rooms of Example.
const (
	Me    = "u00000000000000000000000000000001"
	Jiwoo = "u0000000000000000000000000000000a"
	Haru  = "u0000000000000000000000000000000b"
	Gone  = "u0000000000000000000000000000000f" // in no list of contacts

	Group = "c00000000000000000000000000000100"
	Few   = "r00000000000000000000000000000200" // a room without a name

	Morning = 1767225600123 // 2026-01-01 00:00:00.123 UTC
)

// PhotoBytes is what a file of Example holds.
const PhotoBytes = "a picture of a cat\n"

// Example is an account with three rooms: replies, reactions, files, calls, places,
// events, messages taken back and never decrypted.
func Example() History {
	h := History{
		Owner: Me,
		Friends: []Friend{
			{Me, "서연", ""}, {Jiwoo, "jiwoo", "지우"}, {Haru, "하루 🌱", ""},
		},
		Rooms: []Room{
			{Mid: Jiwoo},
			{Mid: Group, Title: "등산 모임", Members: []string{Me, Jiwoo, Haru}},
			{Mid: Few, Members: []string{Haru, Gone}},
		},
		Reactions: []Reaction{
			{700001, Jiwoo, Jiwoo, "love", "", Morning + 5_000},
			{700002, Jiwoo, Me, "nice", "", Morning + 70_000},
			{700101, Group, Haru, "omg", "", Morning + 8_000},
			{700101, Group, Jiwoo, "", `{"productId":"1","emojiId":"2"}`, Morning + 9_000},
			{799999, Group, Jiwoo, "sad", "", Morning + 9_000}, // its message is gone
		},
	}
	h.pair()
	h.group()
	h.few()
	for i := range h.Messages {
		h.Messages[i].Local = int64(i + 1)
	}
	return h
}

func (h *History) say(m Message) { h.Messages = append(h.Messages, m) }

func (h *History) pair() {
	const at = Morning
	h.say(Message{ID: 700001, Room: Jiwoo, Kind: Text, Time: at, Text: "내일 시간 돼?", Read: 1})
	h.say(Message{
		ID: 700002, Room: Jiwoo, From: Jiwoo, Kind: Text, Time: at + 61_000, Text: "응, 몇 시?\n둘째 줄",
		Pairs: []string{"message_relation_server_message_id", "700001", "message_relation_type_code", "reply"},
	})
	h.say(Message{ID: 700003, Room: Jiwoo, Kind: Photo, Time: at + 65_000, Pairs: []string{"OID", "obj3", "SID", "emi"}, Width: 640, Height: 480, Size: 19})
	h.say(Message{ID: 700004, Room: Jiwoo, From: Jiwoo, Kind: Unsent, Time: at + 66_000})
	h.say(Message{
		ID: 700005, Room: Jiwoo, From: Jiwoo, Kind: File, Time: at + 70_000,
		Pairs: []string{"FILE_NAME", "지도 최종.pdf", "FILE_SIZE", "5", "OID", "obj5"},
	})
	h.say(Message{ID: 700006, Room: Jiwoo, Kind: Call, Time: at + 90_000, Pairs: []string{"TYPE", "V", "RESULT", "NORMAL", "DURATION", "65000"}})
	h.say(Message{ID: 700007, Room: Jiwoo, From: Jiwoo, Kind: Call, Time: at + 91_000, Pairs: []string{"TYPE", "A", "RESULT", "NO_RESPONSE", "DURATION", "0"}})
	h.say(Message{ID: 700008, Room: Jiwoo, Kind: Sticker, Time: at + 92_000, Pairs: []string{"STKPKGID", "11", "STKID", "222", "STKVER", "100"}})
	h.say(Message{ID: 700009, Room: Jiwoo, From: Jiwoo, Kind: Voice, Time: at + 93_000, Pairs: []string{"SID", "ema", "DURATION", "4200"}})
	h.say(Message{ID: 700010, Room: Jiwoo, From: Jiwoo, Kind: Sealed, Time: at + 94_000, Pairs: []string{"IS_VERIFICATION_HMAC_FAILURE", "true"}})
	h.say(Message{ID: 0, Room: Jiwoo, Kind: Text, Time: at + 95_000, Text: "보내지 못한 말"})
}

func (h *History) group() {
	const at = Morning
	event := func(id int64, after int64, key string, args ...string) {
		pairs := []string{"LOC_KEY", key, "LOC_ARGS", strings.Join(args, "\x1e")}
		h.say(Message{ID: id, Room: Group, Kind: Event, Time: at + after, Pairs: pairs})
	}
	event(700100, 0, "C_MI", Me, Jiwoo, Haru)
	h.say(Message{
		ID: 700101, Room: Group, From: Haru, Kind: Text, Time: at + 1_000, Text: "🎉 @지우 반가워",
		Pairs: []string{"MENTION", `{"MENTIONEES":[{"S":"3","E":"6","M":"` + Jiwoo + `"}]}`},
	})
	h.say(Message{
		ID: 700102, Room: Group, From: Jiwoo, Kind: Photo, Time: at + 2_000, Size: 77,
		Pairs: []string{"GID", "55", "MULTIPLE_IMAGE_GROUP_TOTAL_COUNT", "2"},
	})
	h.say(Message{
		ID: 700103, Room: Group, From: Jiwoo, Kind: Photo, Time: at + 2_001, Size: 78,
		Pairs: []string{"GID", "55", "MULTIPLE_IMAGE_GROUP_TOTAL_COUNT", "2"},
	})
	h.say(Message{ID: 700104, Room: Group, Kind: Place, Time: at + 3_000, Name: "서울역", Address: "서울특별시 중구", Lat: 37.554648, Lng: 126.972559})
	h.say(Message{ID: 700105, Room: Group, From: Haru, Kind: Contact, Time: at + 4_000, Pairs: []string{"mid", Gone, "displayName", "가온"}})
	h.say(Message{ID: 700106, Room: Group, From: Haru, Kind: Flex, Time: at + 5_000, Pairs: []string{"ALT_TEXT", "쿠폰이 도착했어요", "FLEX_JSON", `{"type":"bubble"}`}})
	h.say(Message{ID: 700107, Room: Group, From: Haru, Kind: Post, Time: at + 6_000, Pairs: []string{"serviceType", "AB", "albumName", "설악산", "postEndUrl", "line://album/1"}})
	h.say(Message{ID: 700108, Room: Group, From: Haru, Kind: Video, Time: at + 7_000, Pairs: []string{"DURATION", "3500", "FILE_SIZE", "99"}})
	h.say(Message{ID: 700109, Room: Group, From: Haru, Kind: New, Time: at + 8_000, Text: "새 기능"})
	event(700110, 9_000, "C_PN", Haru, "산으로")
	event(700111, 10_000, "C_MR", Haru, Jiwoo)
	h.say(Message{ID: 700112, Room: Group, Kind: Call, Time: at + 11_000, Pairs: []string{"GC_EVT_TYPE", "E", "GC_MEDIA_TYPE", "AUDIO", "RESULT", "INFO", "DURATION", "88657"}})
	event(700113, 12_000, "C_ML", Jiwoo)
	event(700114, 13_000, "Z_QQ", Jiwoo)
	h.say(Message{ID: 700115, Room: Group, From: Haru, Kind: Music, Time: at + 14_000, Text: "봄날", Pairs: []string{"subText", "어느 가수", "linkUri", "https://music.example/1"}})
}

func (h *History) few() {
	h.say(Message{ID: 700200, Room: Few, From: Gone, Kind: Text, Time: Morning, Text: "안녕히 계세요"})
	h.say(Message{
		ID: 700201, Room: Few, From: Haru, Kind: Text, Time: Morning + 1_000, Text: "전달한 말",
		Pairs: []string{"message_relation_server_message_id", "700001", "message_relation_type_code", "forward"},
	})
}
