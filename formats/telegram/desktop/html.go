package desktop

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"exile/formats"
)

// sheet is a file of the HTML form.
type sheet struct {
	root int
	name string
	n    int // its number: that of messages.html is 1
}

// pageNumber reads the number in the name of a page of messages.
func pageNumber(name string) (int, bool) {
	digits, ok := strings.CutPrefix(path.Base(name), "messages")
	digits, html := strings.CutSuffix(digits, ".html")
	if !ok || !html {
		return 0, false
	}
	if digits == "" {
		return 1, true
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0
}

// htmlExports lists the exports of an input that are pages of HTML, but for those in
// folders where the JSON is taken. The chats of an account are one export. A page whose
// beginning cannot be read is one, too: reading it tells the error. unseen is how many
// files were not looked into.
func htmlExports(in formats.Input, taken map[place]bool) (all []source, unseen int) {
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		first := map[string]sheet{}
		for _, e := range root.Files {
			n, ok := pageNumber(e.Name)
			if root.Kind == formats.RootFile && !ok { // a browser may have saved it as anything
				ext := strings.ToLower(path.Ext(e.Name))
				n, ok = 1, ext == ".html" || ext == ".htm" || ext == ""
			}
			dir := exportDir(e.Name)
			if !ok || taken[place{i, dir}] || taken[place{i, path.Dir(e.Name)}] {
				continue
			}
			if p, known := first[dir]; !known || path.Dir(e.Name) == path.Dir(p.name) && n < p.n {
				first[dir] = sheet{i, e.Name, n}
			}
		}
		for dir, p := range first {
			all = append(all, source{root: i, name: p.name, dir: dir, html: true, score: formats.Certain})
		}
	}
	slices.SortFunc(all, func(a, b source) int {
		return cmp.Or(cmp.Compare(a.root, b.root), strings.Compare(a.name, b.name))
	})
	looked := 0
	all = slices.DeleteFunc(all, func(s source) bool {
		_, own := pageNumber(s.name)
		if !own {
			if looked == maxHeads {
				unseen++
				return true
			}
			looked++
		}
		head, err := in.Roots[s.root].Head(s.name, headSize)
		if err != nil {
			return path.Ext(s.name) == "" // it need not be of this format
		}
		return !isHistory(head)
	})
	return all, unseen
}

// exportDir returns the folder of the export that a page belongs to: that of the
// account for a page in chats/chat_001.
func exportDir(name string) string {
	dir := path.Dir(name)
	if above := path.Dir(dir); path.Base(above) == "chats" && strings.HasPrefix(path.Base(dir), "chat_") {
		return path.Dir(above)
	}
	return dir
}

// isHistory reports whether a head is that of a page of messages.
func isHistory(head []byte) bool {
	return bytes.Contains(head, []byte(`<div class="page_header">`)) &&
		bytes.Contains(head, []byte(`<div class="page_body chat_page">`)) && bytes.Contains(head, []byte(`<div class="history">`))
}

// books lists the chats of an export, each with its pages.
func books(in formats.Input, s source) []*book {
	if in.Roots[s.root].Kind == formats.RootFile {
		return []*book{{pages: []sheet{pageOf(s)}}}
	}
	byDir := map[string]*book{}
	var dirs []string
	files := in.Roots[s.root].Files
	from, to := below(files, s.dir)
	for _, e := range files[from:to] {
		n, ok := pageNumber(e.Name)
		if !ok || exportDir(e.Name) != s.dir {
			continue
		}
		dir := path.Dir(e.Name)
		if byDir[dir] == nil {
			byDir[dir] = &book{}
			dirs = append(dirs, dir)
		}
		byDir[dir].pages = append(byDir[dir].pages, sheet{s.root, e.Name, n})
	}
	all := make([]*book, 0, len(dirs))
	for _, dir := range dirs {
		b := byDir[dir]
		slices.SortStableFunc(b.pages, func(x, y sheet) int { return cmp.Compare(x.n, y.n) })
		all = append(all, b)
	}
	return all
}

func pageOf(s source) sheet {
	n, ok := pageNumber(s.name)
	if !ok {
		n = 1
	}
	return sheet{s.root, s.name, n}
}
