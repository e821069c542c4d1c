package kakaotalk

import (
	"testing"
	"testing/fstest"

	"exile/export"
	"exile/formats"
)

// The file's name stands for a heading that is missing.
func TestWindowsFileName(t *testing.T) {
	const text = "2022년 4월 2일 토요일\r\n[민수] [오전 9:00] 네\r\n[영희] [오전 9:01] 네\r\n"
	for _, c := range []struct {
		name, title string
		kind        export.ChatKind
		self        string
	}{
		{"KakaoTalk_20240101_1234_56_789_group.txt", "KakaoTalk_20240101_1234_56_789_group", export.ChatGroup, ""},
		{"KakaoTalk_20240101_1234_56_789_민수.txt", "민수", export.ChatDirect, "영희"},
		{"KakaoTalk_20240101_1234_56_789_민_수.txt", "민_수", export.ChatUnknown, ""},
		{"KakaoTalk_2024_1234_56_789_민수.txt", "KakaoTalk_2024_1234_56_789_민수", export.ChatUnknown, ""},
		{"메모.txt", "메모", export.ChatUnknown, ""},
	} {
		in := formats.Input{Roots: []formats.Root{memRoot(t, c.name, text)}}
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			switch e := e.(type) {
			case *export.Chat:
				if e.Title != c.title || e.Kind != c.kind {
					t.Errorf("%s: %s %q", c.name, e.Kind, e.Title)
				}
			case *export.Person:
				if e.Self != (e.Name() == c.self) {
					t.Errorf("%s: %s is the owner: %v", c.name, e.Name(), e.Self)
				}
			case *export.Message, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
			}
		}
	}
}

// Two texts of Windows are two rooms, whatever their names count.
func TestWindowsRoomsApart(t *testing.T) {
	text := func(name string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("2022년 4월 2일 토요일\r\n[" + name + "] [오전 9:00] 네\r\n")}
	}
	root, err := formats.NewRoot("rooms", formats.RootFolder, fstest.MapFS{"복사-1.txt": text("민수"), "복사-2.txt": text("영희")})
	if err != nil {
		t.Fatal(err)
	}
	groups, err := find(formats.Input{Roots: []formats.Root{root}})
	if err != nil || len(groups) != 2 {
		t.Errorf("%d rooms, %v", len(groups), err)
	}
}
