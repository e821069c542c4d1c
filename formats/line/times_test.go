package line

import "testing"

func TestTimes(t *testing.T) {
	for _, c := range []struct {
		text   string
		minute int // -1: no time
		length int // 0: of the whole text
	}{
		{"12:08", 728, 0},
		{"5:06", 306, 0},
		{"00:00", 0, 0},
		{"24:53", 53, 0}, // of the same date line
		{"上午12:30", 30, 0},
		{"下午12:35", 755, 0},
		{"午前9:05", 545, 0},
		{"午後3:04", 904, 0},
		{"午後0:10", 730, 0},
		{"오전 9:05", 545, 0},
		{"오후 12:05", 725, 0},
		{"8:15AM", 495, 0},
		{"04:35PM", 995, 0},
		{"03:05pm", 905, 0},
		{"10:00 AM", 600, 0},
		{"10:00\u202fPM", 1320, 0},
		{"10:01\u00a0PM", 1321, 0},
		{"12:00AM", 0, 0},
		{"12:00PM", 720, 0},
		{"3:04 p.m.", 904, 0},
		{"下午13:05", 785, 0},
		{"9:05 ก่อนเที่ยง", 545, 0},
		{"12:08\tAnn\thi", 728, 5},
		{"10:00 AM\tAnn\thi", 600, 8},
		{"10:00 Amy hi", 600, 5},
		{"10:00 PMs are late", 600, 5},
		{"12.30", 750, 0},

		{"", -1, 0},
		{"25:00", -1, 0},
		{"24:60", -1, 0},
		{"12:60", -1, 0},
		{"9:1", -1, 0},
		{"9:1\tAnn", -1, 0},
		{"100:00", -1, 0},
		{"12:345", -1, 0},
		{"上午01:00 PM", -1, 0},
		{"上午", -1, 0},
		{"上午:30", -1, 0},
		{"上午13:00", -1, 0},
		{"13:00AM", -1, 0},
		{"AM 8:15", -1, 0},
		{":30", -1, 0},
		{"hello", -1, 0},
	} {
		got, n := timeOf(c.text, true)
		switch {
		case c.minute < 0 && n > 0:
			t.Errorf("%q is a time: %d", c.text, got.minute)
		case c.minute >= 0 && n == 0:
			t.Errorf("%q is no time", c.text)
		case c.minute >= 0 && (got.minute != c.minute || n != c.length && (c.length > 0 || n != len(c.text))):
			t.Errorf("%q is minute %d in %d bytes, want %d", c.text, got.minute, n, c.minute)
		}
	}
	if _, n := timeOf("12.30", false); n > 0 {
		t.Error("12.30 is a time in a text whose times have colons")
	}
}
