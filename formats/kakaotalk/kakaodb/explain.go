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
	case damaged:
		e.What, e.Hint = whatDamaged, hintCopy
	case androidChats, iosMessages, macAll: // its table of messages is not there
		e.What, e.Hint = whatEmpty, hintLog
	case none:
		return formats.ErrNoExport
	}
	return e
}

//nolint:gochecknoglobals // sentences
var (
	whatWindows = formats.Text{
		EN: "“{name}” is a room of KakaoTalk for Windows, encrypted by the app. exile does not open it: the key is made from the computer it lay on, and what is known publicly about how does not agree.",
		KO: "‘{name}’ 파일은 윈도우용 카카오톡이 암호화해 둔 채팅방입니다. 키가 그 컴퓨터의 정보로 만들어지고, 만드는 방법에 대해 공개된 자료도 서로 달라 exile은 열지 않습니다.",
	}
	whatMac = formats.Text{
		EN: "“{name}” is the database of KakaoTalk for Mac, encrypted by the app. exile does not open it as it is: the key is made from the Mac it lay on.",
		KO: "‘{name}’ 파일은 맥용 카카오톡이 암호화해 둔 데이터베이스입니다. 키가 그 맥의 정보로 만들어지므로 exile은 이대로는 열지 않습니다.",
	}
	hintExport = formats.Text{
		EN: "Export each room as text or CSV in the app instead; `exile guide kakaotalk` tells how.",
		KO: "대신 앱에서 채팅방마다 대화를 텍스트나 CSV로 내보내 주세요. 방법은 `exile guide kakaotalk`에 있습니다.",
	}
	whatDamaged = formats.Text{
		EN: "“{name}” has the name or the tables of one of KakaoTalk's databases, but its beginning is not that of a SQLite database: it is damaged, empty or encrypted.",
		KO: "‘{name}’ 파일은 이름이나 내용으로 보아 카카오톡 데이터베이스이지만, 첫머리가 SQLite 데이터베이스의 형식이 아닙니다. 손상되었거나 비어 있거나 암호화된 파일입니다.",
	}
	hintCopy = formats.Text{
		EN: "Close KakaoTalk and copy the file again, with the files ending in -wal and -shm beside it, or export the rooms in the app; `exile guide kakaotalk` tells how.",
		KO: "카카오톡을 끝낸 뒤 이름이 -wal과 -shm으로 끝나는 파일까지 함께 다시 복사하시거나, 앱에서 대화를 내보내 주세요. 방법은 `exile guide kakaotalk`에 있습니다.",
	}
	whatEmpty = formats.Text{
		EN: "“{name}” has no table of KakaoTalk's messages.",
		KO: "‘{name}’ 파일에는 카카오톡 대화가 담긴 표가 없습니다.",
	}
	hintLog = formats.Text{
		EN: "All of it may still be in the file “{name}-wal”, in the same folder of the phone. Copy both again, with the app closed, and give them together.",
		KO: "내용이 모두 휴대폰의 같은 폴더에 있는 ‘{name}-wal’ 파일에 들어 있을 수 있습니다. 앱을 끝낸 뒤 두 파일을 다시 복사해 함께 지정해 주세요.",
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
