package console

import (
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// Getenv is os.Getenv, but LANG is the language of the person's Windows unless it is
// set: Windows has no such variable.
func Getenv(name string) string {
	v := os.Getenv(name)
	if v != "" || name != "LANG" {
		return v
	}
	tags, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(tags) == 0 {
		return ""
	}
	return strings.ReplaceAll(tags[0], "-", "_") // ko-KR
}
