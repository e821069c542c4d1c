//go:build cgo

package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"exile/cmd/internal/console"
	"exile/convert/handover"
)

// heard is what a courier learns when it is started.
type heard struct {
	Args   []string `json:"args"`
	Env    []string `json:"env"`
	Folder string   `json:"folder"`
	Files  []string `json:"files"` // what is open, as /proc tells
	Stdin  []byte   `json:"stdin"`
}

// standIn stands in for the courier. It writes down all that it learns, in
// EXILE_TELEGRAM_DIR, and does what EXILE_TELEGRAM_ROLE says.
func standIn() {
	folder, _ := os.Getwd()
	h := heard{Args: os.Args, Env: os.Environ(), Folder: folder, Files: openFiles()}
	dir, role := os.Getenv("EXILE_TELEGRAM_DIR"), os.Getenv("EXILE_TELEGRAM_ROLE")
	status := 0
	switch role {
	case "deaf": // ends before it has read anything
		status = 6
	case "waits": // until it is told to end
		told := make(chan os.Signal, 1)
		signal.Notify(told, console.Ending()...)
		_ = os.WriteFile(filepath.Join(dir, "waiting"), nil, 0o600)
		<-told
		status = 130
	case "killed":
		p, _ := os.FindProcess(os.Getpid())
		_ = p.Kill()
		select {}
	default:
		h.Stdin, _ = io.ReadAll(os.Stdin)
		if err := planFrom(h.Args, h.Stdin); err != nil {
			os.Stderr.WriteString("stand-in: " + err.Error() + "\n")
			status = 1
		}
	}
	data, _ := json.Marshal(h)
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "heard.json"), data, 0o600)); err != nil {
		status = 1
	}
	os.Stdout.WriteString("stand-in: " + strings.Join(h.Args[1:], " ") + "\n")
	os.Exit(status)
}

// openFiles are the files that are open, but for those that Go itself opens.
func openFiles() []string {
	entries, _ := os.ReadDir("/proc/self/fd")
	var files []string
	for _, e := range entries {
		to, err := os.Readlink("/proc/self/fd/" + e.Name())
		if err == nil && !strings.HasPrefix(to, "anon_inode:") && !strings.HasPrefix(to, "/sys/fs/cgroup/") {
			files = append(files, e.Name()+" "+to)
		}
	}
	return files
}

// planFrom writes the plan that the courier would, as far as exile reads it.
func planFrom(args []string, stream []byte) error {
	out := ""
	for _, a := range args {
		if v, ok := strings.CutPrefix(a, "--out="); ok && args[1] == "plan" {
			out = v
		}
	}
	if args[1] == "plan" && out == "" {
		out = "unnamed.plan.json"
	}
	if len(stream) == 0 {
		return nil
	}
	r, err := handover.NewReader(strings.NewReader(string(stream)))
	if err != nil {
		return err
	}
	for {
		if _, err = r.Next(); err != nil {
			break
		}
	}
	if err != io.EOF || out == "" { //nolint:errorlint // as Next returns it
		return errors.Join(notEOF(err))
	}
	type delivery struct {
		Chat   handover.Chat `json:"chat"`
		Target any           `json:"target"`
	}
	m := r.Manifest()
	var all []delivery
	for _, c := range m.Chats {
		for i := range c.Parts {
			c.Parts[i].Head = ""
		}
		all = append(all, delivery{c, map[string]string{"title": "강릉"}})
	}
	data, err := json.Marshal(map[string]any{"version": 1, "id": "00", "request": m.Request, "deliveries": all})
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o600)
}

func notEOF(err error) error {
	if err == io.EOF { //nolint:errorlint // as Next returns it
		return nil
	}
	return err
}
