package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"exile/cmd/internal/lang"
	"exile/export"
)

// Whoever adds a code must say in both languages what it means and what to do.
func TestEveryProblemHasSentenceAndRemedy(t *testing.T) {
	for _, c := range export.Codes() {
		about, ok := lang.Problem(c)
		if !ok {
			t.Errorf("%s: no sentence", c)
			continue
		}
		for _, s := range []string{about.Sentence.EN, about.Sentence.KO, about.Remedy.EN, about.Remedy.KO} {
			if s == "" {
				t.Errorf("%s: a sentence or remedy is empty", c)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{([a-z]+)((?:\|[^{}]*)?)\}`)

// All texts of the package, found in its source so that none can be forgotten.
func TestTextsAreCompleteInBothLanguages(t *testing.T) {
	texts := sourceTexts(t)
	if len(texts) < 100 {
		t.Fatalf("found only %d texts: the search is broken", len(texts))
	}
	for where, pair := range texts {
		en, ko := pair["EN"], pair["KO"]
		if len(pair) == 0 {
			continue // deliberately nothing to say
		}
		if en == "" || ko == "" {
			t.Errorf("%s: EN %q, KO %q: one is missing", where, en, ko)
			continue
		}
		if strings.ContainsFunc(placeholder.ReplaceAllString(en, ""), unicode.IsLetter) && !korean(ko) {
			t.Errorf("%s: KO %q holds no Korean", where, ko)
		}
		if a, b := values(en), values(ko); !slices.Equal(a, b) {
			t.Errorf("%s: EN shows %v, KO shows %v", where, a, b)
		}
		if strings.Contains(placeholder.ReplaceAllString(en+ko, ""), "{") {
			t.Errorf("%s: a placeholder is malformed: %q %q", where, en, ko)
		}
	}
}

// korean reports whether a sentence is; names of programs alone are in no language.
func korean(s string) bool {
	return strings.Contains(s, "|") ||
		strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
}

// values lists what a sentence shows; choices between words do not count.
func values(s string) []string {
	seen := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
		if m[2] == "" {
			seen[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func sourceTexts(t *testing.T) map[string]map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]string{}
	fset := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(fset, name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			pair := fields(lit)
			if id, ok := lit.Type.(*ast.Ident); (!ok || id.Name != "Text") && pair["EN"]+pair["KO"] == "" {
				return true
			}
			found[fset.Position(lit.Pos()).String()] = pair
			return false
		})
	}
	return found
}

func fields(lit *ast.CompositeLit) map[string]string {
	pair := map[string]string{}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.Ident); ok {
			pair[key.Name] = constant(kv.Value)
		}
	}
	return pair
}

func constant(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.BinaryExpr:
		return constant(e.X) + constant(e.Y)
	}
	return ""
}

func TestSay(t *testing.T) {
	files := lang.Text{EN: "{n} {n|file|files}", KO: "파일 {n}개"}
	object := lang.Text{EN: "open {name}", KO: "{name}{name|을|를} 여세요"}
	toward := lang.Text{EN: "to {name}", KO: "{name}{name|으로|로}"}
	for _, c := range []struct {
		lang lang.Lang
		text lang.Text
		v    lang.V
		want string
	}{
		{lang.EN, files, lang.V{"n": 1}, "1 file"},
		{lang.EN, files, lang.V{"n": int64(1234567)}, "1,234,567 files"},
		{lang.KO, files, lang.V{"n": 1200}, "파일 1,200개"},
		{lang.EN, object, lang.V{"name": "{n|a|b}"}, "open {n|a|b}"}, // a value is never a pattern
		{lang.KO, object, lang.V{"name": "사진"}, "사진을 여세요"},
		{lang.KO, object, lang.V{"name": "지우"}, "지우를 여세요"},
		{lang.KO, object, lang.V{"name": "지우”"}, "지우”를 여세요"},
		{lang.KO, toward, lang.V{"name": "서울"}, "서울로"},
		{lang.KO, toward, lang.V{"name": "부산"}, "부산으로"},
		{lang.KO, toward, lang.V{"name": "out.jsonl"}, "out.jsonl로"},
		{lang.KO, toward, lang.V{"name": "방 3"}, "방 3으로"},
		{lang.KO, object, lang.V{"name": "cut.zip"}, "cut.zip을 여세요"},
		{lang.KO, object, lang.V{"name": "a.JSON"}, "a.JSON을 여세요"},
		{lang.KO, object, lang.V{"name": "하은.txt"}, "하은.txt를 여세요"},
		{lang.KO, object, lang.V{"name": "사진.jpg"}, "사진.jpg를 여세요"},
		{lang.KO, object, lang.V{"name": "표.csv"}, "표.csv를 여세요"},
		{lang.KO, toward, lang.V{"name": "그림.png"}, "그림.png로"},
		{lang.KO, toward, lang.V{"name": "a.zip"}, "a.zip으로"},
		{lang.KO, object, lang.V{"name": "a.pdf"}, "a.pdf을(를) 여세요"},
		{lang.KO, object, lang.V{"name": "\u1109\u1161\u110c\u1175\u11ab"}, "\u1109\u1161\u110c\u1175\u11ab을 여세요"}, // 사진 as macOS spells names
		{lang.KO, object, lang.V{"name": "지우ㅋ"}, "지우ㅋ을(를) 여세요"},
		{lang.KO, object, lang.V{"name": "지우さん"}, "지우さん을(를) 여세요"},
		{lang.KO, object, lang.V{"name": "지우 金"}, "지우 金을(를) 여세요"},
		{lang.KO, object, lang.V{"name": "지우😀"}, "지우😀를 여세요"},
		{lang.KO, toward, lang.V{"name": "out"}, "out(으)로"},
		{lang.KO, object, lang.V{"name": ""}, "을(를) 여세요"},
	} {
		if got := c.lang.Say(c.text, c.v); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.lang, c.v, got, c.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want lang.Lang
	}{
		{nil, lang.EN},
		{map[string]string{"LANG": "ko_KR.UTF-8"}, lang.KO},
		{map[string]string{"LANG": "ko.UTF-8"}, lang.KO},
		{map[string]string{"LANG": "kok_IN"}, lang.EN},
		{map[string]string{"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, lang.EN},
		{map[string]string{"LC_MESSAGES": "ko_KR", "LANG": "C"}, lang.KO},
		{map[string]string{"LANG": "C.UTF-8"}, lang.EN},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, lang.EN},
	} {
		if got := lang.Detect(func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%v: %s, want %s", c.env, got, c.want)
		}
	}
}
