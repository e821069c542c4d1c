package convert

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// nobody reports whether a name, or a title, stands for whoever has none: apps give
// the same to everybody who left. It says nothing of who it is, or which chat.
func nobody(name string) bool {
	name = strings.Trim(norm.NFC.String(name), "() ")
	switch strings.ToLower(name) {
	case "", "알 수 없음", "알수없음", "unknown", "unknown user", "deleted account", "삭제된 계정", "탈퇴한 계정", "メンバーがいません", "退出したメンバー":
		return true
	}
	return false
}
