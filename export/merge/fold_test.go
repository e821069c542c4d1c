package merge_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

var korea = time.FixedZone("KST", 9*3600)

// at returns a time of one morning, exact to a minute or a second.
func at(minute, second int, precision time.Duration) export.Time {
	t := time.Date(2024, 5, 6, 10, minute, second, 0, korea).Truncate(precision)
	return export.Time{T: t, Precision: precision, Zone: export.ZoneAssumed}
}

func says(sender export.PersonRef, body string) *export.Message {
	return &export.Message{Sender: sender, Time: at(5, 0, time.Minute), Content: export.Text{Body: body}}
}

func account(of int64, record int, m *export.Message) merge.Account {
	return merge.Account{Export: of, Record: int64(record), Rank: merge.Rank{Newest: of * 1000}, Message: m}
}

// accounts makes one account of each message, each of a newer export.
func accounts(list ...*export.Message) []merge.Account {
	var all []merge.Account
	for i, m := range list {
		all = append(all, account(int64(i+1), 1, m))
	}
	return all
}

func photo(name string, state export.FileState) export.Content {
	return export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: name, State: state}}, Plain: "사진"}
}

// manyAccounts makes random accounts out of few parts, so that they often agree.
type manyAccounts struct{ *rand.Rand }

func (r manyAccounts) content() export.Content {
	long := strings.Repeat("길고 긴 이야기 ", 200)
	spans := [][]export.Span{nil, {{Kind: export.SpanBold, End: 1}}, {{Kind: export.SpanURL, End: 2}, {Kind: export.SpanBold, End: 1}}}
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	switch r.IntN(9) {
	case 0:
		return export.Text{Body: pick("네", "네!", long[:21*140], long[:21*60], long, long+"끝", long[:21*60]+"다른 끝"), Spans: spans[r.IntN(3)]}
	case 1:
		m := export.Media{Plain: pick("사진", "Photo"), Caption: pick("", "", "바다", "산"), Spans: spans[r.IntN(3)]}
		for range r.IntN(3) {
			f := export.File{Kind: export.FilePhoto, Name: pick("", "a.jpg", "b.jpg"), SHA256: pick("", "00ff")}
			f.State = []export.FileState{export.FilePresent, export.FileMissing, export.FileNotExported}[r.IntN(3)]
			m.Files = append(m.Files, f)
		}
		return m
	case 2:
		return export.Call{Kind: export.CallVoice, Outcome: []export.CallOutcome{"", export.CallEnded}[r.IntN(2)], Duration: time.Duration(r.IntN(3)), Plain: pick("보이스톡", "Call")}
	case 3:
		return export.Place{Name: pick("", "집"), Address: pick("", "서울"), HasPoint: r.IntN(2) == 0, Plain: pick("지도", "Map")}
	case 4:
		return export.Card{Kind: export.CardLink, Title: pick("", "제목"), URL: pick("", "https://example.org"), Plain: pick("가", "나")}
	case 5:
		n := export.Notice{Kind: []export.NoticeKind{export.NoticeOther, export.NoticeInvite, export.NoticeLeave}[r.IntN(3)], Actor: export.PersonRef(r.IntN(3)), Plain: pick("초대", "invited")}
		for p := range export.PersonRef(r.IntN(3)) {
			n.People = append(n.People, p+4)
		}
		return n
	case 6:
		return export.Deleted{By: []export.DeletedBy{"", export.DeletedBySender}[r.IntN(2)], Plain: pick("삭제된 메시지입니다.", "This message was deleted.")}
	case 7:
		return export.Poll{Question: pick("", "언제?"), Closed: r.IntN(2) == 0, Plain: pick("투표", "Vote")}
	}
	return export.Unknown{Kind: "x", Plain: pick("?", "!")}
}

func (r manyAccounts) time() export.Time {
	if r.IntN(12) == 0 {
		return export.Time{}
	}
	precision := []time.Duration{0, time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour, 5 * time.Minute}[r.IntN(7)]
	zone := []*time.Location{korea, time.UTC, time.FixedZone("", -5*3600-1800)}[r.IntN(3)]
	t := time.Date(2024, 5, 6, 1, r.IntN(2), 30, 123e6, time.UTC).In(zone)
	return export.Time{T: t.Truncate(precision), Precision: precision, Zone: []export.Zone{export.ZoneStated, export.ZoneAssumed, ""}[r.IntN(3)], Inferred: r.IntN(5) == 0}
}

func (r manyAccounts) message() *export.Message {
	m := &export.Message{Sender: export.PersonRef(r.IntN(2)), Time: r.time(), Content: r.content()}
	m.From = export.Source{Input: strconv.Itoa(r.IntN(3)), Line: r.IntN(100), Lines: 1}
	if r.IntN(3) == 0 {
		m.SourceKey = strconv.Itoa(r.IntN(2))
	}
	if r.IntN(3) == 0 {
		m.ReplyTo = &export.Reply{Key: []string{"", "k"}[r.IntN(2)], Quote: []string{"", "q"}[r.IntN(2)]}
	}
	if r.IntN(4) == 0 {
		m.Forward = &export.Forward{Name: []string{"", "아무개"}[r.IntN(2)], Time: r.time()}
	}
	for range r.IntN(3) {
		m.Reactions = append(m.Reactions, export.Reaction{Sign: "👍", By: export.PersonRef(r.IntN(3)), Count: 1})
	}
	for range r.IntN(2) {
		m.Edits = append(m.Edits, export.Edit{Content: r.content()})
	}
	return m
}

