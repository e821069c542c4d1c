//go:build cgo

package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
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
	remainKakao    = "kakaotalk"
	remainTelegram = "telegram"
)

// exportNames are the names of what was added to a store.
func exportNames(ctx context.Context, st *store.Store) ([]string, error) {
	sources, err := st.Sources(ctx)
	var names []string
	for i := range sources {
		if name := sources[i].Input; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, err
}

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
	var list []remain
	add := func(kind, base string, elem ...string) {
		if filepath.IsAbs(base) {
			list = append(list, remain{kind, filepath.Join(append([]string{base}, elem...)...)})
		}
	}
	home, err := a.home()
	if err != nil {
		home = ""
	}
	switch a.system {
	case "windows":
		add(remainKakao, a.getenv("LocalAppData"), "Kakao", "KakaoTalk")
		add(remainTelegram, a.getenv("AppData"), "Telegram Desktop", "tdata")
	case "darwin":
		add(remainKakao, home, "Library", "Containers", "com.kakao.KakaoTalkMac")
		add(remainTelegram, home, "Library", "Application Support", "Telegram Desktop", "tdata")
		add(remainTelegram, home, "Library", "Group Containers", "6N38VWS5BX.ru.keepcoder.Telegram")
	default:
		data := a.getenv("XDG_DATA_HOME")
		if data == "" && home != "" {
			data = filepath.Join(home, ".local", "share")
		}
		add(remainTelegram, data, "TelegramDesktop", "tdata")
		add(remainTelegram, home, ".var", "app", "org.telegram.desktop", "data", "TelegramDesktop", "tdata")
		add(remainTelegram, home, "snap", "telegram-desktop", "current", ".local", "share", "TelegramDesktop", "tdata")
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
