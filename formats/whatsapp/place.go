package whatsapp

import (
	"strconv"
	"strings"

	"exile/export"
)

// The addresses that the app writes for a point and for a named place.
const (
	mapsURL       = "https://maps.google.com/?q="
	foursquareURL = "https://foursquare.com/v/"
	foursquareID  = 24 // hex digits
)

// endsInPlace reports whether a body ends in one of them. It is asked of bodies
// that end in a digit or a letter to f, and looks at few bytes of most.
func endsInPlace(body string) bool {
	if i := len(body) - foursquareID - len(foursquareURL); i > 0 && body[i:i+len(foursquareURL)] == foursquareURL {
		return true
	}
	const point = 64 // bytes, at most, of a latitude and a longitude
	for i := len(body) - 1; i >= max(len(mapsURL)-1, len(body)-point); i-- {
		if c := body[i]; !isDigit(c) && c != '.' && c != ',' && c != '-' {
			return c == '=' && strings.HasSuffix(body[:i+1], mapsURL)
		}
	}
	return false
}

// place reads "Location: https://maps.google.com/?q=LAT,LNG" in any language,
// "NAME (ADDRESS): URL" of iOS, and the three lines of Android.
func (p *payloads) place(body string) (export.Content, bool) {
	s := strings.TrimRight(body, eitherMark+" ")
	if len(s) > 4<<10 || !endsInPlace(s) {
		return nil, false
	}
	place := export.Place{Plain: body}
	lead, coordinates, ok := strings.Cut(s, mapsURL)
	if ok {
		if place.Lat, place.Lng, place.HasPoint = parsePoint(coordinates); !place.HasPoint {
			return nil, false
		}
	} else {
		lead = s[:len(s)-foursquareID-len(foursquareURL)]
	}
	if named, ok := cutPlace(lead, place); ok {
		return named, true
	}
	word, colon := strings.CutSuffix(lead, ": ")
	if !place.HasPoint || !colon || strings.IndexByte(lead, '\n') >= 0 || !p.isLocation(trimMarks(word), isMarked(body)) {
		return nil, false
	}
	return place, true
}

// cutPlace reads the name and the address before a URL. Lines are Android's way
// of writing places that Foursquare knows.
func cutPlace(lead string, place export.Place) (export.Place, bool) {
	if lines := strings.Split(lead, "\n"); len(lines) > 1 {
		if place.HasPoint || len(lines) > 4 || lines[len(lines)-1] != "" || trimMarks(lines[0]) == "" {
			return place, false
		}
		place.Name = trimMarks(lines[0])
		place.Address = trimMarks(strings.Join(lines[1:len(lines)-1], "\n"))
		return place, true
	}
	head, ok := strings.CutSuffix(lead, ": ")
	if !ok {
		return place, false
	}
	head = trimMarks(head)
	if inner, closed := strings.CutSuffix(head, ")"); closed {
		if i := openingOf(inner); i > 0 {
			place.Name, place.Address = strings.TrimRight(inner[:i], " "), inner[i+1:]
			return place, true
		}
	}
	place.Name = head
	return place, !place.HasPoint && head != ""
}

// openingOf returns where the parenthesis opens that is closed after s, or -1.
func openingOf(s string) int {
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// isLocation decides about the words before a point. People write "Here: " too.
func (p *payloads) isLocation(words string, marked bool) bool {
	if words == "" || len(words) > 4*maxPhrase {
		return false
	}
	if marked {
		return true
	}
	s, listed := p.lang.table.find(words, isKind(markLocation))
	if listed && p.lang.own(s.langs) || !listed && !strings.Contains(words, " ") && p.lang.best()&p.lang.table.kinds[markLocation] == 0 && p.lang.best() != 0 {
		p.typed++
		return true
	}
	return false
}

// parsePoint reads "51.5021456,-0.127397".
func parsePoint(s string) (lat, lng float64, ok bool) {
	a, b, ok := strings.Cut(s, ",")
	if !ok {
		return 0, 0, false
	}
	lat, err := parseDegrees(a, 90)
	if err != nil {
		return 0, 0, false
	}
	lng, err = parseDegrees(b, 180)
	return lat, lng, err == nil
}

func parseDegrees(s string, most float64) (float64, error) {
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && c != '.' && (c != '-' || i > 0) {
			return 0, strconv.ErrSyntax
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err == nil && (v > most || v < -most) {
		err = strconv.ErrRange
	}
	return v, err
}
