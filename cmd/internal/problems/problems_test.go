package problems

import (
	"strings"
	"testing"

	"exile/cmd/internal/lang"
	"exile/export"
)

// Problems of one code are told once, gravest first, with a few of the names that they are about.
func TestOf(t *testing.T) {
	all := []export.Problem{
		{Code: export.SeveralParts},
		{Code: export.MissingFile, Name: "%EA%B0%80.jpg", From: export.Source{Input: "a.zip", File: "a.txt", Line: 3}},
		{Code: export.MissingFile, Name: "b\x1b[31m.jpg", Count: 2},
		{Code: export.MissingFile, Name: "c.jpg"},
		{Code: export.MissingFile, Name: "d.jpg"},
		{Code: export.LossyReply, Count: 7},
	}
	list := Of(lang.EN, lang.WindowProblem, all...)
	if len(list) != 3 || list[0].Code != export.LossyReply || list[1].Code != export.MissingFile || list[2].Code != export.SeveralParts {
		t.Fatalf("%+v", list)
	}
	files := list[1]
	if files.N != 5 || len(files.At) != 1 || files.At[0].Line != 3 {
		t.Errorf("%+v", files)
	}
	if !strings.Contains(files.Sentence, "가.jpg, b [31m.jpg, c.jpg") || strings.Contains(files.Sentence, "d.jpg") || !strings.Contains(files.Sentence, "5 files") {
		t.Errorf("sentence: %q", files.Sentence)
	}
	if ko := Of(lang.KO, lang.Problem, all...); !strings.Contains(ko[1].Remedy, "--media") || strings.Contains(files.Remedy, "--") {
		t.Errorf("remedies: %q, %q", ko[1].Remedy, files.Remedy)
	}
	if sentence, remedy := Say(lang.EN, lang.Problem, "new-in-a-later-version", 2); sentence != "new-in-a-later-version (2)" || remedy != "" {
		t.Errorf("an unknown code: %q, %q", sentence, remedy)
	}
}
