package linetest

import "time"

// Mobile returns the forms of the apps for phones. Those in Korean and Indonesian
// are derived from the others.
func Mobile() []Variant {
	english := func(v Variant) Variant {
		v.Lang, v.direct, v.group, v.saved = "en", englishWith, englishIn, "Saved on: "
		return v
	}
	japanese := func(v Variant) Variant {
		v.Lang, v.direct, v.group, v.saved = "ja", japaneseWith, japaneseIn, "保存日時："
		return v
	}
	taiwan := func(v Variant) Variant {
		v.Lang, v.direct, v.group = "zh-TW", taiwanWith, taiwanIn
		if v.saved == "" {
			v.saved = "儲存日期： "
		}
		return v
	}
	slashed, clock := layout("2006/01/02 15:04"), layout("15:04")
	all := []Variant{
		english(Variant{Name: "en-12h-mdy", savedAt: layout("01/02/2006, 15:04"), day: layout("Mon, 01/02/2006"), clock: layout("3:04PM"), order: "mdy"}),
		english(Variant{Name: "en-12h-dmy", savedAt: layout("02/01/2006, 03:04PM"), day: layout("Mon, 02/01/2006"), clock: layout("03:04PM"), order: "dmy"}),
		english(Variant{Name: "en-ios-old", savedAt: slashed, day: layout("2006/01/02 Mon"), clock: clock, quotes: bare}),
		english(Variant{Name: "en-dotted", savedAt: slashed, day: layout("2006.01.02 Monday"), clock: clock}),
		english(Variant{Name: "en-spaced-12h", savedAt: layout("2006/01/02, 15:04"), day: layout("2006/01/02 (Mon)"), clock: layout("03:04\u202fPM")}),
		english(Variant{Name: "en-hour24", savedAt: slashed, day: layout("2006/01/02(Mon)"), clock: hour24}),
		english(Variant{Name: "en-mixed", savedAt: slashed, day: layout("2006.01.02 Monday"), clock: layout("15:04"), second: layout("03:04pm"), airless: true}),
		english(Variant{Name: "en-single-quotes", savedAt: slashed, day: layout("2006.01.02 Monday"), clock: clock, quotes: single}),
		japanese(Variant{Name: "ja-24h", savedAt: slashed, day: japaneseDay("2006/01/02(", ")"), clock: clock}),
		japanese(Variant{Name: "ja-12h", savedAt: slashed, day: japaneseDay("2006/01/02(", ")"), clock: halves("午前", "午後", "3:04")}),
		japanese(Variant{Name: "ja-0h", savedAt: slashed, day: japaneseDay("2006/01/02(", ")"), clock: zeroHour, quotes: bare, airless: true}),
		japanese(Variant{Name: "ja-wareki", savedAt: func(t time.Time) string { return reiwa(t) + t.Format(" 15:04") }, day: reiwaDay, clock: clock}),
		japanese(Variant{Name: "ja-spaces", savedAt: slashed, day: japaneseDay("2006/01/02(", ")"), clock: clock, spaces: true}),
		japanese(Variant{Name: "ja-unpadded", savedAt: func(t time.Time) string { return t.Format("2006/1/2 ") + halves("午前", "午後", "3:04")(t) }, day: japaneseDay("2006/1/2(", ")"), clock: halves("午前", "午後", "3:04")}),
		taiwan(Variant{Name: "zh-tw-12h", savedAt: slashed, day: chineseDay("2006/01/02（", "", "）"), clock: halves("上午", "下午", "03:04"), airless: true}),
		taiwan(Variant{Name: "zh-tw-unpadded", saved: "儲存日期：", savedAt: layout("2006/1/2 15:04"), day: chineseDay("2006/1/2（", "週", "）"), clock: clock}),
		taiwan(Variant{Name: "zh-tw-dotted", savedAt: slashed, day: layout("2006.01.02 Monday"), clock: clock}),
		taiwan(Variant{Name: "zh-tw-mixed", saved: "儲存日期：", savedAt: layout("2006/1/2 15:04"), day: chineseDay("2006/1/2", "週", ""), clock: halves("上午", "下午", "03:04"), second: clock}),
		{Name: "zh-cn", Lang: "zh-CN", direct: chinaWith, group: chinaIn, saved: "保存日期:", savedAt: slashed, day: chineseDay("2006/1/2", "周", ""), clock: clock},
		{Name: "th-buddhist", Lang: "th", direct: thaiWith, group: thaiIn, saved: "บันทึกเมื่อ ", savedAt: buddhist("02/01/2006 15:04"), day: thaiDay, clock: clock, order: "dmy"},
		{Name: "ko-derived", Lang: "ko", direct: plain, group: plain, saved: "저장일: ", savedAt: slashed, day: koreanDay, clock: halves("오전 ", "오후 ", "3:04")},
		{Name: "id-derived", Lang: "id", direct: plain, group: plain, saved: "Disimpan pada: ", savedAt: slashed, day: layout("2006/01/02 Mon"), clock: layout("15.04")},
	}
	for i := range all {
		all[i].ending = "\n"
	}
	return all
}

// Desktop returns the forms of the apps for computers.
func Desktop() []Variant {
	form := func(name, lang string, day func(time.Time) string) Variant {
		return Variant{Name: name, Lang: lang, Desktop: true, day: day, clock: layout("15:04"), quotes: bare, airless: true, ending: "\n"}
	}
	return []Variant{
		form("desktop-en", "en", layout("2006.01.02 Monday")),
		form("desktop-en-short", "en", layout("2006.01.02 Mon")),
		form("desktop-ja", "ja", japaneseDay("2006.01.02 ", "曜日")),
		form("desktop-zh", "zh-TW", chineseDay("2006.01.02 ", "星期", "")),
		form("desktop-th", "th", thaiLongDay),
	}
}
