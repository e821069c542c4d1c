package telegram

import (
	"context"

	"exile/export"
	"exile/formats"
	"exile/formats/telegram/desktop"
)

// Format returns Telegram: what Telegram Desktop exports is read, and what its
// phones import is written.
func Format() formats.Format {
	return formats.Format{
		Name:  "telegram",
		Title: formats.Text{EN: "Telegram", KO: "텔레그램"},
		Help: formats.Text{
			EN: "reads what Telegram Desktop exports, JSON or HTML; writes for each chat files made for the import of the Telegram app on phones, with a page of instructions",
			KO: "텔레그램 데스크톱이 내보낸 JSON이나 HTML을 읽습니다. 쓸 때는 대화마다 휴대폰 텔레그램 앱의 가져오기에 맞춘 파일과 안내문을 만듭니다",
		},
		Reader:        desktop.NewReader(),
		Writer:        writer{},
		WriterOptions: options(),
	}
}

// The options' names.
const (
	optionFor    = "for"
	optionGroup  = "as-group"
	optionPart   = "part"
	optionOffset = "telegram-offset"
)

func options() []formats.Option {
	return []formats.Option{
		{
			Name: optionFor, Kind: formats.OptionChoice, Default: string(forAuto),
			Values: []string{string(forAuto), string(forIPhone), string(forAndroid), string(forBoth)},
			Help: formats.Text{
				EN: "the phone that will import: iphone (a zip), android (a folder), both, or auto (both; android alone from 100 MB of media)",
				KO: "가져오기를 할 휴대폰: iphone(zip 파일), android(폴더), both(둘 다), auto(둘 다, 미디어가 100 MB 이상이면 android만)",
			},
		},
		{
			Name: optionGroup, Kind: formats.OptionBool, Default: "false",
			Help: formats.Text{
				EN: "write a two-person chat so that it can be imported into a group",
				KO: "1:1 대화를 그룹으로 가져올 수 있게 만듭니다",
			},
		},
		{
			Name: optionPart, Kind: formats.OptionText, Check: checkLimit, Example: "5000, 30files, 500MB",
			Help: formats.Text{
				EN: "split each chat, at day borders where possible: 5000 (messages), 30files, 500MB, or several joined by commas",
				KO: "대화를 나눕니다(되도록 날짜 경계에서): 5000(메시지 수), 30files(파일 수), 500MB(크기), 쉼표로 함께 쓸 수 있습니다",
			},
		},
		{
			Name: optionOffset, Kind: formats.OptionText, Check: checkOffset, Example: "+09:00",
			Help: formats.Text{
				EN: "the UTC offset that the importing phone is set to, such as +09:00 (default: this computer's)",
				KO: "가져오기를 할 휴대폰의 UTC 시차, 예: +09:00 (기본값: 이 컴퓨터의 시차)",
			},
		},
	}
}

type writer struct{}

// Can says that media and notices go as such; all else goes as words.
func (writer) Can() formats.Can {
	return formats.Can{Media: true, Notices: true, Seconds: true, ByName: true}
}

// Write writes a folder for each chat that has messages. See the package
// comment for what stands in it.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn,
) (formats.Tally, error) {
	if warn == nil {
		warn = func(export.Problem) {}
	}
	set, err := parseSettings(opt)
	if err != nil {
		return formats.Tally{}, err
	}
	people, err := h.People(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	warn(export.Problem{Code: export.AssumedOffset, Name: formatOffset(set.offset)})
	if !anySelf(people) {
		warn(export.Problem{Code: export.UnknownSelf})
	}
	r := &run{
		history: weighed{h}, out: out, set: set, warn: warn,
		people: newDirectory(people, opt),
		zone:   newClock(set.offset),
	}
	if told, ok := out.(formats.BundleOutput); ok {
		r.told, r.set.phones = told, forAndroid
	}
	for i := range chats {
		if err := r.chat(ctx, &chats[i]); err != nil {
			return r.tally, err
		}
	}
	return r.tally, nil
}

func anySelf(people []export.Person) bool {
	for i := range people {
		if people[i].Self {
			return true
		}
	}
	return false
}

// run is one call of Write.
type run struct {
	history formats.History
	out     formats.Output
	told    formats.BundleOutput // out, where it wants to know; else nil
	set     settings
	warn    formats.Warn
	people  *directory
	folders formats.FileNames
	zone    *clock
	tally   formats.Tally
}
