package linedb

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"
)

// number reads a value as a whole number, be it written as text.
func number(v any) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return v, true
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v), true
		}
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	case []byte:
		return number(string(v))
	}
	return 0, false
}

// degrees reads a value as a number with fractions.
func degrees(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, !math.IsNaN(v) && !math.IsInf(v, 0)
	case string:
		f, err := strconv.ParseFloat(v, 64)
		return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
	case []byte:
		return degrees(string(v))
	}
	return 0, false
}

// text reads a value as text. Bytes that are not UTF-8 are no text.
func text(v any) string {
	switch v := v.(type) {
	case string:
		if utf8.ValidString(v) {
			return v
		}
	case []byte:
		if utf8.Valid(v) {
			return string(v)
		}
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return ""
}

// isText reports whether nothing is lost by reading v as text.
func isText(v any) bool {
	switch v := v.(type) {
	case nil, int64:
		return true
	case string:
		return utf8.ValidString(v)
	case []byte:
		return utf8.Valid(v)
	}
	return false
}

// key reads a value as the id of a message; "": it has none.
func key(v any) string {
	if n, ok := number(v); ok && n == 0 {
		return ""
	}
	return text(v)
}

// verbatim is a row as a JSON object; bytes that are no text are in base64.
func verbatim(columns []string, values []any) string {
	b := []byte{'{'}
	for i, c := range columns {
		if values[i] == nil {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		v := values[i]
		if raw, ok := v.([]byte); ok && utf8.Valid(raw) {
			v = string(raw)
		} else if s, ok := v.(string); ok && !utf8.ValidString(s) {
			v = []byte(s)
		}
		name, err1 := json.Marshal(c)
		value, err2 := json.Marshal(v)
		if err1 != nil || err2 != nil { // an infinite number
			value = []byte("null")
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return string(append(b, '}'))
}
