package merge_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// minute makes the accounts that an export has in one minute, from its record on.
func minute(of int64, record int, list ...*export.Message) []merge.Account {
	var all []merge.Account
	for i, m := range list {
		all = append(all, account(of, record+i, m))
	}
	return all
}

// stored makes an entry of each account.
func stored(list []merge.Account) []merge.Entry {
	var all []merge.Entry
	for i := range list {
		now, _ := merge.Fold(list[i : i+1])
		now.ID = export.MessageID(i + 1)
		all = append(all, merge.Entry{ID: int64(i + 1), Accounts: list[i : i+1], Now: now})
	}
	return all
}

// lines makes texts of a minute out of "1 안녕": the sender and the words.
func lines(list ...string) []*export.Message {
	var all []*export.Message
	for _, s := range list {
		m := says(export.PersonRef(s[0]-'0'), s[2:])
		all = append(all, m)
	}
	return all
}

func with(m *export.Message, change func(*export.Message)) *export.Message {
	change(m)
	return m
}

func is(sender export.PersonRef, c export.Content) *export.Message {
	return &export.Message{Sender: sender, Time: at(5, 0, time.Minute), Content: c}
}

func keyed(m *export.Message, key string) *export.Message {
	m.SourceKey = key
	return m
}

func TestMatch(t *testing.T) {
	whole := strings.Repeat("가나다라마바사아 ", 80)
	head := string([]rune(whole)[:500])
	text := func(sender export.PersonRef, s string) *export.Message { return is(sender, export.Text{Body: s}) }
	album := export.Media{Files: make([]export.File, 3), Plain: "사진 3장"}
	for i := range album.Files {
		album.Files[i] = export.File{Kind: export.FilePhoto, State: export.FileNotExported}
	}
	marker := func(words string) export.Content {
		return export.Media{Files: []export.File{{Kind: export.FilePhoto, State: export.FileNotExported}}, Plain: words}
	}
	exact := func(second int, m *export.Message) *export.Message {
		m.Time = at(5, second, time.Second)
		return m
	}
	join := func(who export.PersonRef, plain string) *export.Message {
		return is(0, export.Notice{Kind: export.NoticeJoin, Actor: who, Plain: plain})
	}
	gone := func(sender export.PersonRef) *export.Message {
		return is(sender, export.Deleted{Plain: "삭제된 메시지입니다."})
	}
	edit := func(m *export.Message, before export.Content) *export.Message {
		m.Edits = []export.Edit{{Content: before}}
		return m
	}
	captioned := func(name, caption string) export.Media {
		return export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: name, State: export.FileMissing}}, Caption: caption}
	}
	invite := func(who export.PersonRef, people ...export.PersonRef) *export.Message {
		return is(0, export.Notice{Kind: export.NoticeInvite, Actor: who, People: people, Plain: "초대했습니다."})
	}
	type list = []*export.Message
	for name, c := range map[string]struct {
		stored, incoming list
		ends             merge.Ends
		want             []int
	}{
		"the same":                         {stored: lines("1 가", "2 나"), incoming: lines("1 가", "2 나"), want: []int{0, 1}},
		"repeated":                         {stored: lines("1 ㅋㅋ", "1 ㅋㅋ", "1 ㅋㅋ"), incoming: lines("1 ㅋㅋ", "1 ㅋㅋ"), want: []int{0, 1}},
		"one more on the newer":            {stored: lines("1 ㅋㅋ", "1 ㅋㅋ"), incoming: lines("1 ㅋㅋ", "1 ㅋㅋ", "1 ㅋㅋ"), want: []int{0, 1, -1}},
		"repeated by two":                  {stored: lines("1 ㅋㅋ", "2 ㅋㅋ", "1 ㅋㅋ"), incoming: lines("2 ㅋㅋ", "1 ㅋㅋ"), want: []int{1, 2}},
		"never of different senders":       {stored: lines("1 ㅋㅋ"), incoming: lines("2 ㅋㅋ"), want: []int{-1}},
		"between the same":                 {stored: lines("1 가", "2 나"), incoming: lines("1 가", "3 다", "2 나"), want: []int{0, -1, 1}},
		"in another order":                 {stored: lines("1 내일 세 시에 만나요", "2 이따 전화할게요"), incoming: lines("2 이따 전화할게요", "1 내일 세 시에 만나요"), want: []int{1, 0}},
		"in another order, saying nothing": {stored: lines("1 ㅇㅇ", "2 ㅋㅋ"), incoming: lines("2 ㅋㅋ", "1 ㅇㅇ"), want: []int{-1, 0}},
		"begins in this minute":            {stored: lines("1 ㅋㅋ", "2 나", "1 ㅋㅋ"), incoming: lines("1 ㅋㅋ"), ends: merge.Ends{IncomingBegins: true}, want: []int{2}},
		"ends in this minute":              {stored: lines("1 ㅋㅋ", "2 나", "1 ㅋㅋ"), incoming: lines("1 ㅋㅋ"), ends: merge.Ends{IncomingEnds: true}, want: []int{0}},
		"was cut by the first minute":      {stored: lines("1 ㅋㅋ"), incoming: lines("1 ㅋㅋ", "2 나", "1 ㅋㅋ"), ends: merge.Ends{StoredBegins: true}, want: []int{-1, -1, 0}},
		"one ends, one begins":             {stored: lines("1 가", "1 나", "1 다"), incoming: lines("1 나", "1 다", "1 라"), ends: merge.Ends{StoredEnds: true, IncomingBegins: true}, want: []int{1, 2, -1}},
		"the other way round":              {stored: lines("1 나", "1 다", "1 라"), incoming: lines("1 가", "1 나", "1 다"), ends: merge.Ends{StoredBegins: true, IncomingEnds: true}, want: []int{-1, 0, 1}},
		"one ends, one begins, repeat":     {stored: lines("1 가", "1 ㅋㅋ", "1 ㅋㅋ"), incoming: lines("1 ㅋㅋ", "1 ㅋㅋ", "1 나"), ends: merge.Ends{StoredEnds: true, IncomingBegins: true}, want: []int{2, -1, -1}},
		"nothing overlaps":                 {stored: lines("1 ㅋㅋ", "1 가"), incoming: lines("1 ㅋㅋ", "1 나"), ends: merge.Ends{StoredEnds: true, IncomingBegins: true}, want: []int{-1, -1}},
		"a bad fit that tells":             {stored: lines("1 가", "1 내일 세 시에 만나요", "0 공지"), incoming: lines("1 내일 세 시에 만나요", "1 나"), ends: merge.Ends{StoredEnds: true, IncomingBegins: true}, want: []int{1, -1}},
		"whole chats of one minute":        {stored: lines("1 가", "2 나"), incoming: lines("1 가", "2 나", "1 다"), ends: merge.Ends{StoredEnds: true, IncomingBegins: true, StoredBegins: true, IncomingEnds: true}, want: []int{0, 1, -1}},
		"chats that only repeat":           {stored: lines("1 ㅋㅋ", "1 ㅋㅋ", "1 ㅋㅋ"), incoming: lines("1 ㅋㅋ", "1 ㅋㅋ", "1 ㅋㅋ"), ends: merge.Ends{StoredEnds: true, IncomingBegins: true, StoredBegins: true, IncomingEnds: true}, want: []int{0, 1, 2}},
		"repetition outweighs nothing":     {stored: lines("1 ㅋㅋ", "2 ㅋㅋ", "1 내일 세 시에 만나요"), incoming: lines("1 내일 세 시에 만나요", "1 ㅋㅋ", "2 ㅋㅋ"), want: []int{2, -1, -1}},
		"keys decide":                      {stored: list{keyed(text(1, "가"), "7"), keyed(text(1, "가"), "8")}, incoming: list{keyed(text(1, "가"), "8"), keyed(text(1, "가"), "9")}, want: []int{1, -1}},
		"a key against none":               {stored: list{keyed(text(1, "가"), "7")}, incoming: lines("1 가"), want: []int{0}},
		"an edited text and its key":       {stored: list{text(1, "이따 전화할게요"), keyed(text(1, "가"), "7")}, incoming: list{keyed(text(1, "다른 말"), "7"), text(1, "이따 전화할게요")}, want: []int{1, 0}},
		"two of one beginning":             {stored: list{text(1, whole+"하나")}, incoming: list{text(1, whole+"둘")}, want: []int{-1}},
		"long, but not cut":                {stored: list{text(1, whole)}, incoming: list{text(1, string([]rune(whole)[:450]))}, want: []int{-1}},
		"cut within blanks":                {stored: list{text(1, string([]rune(whole)[:480])+strings.Repeat("\n", 30)+"끝")}, incoming: list{text(1, string([]rune(whole)[:480]))}, want: []int{0}},
		"cut at 500 characters":            {stored: list{text(1, whole), text(1, "네")}, incoming: list{text(1, head), text(1, "네")}, want: []int{0, 1}},
		"deleted since":                    {stored: lines("1 가", "2 나"), incoming: list{text(1, "가"), gone(2)}, want: []int{0, 1}},
		"somebody else's was deleted":      {stored: lines("1 가", "2 나"), incoming: list{gone(2), text(2, "나")}, want: []int{-1, 1}},
		"deleted, one of two":              {stored: lines("1 가", "2 나", "2 다", "1 라"), incoming: list{text(1, "가"), gone(2), text(1, "라")}, want: []int{0, -1, 3}},
		"deleted beside another's":         {stored: lines("1 가", "2 나", "3 다", "1 라"), incoming: list{text(1, "가"), gone(2), text(1, "라")}, want: []int{0, 1, 3}},
		"deleted at its second":            {stored: list{exact(10, text(2, "나")), exact(50, text(2, "다"))}, incoming: list{exact(50, gone(2))}, want: []int{1}},
		"two deleted of two":               {stored: lines("2 나", "2 다"), incoming: list{gone(2), gone(2)}, want: []int{0, 1}},
		"deleted, nobody named":            {stored: lines("1 가", "2 나", "1 다"), incoming: list{text(1, "가"), gone(0), text(1, "다")}, want: []int{0, 1, 2}},
		"deleted, on both":                 {stored: list{gone(1)}, incoming: list{gone(0)}, want: []int{0}},
		"alike, but nothing says edited":   {stored: lines("1 가", "2 내일 세시에 만나요"), incoming: lines("1 가", "2 내일 세 시에 만나요"), want: []int{0, -1}},
		"two links":                        {stored: lines("1 https://youtu.be/AAAA", "1 봐"), incoming: lines("1 https://youtu.be/BBBB", "1 봐"), want: []int{-1, 1}},
		"marked, but two that may be it":   {stored: lines("2 네", "2 응"), incoming: list{edit(text(2, "네네"), nil)}, want: []int{-1}},
		"known from the edit":              {stored: lines("2 네", "2 응"), incoming: list{edit(text(2, "네네"), export.Text{Body: "응"})}, want: []int{1}},
		"not corrected but another":        {stored: lines("1 가", "2 ㅋㅋ"), incoming: lines("1 가", "2 ㅋㅋㅋ"), want: []int{0, -1}},
		"marked as edited":                 {stored: lines("2 ㅋㅋ"), incoming: list{edit(text(2, "네"), nil)}, want: []int{0}},
		"a name for the marker":            {stored: list{is(1, photo("a.jpg", export.FilePresent)), text(1, "봐")}, incoming: list{is(1, marker("Photo")), text(1, "봐")}, want: []int{0, 1}},
		"names of two devices":             {stored: list{is(1, photo("IMG-20240507-WA0001.jpg", export.FilePresent)), text(1, "봐")}, incoming: list{is(1, photo("00000012-PHOTO-2024-05-07-15-05-00.jpg", export.FileMissing)), text(1, "봐")}, want: []int{0, 1}},
		"two photos of one device":         {stored: list{is(1, photo("20240507_150500.jpg", export.FilePresent)), text(1, "봐")}, incoming: list{is(1, photo("20240507_150541.jpg", export.FilePresent)), text(1, "봐")}, want: []int{-1, 1}},
		"two photos by their hashes":       {stored: list{is(1, photo(strings.Repeat("ab", 32)+".jpg", export.FileMissing))}, incoming: list{is(1, photo(strings.Repeat("1c", 32)+".jpg", export.FileMissing))}, want: []int{-1}},
		"two photos with names":            {stored: list{is(1, photo("산.jpg", export.FileMissing))}, incoming: list{is(1, photo("바다.jpg", export.FileMissing))}, want: []int{-1}},
		"two captions":                     {stored: list{is(1, captioned("", "산에서"))}, incoming: list{is(1, captioned("", "바다에서"))}, want: []int{-1}},
		"a caption and none":               {stored: list{is(1, captioned("", "산에서"))}, incoming: list{is(1, captioned("", ""))}, want: []int{0}},
		"two gifts":                        {stored: list{is(1, export.Card{Kind: export.CardGift, Title: "커피"})}, incoming: list{is(1, export.Card{Kind: export.CardGift, Title: "빵"})}, want: []int{-1}},
		"two invitations":                  {stored: list{invite(1, 4)}, incoming: list{invite(1, 5)}, want: []int{-1}},
		"an invitation and its people":     {stored: list{invite(1, 4, 5)}, incoming: list{invite(1, 5)}, want: []int{0}},
		"the photo that is named":          {stored: list{is(1, photo("a.jpg", export.FilePresent)), is(1, photo("b.jpg", export.FilePresent))}, incoming: list{is(1, photo("b.jpg", export.FileMissing))}, want: []int{1}},
		"an album and three lines":         {stored: list{is(1, album)}, incoming: list{is(1, marker("사진")), is(1, marker("사진")), is(1, marker("사진"))}, want: []int{0, -1, -1}},
		"a typed marker":                   {stored: list{is(1, marker("사진"))}, incoming: lines("1 사진"), want: []int{0}},
		"a video is no photo":              {stored: list{is(1, marker("사진"))}, incoming: list{is(1, export.Media{Files: []export.File{{Kind: export.FileVideo}}, Plain: "동영상"})}, want: []int{-1}},
		"a bare notice":                    {stored: list{join(0, "들어왔습니다.")}, incoming: list{join(4, "a joined.")}, want: []int{0}},
		"two who joined":                   {stored: list{join(4, "a님"), join(5, "b님")}, incoming: list{join(5, "b joined.")}, want: []int{1}},
		"another one joined":               {stored: list{join(4, "a님")}, incoming: list{join(5, "b님")}, want: []int{-1}},
		"to the second":                    {stored: list{exact(10, text(1, "ㅋㅋ")), exact(50, text(1, "ㅋㅋ"))}, incoming: list{exact(50, text(1, "ㅋㅋ"))}, want: []int{1}},
		"to the minute":                    {stored: list{exact(10, text(1, "ㅋㅋ")), exact(50, text(1, "나"))}, incoming: lines("1 ㅋㅋ", "1 나"), want: []int{0, 1}},
		"another minute":                   {stored: lines("1 가"), incoming: list{with(text(1, "가"), func(m *export.Message) { m.Time = at(6, 0, time.Minute) })}, want: []int{-1}},
		"a neighbour's time":               {stored: list{join(4, "a님")}, incoming: list{with(join(4, "a joined"), func(m *export.Message) { m.Time = at(2, 0, time.Minute); m.Time.Inferred = true })}, want: []int{0}},
		"two that stand for one":           {stored: list{gone(1), gone(1)}, incoming: list{gone(1)}, want: []int{0}},
	} {
		t.Run(name, func(t *testing.T) {
			of, in := minute(1, 1, c.stored...), minute(2, 1, c.incoming...)
			if got := merge.Match(stored(of), in, c.ends); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			// The same the other way round: what was added first has no say.
			swapped := merge.Ends{StoredEnds: c.ends.IncomingEnds, IncomingBegins: c.ends.StoredBegins, StoredBegins: c.ends.IncomingBegins, IncomingEnds: c.ends.StoredEnds}
			back := make([]int, len(in))
			for i := range back {
				back[i] = slices.Index(merge.Match(stored(in), of, swapped), i)
			}
			if !slices.Equal(back, c.want) {
				t.Errorf("the other way round %v, want %v", back, c.want)
			}
		})
	}
}

