package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is linked into exile can be given away with it, and what is given away with
// it says whose it is.
func TestPartsOfExile(t *testing.T) {
	packages, err := list("", []string{"../../cmd/exile", "../../cmd/exile-telegram"})
	if err != nil {
		t.Fatal(err)
	}
	parts, err := partsOf(packages)
	if err != nil {
		t.Fatal(err)
	}
	var notice, sbom bytes.Buffer
	if err := writeNotice(&notice, parts); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n  SQLite 3.", "(blessing)", "github.com/gotd/td v", "Copyright 2009 The Go Authors", "github.com/klauspost/compress"} {
		if !strings.Contains(notice.String(), want) {
			t.Errorf("the notice lacks %q", want)
		}
	}
	if err := writeSBOM(&sbom, "1.2.3", parts); err != nil {
		t.Fatal(err)
	}
	var b bom
	if err := json.Unmarshal(sbom.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	if len(b.Components) != len(parts) || b.Metadata.Component.Version != "1.2.3" {
		t.Errorf("%d components of %d parts, version %q", len(b.Components), len(parts), b.Metadata.Component.Version)
	}
	for _, c := range b.Components {
		if c.Version == "" || len(c.Licences) == 0 || c.Package == "" {
			t.Errorf("%+v says too little", c)
		}
	}
}

// A part that cannot be given away under our licence stops the build.
func TestRefusesLicences(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"none", "", "no licence"},
		{"unknown", "All rights reserved.", "no licence"},
		{"GPL", "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007", "GNU licence"},
		{"LGPL", "GNU LESSER GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007", "GNU licence"},
		{"MIT", "Permission is hereby granted, free of charge, to any\nperson … THE SOFTWARE IS PROVIDED “AS IS”", ""},
	} {
		root := t.TempDir()
		inner := filepath.Join(root, "inner")
		if err := os.Mkdir(inner, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, "LICENSE"), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		p := part{name: "a part"}
		if err := p.collect(inner, root); err != nil {
			t.Fatal(err)
		}
		err := p.identify()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}

// Code that a module took over from elsewhere brings its own terms.
func TestCollectsInnerLicences(t *testing.T) {
	root := t.TempDir()
	inner := filepath.Join(root, "taken", "over")
	if err := os.MkdirAll(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"LICENSE.txt", "taken/COPYING", "taken/over/license_test.go"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var p part
	for range 2 { // two packages of one folder
		if err := p.collect(inner, root); err != nil {
			t.Fatal(err)
		}
	}
	if len(p.files) != 2 || p.files[0].name != "LICENSE.txt" || p.files[1].name != "taken/COPYING" {
		t.Errorf("%+v", p.files)
	}
}
