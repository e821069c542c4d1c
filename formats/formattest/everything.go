package formattest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"exile/export"
)

// Everything is a history with every kind of content in every state, and with
// whatever makes writers stumble: names and titles that are twins, empty,
// dangerous or too long, times unknown and of every precision, files of one name,
// one file twice, texts that look like the target's own syntax.
func Everything() *History {
	e := &everything{files: map[string][]byte{}}
	e.people()
	e.group()
	e.direct()
	e.notes()
	e.channel()
	e.twin()
	e.chat(export.ChatUnknown, "") // without a message
	return NewHistory(e.events, e.files)
}

// The people of Everything, by ref.
const (
	self export.PersonRef = iota + 1
	friend
	colon
	twin
	nameless
	withdrawn
	withdrawnToo
	lines
	long
	decomposed
)

type everything struct {
	events []export.Event
	files  map[string][]byte
	room   export.ChatRef
	id     export.MessageID
	seq    int64
	at     time.Time
}

func (e *everything) people() {
	e.events = append(e.events,
		&export.Person{Ref: self, Names: []string{"한지우", "지우"}, Self: true, KnownBy: export.ByName},
		&export.Person{Ref: friend, Names: []string{"김서준"}, Handles: []string{"+82 10-0000-0000", "@seojun"}, KnownBy: export.ByHandle},
		&export.Person{Ref: colon, Names: []string{"영업 : 김과장"}, KnownBy: export.ByName},
		&export.Person{Ref: twin, SourceKey: "u4", Names: []string{"김서준"}, KnownBy: export.ByKey},
		&export.Person{Ref: nameless, SourceKey: "u5", Names: []string{""}, KnownBy: export.ByKey},
		&export.Person{Ref: withdrawn, SourceKey: "u6", Names: []string{"(알 수 없음)"}, KnownBy: export.ByKey},
		&export.Person{Ref: withdrawnToo, SourceKey: "u7", Names: []string{"(알 수 없음)"}, KnownBy: export.ByKey},
		&export.Person{Ref: lines, Names: []string{"Mallory\nBob: \u202eevil\x1b[31m"}, KnownBy: export.ByName},
		&export.Person{Ref: long, Names: []string{strings.Repeat("긴이름 ", 60) + "끝"}, KnownBy: export.ByName},
		&export.Person{Ref: decomposed, Names: []string{"\u1112\u1161\u11ab\u1100\u1173\u11af <b>&amp;</b>"}, KnownBy: export.ByName},
	)
}

func (e *everything) chat(kind export.ChatKind, title string, members ...export.PersonRef) {
	e.room++
	e.seq = 0
	e.at = time.Date(2026, 2, 8+int(e.room), 15, 17, 0, 0, time.FixedZone("", 9*60*60))
	e.events = append(e.events, &export.Chat{
		Ref: e.room, App: "kakaotalk", Kind: kind, Title: title, Members: members, Saved: e.at.AddDate(0, 1, 0),
	})
}

// say adds a message a minute after the last.
func (e *everything) say(by export.PersonRef, c export.Content) *export.Message {
	e.id++
	e.seq++
	m := &export.Message{
		ID: e.id, Chat: e.room, Sender: by, Seq: e.seq, Content: c,
		Time: export.Time{T: e.at, Precision: time.Minute, Zone: export.ZoneAssumed},
		From: export.Source{Input: "everything.txt", File: "everything.txt", Line: int(e.id), Lines: 1},
	}
	e.at = e.at.Add(time.Minute)
	e.events = append(e.events, m)
	return m
}

func (e *everything) group() {
	e.chat(export.ChatGroup, "우리 가족", self, friend, colon, twin, nameless, withdrawn, withdrawnToo, lines, long, decomposed)
	e.notices()
	e.say(self, export.Text{Body: "안녕하세요"})
	for _, by := range []export.PersonRef{friend, colon, twin, nameless, withdrawn, withdrawnToo, lines, long, decomposed} {
		e.say(by, export.Text{Body: "나도 안녕"})
	}
	e.say(friend, export.Text{Body: "굵게 기울임 link @한지우", Spans: []export.Span{
		{Kind: export.SpanBold, Start: 0, End: 6},
		{Kind: export.SpanItalic, Start: 7, End: 16},
		{Kind: export.SpanLink, Start: 17, End: 21, Arg: "https://example.com/?a=1&b=2"},
		{Kind: export.SpanMention, Start: 22, End: 32},
	}})
	e.calls()
	e.polls()
	e.say(self, export.Place{Name: "시청", Address: "세종대로 110", Lat: 37.5663, Lng: 126.9779, HasPoint: true, Plain: "지도: 세종대로 110"})
	e.say(self, export.Place{Plain: "지도"})
	for _, kind := range []export.CardKind{
		export.CardLink, export.CardContact, export.CardProfile, export.CardSearch,
		export.CardMoney, export.CardGift, export.CardPost, export.CardSchedule,
	} {
		e.say(friend, export.Card{Kind: kind, Title: "제목", Text: "본문", URL: "https://example.com/", Plain: "카드 " + string(kind)})
	}
	for _, by := range []export.DeletedBy{export.DeletedByUnknown, export.DeletedBySender, export.DeletedByAdmin} {
		e.say(friend, export.Deleted{By: by, Plain: "삭제된 메시지입니다."})
	}
	e.say(friend, export.Unknown{Kind: "dance", Plain: "춤"})
	e.say(friend, export.Unknown{})
	e.media()
	e.ties()
}

