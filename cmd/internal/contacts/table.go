package contacts

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// Rows reads a table of UTF-8 text, its cells parted by whatever parts those of its
// first line: commas, semicolons or tabs.
func Rows(text []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	first, _, _ := bytes.Cut(text, []byte("\n"))
	most := 0
	for _, c := range ",;\t" {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			r.Comma, most = c, n
		}
	}
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
}

// column says what stands in a column.
type column int

const (
	other column = iota
	fullName
	givenName
	middleName
	familyName
	nickname
	phone
	organization
)

// columnOf knows what Google, Outlook and others call their columns.
func columnOf(title string) column {
	title = strings.ToLower(strings.TrimSpace(title))
	switch title {
	case "name", "full name", "display name", "contact name", "성명", "전체 이름", "표시 이름":
		return fullName
	case "first name", "given name", "이름":
		return givenName
	case "middle name", "additional name", "중간 이름":
		return middleName
	case "last name", "family name", "surname", "성":
		return familyName
	case "nickname", "별명", "닉네임":
		return nickname
	case "company", "organization name", "organization 1 - name", "회사":
		return organization
	}
	if slices.ContainsFunc([]string{"label", "type", "phonetic"}, func(s string) bool { return strings.Contains(title, s) }) {
		return other
	}
	for _, word := range []string{"phone", "mobile", "telephone", "전화", "휴대", "핸드폰"} {
		if strings.Contains(title, word) {
			return phone
		}
	}
	return other
}

// readTable reads contacts from a table whose first row names its columns.
func readTable(rows [][]string) ([]Contact, error) {
	if len(rows) == 0 {
		return nil, ErrNoList
	}
	columns := make([]column, len(rows[0]))
	for i, title := range rows[0] {
		columns[i] = columnOf(title)
	}
	named := slices.Contains(columns, fullName) || slices.Contains(columns, givenName) || slices.Contains(columns, familyName)
	if !named || !slices.Contains(columns, phone) {
		return nil, ErrNoList
	}
	list := make([]Contact, 0, len(rows)-1)
	for _, row := range rows[1:] {
		var cells [organization + 1]string
		var c Contact
		for i, cell := range row[:min(len(row), len(columns))] {
			if columns[i] != phone {
				cells[columns[i]] = strings.TrimSpace(cell)
				continue
			}
			for number := range strings.SplitSeq(cell, ":::") { // Google puts several into one cell
				if number = strings.TrimSpace(number); number != "" {
					c.Phones = append(c.Phones, number)
				}
			}
		}
		c.add(cells[fullName])
		c.add(composed(cells[givenName], cells[middleName], cells[familyName])...)
		c.add(cells[nickname])
		if len(c.Names) == 0 {
			c.add(cells[organization])
		}
		list = append(list, c)
	}
	return list, nil
}
