//go:build cgo

package serve

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/export/store"
	"exile/formats/html/bubble"
)

// dates are the years and months of a chat, or the days of one month.
type dates struct {
	Chat  int64
	Years []yearOf
	Month string // as people write it; "": the years are told
	Days  []dayLink
}

type yearOf struct {
	Year   int
	Months []monthLink
}

type monthLink struct {
	Number string // 2026-02
	Name   string
	Month  int
}

type dayLink struct {
	Day  int
	Name string // the whole date
	At   int64  // its first message
}

// chatDates answers with the months of a chat, or with the days of one of them (month=2026-02).
func (s *Server) chatDates(w http.ResponseWriter, r *request) error {
	ref, err := r.chatRef()
	if err != nil {
		return err
	}
	d := dates{Chat: int64(ref)}
	month := r.FormValue("month")
	err = s.archive.read(r.Context(), func(st *store.Store) error {
		if month == "" {
			return r.readMonths(st, ref, &d)
		}
		return r.readDays(st, ref, month, &d)
	})
	if err != nil {
		return gone(err)
	}
	return r.fragment(w, "dates", &d)
}

func (r *request) readMonths(st *store.Store, ref export.ChatRef, d *dates) error {
	list, err := st.View().Months(r.Context(), ref)
	if err != nil {
		return err
	}
	for _, m := range list {
		if n := len(d.Years); n == 0 || d.Years[n-1].Year != m.Year {
			d.Years = append(d.Years, yearOf{Year: m.Year})
		}
		y := &d.Years[len(d.Years)-1]
		first := time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, time.UTC)
		day := bubble.DayOf(&export.Time{T: first})
		y.Months = append(y.Months, monthLink{Number: first.Format("2006-01"), Name: day.MonthName(string(r.lang)), Month: int(m.Month)})
	}
	return nil
}

func (r *request) readDays(st *store.Store, ref export.ChatRef, month string, d *dates) error {
	y, m, ok := strings.Cut(month, "-")
	year, err1 := strconv.Atoi(y)
	number, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || year < 1 || year > 9999 || number < 1 || number > 12 {
		return errNoChat
	}
	view := st.View()
	days, err := view.Days(r.Context(), ref, year, time.Month(number))
	if err != nil {
		return err
	}
	for _, day := range days {
		at, err := view.FirstOnDay(r.Context(), ref, year, time.Month(number), day)
		if err != nil {
			return err
		}
		when := bubble.DayOf(&export.Time{T: time.Date(year, time.Month(number), day, 0, 0, 0, 0, time.UTC)})
		d.Month = when.MonthName(string(r.lang))
		d.Days = append(d.Days, dayLink{Day: day, Name: when.Long(string(r.lang)), At: int64(at)})
	}
	return nil
}
