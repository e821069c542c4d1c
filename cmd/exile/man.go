//go:build cgo

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

// manRun is one run of man.
type manRun struct {
	*app
	dir   string
	force bool
}

func newMan(a *app) *cobra.Command {
	m := &manRun{app: a}
	cmd := a.command("man", lang.HelpMan)
	cmd.Args = a.noArgs
	cmd.RunE = func(*cobra.Command, []string) error { return m.run() }
	f := cmd.Flags()
	f.StringVar(&m.dir, "dir", "", a.say(lang.FlagManDir, nil))
	f.BoolVar(&m.force, "force", false, a.say(lang.FlagManForce, nil))
	onlyOnce(f, "dir")
	return cmd
}

func (m *manRun) run() error {
	man := newManual(m.app)
	switch {
	case m.dir != "":
		return m.write(man)
	case m.force:
		return m.misused(lang.NeedsManDir, nil)
	case m.json:
		return m.printJSON(struct {
			Page string    `json:"page"`
			Lang lang.Lang `json:"lang"`
			Text string    `json:"text"`
		}{"exile.1", m.lang, man.whole()})
	}
	return m.print(strings.TrimRight(man.whole(), "\n"))
}

// manFile is a page on its way to its name.
type manFile struct{ path, text string }

// temporary is the name of a page until all are whole.
func (p *manFile) temporary() string {
	return filepath.Join(filepath.Dir(p.path), "."+filepath.Base(p.path)+".exile-partial")
}

// write writes all pages, or none if one of them cannot be.
func (m *manRun) write(man *manual) error {
	pages := []manFile{{filepath.Join(m.dir, "exile.1"), man.whole()}}
	for _, cmd := range man.commands() {
		pages = append(pages, manFile{filepath.Join(m.dir, "exile-"+cmd.Name()+".1"), man.page(cmd)})
	}
	if info, err := os.Stat(m.dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return &told{statusFailed, lang.NoManFolder, lang.V{"name": clean(m.dir)}}
	}
	for i := range pages {
		if err := m.mayWrite(pages[i].path); err != nil {
			return err
		}
	}
	if err := writePages(pages); err != nil {
		return about(err, m.dir)
	}
	if m.json {
		files := make([]string, len(pages))
		for i := range pages {
			files[i] = pages[i].path
		}
		return m.printJSON(struct {
			Files []string `json:"files"`
		}{files})
	}
	m.tell(m.say(lang.ManWritten, lang.V{"n": len(pages), "dir": clean(m.dir)}))
	return nil
}

// mayWrite refuses to replace a page without --force, and anything but a file
// at all.
func (m *manRun) mayWrite(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return about(err, path)
	case !m.force:
		return &told{statusRefused, lang.ManTaken, lang.V{"name": clean(path)}}
	case !info.Mode().IsRegular():
		return &told{statusRefused, lang.ManNotFile, lang.V{"name": clean(path)}}
	}
	return nil
}

// writePages writes pages under other names first, so that a full disk leaves
// none behind.
func writePages(pages []manFile) error {
	var err error
	written := 0
	for i := range pages {
		written++
		if err = writePage(pages[i].temporary(), pages[i].text); err != nil {
			break
		}
	}
	for i := range pages[:written] {
		if err == nil {
			err = os.Rename(pages[i].temporary(), pages[i].path)
		}
		if err != nil {
			_ = os.Remove(pages[i].temporary()) // it may never have been made
		}
	}
	if err != nil {
		return err
	}
	return crypto.OS{}.SyncDir(filepath.Dir(pages[0].path))
}

// writePage writes a file that everybody may read. One of that name was left
// behind by a run that was killed.
func writePage(path, text string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // a manual is for everybody
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
