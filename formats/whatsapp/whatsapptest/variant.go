package whatsapptest

import (
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Variant is one form of export.
type Variant struct {
	Name  string
	Lang  string // of the app, BCP 47
	Order string // of the date's numbers: "dmy", "mdy" or "ymd"
	IOS   bool
	Media bool // an export with media; else they are only mentioned
	Zip   bool // a zip; always so on an iPhone
	Old   bool // iOS: files as its app wrote them until about 2017

	stamp  stamp
	ending string // of every record; "": LF
	within string // of the lines within one; "": LF
	bom    bool
}

// All returns the forms of both phones.
func All() []Variant { return slices.Concat(Android(), IOS()) }

// Android returns the forms of the Android app, whose times end with the minute.
func Android() []Variant {
	const (
		english = "{m}/{d}/{yy}, {h}:{MM}\u202f{ap} - "
		british = "{dd}/{mm}/{yyyy}, {HH}:{MM} - "
	)
	return []Variant{
		android("en-us", "en", "mdy", stamp{layout: english, am: "AM", pm: "PM"}),
		android("en-us-2020", "en", "mdy", stamp{layout: "{m}/{d}/{yy}, {h}:{MM} {ap} - ", am: "AM", pm: "PM"}),
		android("en-gb", "en", "dmy", stamp{layout: british}),
		android("en-in", "en", "dmy", stamp{layout: "{dd}/{mm}/{yy}, {h}:{MM}\u202f{ap} - ", am: "am", pm: "pm"}),
		android("de", "de", "dmy", stamp{layout: "{dd}.{mm}.{yy}, {HH}:{MM} - "}),
		android("nl", "nl", "dmy", stamp{layout: "{dd}-{mm}-{yyyy} {HH}:{MM} - "}),
		android("ru", "ru", "dmy", stamp{layout: "{dd}.{mm}.{yyyy}, {HH}:{MM} - "}),
		android("cs", "cs", "dmy", stamp{layout: "{dd}.{mm}.{yy} {HH}:{MM} - "}),
		android("es", "es", "dmy", stamp{layout: "{d}/{m}/{yyyy}, {h}:{MM} {ap} - ", am: "a.\u00a0m.", pm: "p.\u00a0m."}),
		android("pt", "pt", "dmy", stamp{layout: "{dd}/{mm}/{yyyy} {HH}:{MM} - "}),
		android("it", "it", "dmy", stamp{layout: "{dd}/{mm}/{yy}, {HH}.{MM} - "}),
		android("fi", "fi", "dmy", stamp{layout: "{d}.{m}.{yyyy} klo {H}.{MM} - "}),
		android("fr", "fr", "dmy", stamp{layout: "{dd}/{mm}/{yyyy} à {HH}:{MM} - "}),
		android("hr", "hr", "dmy", stamp{layout: "{d}. {m}. {yyyy}. {HH}:{MM} - "}),
		android("sv", "sv", "ymd", stamp{layout: "{yyyy}-{mm}-{dd} {HH}:{MM} - "}),
		android("id", "id", "dmy", stamp{layout: "{dd}/{mm}/{yy} {HH}.{MM} - "}),
		android("th", "th", "dmy", stamp{layout: "{d}/{m}/{be} BE, {HH}:{MM} - "}),
		android("zh", "zh", "ymd", stamp{layout: "{yyyy}/{m}/{d} {ap}{h}:{MM} - ", am: "上午", pm: "下午"}),
		android("ja", "ja", "ymd", stamp{layout: "{yyyy}/{mm}/{dd} {HH}:{MM} - "}),
		android("ko", "ko", "ymd", stamp{layout: "{yyyy}. {m}. {d}. {ap} {h}:{MM} - ", am: "오전", pm: "오후"}),
		android("ar", "ar", "dmy", stamp{layout: "{d}\u200f/{m}\u200f/{yyyy}، {h}:{MM} {ap} - ", am: "ص", pm: "م", zero: '٠'}),
		android("he", "he", "dmy", stamp{layout: "{d}.{m}.{yyyy}, {HH}:{MM} - "}),
		android("hi", "hi", "dmy", stamp{layout: "{dd}/{mm}/{yyyy}, {HH}:{MM} - ", zero: '०'}),
		kept(android("en-us-media", "en", "mdy", stamp{layout: english, am: "AM", pm: "PM"})),
		kept(android("de-media", "de", "dmy", stamp{layout: "{dd}.{mm}.{yy}, {HH}:{MM} - "})),
		zipped(kept(android("ru-media-zip", "ru", "dmy", stamp{layout: "{dd}.{mm}.{yyyy}, {HH}:{MM} - "}))),
		zipped(kept(android("ko-media-zip", "ko", "ymd", stamp{layout: "{yyyy}. {m}. {d}. {ap} {h}:{MM} - ", am: "오전", pm: "오후"}))),
	}
}

// IOS returns the forms of the iPhone's app, whose times have seconds.
func IOS() []Variant {
	return []Variant{
		ios("en-us", "en", "mdy", stamp{layout: "[{m}/{d}/{yy}, {h}:{MM}:{SS}\u202f{ap}] ", am: "AM", pm: "PM"}),
		ios("en-us-24h", "en", "mdy", stamp{layout: "[{m}/{d}/{yy}, {HH}:{MM}:{SS}] "}),
		ios("en-gb", "en", "dmy", stamp{layout: "[{dd}/{mm}/{yyyy}, {HH}:{MM}:{SS}] "}),
		ios("en-ca", "en", "ymd", stamp{layout: "[{yyyy}-{mm}-{dd}, {h}:{MM}:{SS} {ap}] ", am: "a.m.", pm: "p.m."}),
		ios("de", "de", "dmy", stamp{layout: "[{dd}.{mm}.{yy}, {HH}:{MM}:{SS}] "}),
		ios("fr", "fr", "dmy", stamp{layout: "[{dd}/{mm}/{yyyy} {HH}:{MM}:{SS}] "}),
		ios("fr-us", "fr", "mdy", stamp{layout: "[{m}/{d}/{yy} {HH}:{MM}:{SS}] "}),
		ios("es", "es", "dmy", stamp{layout: "[{d}/{m}/{yy}, {H}:{MM}:{SS}] "}),
		ios("pt", "pt", "dmy", stamp{layout: "[{dd}/{mm}/{yy} {HH}:{MM}:{SS}] "}),
		ios("it", "it", "dmy", stamp{layout: "[{dd}/{mm}/{yy}, {HH}.{MM}.{SS}] "}),
		ios("nl", "nl", "dmy", stamp{layout: "[{dd}-{mm}-{yyyy} {HH}:{MM}:{SS}] "}),
		ios("ru", "ru", "dmy", stamp{layout: "[{dd}.{mm}.{yyyy}, {HH}:{MM}:{SS}] "}),
		ios("cs", "cs", "dmy", stamp{layout: "[{dd}.{mm}.{yy} {H}:{MM}:{SS}] "}),
		ios("fi", "fi", "dmy", stamp{layout: "[{d}.{m}.{yyyy} klo {H}.{MM}.{SS}] "}),
		ios("hr", "hr", "dmy", stamp{layout: "[{d}. {m}. {yyyy}. {HH}:{MM}:{SS}] "}),
		ios("id", "id", "dmy", stamp{layout: "[{dd}/{mm}/{yy} {HH}.{MM}.{SS}] "}),
		ios("vi", "vi", "dmy", stamp{layout: "[{HH}:{MM}:{SS}, {d}/{m}/{yy}] "}),
		ios("th", "th", "mdy", stamp{layout: "[{m}/{d}/{be} BE, {HH}:{MM}:{SS}] "}),
		ios("ja", "ja", "ymd", stamp{layout: "[{yyyy}/{mm}/{dd} {H}:{MM}:{SS}] "}),
		ios("ja-era", "ja", "mdy", stamp{layout: "[{m}/{d}/{era}, {HH}:{MM}:{SS}] "}),
		ios("zh", "zh", "ymd", stamp{layout: "[{yyyy}/{m}/{d} {ap}{h}:{MM}:{SS}] ", am: "上午", pm: "下午"}),
		ios("ko", "ko", "ymd", stamp{layout: "[{yyyy}. {m}. {d}. {ap} {h}:{MM}:{SS}] ", am: "오전", pm: "오후"}),
		ios("ar", "ar", "dmy", stamp{layout: "[{d}\u200f/{m}\u200f/{yyyy}، {h}:{MM}:{SS}\u00a0{ap}] ", am: "ص", pm: "م", zero: '٠'}),
		ios("he", "he", "dmy", stamp{layout: "[{dd}/{mm}/{yyyy}, {HH}:{MM}:{SS}] "}),
		ios("hi", "hi", "dmy", stamp{layout: "[{dd}/{mm}/{yy}, {h}:{MM}:{SS} {ap}] ", am: "am", pm: "pm", zero: '०'}),
		kept(ios("en-media", "en", "mdy", stamp{layout: "[{m}/{d}/{yy}, {HH}:{MM}:{SS}] "})),
		kept(ios("de-media", "de", "dmy", stamp{layout: "[{dd}.{mm}.{yy}, {HH}:{MM}:{SS}] "})),
		kept(ios("ar-media", "ar", "dmy", stamp{layout: "[{d}\u200f/{m}\u200f/{yyyy}، {h}:{MM}:{SS}\u00a0{ap}] ", am: "ص", pm: "م", zero: '٠'})),
		kept(ios("ko-media", "ko", "ymd", stamp{layout: "[{yyyy}. {m}. {d}. {ap} {h}:{MM}:{SS}] ", am: "오전", pm: "오후"})),
		old(kept(ios("en-media-2016", "en", "mdy", stamp{layout: "[{m}/{d}/{yy}, {h}:{MM}:{SS} {ap}] ", am: "AM", pm: "PM"}))),
	}
}

func android(name, lang, order string, s stamp) Variant {
	return Variant{Name: "android-" + name, Lang: lang, Order: order, stamp: s}
}

func ios(name, lang, order string, s stamp) Variant {
	return Variant{Name: "ios-" + name, Lang: lang, Order: order, stamp: s, IOS: true, Zip: true, ending: "\r\n"}
}

func kept(v Variant) Variant {
	v.Media = true
	return v
}

func zipped(v Variant) Variant {
	v.Zip = true
	return v
}

func old(v Variant) Variant {
	v.Old = true
	return v
}

// LF returns the variant with LF at the end of every line.
func (v Variant) LF() Variant {
	v.Name, v.ending, v.within = v.Name+"-lf", "", ""
	return v
}

// CRLF returns the variant with CRLF at the end of every line.
func (v Variant) CRLF() Variant {
	v.Name, v.ending, v.within = v.Name+"-crlf", "\r\n", "\r\n"
	return v
}

// BOM returns the variant with a byte order mark.
func (v Variant) BOM() Variant {
	v.Name, v.bom = v.Name+"-bom", true
	return v
}

// Exact is how exact the variant's times are.
func (v Variant) Exact() time.Duration {
	if v.IOS {
		return time.Second
	}
	return time.Minute
}

// Called returns what reading calls a person of the chat: the name without the
// marks of direction around it.
func (v Variant) Called(c *formattest.Chat, ref export.PersonRef) string {
	if ref == 0 {
		return ""
	}
	return strings.TrimFunc(c.People[ref-1].Name(), isMark)
}

// isMark reports whether r is one of the marks that WhatsApp puts around names
// and before what it writes itself.
func isMark(r rune) bool {
	return r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}
