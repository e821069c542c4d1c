package convert

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// CheckTarget reports whether an output may be written to a path, before any
// work is done: ErrExists if something is there and force is not set, ErrNotOurs
// if force would replace what exile did not make (force replaces a regular file,
// an empty folder, or a folder with a report in it), ErrSamePath if that is one
// of the inputs, holds one, is there already as a part of one or would lie in the
// place of one, or if it would lie in a store, any store. "-" is always allowed.
func CheckTarget(target string, force bool, inputs []string) error {
	if target == Stdin {
		return nil
	}
	if err := checkParent(target); err != nil {
		return err
	}
	_, gone := os.Lstat(target)
	for _, in := range inputs {
		if in != Stdin && (within(in, target) || gone == nil && within(target, in) || within(target, placeOfTarget(in))) {
			return fmt.Errorf("%s: %w", target, ErrSamePath)
		}
	}
	if inStore(target) {
		return fmt.Errorf("%s lies in a store: %w", target, ErrSamePath)
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

// placeOfTarget is the folder in which somebody who writes a file anew works.
func placeOfTarget(path string) string {
	path = realPath(path)
	return filepath.Join(filepath.Dir(path), stagingName(filepath.Base(path)))
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

// CheckApart reports ErrSamePath if path is one of the others or lies in one.
// Of the others, "" and "-" are nothing that could hold it.
func CheckApart(path string, others ...string) error {
	for _, other := range others {
		if other != "" && other != Stdin && within(path, other) {
			return fmt.Errorf("%s: %w", path, ErrSamePath)
		}
	}
	return nil
}

// within reports whether path is dir or lies in it, by their real places. That
// a disk may not tell upper from lower case is heeded.
func within(path, dir string) bool {
	dir = realPath(dir)
	info, err := os.Stat(dir)
	for at := range upwards(realPath(path)) {
		if at == dir {
			return true
		}
		if here, err2 := os.Stat(at); err == nil && err2 == nil && os.SameFile(info, here) {
			return true
		}
	}
	return false
}

// upwards gives a path and all folders above it.
func upwards(path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for yield(path) && filepath.Dir(path) != path {
			path = filepath.Dir(path)
		}
	}
}

// realPath resolves links as far as the path exists.
func realPath(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	for at := range upwards(abs) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, strings.TrimPrefix(abs, at))
		}
	}
	return abs
}
