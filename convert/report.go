package convert

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"exile/export"
)

// ReportName is the file of every folder output that tells how it was made.
const ReportName = "exile-report.json"

const (
	reportVersion = 1
	maxReport     = 256 << 20 // bytes; a report lists no more than some thousand problems
)

// WriteReport writes a report as JSON, which holds no message text.
func WriteReport(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write %s: %w", ReportName, err)
	}
	return nil
}

// ReadReport reads the report of a folder output. The error wraps
// fs.ErrNotExist where there is none.
func ReadReport(dir string) (*Report, error) {
	f, err := openRegular(filepath.Join(dir, ReportName))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Join(dir, ReportName), withoutPath(err))
	}
	defer f.Close() //nolint:errcheck // opened for reading
	r, err := decodeReport(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Join(dir, ReportName), err)
	}
	return r, nil
}

func decodeReport(f *os.File) (*Report, error) {
	var r Report
	if err := json.NewDecoder(io.LimitReader(f, maxReport)).Decode(&r); err != nil {
		return nil, err
	}
	if r.Version != reportVersion {
		return nil, fmt.Errorf("version %d of a report is not known here", r.Version)
	}
	return &r, nil
}

// problemJSON is a problem in a report. Class is there for whoever reads it
// without exile; reading it back, the code alone counts.
type problemJSON struct {
	Code   export.Code  `json:"code"`
	Class  export.Class `json:"class"`
	Name   string       `json:"name,omitempty"`
	Count  int          `json:"count"`
	Text   string       `json:"text,omitempty"`
	Input  string       `json:"input,omitempty"`
	File   string       `json:"file,omitempty"`
	Record int64        `json:"record,omitempty"`
	Line   int          `json:"line,omitempty"`
	Lines  int          `json:"lines,omitempty"`
}

// MarshalJSON writes the problems as a list of objects.
func (p Problems) MarshalJSON() ([]byte, error) {
	list := make([]problemJSON, len(p))
	for i := range p {
		list[i] = problemJSON{
			Code: p[i].Code, Class: p[i].Class(), Name: p[i].Name, Count: p[i].Times(), Text: p[i].Text,
			Input: p[i].From.Input, File: p[i].From.File, Record: p[i].From.Record, Line: p[i].From.Line, Lines: p[i].From.Lines,
		}
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Problems) UnmarshalJSON(data []byte) error {
	var list []problemJSON
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	*p = make(Problems, len(list))
	for i, q := range list {
		(*p)[i] = export.Problem{
			Code: q.Code, Name: q.Name, Count: q.Count, Text: q.Text,
			From: export.Source{Input: q.Input, File: q.File, Record: q.Record, Line: q.Line, Lines: q.Lines},
		}
	}
	return nil
}
