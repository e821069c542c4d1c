package html

import (
	"errors"
	"fmt"
	"strconv"

	"exile/formats"
)

// The options' names.
const (
	optionPages  = "pages"
	optionSingle = "single-file"
)

const byMonth = "month"

func options() []formats.Option {
	return []formats.Option{
		{
			Name: optionPages, Kind: formats.OptionText, Default: byMonth, Check: checkPages, Example: "month or 500",
			Help: formats.Text{
				EN: "how a chat is cut into pages: month (a page a month, of at most 1,000 messages), or so many messages, 100 to 5,000",
				KO: "대화를 페이지로 나누는 방법: month(한 달에 한 페이지, 최대 1,000개) 또는 메시지 수(100~5000)",
			},
		},
		{
			Name: optionSingle, Kind: formats.OptionBool, Default: "false",
			Help: formats.Text{
				EN: "write one file that holds everything, photos too: at most 100,000 messages, files up to 16 MB each and 128 MB together",
				KO: "사진까지 모두 담은 파일 하나로 만듭니다. 메시지는 10만 개까지, 첨부 파일은 하나에 16 MB, 모두 128 MB까지 담습니다",
			},
		},
	}
}

// What a single file holds at most: browsers open more only slowly, or not at all.
const (
	singleMessages = 100_000
	singleText     = 64 << 20  // bytes of text
	singleFile     = 16 << 20  // bytes of one file
	singleFiles    = 128 << 20 // bytes of all files
)

// What a page holds at most.
const (
	monthMessages = 1000
	pageText      = 1 << 20 // bytes
)

// settings are the options of a run, checked.
type settings struct {
	lang   string // "ko" or "en"
	months bool   // a page never holds more than one month
	most   int    // messages of a page
	single bool
}

func parseSettings(opt formats.WriteOptions) (settings, error) {
	set := settings{lang: "en", months: true, most: monthMessages}
	if opt.Lang == "ko" {
		set.lang = "ko"
	}
	if v := opt.Values[optionPages]; v != "" && v != byMonth {
		n, err := pageSize(v)
		if err != nil {
			return set, fmt.Errorf("option --%s: %w", optionPages, err)
		}
		set.months, set.most = false, n
	}
	switch v := opt.Values[optionSingle]; v {
	case "", "false":
	case "true":
		set.single = true
	default:
		return set, fmt.Errorf("option --%s: %q is neither true nor false", optionSingle, v)
	}
	return set, nil
}

var errPages = errors.New("neither month nor a number from 100 to 5000")

func checkPages(v string) error {
	if v == byMonth {
		return nil
	}
	_, err := pageSize(v)
	return err
}

func pageSize(v string) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 100 || n > 5000 {
		return 0, fmt.Errorf("%q is %w", v, errPages)
	}
	return n, nil
}
