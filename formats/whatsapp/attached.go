package whatsapp

import (
	"context"
	"path"
	"strings"

	"exile/formats"
)

// withoutAttached leaves out texts that another in their folder names as a file
// that was sent: "notes.txt (file attached)". People send what begins like an
// export, too. Names that the app gives to exports are passed over, so that mostly
// nothing has to be read.
func withoutAttached(ctx context.Context, in formats.Input, texts []text) ([]text, error) {
	folders := map[folderKey][]int{}
	for i := range texts {
		if in.Roots[texts[i].root].Kind != formats.RootFile {
			key := keyOfText(in, &texts[i])
			folders[key] = append(folders[key], i)
		}
	}
	sent := map[int]bool{}
	for _, list := range folders {
		names := map[string]int{}
		for _, i := range list {
			if base := path.Base(texts[i].name); !saysWhatsApp(base) && base != chatFile {
				names[keyOf(base)] = i
			}
		}
		if len(names) == 0 || len(list) == 1 {
			continue
		}
		for _, i := range list {
			if sent[i] {
				continue
			}
			if err := namesSent(ctx, in, &texts[i], func(name string) {
				if j, ok := names[keyOf(name)]; ok && j != i {
					sent[j] = true
				}
			}); err != nil {
				return nil, err
			}
		}
	}
	var kept []text
	for i, t := range texts {
		if !sent[i] {
			kept = append(kept, t)
		}
	}
	return kept, nil
}

// namesSent calls found with the name of every ".txt" that stands as a file in the
// first line of a message.
func namesSent(ctx context.Context, in formats.Input, t *text, found func(name string)) error {
	f, err := in.Roots[t.root].FS.Open(t.name)
	if err != nil {
		return err
	}
	defer f.Close()
	l := formats.NewLinesReused(formats.NewDecoder(f, t.enc, formats.CountBad))
	var c clock
	for l.Next() {
		if l.Line%1024 == 1 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !strings.Contains(l.Text, ".txt") || !c.read(l.Text) {
			continue
		}
		_, body, ok := splitAuthor(l.Text[c.end:])
		if !ok {
			continue
		}
		if name, _, ok := cutNote(body); ok {
			found(name)
		}
		if a, ok := cutAttached(body); ok {
			found(a.name)
		}
	}
	return l.Err()
}
