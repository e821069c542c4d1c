package kakaotalk

import (
	"slices"
	"testing"
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
