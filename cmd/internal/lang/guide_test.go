package lang_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"exile/cmd/internal/lang"
)

// What a guide says in one language it says in the other: the same headings,
// steps and commands, in the same order.
func TestGuidesHaveTheSameShape(t *testing.T) {
	for _, topic := range append(lang.GuideTopics(), lang.Overview) {
		en, ko := guideShape(t, lang.EN, topic), guideShape(t, lang.KO, topic)
		if len(en) < 5 {
			t.Fatalf("%s: only %d headings, steps and commands: the search is broken", topic, len(en))
		}
		if !slices.Equal(en, ko) {
			t.Errorf("%s: the guides differ\nen %v\nko %v", topic, en, ko)
		}
		source, _ := lang.KO.Guide(topic)
		for line := range strings.Lines(source) {
			if strings.HasPrefix(line, "#") && !korean(line) {
				t.Errorf("%s: %q is not Korean", topic, line)
			}
		}
	}
	if _, ok := lang.EN.Guide("../lang"); ok {
		t.Error("a topic that is none has a guide")
	}
}

var guideMark = regexp.MustCompile(`^(#+ (?:\d+\.)?|\d+\.|-) `)

// guideShape lists what stands in a guide: headings with their numbers, steps,
// paragraphs, and commands without the words that are translated.
func guideShape(t *testing.T, l lang.Lang, topic string) []string {
	t.Helper()
	source, ok := l.Guide(topic)
	if !ok {
		t.Fatalf("there is no guide to %s in %s", topic, l)
	}
	var shape []string
	for line := range strings.Lines(source) {
		if command, ok := strings.CutPrefix(line, "    "); ok {
			shape = append(shape, commandShape(command))
		} else if mark := guideMark.FindStringSubmatch(line); mark != nil {
			shape = append(shape, mark[1])
		}
	}
	return shape
}

// commandShape is a command with its flags, and with nothing that a person
// replaces by their own.
func commandShape(command string) string {
	fields := strings.Fields(command)
	return strings.Join(slices.DeleteFunc(fields, func(s string) bool {
		return s != "exile" && !strings.HasPrefix(s, "-") && (s != strings.ToLower(s) || korean(s))
	}), " ")
}
