//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page tells of every problem and place, and of no message, whatever its words.
func TestPageHoldsNoMessages(t *testing.T) {
	dir := t.TempDir()
	st, out := filepath.Join(dir, "my.exile"), filepath.Join(dir, "report.html")
	if got := runHere(t.Context(), t, nil, "add", example, "--store", st); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	if got := runHere(t.Context(), t, nil, "report", "--html", "-o", out, "--store", st, "--lang", "ko"); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	shown := runHere(t.Context(), t, nil, "show", "1", "--store", st)
	words := 0
	for line := range strings.Lines(shown.out) {
		_, text, ok := strings.Cut(line, ": ")
		if text = strings.TrimSpace(text); !ok || len([]rune(text)) < 4 || strings.Contains(text, ".jpg") || strings.Contains(text, ".xlsx") {
			continue // names of files are told
		}
		words++
		if strings.Contains(page, text) {
			t.Errorf("the page holds %q", text)
		}
	}
	if words < 20 {
		t.Fatalf("only %d messages: the test tests nothing", words)
	}
	problems := filepath.Join(dir, "p.jsonl")
	if got := runHere(t.Context(), t, nil, "report", "--problems", problems, "--store", st); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	list, err := os.ReadFile(problems)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		if _, name, ok := strings.Cut(line, `"name":"`); ok {
			if name, _, _ = strings.Cut(name, `"`); strings.Contains(name, ".") && !strings.Contains(page, name) && !strings.Contains(name, " ") {
				t.Errorf("the page does not name %q", name)
			}
		}
	}
}

// Names that came with an export are shown, and do nothing.
func TestPageTakesNamesAsNames(t *testing.T) {
	dir := t.TempDir()
	st, out := filepath.Join(dir, "my.exile"), filepath.Join(dir, "report.html")
	title := `"><script>alert(1)</script>{{.}}` + "\u202egpj"
	text := "\ufeff" + title + " 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 11월 1일 오후 3:19\r\n\r\n\r\n2026년 10월 31일 오후 3:17\r\n" +
		"2026년 10월 31일 오후 3:17, 수아 : 파일: <img src=x onerror=alert(2)>.pdf\r\n"
	path := filepath.Join(dir, "javascript:alert(3)-KakaoTalk.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Skip("this system has no such names")
	}
	if got := runHere(t.Context(), t, nil, "add", path, "--store", st); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	if got := runHere(t.Context(), t, nil, "report", "--html", "-o", out, "--store", st); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	for _, never := range []string{"<script", "<img", "\u202e", `"javascript:`} {
		if strings.Contains(page, never) {
			t.Errorf("%q is in the page", never)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)") || !strings.Contains(page, "{{.}}") {
		t.Errorf("the title is not in the page as it is: %s", page)
	}
}
