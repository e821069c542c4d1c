package linedb

import (
	"math"
	"strconv"

	"exile/formats/appdb"
)

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

// key reads a value as the id of a message; "": it has none.
func key(v any) string {
	if n, ok := appdb.Number(v); ok && n == 0 {
		return ""
	}
	return appdb.Text(v)
}
