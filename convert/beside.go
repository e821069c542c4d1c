package convert

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"exile/formats"
)

// ErrSeveralInputs says that media were given beside several inputs: nobody knows
// whose they are.
var ErrSeveralInputs = errors.New("media were given beside more than one input")

// MediaError says that a folder of media cannot be used. It wraps fs.ErrNotExist,
// ErrNotFolder, ErrTooMany or what the system says.
type MediaError struct {
	Path string
	Err  error
}

func (e *MediaError) Error() string { return fmt.Sprintf("open %s: %v", e.Path, e.Err) }

// Unwrap returns why.
func (e *MediaError) Unwrap() error { return e.Err }

// GivenMedia tells what became of a folder that was given as OpenOptions.Media.
type GivenMedia struct {
	Name  string `json:"name"`
	Files int64  `json:"files"`
	Used  int64  `json:"used"` // of those, matched to messages
}

// addMedia lists a folder of media that was given beside the input. It may be
// empty.
func (in *Input) addMedia(ctx context.Context, dir string, lim Limits) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = ErrNotFolder
	}
	if err == nil {
		err = in.addFolder(ctx, dir, in.freeName(baseName(dir)), formats.RootMedia, lim)
	}
	if err != nil {
		return &MediaError{Path: dir, Err: withoutPath(err)}
	}
	in.Paths = append(in.Paths, dir)
	return nil
}

// freeName returns a name that no root of the input has yet: a Source names a
// root by it.
func (in *Input) freeName(name string) string {
	for slices.ContainsFunc(in.Roots, func(r formats.Root) bool { return r.Name == name }) {
		name = in.Base() + "/" + name
	}
	return name
}

// isMedia reports whether a file lies in a folder that was given as media: one of
// files of every room, of which those that messages name are taken.
func (r *reading) isMedia(k fileKey) bool { return r.in.Roots[k.root].Kind == formats.RootMedia }

// given tells what became of the folders of media.
func (r *reading) given() []GivenMedia {
	var list []GivenMedia
	for i := range r.in.Roots {
		if r.in.Roots[i].Kind != formats.RootMedia {
			continue
		}
		g := GivenMedia{Name: r.in.Roots[i].Name, Files: int64(len(r.in.Roots[i].Files))}
		for k := range r.named {
			if k.root == i {
				g.Used++
			}
		}
		list = append(list, g)
	}
	return list
}
