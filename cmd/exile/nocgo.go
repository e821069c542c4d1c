//go:build !cgo

package main

import (
	"fmt"
	"os"
)

// Without cgo there is no SQLite, and without SQLite no exile.
func main() {
	fmt.Fprintln(os.Stderr, "exile: This build has no SQLite, because Go found no C compiler or CGO_ENABLED=0 is set.")
	fmt.Fprintln(os.Stderr, "  Install gcc or clang (on Windows, gcc of MSYS2), then build again with CGO_ENABLED=1.")
	fmt.Fprintln(os.Stderr, "exile: SQLite가 빠진 빌드입니다. C 컴파일러가 없거나 CGO_ENABLED=0이 설정되어 있습니다.")
	fmt.Fprintln(os.Stderr, "  gcc나 clang(Windows에서는 MSYS2의 gcc)을 설치하고 CGO_ENABLED=1로 다시 빌드해 주세요.")
	os.Exit(1)
}
