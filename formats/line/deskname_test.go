package line

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"exile/export"
	"exile/formats/formattest"
	"exile/formats/line/linetest"
)

// deskLine is a line of the desktop app and what it says.
type deskLine struct{ rest, name, text string }

// deskLines renders a chat; lines that nobody could tell apart are left out.
func deskLines(v linetest.Variant, c *formattest.Chat) []deskLine {
	var all []deskLine
	for m, open := range v.Messages(c) {
		text, _, _ := strings.Cut(m.Content.Words(), "\n")
		_, notice := m.Content.(export.Notice)
		_, deleted := m.Content.(export.Deleted)
		switch {
		case open:
		case notice || deleted:
			all = append(all, deskLine{rest: text})
		default:
			name := v.Called(c, m.Sender)
			all = append(all, deskLine{name + " " + text, name, text})
		}
	}
	return all
}

func learn(n *deskNames, lines []deskLine) {
	for _, l := range lines {
		n.add(l.rest)
	}
	n.settle()
}

// wrong returns how many lines are split in the wrong place, by sender.
func wrong(n *deskNames, lines []deskLine) (messages int, by map[string]int) {
	by = map[string]int{}
	for _, l := range lines {
		if l.name == "" {
			continue
		}
		messages++
		if name, text, ok := n.split(l.rest); !ok || name != l.name || text != l.text {
			by[l.name+" → "+name]++
		}
	}
	return messages, by
}

// deskRate counts what went wrong over many chats.
type deskRate struct{ chats, flawless, messages, wrong int }

func (r *deskRate) add(messages int, by map[string]int) {
	r.chats++
	r.messages += messages
	if len(by) == 0 {
		r.flawless++
	}
	for _, k := range by {
		r.wrong += k
	}
}

func (r *deskRate) String() string {
	return fmt.Sprintf("%d of %d messages wrong (%.3f %%), %d of %d chats without a mistake",
		r.wrong, r.messages, 100*float64(r.wrong)/float64(r.messages), r.flawless, r.chats)
}

// without returns the lines but for those of the app, and but for its words.
func without(lines []deskLine, notices, markers bool) []deskLine {
	var left []deskLine
	for _, l := range lines {
		if notices && l.name == "" || markers && l.name != "" && isMarkerWord(l.text) {
			continue
		}
		left = append(left, l)
	}
	return left
}

