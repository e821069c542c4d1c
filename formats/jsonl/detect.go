package jsonl

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"strings"

	"exile/export"
	"exile/formats"
)

// maxHeader is far more than a header takes, with whatever a later version adds.
const maxHeader = 4 << 10

// Detect looks for the header line. Of a folder or a zip it opens only files
// whose names end in .jsonl or .ndjson.
func (reader) Detect(in formats.Input) formats.Match {
	files, version, _ := find(in) // what cannot be read is not ours to complain about: Detect is asked of every input
	if len(files) == 0 {
		return formats.Match{Score: formats.No, Why: formats.Text{EN: "no file begins with exile's header", KO: "exile의 머리글로 시작하는 파일이 없습니다"}}
	}
	return formats.Match{
		Score: formats.Certain,
		Why: formats.Text{
			EN: fmt.Sprintf("line 1 is exile's header, version %d", version),
			KO: fmt.Sprintf("첫 줄이 exile의 머리글입니다(버전 %d)", version),
		},
		Files: files,
	}
}

// find returns the files that begin with a header, and the version of the first.
// The error is the first of those files whose beginning could not be read.
func find(in formats.Input) (files []formats.Claim, version int, failed error) {
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if root.Kind != formats.RootFile && !named(e.Name) {
				continue
			}
			head, err := root.Head(e.Name, maxHeader)
			if err != nil {
				failed = cmp.Or(failed, fmt.Errorf("read %s: %w", e.Name, err))
				continue
			}
			line, _, _ := bytes.Cut(head, []byte{'\n'})
			v, err := export.DecodeJSONHeader(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
			if err != nil {
				continue
			}
			if len(files) == 0 {
				version = v
			}
			files = append(files, formats.Claim{Root: i, Name: e.Name})
		}
	}
	return files, version, failed
}

func named(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".jsonl" || ext == ".ndjson"
}
