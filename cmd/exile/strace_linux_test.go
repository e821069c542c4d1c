//go:build cgo

package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// traced is a run under strace.
type traced struct {
	args  []string
	stdin []byte
	reads bool   // it may make nothing but its output
	out   string // the name of its output
}

func needStrace(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("exile keeps others from looking into its memory, and strace too, unless it is root")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed: what is written cannot be watched")
	}
	if err := exec.CommandContext(t.Context(), "strace", "-f", "true").Run(); err != nil {
		t.Skipf("strace may not watch here: %v", err)
	}
}

// command is a run of this test binary as exile.
func (w *vaultTest) command(ctx context.Context, t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	exile := w.path("bin/exile")
	if _, err := os.Lstat(exile); err != nil {
		if err := errors.Join(os.MkdirAll(filepath.Dir(exile), 0o700), os.Symlink(self, exile)); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(ctx, exile, args...)
	cmd.Env = w.environment()
	cmd.Dir = w.dir
	return cmd
}

// run runs a command that must come to its end, with nothing lost.
func (w *vaultTest) run(t *testing.T, args ...string) {
	t.Helper()
	cmd := w.command(t.Context(), t, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("exile %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
}

// watched are the calls by which bytes or names reach a disk. What is mapped and
// shared would escape them, and is refused.
const watched = "write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice,mmap,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"

var (
	tracedCall   = regexp.MustCompile(`^\d+ +(\w+)\((.*)`)
	tracedPath   = regexp.MustCompile(`^\d+<((?:\\x[0-9a-f]{2})*)>`)
	mappedShared = regexp.MustCompile(`MAP_SHARED[^,]*, \d+<((?:\\x[0-9a-f]{2})*)>`)
	tracedString = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?`)
)

// trace runs a command and looks at all it writes. It returns the files that got
// a secret, if the run has an output; else that is an error.
func (w *vaultTest) trace(t *testing.T, run traced) []string {
	t.Helper()
	log := filepath.Join(t.TempDir(), "strace")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := w.command(ctx, t, run.args...)
	inner := cmd.Args
	cmd.Path, _ = exec.LookPath("strace")
	cmd.Args = slices.Concat([]string{"strace", "-f", "-y", "-xx", "-s", "10000000", "-o", log, "-e", "signal=none", "-e", "trace=" + watched, "--"}, inner)
	cmd.Stdin = bytes.NewReader(run.stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("exile %s: %v\n%s", strings.Join(run.args, " "), err, &stderr)
	}
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var leaks []string
	last := map[string][]byte{} // the end of what was written before: a secret may be cut in two
	bytesSeen := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<28)
	for lines.Scan() {
		call := tracedCall.FindStringSubmatch(lines.Text())
		if call == nil {
			continue
		}
		name, args := call[1], call[2]
		switch name {
		case "write", "pwrite64", "writev", "pwritev", "pwritev2":
			path := string(unhex(tracedPath.FindStringSubmatch(args + "<>")[1]))
			var data []byte
			for _, s := range tracedString.FindAllStringSubmatch(args, -1) {
				if s[2] != "" {
					t.Fatal("strace cut what was written")
				}
				data = append(data, unhex(s[1])...)
			}
			bytesSeen += len(data)
			if !filepath.IsAbs(path) || w.isPlain(path) { // a pipe: standard output and error
				continue
			}
			if what := w.find(append(last[path], data...)); what != "" && !slices.Contains(leaks, path) {
				leaks = append(leaks, path)
				if run.out == "" {
					t.Errorf("%s wrote %s to %s", run.args[0], what, path)
				}
			}
			last[path] = bytes.Clone(data[max(0, len(data)-64):])
		case "sendfile", "copy_file_range", "splice":
			t.Errorf("%s moved bytes past this test: %s", run.args[0], call[0])
		case "mmap":
			file := mappedShared.FindStringSubmatch(args)
			if file != nil && strings.Contains(args, "PROT_WRITE") && !w.isPlain(string(unhex(file[1]))) {
				t.Errorf("%s maps a file to write it: %s", run.args[0], args)
			}
		default:
			w.made(t, run, name, args)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if bytesSeen == 0 {
		t.Error("strace saw nothing written")
	}
	if run.out != "" && len(leaks) == 0 {
		t.Error("the output has no secret: this test looks at nothing")
	}
	return leaks
}

// isPlain reports whether a file is the plain store's, which is in the clear
// before and after.
func (w *vaultTest) isPlain(path string) bool {
	return strings.HasPrefix(path, w.path("plain.exile")+"/")
}

// made looks at the names that a run makes: none tells a secret, and a run that
// reads makes none but its output's.
func (w *vaultTest) made(t *testing.T, run traced, call, args string) {
	t.Helper()
	makes := !strings.HasPrefix(call, "open") || strings.Contains(args, "O_CREAT") || strings.Contains(args, "O_TMPFILE")
	if !makes || strings.Contains(args, "= -1 E") {
		return
	}
	for _, s := range tracedString.FindAllStringSubmatch(args, -1) {
		name := string(unhex(s[1]))
		if run.out == "" && (strings.Contains(name, w.room) || strings.Contains(name, w.word)) {
			t.Errorf("%s made a file that tells a secret: %s", run.args[0], name)
		}
		rel, err := filepath.Rel(w.dir, name)
		mine := err == nil && run.out != "" && (rel == run.out || strings.HasPrefix(rel, run.out+"/") || strings.HasPrefix(rel, "."+run.out+".exile-partial"))
		inOutput := run.out != "" && !filepath.IsAbs(name) // names within a folder that is open
		if run.reads && !mine && !inOutput && !strings.HasPrefix(name, "/dev/") {
			t.Errorf("%s, which only reads, made %s (%s)", run.args[0], name, call)
		}
	}
}

// pack makes a zip of a folder's files.
func pack(t *testing.T, dir, target string) {
	t.Helper()
	f, err := os.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := errors.Join(z.AddFS(os.DirFS(dir)), z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}