func (r manyAccounts) some() []merge.Account {
	var all []merge.Account
	kept := r.message()
	for i := range 1 + r.IntN(5) {
		m := r.message()
		if r.IntN(2) == 0 {
			m.Content = kept.Content
		}
		a := account(int64(i+1), 1, m)
		a.Rank = merge.Rank{Newest: int64(r.IntN(4)), Tie: strconv.Itoa(r.IntN(3))}
		all = append(all, a)
	}
	return all
}

// TestFoldIsPure: what a message says depends on what was told alone. The order of
// the accounts has no say, and saying it once more adds nothing.
func TestFoldIsPure(t *testing.T) {
	r := manyAccounts{rand.New(rand.NewPCG(1, 2))}
	for round := range 5000 {
		all := r.some()
		now, owner := merge.Fold(all)
		if now.From != all[owner].Message.From {
			t.Fatalf("round %d: the message stands at %v, its owner at %v", round, now.From, all[owner].Message.From)
		}
		told := all[owner].Export
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		again, owner := merge.Fold(all)
		if !merge.Equal(now, again) || all[owner].Export != told {
			t.Fatalf("round %d: another order gives another message:\n%+v\n%+v", round, now, again)
		}
		more := account(99, 1, now)
		more.Rank = merge.Rank{Newest: int64(r.IntN(5)), Tie: strconv.Itoa(r.IntN(3))}
		again, _ = merge.Fold(append(all, more))
		again.From = now.From
		if !merge.Equal(now, again) {
			t.Fatalf("round %d: told once more it says something else:\n%+v\n%+v", round, now, again)
		}
		if one, owner := merge.Fold(all[:1]); owner != 0 || !merge.Equal(one, all[0].Message) {
			t.Fatalf("round %d: a single account is not what the message says", round)
		}
	}
	if now, owner := merge.Fold(nil); now != nil || owner != -1 {
		t.Error("nobody told anything, and there is a message")
	}
}

func TestFoldShowsTheFullest(t *testing.T) {
	whole := strings.Repeat("가나다라마 ", 200)
	head := string([]rune(whole)[:500])
	text := func(s string) export.Content { return export.Text{Body: s} }
	named := export.Notice{Kind: export.NoticeInvite, Actor: 1, People: []export.PersonRef{2, 3}, Plain: "a님이 b님을 초대했습니다."}
	bare := export.Notice{Kind: export.NoticeInvite, People: []export.PersonRef{2}, Plain: "b님을 초대하였습니다."}
	gone := export.Deleted{Plain: "삭제된 메시지입니다."}
	for name, c := range map[string]struct {
		older, newer export.Content
		newest       bool // is the newer one shown
	}{
		"cut by the newer device":       {text(whole), text(head), false},
		"cut by the older device":       {text(head), text(whole), true},
		"cut, the blank lost":           {text(strings.TrimSpace(head)), text(whole), true},
		"another text":                  {text(whole), text(head + "?"), true},
		"a short beginning is no head":  {text("그래, 내일 보자"), text("그래"), true},
		"deleted since":                 {text("비밀"), gone, true},
		"not deleted on the newer one":  {gone, text("비밀"), true},
		"a name for the marker":         {photo("a.jpg", export.FileMissing), photo("", export.FileNotExported), false},
		"bytes for a name":              {photo("", export.FilePresent), photo("a.jpg", export.FileMissing), false},
		"another kind of file":          {photo("a.jpg", export.FilePresent), export.Media{Files: []export.File{{Kind: export.FileVideo}}}, true},
		"a notice with its people":      {named, bare, false},
		"a notice about somebody else":  {export.Notice{Kind: export.NoticeJoin, Actor: 7}, export.Notice{Kind: export.NoticeJoin, Actor: 8}, true},
		"a place with its point":        {export.Place{Address: "서울", HasPoint: true, Lat: 37.5}, export.Place{Address: "서울"}, false},
		"an edited caption":             {export.Media{Files: []export.File{{Name: "a.jpg", State: export.FilePresent}}, Caption: "바다"}, export.Media{Files: []export.File{{}}, Caption: "산"}, true},
		"a call that lasted":            {export.Call{Kind: export.CallVoice, Duration: time.Minute}, export.Call{Kind: export.CallVoice}, false},
		"a poll that was closed since":  {export.Poll{Question: "언제?"}, export.Poll{Question: "언제?", Closed: true}, true},
		"the same words in English":     {export.Media{Files: []export.File{{Kind: export.FilePhoto}}, Plain: "사진"}, export.Media{Files: []export.File{{Kind: export.FilePhoto}}, Plain: "Photo"}, true},
		"the very same: the older owns": {text("네"), text("네"), false},
	} {
		t.Run(name, func(t *testing.T) {
			list := accounts(&export.Message{Content: c.older}, &export.Message{Content: c.newer})
			if _, owner := merge.Fold(list); (owner == 1) != c.newest {
				t.Errorf("the content of account %d is shown", owner)
			}
		})
	}
}

func TestFoldTakesTheBestOfEach(t *testing.T) {
	exact := says(0, "네")
	exact.Time = at(5, 7, time.Second)
	stated := says(1, "네")
	stated.Time.Zone = export.ZoneStated
	stated.ReplyTo = &export.Reply{Quote: "갈래?"}
	keyed := says(1, "네")
	keyed.SourceKey, keyed.ReplyTo = "17", &export.Reply{Key: "16"}
	guessed := says(1, "네")
	guessed.Time = at(4, 59, time.Second)
	guessed.Time.Inferred = true
	now, _ := merge.Fold(accounts(exact, stated, keyed, guessed))
	want := says(1, "네")
	want.Time, want.SourceKey, want.ReplyTo = exact.Time, "17", keyed.ReplyTo
	if !merge.Equal(now, want) {
		t.Errorf("got %+v", now)
	}
}
