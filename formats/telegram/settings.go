package telegram

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"exile/formats"
)

// settings are the options of a run, checked.
type settings struct {
	lang    string
	phones  phones
	asGroup bool
	limit   limit
	offset  int64 // seconds east of UTC
}

// phones says for which phones a bundle is.
type phones string

const (
	forAuto    phones = "auto"
	forIPhone  phones = "iphone"
	forAndroid phones = "android"
	forBoth    phones = "both"
)

func parseSettings(opt formats.WriteOptions) (settings, error) {
	set := settings{lang: opt.Lang, phones: forAuto, offset: int64(opt.Offset / time.Second)}
	switch p := phones(opt.Values[optionFor]); p {
	case "":
	case forAuto, forIPhone, forAndroid, forBoth:
		set.phones = p
	default:
		return set, fmt.Errorf("option --%s: %q is none of auto, iphone, android, both", optionFor, p)
	}
	switch v := opt.Values[optionGroup]; v {
	case "", "false":
	case "true":
		set.asGroup = true
	default:
		return set, fmt.Errorf("option --%s: %q is neither true nor false", optionGroup, v)
	}
	var err error
	if set.limit, err = parseLimit(opt.Values[optionPart]); err != nil {
		return set, fmt.Errorf("option --%s: %w", optionPart, err)
	}
	if v := opt.Values[optionOffset]; v != "" {
		if set.offset, err = parseOffset(v); err != nil {
			return set, fmt.Errorf("option --%s: %w", optionOffset, err)
		}
	}
	if set.offset < -maxOffset || set.offset > maxOffset {
		return set, fmt.Errorf("UTC offset %s: out of range", formatOffset(set.offset))
	}
	return set, nil
}

// maxOffset is further from UTC than any place on earth, in seconds.
const maxOffset = 15 * 3600

// parseOffset reads +09:00, +0900, +9, -3:30, UTC or Z as seconds east of UTC.
func parseOffset(v string) (int64, error) {
	bad := fmt.Errorf("%q is no offset from UTC such as +09:00", v)
	s := strings.ToUpper(strings.TrimSpace(v))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "UTC"), "GMT")
	if s == "" || s == "Z" {
		return 0, nil
	}
	sign := int64(1)
	s, plus := strings.CutPrefix(s, "+")
	if !plus {
		rest, minus := strings.CutPrefix(strings.Replace(s, "−", "-", 1), "-")
		if !minus {
			return 0, bad
		}
		s, sign = rest, -1
	}
	hours, minutes, colon := strings.Cut(s, ":")
	if !colon && len(s) > 2 {
		hours, minutes = s[:len(s)-2], s[len(s)-2:]
	}
	h, err := strconv.ParseUint(hours, 10, 8)
	if err != nil || len(hours) > 2 || h > 14 {
		return 0, bad
	}
	m := uint64(0)
	if minutes != "" || colon {
		if m, err = strconv.ParseUint(minutes, 10, 8); err != nil || len(minutes) != 2 || m > 59 {
			return 0, bad
		}
	}
	return sign * int64(h*3600+m*60), nil
}

func checkOffset(v string) error {
	if v == "" {
		return nil
	}
	_, err := parseOffset(v)
	return err
}

// formatOffset writes an offset as +09:00.
func formatOffset(seconds int64) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d:%02d", sign, seconds/3600, seconds/60%60)
}

// ParseOffset reads an offset from UTC such as +09:00, as the option of that name
// takes it.
func ParseOffset(v string) (time.Duration, error) {
	seconds, err := parseOffset(v)
	return time.Duration(seconds) * time.Second, err
}
