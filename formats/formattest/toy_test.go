package formattest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// toy is a format of lines: "# title" first, then "name: text". Its faults are
// what the suite must find.
type toy struct{ fault string }

func (r toy) Detect(in formats.Input) formats.Match {
	for i, root := range in.Roots {
		for _, e := range root.Files {
			head, _ := root.Head(e.Name, 2)
			if string(head) == "# " || r.fault == "greedy" {
				return formats.Match{Score: formats.Certain, Why: formats.Text{EN: "it begins with «# »", KO: "«# »로 시작합니다"}, Files: []formats.Claim{{Root: i, Name: e.Name}}}
			}
		}
	}
	return formats.Match{}
}

func (r toy) Read(ctx context.Context, in formats.Input, _ formats.ReadOptions, emit formats.Emit) error {
	if r.fault != "no cancel" && ctx.Err() != nil {
		return ctx.Err()
	}
	root := in.Roots[0]
	name := root.Files[0].Name
	f, err := root.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	events, err := r.parse(f, export.Source{Input: root.Name, File: name})
	if err != nil && r.fault != "silent disk" {
		return err
	}
	for _, e := range events {
		err := emit(e)
		switch {
		case err != nil && r.fault == "wrapped":
			return fmt.Errorf("emit: %w", err)
		case err != nil && r.fault != "deaf":
			return err
		}
	}
	return nil
}

func (r toy) parse(in io.Reader, from export.Source) ([]export.Event, error) {
	var events []export.Event
	people := map[string]export.PersonRef{}
	lines := bufio.NewReader(in)
	for n := 1; ; n++ {
		text, err := lines.ReadString('\n')
		if text == "" && errors.Is(err, io.EOF) {
			return events, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return events, err
		}
		from.Line, from.Lines, from.Length = n, 1, int64(len(text))
		name, body, ok := strings.Cut(strings.TrimSuffix(text, "\n"), ": ")
		switch {
		case n == 1:
			events = append(events, &export.Chat{Ref: 1, App: "toy", Kind: export.ChatGroup}, &export.Mark{Kind: export.MarkTitle, From: from})
		case !ok:
			events = append(events, &export.Unread{Text: name, From: from}, &export.Problem{Code: export.UnreadLine})
		default:
			if people[name] == 0 {
				people[name] = export.PersonRef(len(people) + 1)
				events = append(events, &export.Person{Ref: people[name], Names: []string{name}, KnownBy: export.ByName})
			}
			events = append(events, &export.Message{Chat: 1, Sender: people[name], Seq: int64(n), Content: export.Text{Body: body}, From: from})
		}
		from.Offset += from.Length
	}
}

const toyFile = "# title\nA: one\nB: two\nstray\nA: three\n"

// recorder keeps what a test would have complained about.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper()                   {}
func (r *recorder) Error(args ...any)         { r.said = append(r.said, fmt.Sprint(args...)) }
func (r *recorder) Errorf(f string, a ...any) { r.said = append(r.said, fmt.Sprintf(f, a...)) }
func (r *recorder) Fatal(args ...any)         { r.Error(args...); runtime.Goexit() }
func (r *recorder) Fatalf(f string, a ...any) { r.Errorf(f, a...); runtime.Goexit() }

// record runs a check and returns its complaints.
func record(t *testing.T, check func(testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		check(r)
	}()
	<-done
	return strings.Join(r.said, "\n")
}

func expect(t *testing.T, complaints, want string) {
	t.Helper()
	if want == "" && complaints != "" || !strings.Contains(complaints, want) {
		t.Errorf("the complaints are %q, want %q", complaints, want)
	}
}

// toyWriter writes the toy format, with faults.
type toyWriter struct{ fault string }

func (toyWriter) Can() formats.Can { return formats.Can{Media: true, Notices: true} }

func (w toyWriter) Write(ctx context.Context, h formats.History, out formats.Output, _ formats.WriteOptions, _ formats.Warn) (formats.Tally, error) {
	var tally formats.Tally
	chats, err := h.Chats(ctx)
	if err != nil {
		return tally, err
	}
	for i, c := range chats {
		name := fmt.Sprintf("chat %d.txt", i+1)
		if w.fault == "unsafe name" {
			name = fmt.Sprintf("chat: %d.txt", i+1)
		}
		f, err := out.Create(name)
		if err != nil {
			return tally, err
		}
		err = w.chat(ctx, h, c.Ref, f, &tally)
		if w.fault != "open" {
			if closed := f.Close(); w.fault != "close" {
				err = errors.Join(err, closed)
			}
		}
		if err != nil {
			return tally, err
		}
		tally.Chats++
	}
	return tally, nil
}

func (w toyWriter) chat(ctx context.Context, h formats.History, ref export.ChatRef, f io.Writer, tally *formats.Tally) error {
	if w.fault == "random" {
		fmt.Fprintln(f, time.Now().UnixNano())
	}
	for m, err := range h.Messages(ctx, ref, export.Range{}) {
		if err != nil && w.fault == "half" {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(f, "%d: %q\n", m.Sender, m.Content.Words()); err != nil && w.fault != "full" {
			return err
		}
		if media, ok := m.Content.(export.Media); ok {
			if err := w.files(ctx, h, media.Files, f, tally); err != nil {
				return err
			}
		}
		if _, ok := m.Content.(export.Notice); ok {
			tally.Notices++
			continue
		}
		tally.Messages++
	}
	if w.fault == "tally" {
		tally.Messages--
	}
	return nil
}

func (w toyWriter) files(ctx context.Context, h formats.History, files []export.File, f io.Writer, tally *formats.Tally) error {
	for i := range files {
		r, err := h.OpenFile(ctx, &files[i])
		if err != nil && w.fault == "lost photo" {
			continue
		}
		if err != nil {
			return err
		}
		_, err = io.Copy(f, r)
		if err = errors.Join(err, r.Close()); err != nil {
			return err
		}
		tally.Files++
	}
	return nil
}
