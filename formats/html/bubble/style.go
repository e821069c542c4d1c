package bubble

import (
	_ "embed"
	"strings"
)

//go:embed palette.css
var palette string

//go:embed base.css
var base string

//go:embed bubble.css
var bubbles string

//go:embed more.css
var more string

// Base returns the style sheet of a page that is wholly of messages: colours, light and dark, the fonts of
// each language, and what all elements have in common. It comes before [Style].
func Base() string { return palette + base }

// Style returns the style sheet of days, messages and notices.
func Style() string { return bubbles }

// Within returns all of it for messages that stand within elements of a page that looks
// otherwise: its rules and colours hold nowhere else. The selector is of one element, as .chat is.
func Within(selector string) string {
	const whole = " { background: var(--page); color: var(--ink); overflow-wrap: anywhere; line-height: 1.5 }\n"
	return strings.ReplaceAll(palette, ":root", selector) + selector + whole + scoped(base+bubbles+more, selector)
}

// scoped puts a selector before all selectors of a style sheet without rules within rules.
func scoped(css, selector string) string {
	var b strings.Builder
	for {
		selectors, rest, ok := strings.Cut(css, "{")
		if !ok {
			b.WriteString(css)
			return b.String()
		}
		if _, behind, ok := strings.Cut(selectors, "*/"); ok { // the only comments are behind rules
			selectors = behind
		}
		for i, s := range strings.Split(selectors, ",") {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(selector + " " + strings.TrimSpace(s))
		}
		declarations, after, _ := strings.Cut(rest, "}")
		b.WriteString(" {" + declarations + "}\n")
		css = after
	}
}