func (e *everything) notices() {
	for _, kind := range []export.NoticeKind{
		export.NoticeJoin, export.NoticeLeave, export.NoticeInvite, export.NoticeRemove, export.NoticeHost,
		export.NoticeManager, export.NoticeTitle, export.NoticeSetting, export.NoticeWarning, export.NoticeOther,
	} {
		n := export.Notice{Kind: kind, Actor: friend, Plain: "알림: " + string(kind)}
		if kind == export.NoticeInvite || kind == export.NoticeRemove {
			n.People = []export.PersonRef{colon, lines}
		}
		e.say(0, n)
	}
	e.say(0, export.Notice{Kind: export.NoticeOther, Plain: "여러 줄\n알림"})
	e.say(friend, export.Notice{Kind: export.NoticeTitle, Plain: "보낸 사람이 있는 알림"})
}

func (e *everything) calls() {
	for _, kind := range []export.CallKind{export.CallVoice, export.CallVideo, export.CallLive, export.CallRoom} {
		e.say(self, export.Call{Kind: kind, Outcome: export.CallEnded, Duration: 62 * time.Second, Plain: "보이스톡 1:02"})
	}
	for _, out := range []export.CallOutcome{
		export.CallUnknown, export.CallStarted, export.CallMissed, export.CallCancelled, export.CallDeclined,
	} {
		e.say(friend, export.Call{Kind: export.CallVoice, Outcome: out, Plain: "보이스톡 해요"})
	}
}

func (e *everything) polls() {
	options := []export.PollOption{{Text: "산", Votes: 2}, {Text: "바다"}, {Text: ""}}
	e.say(self, export.Poll{Question: "어디로?", Options: options, Plain: "톡게시판 '투표': 어디로?"})
	e.say(self, export.Poll{Question: "끝?", Options: options[:1], Closed: true, Plain: "투표 종료"})
	e.say(self, export.Poll{Plain: "투표"})
}

// file makes a file of the history; a present one has its bytes.
func (e *everything) file(kind export.FileKind, name string, state export.FileState) export.File {
	f := export.File{Kind: kind, Name: name, State: state}
	if state != export.FilePresent {
		return f
	}
	data := FileBytes(name)
	sum := sha256.Sum256(data)
	f.SHA256, f.Size = hex.EncodeToString(sum[:]), int64(len(data))
	switch kind {
	case export.FilePhoto, export.FileSticker:
		f.Width, f.Height = 640, 480
	case export.FileVideo:
		f.Width, f.Height, f.Duration = 1920, 1080, 61*time.Second
	case export.FileVoice, export.FileAudio:
		f.Duration = 7 * time.Second
	case export.FileContact, export.FileDocument:
	}
	e.files[f.SHA256] = data
	return f
}

