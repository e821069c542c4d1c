//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"exile/export"
	"exile/export/store"
)

// errMedia says that a store cannot give the bytes of a file it should have.
var errMedia = errors.New("a file is missing from the store")

// kept is the history of a store whose errors say that it was the store they
// happened to: once a writer has wrapped them they read like its own.
type kept struct {
	*store.View
	dir string
}

func keptIn(st *opened) kept { return kept{st.View(), st.path} }

// Chats returns all chats.
func (k kept) Chats(ctx context.Context) ([]export.Chat, error) {
	chats, err := k.View.Chats(ctx)
	return chats, about(err, k.dir)
}

// People returns everybody.
func (k kept) People(ctx context.Context) ([]export.Person, error) {
	people, err := k.View.People(ctx)
	return people, about(err, k.dir)
}

// Count counts a chat's messages and notices.
func (k kept) Count(ctx context.Context, chat export.ChatRef) (messages, notices int64, first, last time.Time, err error) {
	messages, notices, first, last, err = k.View.Count(ctx, chat)
	return messages, notices, first, last, about(err, k.dir)
}

// Messages yields a chat's messages.
func (k kept) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range k.View.Messages(ctx, chat, r) {
			if err != nil {
				err = about(err, k.dir)
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// OpenFile opens the bytes of a file.
func (k kept) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	r, err := k.View.OpenFile(ctx, f)
	if err != nil {
		return nil, k.broken(ctx, err)
	}
	return &keptFile{r, func(err error) error { return k.broken(ctx, err) }}, nil
}

func (k kept) broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return about(fmt.Errorf("%w: %w", errMedia, err), k.dir)
}

type keptFile struct {
	io.ReadSeekCloser
	broken func(error) error
}

// Read reads the file.
func (f *keptFile) Read(p []byte) (int, error) {
	n, err := f.ReadSeekCloser.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // io.EOF comes bare
		err = f.broken(err)
	}
	return n, err
}
