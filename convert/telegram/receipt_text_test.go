package telegram

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// Every sentence is there in both languages, with the same values in each; no two are
// alike, and the Korean ones are Korean.
func TestReceiptWords(t *testing.T) {
	value := regexp.MustCompile(`\{[a-z]\}`)
	seen := map[string]bool{}
	for s := range sayEnd {
		en, ko := phrase(s)
		if en == "" || ko == "" || seen[en] || seen[ko] {
			t.Errorf("sentence %d: %q, %q", s, en, ko)
		}
		seen[en], seen[ko] = true, true
		a, b := value.FindAllString(en, -1), value.FindAllString(ko, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%q has %v and %q has %v", en, a, ko, b)
		}
		hangul := func(r rune) bool { return unicode.Is(unicode.Hangul, r) }
		if !strings.ContainsFunc(ko, hangul) || strings.ContainsFunc(en, hangul) {
			t.Errorf("%q, %q", en, ko)
		}
	}
}

func testReceipt() *Receipt {
	return &Receipt{
		Account: Account{ID: 10, Name: "Minjun Kim"}, Read: time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC),
		Deliveries: []Received{
			{
				Title: "가족\u202e\n[가짜]", Target: Peer{ID: 7, Title: "우리 가족"}, NewGroup: true,
				Want:  Counts{Messages: 1234567, Notices: 3, Media: map[Form]int64{AsPhoto: 12, AsVoice: 2}},
				Got:   Counts{Messages: 1234567, Media: map[Form]int64{AsPhoto: 12, AsVoice: 2}},
				Sides: []Side{{Name: "김민수", Messages: 1000000, Linked: 1000000}, {Name: "이영희", Messages: 234567}},
				Today: 4, Foreign: 9, Hash: "ab12", Messages: []int{3, 8, 12000},
			},
			{
				Title: "회사", Target: Peer{ID: 8, Title: "회사"}, Pending: 1, Missing: 2, Doubled: 3, Changed: 4, Clipped: 5, Unbound: 6,
				Empty: 7, Moved: 8, Swapped: 9, Misnamed: 10, Disordered: 11, Shift: -90 * time.Minute, Mend: "+10:30",
				Sides: []Side{{Name: "박", Messages: 5, Linked: 3, Other: 1}}, Messages: []int{5},
			},
			{Title: "아직", Target: Peer{Title: "아직"}},
		},
	}
}

// The text of a receipt says all that there is to say, on lines of its own.
func TestReceiptText(t *testing.T) {
	for lang, lines := range map[string][]string{
		"en": {
			"Read back on 2026-11-21 09:30:00 UTC, signed in as Minjun Kim",
			"가족 [가짜] → 우리 가족 (a group made for it)",
			"  Messages: 1,234,567 of 1,234,567",
			"  Photos: 12 of 12",
			"  Everything arrived as it was sent.",
			"    김민수: 1,000,000, shown as that account's",
			"    이영희: 234,567, shown under the name alone",
			"    Missing: 2. They were to come and are not in the chat.",
			"    All times are early by 1:30:00.",
			"    To put them right: undo, plan again with --telegram-offset +10:30, and push.",
			"    박: 5, of which 3 are shown as that account's",
			"아직 → not delivered yet",
		},
		"ko": {
			"가족 [가짜] → 우리 가족 (이 대화를 위해 만든 그룹)",
			"  메시지: 1,234,567개 중 1,234,567개",
			"  모두 보낸 그대로 도착했습니다.",
			"    빈 메시지: 7개. 메시지는 있지만 내용이 없습니다.",
			"    모든 시각이 1:30:00만큼 이릅니다.",
			"아직 → 아직 보내지 않았습니다",
		},
	} {
		var b bytes.Buffer
		if err := testReceipt().WriteText(&b, lang); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(b.String(), "\n")
		for _, want := range lines {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no line %q in:\n%s", lang, want, b.String())
			}
		}
		if strings.ContainsAny(b.String(), "\u202e{}") {
			t.Errorf("%s: a mark or a value is left in:\n%s", lang, b.String())
		}
	}
}
