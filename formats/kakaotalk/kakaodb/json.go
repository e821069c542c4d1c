package kakaodb

import (
	"encoding/json"
	"strconv"
	"strings"
)

// object is a JSON object of which nothing is certain: any key may be absent or
// hold a value of another type, depending on the version of the app.
type object map[string]json.RawMessage

// parseObject returns nil for what is no JSON object.
func parseObject(s string) object {
	if !strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "{") {
		return nil
	}
	var o object
	if json.Unmarshal([]byte(s), &o) != nil {
		return nil
	}
	return o
}

// text returns the first of keys that is a text and not empty.
func (o object) text(keys ...string) string {
	for _, k := range keys {
		var s string
		if json.Unmarshal(o[k], &s) == nil && s != "" {
			return s
		}
	}
	return ""
}

// number returns the first of keys that is a whole number, be it written as text.
func (o object) number(keys ...string) (int64, bool) {
	for _, k := range keys {
		if n, ok := numberIn(o[k]); ok {
			return n, true
		}
	}
	return 0, false
}

// numberIn reads a number without passing by float64, which has not room for ids.
func numberIn(raw json.RawMessage) (int64, bool) {
	s := strings.Trim(string(raw), `"`)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < -1<<53 || f > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

func (o object) float(key string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.Trim(string(o[key]), `"`), 64)
	return f, err == nil
}

func (o object) object(key string) object {
	var in object
	if json.Unmarshal(o[key], &in) != nil {
		return nil
	}
	return in
}

// list returns the elements of an array; nil where there is none.
func (o object) list(key string) []json.RawMessage {
	var l []json.RawMessage
	if json.Unmarshal(o[key], &l) != nil {
		return nil
	}
	return l
}

func (o object) objects(key string) []object {
	var all []object
	for _, raw := range o.list(key) {
		var in object
		if json.Unmarshal(raw, &in) == nil && in != nil {
			all = append(all, in)
		}
	}
	return all
}

// at is the i-th element of a list as a text or a number.
func textAt(l []json.RawMessage, i int) string {
	var s string
	if i < len(l) && json.Unmarshal(l[i], &s) == nil {
		return s
	}
	return ""
}

func numberAt(l []json.RawMessage, i int) int64 {
	if i >= len(l) {
		return 0
	}
	n, _ := numberIn(l[i])
	return n
}

// idsIn reads a JSON array of numbers, as rooms list their members.
func idsIn(s string) []int64 {
	var raw []json.RawMessage
	if json.Unmarshal([]byte(s), &raw) != nil {
		return nil
	}
	ids := make([]int64, 0, len(raw))
	for _, r := range raw {
		if n, ok := numberIn(r); ok {
			ids = append(ids, n)
		}
	}
	return ids
}
