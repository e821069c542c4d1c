package appdb

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"
)

// Number reads a value as a whole number, be it written as text.
func Number(v any) (int64, bool) {
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
		return Number(string(v))
	}
	return 0, false
}

// Text reads a value as text. Bytes that are not UTF-8 are no text.
func Text(v any) string {
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

// IsText reports whether nothing is lost by reading v as text.
func IsText(v any) bool {
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

// Verbatim is a row as a JSON object, without what is NULL. Bytes that are no text are
// in base64, and numbers that JSON does not have are null.
func Verbatim(columns []string, values []any) string {
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
