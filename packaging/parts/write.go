package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// writeNotice writes every licence in full, as most of them ask.
func writeNotice(out io.Writer, parts []part) error {
	var b strings.Builder
	b.WriteString("exile is made of its own code, under the licence in LICENSE, and of these parts.\n\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "  %s %s (%s)\n", p.name, p.version, strings.Join(p.ids, ", "))
	}
	for _, p := range parts {
		for _, f := range p.files {
			fmt.Fprintf(&b, "\n%s\n%s %s: %s\n%[1]s\n\n%[5]s\n", strings.Repeat("-", 72), p.name, p.version, f.name, f.text)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// What follows is CycloneDX 1.5, https://cyclonedx.org/docs/1.5/json/.
type bom struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type     string    `json:"type"`
	Ref      string    `json:"bom-ref"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	Licences []licence `json:"licenses"`
	Package  string    `json:"purl,omitempty"`
}

type licence struct {
	Licence struct {
		ID string `json:"id"`
	} `json:"license"`
}

func newComponent(kind, name, version string, ids ...string) component {
	c := component{Type: kind, Ref: name + "@" + version, Name: name, Version: version, Licences: make([]licence, len(ids))}
	for i, id := range ids {
		c.Licences[i].Licence.ID = id
	}
	return c
}

func writeSBOM(out io.Writer, version string, parts []part) error {
	b := bom{Format: "CycloneDX", SpecVersion: "1.5", Version: 1}
	b.Metadata.Component = newComponent("application", "exile", version, "MIT")
	for _, p := range parts {
		c := newComponent("library", p.name, p.version, p.ids...)
		switch p.name {
		case "Go":
			c.Package = "pkg:golang/std@" + p.version
		case "SQLite":
			c.Package = "pkg:generic/sqlite@" + p.version
		default:
			c.Package = "pkg:golang/" + p.name + "@" + p.version
		}
		b.Components = append(b.Components, c)
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(b)
}