// TestMatchKnowsOlderStates: an old export finds the message that was deleted since.
func TestMatchKnowsOlderStates(t *testing.T) {
	all := accounts(says(1, "비밀"), is(1, export.Deleted{}))
	now, _ := merge.Fold(all)
	other := stored(minute(1, 2, lines("1 나")...))[0]
	entries := []merge.Entry{{ID: 1, Accounts: all, Now: now}, other}
	if got := merge.Match(entries, minute(3, 1, lines("1 비밀", "1 나")...), merge.Ends{}); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("got %v", got)
	}
}

// TestMatchWeighsAllAccounts: what no account of a message can have been it is not,
// though another account of it, which knows less, would fit.
func TestMatchWeighsAllAccounts(t *testing.T) {
	marker := export.Media{Files: []export.File{{Kind: export.FilePhoto, State: export.FileNotExported}}, Plain: "사진"}
	long := strings.Repeat("가나다라마바사아 ", 80)
	join := func(who export.PersonRef) *export.Message {
		return is(0, export.Notice{Kind: export.NoticeJoin, Actor: who, Plain: "들어왔습니다."})
	}
	for name, c := range map[string]struct {
		stored []*export.Message // accounts of one message
		other  *export.Message
	}{
		"deleted, but it was another text": {[]*export.Message{says(1, "비밀"), is(1, export.Deleted{})}, says(1, "나")},
		"a marker of another photo":        {[]*export.Message{is(1, marker), is(1, photo("20240507_150500.jpg", export.FileMissing))}, is(1, photo("20240507_150541.jpg", export.FileMissing))},
		"the head of another text":         {[]*export.Message{says(1, string([]rune(long)[:500])), says(1, long+"하나")}, says(1, long+"둘")},
		"a notice of another's":            {[]*export.Message{join(0), join(4)}, join(5)},
	} {
		all := accounts(c.stored...)
		now, _ := merge.Fold(all)
		entry := merge.Entry{ID: 1, Accounts: all, Now: now}
		if got := merge.Match([]merge.Entry{entry}, minute(9, 1, c.other), merge.Ends{}); got[0] != -1 {
			t.Errorf("%s: they are two", name)
		}
	}
}

