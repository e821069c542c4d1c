//go:build cgo

package store

import (
	"database/sql/driver"
	"time"

	"exile/export"
)

// How exactly a time is known, in the lowest three bits of messages.clock.
const (
	exactUnknown = iota
	exactDay
	exactHour
	exactMinute
	exactSecond
	exactMilli
	_
	exactTable // the table times has it
)

// The parts of messages.clock above those.
const (
	inferredBit = 1 << 3
	zoneShift   = 4
	offsetShift = 6
)

// packTime gives the columns time and clock of messages. Where table is true
// they do not hold it all: the table times takes the rest.
func packTime(t export.Time) (ms, clock int64, table bool) {
	exact := exactness(t.Precision)
	if !t.T.IsZero() {
		ms = t.T.UnixMilli()
		if t.T.Nanosecond()%int(time.Millisecond) != 0 {
			exact = exactTable
		}
		_, offset := t.T.Zone()
		clock = int64(offset) << offsetShift
	}
	if t.Inferred {
		clock |= inferredBit
	}
	return ms, clock | zoneCode(t.Zone)<<zoneShift | exact, exact == exactTable
}

func exactness(precision time.Duration) int64 {
	switch precision { //nolint:exhaustive // these are usual; any other is in the table
	case 0:
		return exactUnknown
	case 24 * time.Hour:
		return exactDay
	case time.Hour:
		return exactHour
	case time.Minute:
		return exactMinute
	case time.Second:
		return exactSecond
	case time.Millisecond:
		return exactMilli
	default:
		return exactTable
	}
}

func zoneCode(z export.Zone) int64 {
	switch z {
	case export.ZoneAssumed:
		return 1
	case export.ZoneStated:
		return 2
	case export.ZoneUnknown:
	}
	return 0
}

// zones remembers the last offset, which nearly all times of a chat share.
type zones struct {
	offset int64
	loc    *time.Location
}

func (z *zones) at(offset int64) *time.Location {
	if z.loc == nil || z.offset != offset {
		z.offset, z.loc = offset, time.UTC
		if offset != 0 {
			z.loc = time.FixedZone("", int(offset))
		}
	}
	return z.loc
}

// unpack reads the columns time (nil: not known) and clock of messages.
func (z *zones) unpack(ms driver.Value, clock int64) export.Time {
	t := export.Time{Inferred: clock&inferredBit != 0}
	switch clock & 7 {
	case exactDay:
		t.Precision = 24 * time.Hour
	case exactHour:
		t.Precision = time.Hour
	case exactMinute:
		t.Precision = time.Minute
	case exactSecond:
		t.Precision = time.Second
	case exactMilli:
		t.Precision = time.Millisecond
	}
	switch clock >> zoneShift & 3 {
	case 1:
		t.Zone = export.ZoneAssumed
	case 2:
		t.Zone = export.ZoneStated
	}
	if n, ok := ms.(int64); ok {
		t.T = time.UnixMilli(n).In(z.at(clock >> offsetShift))
	}
	return t
}

// wallLayout is RFC 3339 with offsets to the second, as zones once had them.
const wallLayout = "2006-01-02T15:04:05.999999999Z07:00:00"

// timeColumns gives the columns time, precision, zone and inferred of the side
// tables.
func timeColumns(t export.Time) []driver.Value {
	return []driver.Value{wallText(t.T), int64(t.Precision), string(t.Zone), flag(t.Inferred)}
}

// timeOf reads what timeColumns gave.
func timeOf(row []driver.Value) (export.Time, error) {
	t := export.Time{
		Precision: time.Duration(integer(row[1])),
		Zone:      export.Zone(text(row[2])),
		Inferred:  integer(row[3]) != 0,
	}
	var err error
	t.T, err = wallTime(row[0])
	return t, err
}

// wallText writes a time for people, nil for the zero time. Years that RFC 3339
// cannot write are not known either.
func wallText(t time.Time) driver.Value {
	if t.IsZero() || t.Year() < 0 || t.Year() > 9999 {
		return nil
	}
	return t.Format(wallLayout)
}

func wallTime(v driver.Value) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, nil
	}
	t, err := time.Parse(wallLayout, s)
	if err != nil {
		return time.Time{}, ErrDamaged
	}
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset)), nil
	}
	return t.UTC(), nil
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// ceilMilli is the first whole millisecond since 1970 not before t: messages are
// compared in milliseconds.
func ceilMilli(t time.Time) int64 {
	ms := t.UnixMilli()
	if t.Nanosecond()%int(time.Millisecond) != 0 {
		ms++
	}
	return ms
}
