//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/remains"
	"exile/convert"
)

// remain is something that is not sealed after sealing. Path is a path where one
// is known to exist, the name of an export as the store remembers it, or "".
type remain struct {
	Kind string `json:"kind"`
	Path string `json:"path,omitempty"`
}

// The kinds of what remains.
const (
	remainStore    = "store"
	remainLeft     = "left"
	remainSheet    = "sheet"
	remainExport   = "export"
	remainBundles  = "bundles"
	remainPhone    = "phone"
	remainKakao    = string(remains.KakaoTalk)
	remainTelegram = string(remains.Telegram)
)

// remains lists what is not sealed after a store in dir was sealed. sheet is the
// recovery sheet that was made, "" if none was.
func (a *app) remains(dir string, exports []string, sheet string, r *convert.SealReport) []remain {
	var list []remain
	if !r.Removed {
		list = append(list, remain{remainStore, dir})
	}
	for _, name := range r.Left {
		list = append(list, remain{remainLeft, filepath.Join(dir, filepath.FromSlash(name))})
	}
	if sheet != "" {
		list = append(list, remain{remainSheet, sheet})
	}
	for _, name := range exports {
		list = append(list, remain{remainExport, name})
	}
	list = append(list, remain{Kind: remainBundles}, remain{Kind: remainPhone})
	for _, place := range a.appData() {
		if _, err := os.Stat(place.Path); err == nil {
			list = append(list, place)
		}
	}
	return list
}

// appData is where KakaoTalk and Telegram keep their data on this kind of
// computer.
func (a *app) appData() []remain {
	home, err := a.home()
	if err != nil {
		home = ""
	}
	var list []remain
	for _, place := range remains.Places(a.system, home, a.getenv) {
		list = append(list, remain{string(place.App), place.Path})
	}
	return list
}

// tellRemains tells the list to the person; archive is what was sealed.
func (a *app) tellRemains(list []remain, archive string) {
	a.tell(a.say(lang.RemainsHead, nil))
	texts := map[string]lang.Text{
		remainStore: lang.RemainStore, remainLeft: lang.RemainLeft, remainSheet: lang.RemainSheet, remainExport: lang.RemainExports,
		remainBundles: lang.RemainBundles, remainPhone: lang.RemainPhone,
		remainKakao: lang.RemainKakao, remainTelegram: lang.RemainTelegram,
	}
	for i := 0; i < len(list); {
		kind := list[i].Kind
		var names []string
		for ; i < len(list) && list[i].Kind == kind; i++ {
			names = append(names, list[i].Path)
		}
		few := a.few(names)
		a.tell("  - " + a.say(texts[kind], lang.V{"path": few, "names": few, "archive": clean(archive)}))
	}
}

// few names at most five things, and how many more there are.
func (a *app) few(names []string) string {
	const most = 5
	var shown []string
	for _, name := range names[:min(len(names), most)] {
		shown = append(shown, clean(name))
	}
	text := strings.Join(shown, ", ")
	if more := len(names) - most; more > 0 {
		return a.say(lang.AndMore, lang.V{"names": text, "n": more})
	}
	return text
}
