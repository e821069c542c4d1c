package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// known tells licences by words that stand in them alone, all of which let a program
// under the MIT licence hold the code. A file may hold several.
var known = []struct { //nolint:gochecknoglobals // a table
	id    string
	words []string
}{
	{"Apache-2.0", []string{"Apache License", "Version 2.0"}},
	{"MPL-2.0", []string{"Mozilla Public License", "2.0"}},
	{"MIT", []string{"Permission is hereby granted, free of charge", "THE SOFTWARE IS PROVIDED"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "Neither the name"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "names of its contributors may not be used"}},
	{"ISC", []string{"Permission to use, copy, modify, and", "distribute this software for any purpose with or without fee"}},
	{"CC0-1.0", []string{"CC0 1.0 Universal"}},
	{"Unlicense", []string{"This is free and unencumbered software"}},
}

// copyleft stands in licences that a program under the MIT licence cannot obey.
var copyleft = regexp.MustCompile(`(?i)GNU (Affero |Lesser )?General Public License\s+Version`)

var spaces = regexp.MustCompile(`\s+`)

// identify finds the licences of a part, in the files at its root.
func (p *part) identify() error {
	for _, f := range p.files {
		text := spaces.ReplaceAllString(f.text, " ")
		if copyleft.MatchString(f.text) {
			return fmt.Errorf("%s: %s is a GNU licence", p.name, f.name)
		}
		if strings.Contains(f.name, "/") {
			continue
		}
		for _, l := range known {
			if containsAll(text, l.words) && !slices.Contains(p.ids, l.id) {
				p.ids = append(p.ids, l.id)
			}
		}
	}
	if len(p.ids) == 0 {
		return fmt.Errorf("%s %s: no licence that is known", p.name, p.version)
	}
	return nil
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// sqliteModule carries the sources of SQLite, which are nobody's.
const sqliteModule = "github.com/mattn/go-sqlite3"

var sqliteVersion = regexp.MustCompile(`#define SQLITE_VERSION +"([0-9.]+)"`)

// sqliteIn finds which SQLite is compiled in.
func sqliteIn(packages []listed) (*part, error) {
	for _, p := range packages {
		if p.Module == nil || p.Module.Path != sqliteModule {
			continue
		}
		b, err := os.ReadFile(filepath.Join(p.Module.Dir, "sqlite3-binding.h"))
		if err != nil {
			return nil, err
		}
		version := sqliteVersion.FindSubmatch(b)
		if version == nil {
			break
		}
		return &part{
			name: "SQLite", version: string(version[1]), ids: []string{"blessing"},
			files: []file{{"sqlite3.c", "The author disclaims copyright to this source code. It is in the public domain:\nhttps://sqlite.org/copyright.html"}},
		}, nil
	}
	return nil, errors.New("no version of SQLite in it")
}
