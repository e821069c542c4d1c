package main

import (
	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

// remarks are the sentences of what a plan tells.
var remarks = map[telegram.RemarkCode]lang.Text{
	telegram.RemarkAsFile:     lang.RemarkAsFileText,
	telegram.RemarkVoiceAudio: lang.RemarkVoiceText,
	telegram.RemarkAnimated:   lang.RemarkAnimatedText,
	telegram.RemarkLong:       lang.RemarkLongText,
	telegram.RemarkDates:      lang.RemarkDatesText,
	telegram.RemarkParts:      lang.RemarkPartsText,
	telegram.RemarkBusyChat:   lang.RemarkBusyText,
	telegram.RemarkOthers:     lang.RemarkOthersText,
	telegram.RemarkBefore:     lang.RemarkBeforeText,
	telegram.RemarkAgain:      lang.RemarkAgainText,
	telegram.RemarkUpgrade:    lang.RemarkUpgradeText,
	telegram.RemarkUnchecked:  lang.RemarkUncheckedText,
	telegram.RemarkLarge:      lang.RemarkLargeText,
	telegram.RemarkMany:       lang.RemarkManyText,
}

// remark says what a plan tells.
func (a *app) remark(r *telegram.Remark) string {
	v := lang.V{"n": r.Count, "name": console.Clean(r.Name)}
	if r.Code == telegram.RemarkLoss {
		if is, ok := lang.Problem(r.Loss); ok {
			return a.say(is.Sentence, v)
		}
		v["name"] = console.Clean(string(r.Loss))
	} else if text, ok := remarks[r.Code]; ok {
		return a.say(text, v)
	}
	return a.say(lang.RemarkOtherText, v)
}
