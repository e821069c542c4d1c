package convert

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// CheckTarget reports whether an output may be written to a path, before any
// work is done: ErrExists if something is there and force is not set, ErrNotOurs
// if force would replace what exile did not make (force replaces a regular file,
// an empty folder, or a folder with a report in it), ErrSamePath if that is one
// of the inputs or holds one. "-" is always allowed.
func CheckTarget(target string, force bool, inputs []string) error {
	if target == Stdin {
		return nil
	}
	if err := checkParent(target); err != nil {
		return err
	}
	for _, in := range inputs {
		if in != Stdin && within(in, target) {
			return fmt.Errorf("%s: %w", target, ErrSamePath)
		}
	}
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !force {
		return fmt.Errorf("%s: %w", target, ErrExists)
	}
	if !replaceable(target, info) {
		return fmt.Errorf("%s: %w", target, ErrNotOurs)
	}
	return nil
}

func checkParent(target string) error {
	dir := filepath.Dir(filepath.Clean(target))
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = ErrNotFolder
	}
	if err != nil {
		return fmt.Errorf("write into %s: %w", dir, withoutPath(err))
	}
	return nil
}

func replaceable(target string, info fs.FileInfo) bool {
	if info.Mode().IsRegular() {
		return true
	}
	if !info.IsDir() {
		return false
	}
	if report, err := os.Lstat(filepath.Join(target, ReportName)); err == nil {
		return report.Mode().IsRegular()
	}
	entries, err := os.ReadDir(target)
	return err == nil && len(entries) == 0
}

// within reports whether path is dir or lies in it, by their real places.
func within(path, dir string) bool {
	path, dir = realPath(path), realPath(dir)
	if path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator)) {
		return true
	}
	a, errA := os.Stat(path)
	b, errB := os.Stat(dir)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// realPath resolves links as far as the path exists.
func realPath(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		return filepath.Join(real, filepath.Base(abs))
	}
	return abs
}
