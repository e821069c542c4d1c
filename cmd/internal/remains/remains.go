// Package remains knows where the messengers keep their own data on a computer: what is
// sealed in an archive lies there still, in the clear.
package remains

import "path/filepath"

// Place is where an app may keep its data.
type Place struct {
	App  App
	Path string
}

// App is a messenger.
type App string

// The messengers.
const (
	KakaoTalk App = "kakaotalk"
	Telegram  App = "telegram"
)

// Places are where the messengers keep their data on a kind of computer, as runtime.GOOS has
// it. home is the person's folder; "": it is not known. Nothing need be there.
func Places(system, home string, getenv func(string) string) []Place {
	var list []Place
	add := func(app App, base string, elem ...string) {
		if filepath.IsAbs(base) {
			list = append(list, Place{app, filepath.Join(append([]string{base}, elem...)...)})
		}
	}
	switch system {
	case "windows":
		add(KakaoTalk, getenv("LocalAppData"), "Kakao", "KakaoTalk")
		add(Telegram, getenv("AppData"), "Telegram Desktop", "tdata")
	case "darwin":
		add(KakaoTalk, home, "Library", "Containers", "com.kakao.KakaoTalkMac")
		add(Telegram, home, "Library", "Application Support", "Telegram Desktop", "tdata")
		add(Telegram, home, "Library", "Group Containers", "6N38VWS5BX.ru.keepcoder.Telegram")
	default:
		data := getenv("XDG_DATA_HOME")
		if data == "" && home != "" {
			data = filepath.Join(home, ".local", "share")
		}
		add(Telegram, data, "TelegramDesktop", "tdata")
		add(Telegram, home, ".var", "app", "org.telegram.desktop", "data", "TelegramDesktop", "tdata")
		add(Telegram, home, "snap", "telegram-desktop", "current", ".local", "share", "TelegramDesktop", "tdata")
	}
	return list
}
