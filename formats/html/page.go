package html

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"exile/formats/html/bubble"
)

//go:embed page.css
var pageStyle string

//go:embed lists.css
var listsStyle string

//go:embed exile.js
var script []byte

// stylesheet is what all pages share.
func stylesheet() []byte {
	return []byte(bubble.Base() + pageStyle + bubble.Style() + listsStyle)
}

// script returns the script with its words.
func (r *run) script() []byte {
	words, err := json.Marshal(&r.say.Script)
	if err != nil { // strings alone
		words = []byte("{}")
	}
	return fmt.Appendf(nil, "(() => {\n\"use strict\";\nconst words = %s;\n%s})();\n", words, script)
}

// policy says what a page may load: what lies beside it, and nothing else. The name self
// means the folder in which a page lies where it came from a server; for a page on a disk not every browser
// takes it so, hence file:.
const policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; media-src 'self' file:; " +
	"base-uri 'none'; form-action 'none'"

// singlePolicy is that of a page with all in it.
func singlePolicy(style, script []byte) string {
	return "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style) + "'; img-src data:; media-src data:; " +
		"base-uri 'none'; form-action 'none'"
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// appendHead appends the beginning of a page up to its body. root leads to the folder of the site.
func (r *run) appendHead(dst []byte, root, title, class string) []byte {
	dst = r.appendHeadOf(dst, policy, title, ` data-root="`+root+`"`)
	dst = append(append(append(dst, `<link rel="stylesheet" href="`...), root...), "exile.css\">\n"...)
	dst = append(append(append(dst, `<script src="`...), root...), "exile.js\" defer></script>\n"...)
	return append(append(append(dst, "</head>\n<body class=\""...), class...), "\">\n"...)
}

func (r *run) appendHeadOf(dst []byte, policy, title, attributes string) []byte {
	dst = append(append(append(dst, "<!DOCTYPE html>\n<html lang=\""...), r.set.lang...), '"')
	dst = append(append(dst, attributes...), ">\n<head>\n<meta charset=\"utf-8\">\n"...)
	dst = append(append(append(dst, `<meta http-equiv="Content-Security-Policy" content="`...), policy...), "\">\n"...)
	dst = append(dst, `<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="exile">
<title>`...)
	return append(bubble.AppendText(dst, title), "</title>\n"...)
}

// appendTools appends the links of a page's head; the script adds the date to them.
func (r *run) appendTools(dst []byte, root, contents string) []byte {
	dst = append(append(append(dst, `<nav class="tools" aria-label="`...), r.say.Contents...), "\">"...)
	dst = appendLink(dst, root+"index.html", r.say.Chats)
	if contents != "" {
		dst = appendLink(dst, contents, r.say.Contents)
	}
	dst = appendLink(dst, root+"search.html", r.say.Search)
	return append(dst, "</nav>"...)
}

// appendLink appends a link within the site.
func appendLink(dst []byte, to, text string) []byte {
	dst = append(bubble.AppendText(append(dst, `<a href="`...), to), `">`...)
	return append(bubble.AppendText(dst, text), "</a>"...)
}

// appendFormat appends a sentence of ours with a text of somebody's in place of its %s.
func appendFormat(dst []byte, format, text string) []byte {
	before, after, _ := strings.Cut(format, "%s")
	dst = bubble.AppendText(append(dst, before...), text)
	return append(dst, after...)
}

// grouped writes a number for people: 1,234,567.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
