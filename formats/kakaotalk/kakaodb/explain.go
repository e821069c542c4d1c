package kakaodb

import (
	"path"

	"exile/formats"
)

// explained is the error for files that are recognised and not read; nil for those
// that are.
func explained(f file) error {
	e := &formats.ExplainedError{Name: path.Base(f.name), Hint: hintExport}
	switch f.role {
	case windowsLocked:
		e.What = whatWindows
	case macLocked:
		e.What = whatMac
	case androidPeople:
		e.What, e.Hint = whatPeople, hintPeople
	case iosRooms:
		e.What, e.Hint = whatRooms, hintRooms
	case none, androidChats, iosMessages, macAll:
		return formats.ErrNoExport
	}
	return e
}

//nolint:gochecknoglobals // sentences
var (
	whatWindows = formats.Text{
		EN: "“{name}” is a room of KakaoTalk for Windows, encrypted by the app. exile does not open it: the key is made from the computer it lay on, and what is known publicly about how does not agree.",
		KO: "‘{name}’ 파일은 윈도우용 카카오톡이 암호화해 둔 채팅방입니다. 열쇠가 그 컴퓨터의 정보로 만들어지고, 만드는 방법에 대해 공개된 자료도 서로 달라 exile은 열지 않습니다.",
	}
	whatMac = formats.Text{
		EN: "“{name}” is the database of KakaoTalk for Mac, encrypted by the app. exile does not open it as it is: the key is made from the Mac it lay on.",
		KO: "‘{name}’ 파일은 맥용 카카오톡이 암호화해 둔 데이터베이스입니다. 열쇠가 그 맥의 정보로 만들어지므로 exile은 이대로는 열지 않습니다.",
	}
	hintExport = formats.Text{
		EN: "Export each room as text or CSV in the app instead; `exile guide kakaotalk` tells how.",
		KO: "대신 앱에서 채팅방마다 대화를 텍스트나 CSV로 내보내 주세요. 방법은 `exile guide kakaotalk`에 있습니다.",
	}
	whatPeople = formats.Text{
		EN: "“{name}” holds KakaoTalk's list of friends, and no messages.",
		KO: "‘{name}’ 파일에는 카카오톡 친구 목록만 있고 대화는 없습니다.",
	}
	hintPeople = formats.Text{
		EN: "The messages are in KakaoTalk.db, in the same folder of the phone: give both files, or the folder, with the files ending in -wal.",
		KO: "대화는 휴대폰의 같은 폴더에 있는 KakaoTalk.db에 있습니다. 두 파일을 함께, 또는 폴더째로 지정해 주세요. 이름이 -wal로 끝나는 파일도 있어야 합니다.",
	}
	whatRooms = formats.Text{
		EN: "“{name}” holds KakaoTalk's list of rooms and people, and no messages.",
		KO: "‘{name}’ 파일에는 카카오톡 채팅방과 친구 목록만 있고 대화는 없습니다.",
	}
	hintRooms = formats.Text{
		EN: "The messages are in Message.sqlite, in the same folder of the phone: give both files, or the folder, with the files ending in -wal.",
		KO: "대화는 같은 폴더에 있는 Message.sqlite에 있습니다. 두 파일을 함께, 또는 폴더째로 지정해 주세요. 이름이 -wal로 끝나는 파일도 있어야 합니다.",
	}
)
