package linetest

import (
	"strings"
	"testing"

	"exile/export"
	"exile/formats/formattest"
)

// What there is to read of the tiny chat.
func TestMessages(t *testing.T) {
	for name, want := range map[string]string{
		"ja-24h": `03 20:26 "" join 김서준がグループに参加しました
03 20:26 "" invite 한지우が이하은をグループに追加しました
03 20:29 "김서준" text hi⇥there
03 20:37 "한지우" text a "b"⏎⏎c
03 20:38 "한지우" photo [写真]
03 20:38 "이하은" voice [ボイスメッセージ]
03 20:39 "이하은" file [ファイル] report.pdf
11 00:05 "이하은" text สวัสดี
11 00:05 "이하은" deleted 이하은がメッセージの送信を取り消しました
11 09:00 "김서준" call ☎ 通話時間 1:01:17
11 12:06 "" leave 이하은が退会しました。`,
		"desktop-th": `03 20:26 "" join 김서준 เข้าร่วมกลุ่ม
03 20:26 "" invite 한지우 เพิ่ม 이하은 เข้ากลุ่ม
03 20:29 "김서준" text hi⇥there
03 20:37 "한지우" text a "b"⏎⏎c
03 20:38 "한지우" photo รูป
11 00:05 "이하은" text สวัสดี
11 00:05 "" deleted ยกเลิกข้อความแล้ว
11 12:06 "" leave 이하은 ออกจากกลุ่ม`,
		"th-buddhist-cp874": `03 20:26 "" join ??? เข้าร่วมกลุ่ม
03 20:26 "" invite ??? เพิ่ม ??? เข้ากลุ่ม
03 20:29 "???" text hi⇥there
03 20:37 "???" text a "b"⏎⏎c
03 20:38 "???" photo [รูป]
03 20:38 "???" voice [ข้อความเสียง]
03 20:39 "???" file [ไฟล์] report.pdf
11 00:05 "???" text สวัสดี
11 00:05 "" deleted ยกเลิกข้อความแล้ว
11 09:00 "???" call ? ระยะเวลาการโทร 1:01:17
11 12:06 "" leave ??? ออกจากกลุ่ม`,
	} {
		v, c := variant(t, name), tiny()
		var got []string
		for m, open := range v.Messages(c) {
			kind := string(export.KindOf(m.Content))
			switch x := m.Content.(type) {
			case export.Notice:
				kind = string(x.Kind)
			case export.Media:
				kind = string(x.Files[0].Kind)
			case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
			}
			if open && v.Lang == "ja" {
				t.Errorf("%q is ambiguous", m.Content.Words())
			}
			words := strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(m.Content.Words())
			got = append(got, m.Time.T.Format("02 15:04")+` "`+v.Called(c, m.Sender)+`" `+kind+" "+words)
		}
		if g := strings.Join(got, "\n"); g != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, g, want)
		}
	}
}

func variant(t *testing.T, name string) Variant {
	t.Helper()
	for _, v := range All() {
		if v.Name == name {
			return v
		}
	}
	t.Fatalf("no variant %s", name)
	return Variant{}
}