// TestMatchGivesNoExportTwo: two records of one export are two messages.
func TestMatchGivesNoExportTwo(t *testing.T) {
	of := minute(1, 1, lines("1 가", "1 나")...)
	if got := merge.Match(stored(of[:1]), minute(1, 2, lines("1 가")...), merge.Ends{}); got[0] != -1 {
		t.Error("record 2 was taken for record 1")
	}
}

// TestSettleInLinearTime: nobody can make a minute that takes for ever.
func TestSettleInLinearTime(t *testing.T) {
	const n = 200_000
	for name, words := range map[string]func(export, i int) string{
		"all the same":      func(int, int) string { return "ㅋㅋ" },
		"backwards":         func(e, i int) string { return strconv.Itoa(i + e*(n-1-2*i)) },
		"few words":         func(e, i int) string { return strconv.Itoa((i*7919 + e*i/3) % 50) },
		"a border each way": func(e, i int) string { return strconv.Itoa(i % (n/2 + e)) },
	} {
		t.Run(name, func(t *testing.T) {
			var of, in []merge.Account
			for i := range n {
				of = append(of, account(1, i+1, says(1, words(0, i))))
				in = append(in, account(2, i+1, says(1, words(1, i))))
			}
			in = in[:n-7]
			entries := stored(of)
			for _, e := range []merge.Ends{{}, {StoredEnds: true, IncomingBegins: true, StoredBegins: true, IncomingEnds: true}} {
				began := time.Now()
				merge.Settle(entries, in, e)
				if took := time.Since(began); took > time.Minute {
					t.Errorf("took %v", took)
				} else {
					t.Log(took.Round(time.Millisecond))
				}
			}
		})
	}
}
