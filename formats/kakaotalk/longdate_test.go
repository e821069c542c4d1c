package kakaotalk

import "testing"

func TestLongDate(t *testing.T) {
	want := stamp{year: 2026, month: 2, day: 1}
	for _, text := range []string{
		"2026년 2월 1일 일요일",
		"2026년 2월 1일",
		"2026년 02월 01일 일요일",
		"2026. 2. 1. 일요일",
		"Sunday, February 1, 2026",
		"February 1, 2026",
		"Sunday, 1 February 2026",
		"Sunday 1 February 2026",
		"2026年2月1日日曜日",
		"2026年2月1日 星期日",
		"2026年2月1日星期日",
		"domingo, 1 de febrero de 2026",
		"dimanche 1 février 2026",
		"Sonntag, 1. Februar 2026",
		"domingo, 1 de fevereiro de 2026",
		"domenica 1 febbraio 2026",
		"Minggu, 01 Februari 2026",
		"воскресенье, 1 февраля 2026 г.",
		"1 Şubat 2026 Pazar",
		"วันอาทิตย์ที่ 1 กุมภาพันธ์ พุทธศักราช 2569",
		"วันอาทิตย์ที่ 1 กุมภาพันธ์ พ.ศ. 2569",
		"Chủ Nhật, 1 tháng 2, 2026",
		"Chủ Nhật, ngày 1 tháng 2 năm 2026",
	} {
		if got, ok := longDate(text); !ok || got != want {
			t.Errorf("%s: %+v, %v", text, got, ok)
		}
	}
}

// Every month and weekday of every language is known, also as the longest of
// words that begin alike.
func TestLongDateWords(t *testing.T) {
	for _, c := range calendars {
		for i, m := range c.months {
			for _, d := range c.days {
				text := d + ", 17 " + m + " 2026"
				if got, ok := longDate(text); !ok || got != (stamp{year: 2026, month: int8(i + 1), day: 17}) {
					t.Errorf("%s: %+v, %v", text, got, ok)
				}
			}
		}
		if n := len(c.months); n != 0 && n != 12 {
			t.Errorf("%s: %d months", c.tag, n)
		}
		if n := len(c.short); n != 0 && n != 12 {
			t.Errorf("%s: %d short months", c.tag, n)
		}
	}
}

// A date with a time, or with anything else, is not one.
func TestLongDateRefuses(t *testing.T) {
	for _, text := range []string{
		"", "일요일", "2026", "2026년 2월", "2026년 2월 1일 일요일 아침", "오늘은 2026년 2월 1일 일요일", "2026년 2월 1일 일요일 ", " 2026년 2월 1일",
		"2026년 13월 1일", "2026년 2월 32일", "2026년 2월 0일", "2026년 2월 1일 오후 3:17", "2026년 2월 1일, 일요일,", "2026. 2. 1.", "2026. 2. 1", "2026-02-01",
		"1/2/2026", "Sunday", "Sunday, February 1", "Sunday, February 1, 2026 at 18:42", "Sunday, Monday, February 1, 2026", "February, February 1, 2026",
		"Sunday, Februar 1, 2026 x", "Mayor 1, 2026", "2026년 2월 1일 일요일 일요일", "2026년 2월 1일 1", "20260년 2월 1일", "--------------- 2026년 2월 1일 ---------------",
		"Feb 1, 2026",
	} {
		if at, ok := longDate(text); ok {
			t.Errorf("%q is taken for %+v", text, at)
		}
	}
}