func (e *everything) media() {
	kinds := []struct {
		kind export.FileKind
		name string
		word string
	}{
		{export.FilePhoto, "photo.jpg", "사진"},
		{export.FileVideo, "video.mp4", "동영상"},
		{export.FileVoice, "voice.m4a", "음성메시지"},
		{export.FileAudio, "song.mp3", "음악"},
		{export.FileSticker, "sticker.webp", "이모티콘"},
		{export.FileContact, "친구.vcf", "연락처"},
		{export.FileDocument, "보고서 (최종).pdf", "파일: 보고서 (최종).pdf"},
	}
	for _, state := range []export.FileState{export.FilePresent, export.FileMissing, export.FileNotExported, export.FileExpired} {
		for _, k := range kinds {
			name := k.name
			if state == export.FileNotExported {
				name = ""
			}
			e.say(friend, export.Media{Files: []export.File{e.file(k.kind, name, state)}, Plain: k.word})
		}
	}
	photo := func(name string, state export.FileState) export.File { return e.file(export.FilePhoto, name, state) }
	e.say(self, export.Media{
		Files:   []export.File{photo("1.jpg", export.FilePresent), photo("2.jpg", export.FileMissing), photo("3.PNG", export.FilePresent)},
		Caption: "사진 설명\n두 줄", Spans: []export.Span{{Kind: export.SpanBold, Start: 0, End: 6}}, Plain: "사진 3장",
	})
	e.say(self, export.Media{Files: []export.File{photo("", export.FileNotExported), photo("", export.FileNotExported)}, Plain: "사진 2장"})
	e.say(self, export.Media{Files: []export.File{photo("photo.jpg", export.FilePresent), photo("photo.jpg", export.FilePresent)}, Plain: "같은 사진 2장"})
	other := photo("other.jpg", export.FilePresent)
	other.Name = "photo.jpg" // other bytes of the same name
	e.say(friend, export.Media{Files: []export.File{other}, Plain: "사진"})
	for _, name := range []string{"../../etc/passwd", "CON.txt", "a/b\\c:d?.jpg", "no extension", ".hidden", "\u202egpj.exe", "줄\n바꿈.jpg", strings.Repeat("긴", 200) + ".jpg", ""} {
		f := e.file(export.FileDocument, "file "+name, export.FilePresent)
		f.Name = name
		e.say(friend, export.Media{Files: []export.File{f}, Plain: "파일"})
	}
	e.say(friend, export.Media{Caption: "파일 없는 사진", Plain: "사진"})
}

// ties are what ties messages to others and to earlier states of themselves.
func (e *everything) ties() {
	first := e.say(friend, export.Text{Body: "점심 뭐 먹지?"})
	first.SourceKey = "key-1"
	m := e.say(self, export.Text{Body: "국수"})
	m.ReplyTo = &export.Reply{Key: "key-1", ID: first.ID, Quote: "점심 뭐 먹지?"}
	m = e.say(self, export.Text{Body: "밥"})
	m.ReplyTo = &export.Reply{Quote: "사라진 글"}
	m = e.say(friend, export.Text{Body: "퍼 온 글"})
	m.Forward = &export.Forward{Name: "뉴스", Time: export.Time{T: e.at.AddDate(0, 0, -1), Precision: time.Second, Zone: export.ZoneStated}}
	m = e.say(friend, export.Text{Body: "인기 있는 글"})
	m.Reactions = []export.Reaction{{Sign: "❤️", By: self, Count: 1}, {Sign: "👍", Count: 12}, {Sign: "확인", By: colon, Count: 1}}
	m = e.say(friend, export.Text{Body: "고친 글"})
	m.Edits = []export.Edit{{Time: m.Time, Content: export.Text{Body: "처음 글"}}, {Content: export.Text{Body: "다음 글"}}}
	m = e.say(friend, export.Text{Body: "한 번 고친 글"})
	m.Edits = []export.Edit{{Time: m.Time}} // it does not say what it was
}

// direct has times of every precision, and seconds within one minute.
func (e *everything) direct() {
	e.chat(export.ChatDirect, "김서준", self, friend)
	for i, p := range []time.Duration{time.Millisecond, time.Second, time.Second, time.Minute, time.Minute, time.Hour, 24 * time.Hour} {
		m := e.say(self+export.PersonRef(i&1), export.Text{Body: "정확도 " + p.String()})
		m.Time.Precision, m.Time.Zone = p, export.ZoneStated
		m.Time.T = m.Time.T.Truncate(time.Hour).Add(time.Duration(i)*time.Hour + 12*time.Second + 345*time.Millisecond).Truncate(min(p, time.Hour))
	}
	m := e.say(friend, export.Text{Body: "이웃의 시각"})
	m.Time.T, m.Time.Inferred = m.Time.T.AddDate(0, 0, 1), true
	m = e.say(friend, export.Text{Body: "다른 곳에서"})
	m.Time.T = m.Time.T.AddDate(0, 0, 2).In(time.FixedZone("", -(3*60+30)*60))
}

func (e *everything) notes() {
	e.chat(export.ChatSelf, "나와의 채팅", self)
	e.say(self, export.Text{Body: "메모"})
	e.say(self, export.Text{Body: strings.Repeat("가", 500)})
	e.say(self, export.Text{Body: strings.Repeat("아주 긴 글입니다. ", 600)})
}

func (e *everything) channel() {
	e.chat(export.ChatChannel, "../.. <b>: CON?\u202e.zip\n둘째 줄", friend)
	m := e.say(friend, export.Text{Body: "시각을 모름"})
	m.Time = export.Time{}
	e.say(friend, export.Text{Body: "시각을 앎"})
}

// twin is another room of the same title, in which people write what misleads.
func (e *everything) twin() {
	e.chat(export.ChatGroup, "우리 가족", self, friend, twin)
	for i, text := range append(append([]string{}, oddities...), pastes...) {
		e.say(self+export.PersonRef(i%3), export.Text{Body: text})
	}
}
