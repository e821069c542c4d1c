//go:build cgo

package serve

import (
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"path"

	"exile/cmd/internal/lang"
)

//go:embed templates/*.html
var templates embed.FS

//go:embed assets
var assets embed.FS

// pages are the templates of each language.
type pages map[lang.Lang]*template.Template

// parsePages reads the templates, which may call
//
//	{{base}}                      the window's own address, "/TOKEN/"
//	{{say "Found" "n" .Count}}    one of the window's sentences
//	{{number .Count}}             1,234,567
//	{{store}}                     the path of what is kept
func (s *Server) parsePages() (pages, error) {
	all := pages{}
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		t, err := template.New("").Funcs(template.FuncMap{
			"base":   func() string { return s.base },
			"say":    func(name string, pairs ...any) (string, error) { return sayPairs(l, name, pairs) },
			"number": lang.Number,
			"store":  func() string { return s.archive.at() },
		}).ParseFS(templates, "templates/*.html")
		if err != nil {
			return nil, err
		}
		all[l] = t
	}
	return all, nil
}

func sayPairs(l lang.Lang, name string, pairs []any) (string, error) {
	text, ok := lang.Window[name]
	if !ok {
		return "", fmt.Errorf("no sentence is called %s", name)
	}
	v := lang.V{}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return "", fmt.Errorf("%s: a value has no name", name)
		}
		v[key] = pairs[i+1]
	}
	return l.Say(text, v), nil
}

// asset answers with a script, a stylesheet or a picture of the window's own.
func (s *Server) asset(w http.ResponseWriter, r *request) error {
	name := r.PathValue("name")
	data, err := assets.ReadFile(path.Join("assets", name))
	if err != nil {
		return errNoSuchPage
	}
	kind, ok := map[string]string{
		".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
	}[path.Ext(name)]
	if !ok {
		return errNoSuchPage
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(data)
	return nil
}
