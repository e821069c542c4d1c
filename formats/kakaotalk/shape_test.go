package kakaotalk

import "testing"

func TestLearn(t *testing.T) {
	at := stamp{2020, 11, 3, 13*60 + 8}
	for _, c := range []struct {
		text, layout string
		want         stamp
	}{
		{"2020년 11월 3일 오후 1:08", "Y년 M월 D일 AP h:mm", at},
		{"2020년 11월 3일 오전 12:08", "Y년 M월 D일 AP h:mm", stamp{2020, 11, 3, 0*60 + 8}},
		{"2020년 11월 3일 오후 12:08", "Y년 M월 D일 AP h:mm", stamp{2020, 11, 3, 12*60 + 8}},
		{"2020년 11월 3일 13:08", "Y년 M월 D일 h:mm", at},
		{"1:08pm, November 3, 2020", "h:mmAP, MMMM D, Y", at},
		{"November 3, 2020, 1:08 PM", "MMMM D, Y, h:mm AP", at},
		{"November 3, 2020, 1:08 p.m.", "MMMM D, Y, h:mm AP", at},
		{"November 3, 2020 at 1:08\u202fPM", "MMMM D, Y at h:mm AP", at},
		{"November 3, 2020 at 1:08\u00a0PM", "MMMM D, Y at h:mm AP", at},
		{"3 November 2020, 1:08 pm", "D MMMM Y, h:mm AP", at},
		{"2020年11月3日 午後1:08", "Y年M月D日 APh:mm", at},
		{"2020年11月3日 午後0:08", "Y年M月D日 APh:mm", stamp{2020, 11, 3, 12*60 + 8}},
		{"2020年11月3日 下午1:08", "Y年M月D日 APh:mm", at},
		{"3 de noviembre de 2020, 1:08 p. m.", "D de MMMM de Y, h:mm AP", at},
		{"3 novembre 2020 à 1:08 PM", "D MMMM Y à h:mm AP", at},
		{"3. November 2020, 1:08 PM", "D. MMMM Y, h:mm AP", at},
		{"1:08 CH 3 tháng 11, 2020", "h:mm AP D tháng M, Y", at},
		{"3 พฤศจิกายน 2563 13:08", "D MMMM Y h:mm", at},
		{"3 ноября 2020 г., 1:08 PM", "D MMMM Y г., h:mm AP", at},
		{"May 3, 2020, 1:08 PM", "MMMM D, Y, h:mm AP", stamp{2020, 5, 3, 13*60 + 8}},
	} {
		sh, ok := learn(c.text)
		if !ok {
			t.Errorf("%s: not learnt", c.text)
			continue
		}
		if got, n := sh.match(c.text + ", x"); got != c.want || n != len(c.text) {
			t.Errorf("%s: got %+v in %d bytes", c.text, got, n)
		}
		if sh.layout != c.layout {
			t.Errorf("%s: layout %q, want %q", c.text, sh.layout, c.layout)
		}
	}
}

// These are not dates with a time, or say too little.
func TestLearnRefuses(t *testing.T) {
	for _, text := range []string{
		"", "안녕하세요", "2020년 11월 3일 화요일", "2020년 11월 3일", "오후 1:08", "11/3/2020 1:08 PM", "2020-11-03 10:44:52",
		"2020년 13월 3일 오후 1:08", "2020년 11월 3일 오후 13:08", "2020년 11월 3일 오후 1:8", "2020년 11월 3일 오후 1:08:09",
		"Tuesday, November 3, 2020", "Nov 3, 2020, 1:08 PM",
	} {
		if sh, ok := learn(text); ok {
			t.Errorf("%q: learnt %q", text, sh.layout)
		}
	}
}
