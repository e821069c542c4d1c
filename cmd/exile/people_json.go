//go:build cgo

package main

import (
	"time"

	"exile/export/store"
)

// person is somebody in JSON.
type person struct {
	Number  int64    `json:"number"`
	Name    string   `json:"name"`
	Called  string   `json:"called,omitempty"` // by the owner of the store
	Names   []string `json:"names"`            // what sources call them
	Handles []string `json:"handles,omitempty"`
	Apps    []string `json:"apps"`
	KnownBy string   `json:"known_by"`
	Self    bool     `json:"self"`
	Joined  []int64  `json:"joined,omitempty"` // who was merged into them
}

// listedPerson is a person in the JSON of people list.
type listedPerson struct {
	person
	Messages int64        `json:"messages"`
	First    *time.Time   `json:"first"`
	Last     *time.Time   `json:"last"`
	Chats    []personChat `json:"chats"`
	Told     []personTold `json:"told"`
}

type personChat struct {
	Number   int64  `json:"number"`
	Title    string `json:"title"`
	Messages int64  `json:"messages"`
}

// personTold is what one source calls one person.
type personTold struct {
	Number   int64      `json:"number"`
	App      string     `json:"app"`
	Source   int64      `json:"source"`
	Input    string     `json:"input"`
	Names    []string   `json:"names"`
	Messages int64      `json:"messages"`
	First    *time.Time `json:"first"`
	Last     *time.Time `json:"last"`
}

func personOf(s *somebody) person {
	p := person{
		Number: int64(s.ref()), Called: s.called(), Names: s.told(), Handles: s.handles(), Apps: s.apps(),
		KnownBy: string(s.parts[0].KnownBy), Self: s.self(),
	}
	if names := s.names(); len(names) > 0 {
		p.Name = names[0]
	}
	for _, part := range s.parts[1:] {
		p.Joined = append(p.Joined, int64(part.Ref))
	}
	return p
}

func personsOf(list []*somebody) []person {
	all := []person{}
	for _, s := range list {
		all = append(all, personOf(s))
	}
	return all
}

func listedOf(f *folk, s *somebody) listedPerson {
	act := s.activity()
	l := listedPerson{
		person: personOf(s), Messages: act.Messages, First: known(act.First), Last: known(act.Last),
		Chats: []personChat{}, Told: []personTold{},
	}
	for _, c := range s.chats() {
		l.Chats = append(l.Chats, personChat{int64(c.Chat), f.titles[c.Chat], c.Messages})
	}
	for _, p := range s.parts {
		for _, t := range p.Told {
			l.Told = append(l.Told, toldOf(p, &t))
		}
	}
	return l
}

func toldOf(p *store.PersonDetail, t *store.Told) personTold {
	return personTold{
		Number: int64(p.Ref), App: p.App, Source: t.Source, Input: t.Input, Names: namesOrNone(t.Names),
		Messages: t.Messages, First: known(t.First), Last: known(t.Last),
	}
}

// namesOrNone makes a list that JSON shows as one.
func namesOrNone(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}
