//go:build cgo

package main

import (
	"time"

	"exile/cmd/internal/lang"
)

// day is a day, month or year that a person named, in no zone yet.
type day struct{ first, next time.Time }

// parseDay reads 2026-02-08, 2026-02 or 2026.
func (a *app) parseDay(s string) (day, error) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return day{t, t.AddDate(form.years, form.months, form.days)}, nil
		}
	}
	return day{}, a.misused(lang.BadDay, lang.V{"value": clean(s)})
}

// inZone is the moment at which a clock in a zone shows what t shows in UTC.
func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
}

// parseZone reads the name of a time zone.
func (a *app) parseZone(name string) (*time.Location, error) {
	if name == "" {
		return nil, nil //nolint:nilnil // no zone was named, which is no error
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, a.misused(lang.BadZone, lang.V{"value": clean(name)})
	}
	return zone, nil
}