// How often the statistics err where nobody tells them a name: with the lines in
// which the app says who joined, which name people too; without them; and with
// neither them nor words for photos, which show where a name ends.
func TestDeskNamesRate(t *testing.T) {
	t.Parallel()
	forms := linetest.Desktop()
	langs := []string{"en", "ko", "id", "ja", "zh", "th"}
	kinds := []struct {
		name             string
		chats            int
		langs            []string
		notices, markers bool
		most             float64 // of wrong messages, in percent, measured and rounded up
	}{
		{"whole", 1000, langs, false, false, 0.01},
		{"no notices", 400, langs, true, false, 0.04},
		{"no notices, no photos", 400, langs, true, true, 0.05},
		{"the same few sentences", 400, []string{""}, true, true, 0.13},
	}
	for _, k := range kinds {
		rates := map[string]*deskRate{}
		for seed := range uint64(k.chats) {
			lang := k.langs[seed%uint64(len(k.langs))]
			size := []int{40, 120, 400, 1200}[seed/6%4]
			p := formattest.Plan{Seed: seed, Messages: size, People: 2 + int(seed/24%11), Media: true, Direct: seed%7 == 0}
			lines := without(deskLines(forms[seed%uint64(len(forms))], linetest.Talk(p, lang, true)), k.notices, k.markers)
			n := newDeskNames(nil, "")
			learn(n, lines)
			messages, by := wrong(n, lines)
			for _, key := range []string{"all", lang, fmt.Sprintf("%d messages", size)} {
				if rates[key] == nil {
					rates[key] = &deskRate{}
				}
				rates[key].add(messages, by)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(rates)) {
			t.Logf("%s: %-13s %v", k.name, key, rates[key])
		}
		all := rates["all"]
		if percent := 100 * float64(all.wrong) / float64(all.messages); percent > k.most || all.flawless < k.chats*8/10 {
			t.Errorf("%s: %v, more than was measured", k.name, all)
		}
	}
}

// With the names given there is no mistake, whatever people are called and write.
func TestDeskNamesGiven(t *testing.T) {
	t.Parallel()
	v := linetest.Desktop()[0]
	for seed := range uint64(60) {
		p := formattest.Plan{Seed: seed, Messages: 1000, Media: true, Direct: seed%5 == 0, Adversarial: seed%2 == 0}
		c := formattest.Generate(p)
		if seed%4 == 1 {
			p.People = 20
			c = linetest.Talk(p, "en", true)
		}
		lines := deskLines(v, c)
		n := newDeskNames(v.Names(c), "")
		learn(n, lines)
		if messages, by := wrong(n, lines); len(by) > 0 || messages < 200 {
			t.Errorf("seed %d: of %d messages wrong: %v", seed, messages, by)
		}
		if n.guessed() > 0 {
			t.Errorf("seed %d: %d guessed although all names were given", seed, n.guessed())
		}
	}
}

// splitAll splits lines and prints what came out.
func splitAll(n *deskNames, lines ...string) string {
	for _, l := range lines {
		n.add(l)
	}
	n.settle()
	var out []string
	for _, l := range lines {
		name, text, ok := n.split(l)
		if !ok {
			name = "-"
		}
		out = append(out, name+"|"+text)
	}
	return strings.Join(out, "\n")
}

// The list is of those who write, and of nobody else.
func TestDeskNamesList(t *testing.T) {
	t.Parallel()
	n := newDeskNames([]string{"Zoe Zed", "nobody here"}, "Ann Lee")
	splitAll(n, "Ann Lee Goodbye", "Kevin so be it", "Kevin 貼圖", "Zoe Zed hi", "Kevin", "Ann Lee is here", "Ann Lee ok")
	names, faint := n.list()
	if got := strings.Join(slices.Concat(names, faint), ", "); got != "Zoe Zed, Ann Lee, Kevin" {
		t.Errorf("the list is %s", got)
	}
}

func TestDeskNamesFew(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		known       []string
		other       string
		lines, want []string
		guessed     int
	}{
		"what recurs is a name": {
			lines:   []string{"MR.HOME KOH SAMUI สวัสดีครับ", "Minnie🐹 รับทราบค่ะ", "MR.HOME KOH SAMUI ขอบคุณครับ"},
			want:    []string{"MR.HOME KOH SAMUI|สวัสดีครับ", "Minnie🐹|รับทราบค่ะ", "MR.HOME KOH SAMUI|ขอบคุณครับ"},
			guessed: 2,
		},
		"a text of one word shows where the name ends": {
			lines: []string{"Kevin ok", "Kevin ok", "Kevin ok then", "Kevin ok"},
			want:  []string{"Kevin|ok", "Kevin|ok", "Kevin|ok then", "Kevin|ok"},
		},
		"so does a word of the app": {
			lines: []string{"Ann Lee Photos", "Ann Lee Photos", "bo hi", "Ann Lee good morning all"},
			want:  []string{"Ann Lee|Photos", "Ann Lee|Photos", "bo|hi", "Ann Lee|good morning all"},
		},
		"the file's name": {
			other: "Ann Lee", lines: []string{"Ann Lee what is this", "bo what is that", "bo no"},
			want: []string{"Ann Lee|what is this", "bo|what is that", "bo|no"},
		},
		"a line that says who joined": {
			lines: []string{"Ann Lee joined the group", "Ann Lee what is this", "bo what is that", "bo no"},
			want:  []string{"-|", "Ann Lee|what is this", "bo|what is that", "bo|no"},
		},
		"a name that was given wins over all": {
			known: []string{"Ann", "Ann Lee Kim"}, lines: []string{"Ann Lee a", "Ann Lee b", "Ann Lee c", "Ann Lee Kim d", "Ann", "Anna hi"},
			want: []string{"Ann|Lee a", "Ann|Lee b", "Ann|Lee c", "Ann Lee Kim|d", "Ann|", "Anna|hi"},
		},
		"two spaces": {
			lines:   []string{"Ann Lee  one more", "Ann Lee  two three", "bo  spaced", "bo not"},
			want:    []string{"Ann Lee|one more", "Ann Lee|two three", "bo| spaced", "bo|not"},
			guessed: 2,
		},
		"nobody": {lines: []string{"alone", ""}, want: []string{"-|", "-|"}},
	} {
		n := newDeskNames(c.known, c.other)
		got := splitAll(n, c.lines...)
		got = strings.ReplaceAll(got, "Ann Lee|joined the group", "-|") // the core asks isSystemLine first
		got = strings.ReplaceAll(got, "Ann|Lee joined the group", "-|")
		if want := strings.Join(c.want, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
		if c.guessed != n.guessed() {
			t.Errorf("%s: %d guessed, want %d", name, n.guessed(), c.guessed)
		}
	}
}

// Whatever is in a file, what is remembered of it is bounded, and the time grows
// with the file.
func TestDeskNamesHostile(t *testing.T) {
	t.Parallel()
	const lines = 200_000
	for name, line := range map[string]func(i int) string{
		"every first word is new":  func(i int) string { return fmt.Sprintf("n%d hello there", i) },
		"every second word is new": func(i int) string { return fmt.Sprintf("Ann n%d hello there", i) },
		"all words are new": func(i int) string {
			return fmt.Sprintf("a%d b%d c%d d%d e%d f%d g%d", i%40, i%1600, i%64000, i, i, i, i)
		},
		"many names of one beginning":     func(i int) string { return fmt.Sprintf("Ann n%d %d hello", i%5000, i) },
		"many say that somebody joined":   func(i int) string { return fmt.Sprintf("Ann n%d joined the group", i) },
		"words without end":               func(i int) string { return strings.Repeat(strconv.Itoa(i%100), 300) + " " + strings.Repeat("x ", 200) },
		"nothing but spaces":              func(i int) string { return strings.Repeat(" ", i%1000) },
		"thousands of second words recur": func(i int) string { return fmt.Sprintf("Ann n%d %d", i%3000, i/3000) },
		"as many lines of everybody":      func(i int) string { return fmt.Sprintf("n%d m%d hello %d", i%600, i%600, i) },
	} {
		t.Run(name, func(t *testing.T) {
			n := newDeskNames(nil, "")
			for i := range lines {
				n.add(line(i))
			}
			if len(n.tree.nodes) > maxDeskNodes || len(n.order) > maxDeskNodes || len(n.tree.text) > maxDeskNodes+int(wordGap)+1 || len(n.hints) > maxDeskHints {
				t.Errorf("%d nodes, %d first words, %d words, %d hints", len(n.tree.nodes), len(n.order), len(n.tree.text), len(n.hints))
			}
			n.settle()
			for i := range lines {
				l := line(i)
				if who, text, ok := n.split(l); ok && !strings.HasPrefix(l, who+" "+text) && strings.TrimSpace(l) != "" {
					t.Fatalf("%q was split into %q and %q", l, who, text)
				}
			}
		})
	}
}

// Who comes late into a long chat is met too.
func TestDeskNamesLate(t *testing.T) {
	t.Parallel()
	n := newDeskNames(nil, "")
	var lines []deskLine
	say := func(name, text string) { lines = append(lines, deskLine{name + " " + text, name, text}) }
	texts := []string{"hello there", "I am late", "ok", "what is it", "hello", "no idea", "see you at %d", "I think so", "%d it is", "when"}
	write := func(i int) string { return strings.Replace(texts[i*7%len(texts)], "%d", strconv.Itoa(i), 1) }
	for i := range 50_000 {
		say("Ann Lee", write(i))
		say("bo", write(i+3))
	}
	for i := range 10 {
		say("Ann Kim", write(i))
		say("Dr. No", write(i+1))
	}
	learn(n, lines)
	if _, by := wrong(n, lines); len(by) > 0 {
		t.Errorf("wrong: %v", by)
	}
}

// Whatever lines there are, what is split off is what stands there.
func FuzzDeskNames(f *testing.F) {
	f.Add("Ann Lee hi\nAnn Lee  ho\nbo\nbo写真\nbo 写真", "Ann", "Ann Lee")
	f.Add("a b c d e f g h\na b c d e f g h\na b c d e f g i\n joined the group\nx joined the group", "  ", "a b")
	f.Fuzz(func(t *testing.T, text, known, other string) {
		lines := strings.Split(text, "\n")
		n := newDeskNames(strings.Split(known, "\n"), other)
		for _, l := range lines {
			n.add(l)
		}
		n.settle()
		for _, l := range lines {
			name, text, ok := n.split(l)
			if ok && l != name && l != name+" "+text && l != name+"  "+text {
				t.Errorf("%q was split into %q and %q", l, name, text)
			}
			if !ok && (name != "" || text != "" || strings.Contains(l, " ")) {
				t.Errorf("%q was not split, but %q and %q", l, name, text)
			}
		}
		names, faint := n.list()
		for _, name := range slices.Concat(names, faint) {
			if name == "" && !strings.Contains(text, "\n ") && !strings.HasPrefix(text, " ") {
				t.Error("somebody has no name")
			}
		}
	})
}

// BenchmarkDeskNames measures what names cost a line of either pass.
func BenchmarkDeskNames(b *testing.B) {
	lines := deskLines(linetest.Desktop()[0], linetest.Talk(formattest.Plan{Messages: 200_000, People: 8, Media: true}, "en", true))
	size := 0
	for _, l := range lines {
		size += len(l.rest)
	}
	b.Run("add", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			n := newDeskNames(nil, "")
			for i := range lines {
				n.add(lines[i].rest)
			}
			n.settle()
		}
	})
	b.Run("split", func(b *testing.B) {
		n := newDeskNames(nil, "")
		learn(n, lines)
		b.SetBytes(int64(size))
		for b.Loop() {
			for i := range lines {
				n.split(lines[i].rest)
			}
		}
	})
}
