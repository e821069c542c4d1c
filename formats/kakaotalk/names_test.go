package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// Names that hold " : " come out whole where the file shows that they exist.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		what    string
		records []string // what stands after the date
		rest    string
		name    string
		unsure  int
	}{
		{"a plain name", []string{"민수 : 안녕"}, "민수 : 회의 : 3시", "민수", 0},
		{"a notice shows the longer name", []string{"영업 : 김과장님이 들어왔습니다.", "영업 : 김과장 : 네"}, "영업 : 김과장 : 네", "영업 : 김과장", 0},
		{"two colons", []string{"A : B : C님이 들어왔습니다.", "A : B : C : 네"}, "A : B : C : D : 네", "A : B : C", 0},
		{"a notice as a text", []string{"민수 : 안녕", "민수 : 김과장님이 들어왔습니다."}, "민수 : 김과장 : 네", "민수", 0},
		{"a notice as a first text", []string{"민수 : 김과장님이 나갔습니다.", "민수 : 안녕"}, "민수 : 김과장 : 네", "민수", 0},
		{"a notice as the only text", []string{"민수 : 김과장님이 나갔습니다.", "영희 : 안녕"}, "민수 : 김과장님이 나갔습니다.", "민수", 1},
		{"who joins is somebody else", []string{"민수 : 영희님이 들어왔습니다.", "영희 : 안녕"}, "민수 : 영희님이 들어왔습니다.", "민수", 1},
		{"an invited name", []string{"영희님이 하은 : 총무님을 초대했습니다.", "영희 : 안녕"}, "하은 : 총무 : 네", "하은 : 총무", 1},
		{"who joined is known", []string{"민수님이 들어왔습니다.", "민수 : 공지 : 내일", "민수 : 공지 : 모레"}, "민수 : 공지 : 글피", "민수", 0},
		{"always the same second part", []string{"영업 : 김과장 : 네", "영업 : 김과장 : 아니요", "영업 : 김과장 : 음"}, "영업 : 김과장 : 글쎄요", "영업 : 김과장", 3},
		{"always the same three parts", slices.Repeat([]string{"A : B : C : 네", "A : B : C : D : 네"}, 3), "A : B : C : 음", "A : B : C", 6},
		{"three parts, seldom", slices.Repeat([]string{"영업 : 김과장 : 공지 : 내일"}, 3), "영업 : 김과장 : 공지 : 모레", "영업 : 김과장", 3},
		{"three parts, not always", append(slices.Repeat([]string{"영업 : 김과장 : 공지 : 내일"}, 6), "영업 : 김과장 : 네"), "영업 : 김과장 : 공지 : 모레", "영업 : 김과장", 7},
		{"twice is too little", []string{"영희 : 이름 : 김영희", "영희 : 이름 : 영희"}, "영희 : 이름 : 영희", "영희", 2},
		{"what others write too is no name", []string{"봇 : 공지 : 1", "봇 : 공지 : 2", "봇 : 공지 : 3", "민수 : 공지 : 4"}, "봇 : 공지 : 5", "봇", 4},
		{"a notice with a colon", []string{"민수님이 톡게시판 '공지' : 내일"}, "민수님이 톡게시판 '공지' : 내일", "민수님이 톡게시판 '공지'", 1},
		{"different second parts", []string{"민수 : 시간 : 3시", "민수 : 장소 : 역"}, "민수 : 시간 : 4시", "민수", 2},
		{"one record alone", []string{"민수 : 시간 : 3시"}, "민수 : 시간 : 3시", "민수", 1},
		{"no spaces, no name end", []string{"부서:영업팀 : 네"}, "부서:영업팀 : URL : x", "부서:영업팀", 0},
		{"the longest wins", []string{"A : B님이 들어왔습니다.", "A : BC님이 들어왔습니다."}, "A : BC : 네", "A : BC", 0},
	} {
		n := newNames()
		for _, r := range c.records {
			n.add(r, koreanFeeds)
		}
		n.finish()
		name, _, ok := n.split(c.rest, koreanFeeds)
		if !ok || name != c.name || n.unsure != c.unsure {
			t.Errorf("%s: %q, %v, %d unsure, want %q and %d", c.what, name, ok, n.unsure, c.name, c.unsure)
		}
	}
}

// A notice stays a notice, a text that looks like one stays a text.
func TestNamesTellNotices(t *testing.T) {
	n := newNames()
	for _, r := range []string{"영업 : 김과장님이 들어왔습니다.", "영업 : 김과장 : 네", "민수 : 안녕"} {
		n.add(r, koreanFeeds)
	}
	n.finish()
	for rest, authored := range map[string]bool{
		"영업 : 김과장님이 나갔습니다.":            false,
		"민수 : 김과장님이 나갔습니다.":            true,
		"민수님이 나갔습니다.":                  false,
		"민수님이 영업 : 김과장님을 초대했습니다.":      false,
		"민수님이 철수님과 영업 : 김과장님을 초대했습니다.": false,
		"영업 : 김과장 : ":                  true,
		"민수 :":                         true, // an editor cut the space
	} {
		if _, _, ok := n.split(rest, koreanFeeds); ok != authored {
			t.Errorf("%q: authored %v", rest, ok)
		}
	}
}

// However many names begin alike, each record costs what its own text costs: a
// list of the names, gone through for every record, would take minutes.
func TestNamesBeginAlike(t *testing.T) {
	const count = 60_000
	var text strings.Builder
	text.WriteString("KakaoTalk Chats with X (4 people)-1.txt\r\nDate Saved : Aug 3, 2015, 12:20 AM\r\n\r\n\r\n\r\nThursday, July 9, 2015\r\nJul 9, 2015, 8:34 PM, Ann : hi\r\n")
	for i := range count {
		fmt.Fprintf(&text, "Jul 9, 2015, 8:34 PM: u : x%d left.\r\n", i)
	}
	for i := range count {
		fmt.Fprintf(&text, "Jul 9, 2015, 8:34 PM, u : x%d : t\r\n", i)
	}
	in := formats.Input{Roots: []formats.Root{memRoot(t, "X-1.txt", text.String())}}
	people := map[export.PersonRef]string{}
	messages := 0
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			people[e.Ref] = e.Name()
		case *export.Message:
			messages++
			if text, ok := e.Content.(export.Text); ok && e.Seq > 1 {
				if want := fmt.Sprintf("u : x%d", e.Seq-count-2); people[e.Sender] != want || text.Body != "t" {
					t.Fatalf("%q by %q, want %q", text.Body, people[e.Sender], want)
				}
			}
		case *export.Chat, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
		}
	}
	if messages != 2*count+1 {
		t.Errorf("%d messages", messages)
	}
}

// A known name is found wherever the " : " in it stand, and no other.
func TestNamesLongest(t *testing.T) {
	n := newNames()
	for _, name := range []string{"A : B", "A : B : C", "A : :", "A : B : D : E"} {
		n.known[name] = true
	}
	n.finish()
	for rest, want := range map[string]string{
		"A : B : x":             "A : B",
		"A : B : C : x":         "A : B : C",
		"A : B : C":             "A : B",
		"A : B : D : x":         "A : B",
		"A : B : D : E : F : x": "A : B : D : E",
		"A : : : x":             "A : :",
		"A : x : y":             "A",
		"A : B":                 "A",
	} {
		if name, _, ok := n.split(rest, englishFeeds); !ok || name != want {
			t.Errorf("%q: by %q, want %q", rest, name, want)
		}
	}
}