// Nothing that ordinary people write is ambiguous, and little of what misleads:
// else nothing would be demanded of a reader.
func TestAmbiguousIsRare(t *testing.T) {
	t.Parallel()
	for _, v := range All() {
		count := func(c *formattest.Chat) (open, all int) {
			for _, is := range v.Messages(c) {
				if all++; is {
					open++
				}
			}
			return open, all
		}
		p := formattest.Plan{Messages: 600, Media: true}
		if open, all := count(formattest.Generate(p)); open > 0 || all < 550 {
			t.Errorf("%s: %d of %d ordinary messages are ambiguous", v.Name, open, all)
		}
		// A hundred different traps stand in every fourth text.
		if open, all := count(v.Hostile(formattest.Generate(p))); open < 8 || open > all*8/100 {
			t.Errorf("%s: %d of %d messages with traps are ambiguous", v.Name, open, all)
		}
		if open, _ := count(v.WithoutAmbiguous(v.Hostile(formattest.Generate(p)))); open > 0 {
			t.Errorf("%s: %d are still ambiguous", v.Name, open)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	c := tiny()
	for _, k := range []struct {
		form, text string
		want       bool
	}{
		{"ja-24h", "a\n10:00\t김서준\thi", false},
		{"ja-0h", "a\n午前10:00\t김서준\thi", true},
		{"ja-0h", "10:00\t김서준\thi", false},
		{"ja-24h", "a\n2026/02/12(木)", false},
		{"ja-24h", "a\n2026/02/12(木)\n10:00\t김서준\thi", true},
		{"ja-24h", "a\n2026/02/12(金)\n10:00\t김서준\thi", false},
		{"ja-24h", "a\n2026/02/30(金)\n10:00\t김서준\thi", false},
		{"ja-0h", "a\n2026/02/12(木)", true},
		{"ja-0h", "a\n2026/02/12(金)", false},
		{"ja-0h", "a\n", true},
		{"ja-24h", "a\n", false},
		{"ja-wareki", "a\nR8/02/12(木)\n10:00\tx", true},
		{"ja-wareki", "a\nR8/02/12(金)\n10:00\tx", false},
		{"en-12h-mdy", "a\nThu, 02/12/2026\n1:00PM\tx", true},
		{"en-12h-mdy", "a\nThu, 12/02/2026\n1:00PM\tx", false},
		{"th-buddhist", "a\nพฤ. 12/02/2569\n10:00\tx", true},
		{"th-buddhist", "a\nศ. 12/02/2569\n10:00\tx", false},
		{"ja-24h", `"a`, true},
		{"ja-24h", `"a"`, false},
		{"ja-24h", `a"`, false},
		{"ja-24h", "\"a\nb", false},
		{"en-single-quotes", "\"a\nb", true},
		{"ja-0h", "\"a\nb", true},
		{"desktop-ja", "\"a\nb", false},
		{"ja-24h", "[Photo]", true},
		{"ja-24h", "[Photo] of us", true},
		{"ja-24h", "see [Photo]", false},
		{"ja-24h", "김서준が退会しました。", false},
		{"desktop-ja", "김서준が退会しました。", true},
		{"desktop-ja", " a", true},
		{"desktop-ja", "a\n10:00 x", true},
		{"desktop-ja", "a\n10:00\tx", false},
		{"desktop-ja", "写真", true},
		{"desktop-ja", "写真だ", false},
	} {
		v := variant(t, k.form)
		m := &export.Message{Sender: 1, Content: export.Text{Body: k.text}}
		if got := v.Ambiguous(c, m); got != k.want {
			t.Errorf("%s %q: ambiguous %v", k.form, k.text, got)
		}
	}
}

// A name that another's name begins with can be read into a text.
func TestAmbiguousNames(t *testing.T) {
	c := Talk(formattest.Plan{People: 3}, "en", true)
	c.People[0].Names, c.People[1].Names = []string{"Ann"}, []string{"Ann Lee"}
	v := variant(t, "desktop-en")
	for text, want := range map[string]bool{"Lee is late": true, "Lee": true, "Leek soup": false, "is Lee late": false} {
		if got := v.Ambiguous(c, &export.Message{Sender: 1, Content: export.Text{Body: text}}); got != want {
			t.Errorf("%q: ambiguous %v", text, got)
		}
	}
}

func TestTalk(t *testing.T) {
	spaced, texts := 0, 0
	for seed := range uint64(20) {
		c := Talk(formattest.Plan{Seed: seed, Messages: 200, People: 60}, []string{"en", "ko", "id", "ja", "zh", "th"}[seed%6], seed%2 == 0)
		seen := map[string]bool{}
		for i := range c.People {
			name := c.People[i].Name()
			if seen[name] || name == "" {
				t.Errorf("seed %d: %q is the name of two", seed, name)
			}
			seen[name] = true
			if strings.Contains(name, " ") {
				if seed%2 == 1 {
					t.Errorf("seed %d: %q is not one word", seed, name)
				}
				spaced++
			}
		}
		for m := range c.Messages() {
			if m.Content.Words() != "" {
				texts++
			}
		}
	}
	if spaced < 200 || texts < 2000 {
		t.Errorf("%d names of several words, %d texts", spaced, texts)
	}
}
