//go:build cgo

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// window is a running `exile serve`.
type window struct {
	cmd    *exec.Cmd
	stdout *bufio.Reader
	stderr *lockedBuffer
}

// lockedBuffer is written while it is read.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// serveIn starts the window; the process is ended with the test.
func serveIn(t *testing.T, w *vaultTest, before []string, args ...string) *window {
	t.Helper()
	cmd := w.command(t.Context(), t, append([]string{"serve"}, args...)...)
	if len(before) > 0 {
		path, err := exec.LookPath(before[0])
		if err != nil {
			t.Fatal(err)
		}
		cmd.Args = append(append(before, "--"), append([]string{cmd.Path}, cmd.Args[1:]...)...)
		cmd.Path = path
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s := &window{cmd: cmd, stdout: bufio.NewReader(out), stderr: &lockedBuffer{}}
	cmd.Stderr = s.stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return s
}

// address is where it lets a browser in.
func (s *window) address(t *testing.T) string {
	t.Helper()
	line, err := s.stdout.ReadString('\n')
	if err != nil {
		t.Fatal(err, s.stderr)
	}
	return strings.TrimSpace(line)
}

// end presses Ctrl-C, which is how a window ends in order.
func (s *window) end(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, s.stderr)
	}
}

// enter lets a browser in, and returns the page that it gets first.
func enter(t *testing.T, address string) (page string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	home, _, _ := strings.Cut(address, "enter/")
	for _, address := range []string{address, home} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := browser.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatal(err, resp.Status, string(body))
		}
		page = string(body)
	}
	return page
}

// The address lets a browser in; Ctrl-C ends the window in order.
func TestServe(t *testing.T) {
	w := &vaultTest{dir: t.TempDir()}
	s := serveIn(t, w, nil, "--no-open", "--lang", "ko")
	address := s.address(t)
	if !regexp.MustCompile(`^http://127\.0\.0\.1:\d+/[\w-]{22}/enter/[\w-]{22}$`).MatchString(address) {
		t.Fatal(address)
	}
	page := enter(t, address)
	if !strings.Contains(page, `<html lang="ko"`) || !strings.Contains(page, "<title>exile</title>") {
		t.Errorf("%.200s", page)
	}
	s.end(t)
	if told := s.stderr.String(); !strings.Contains(told, "한 번만 열립니다") {
		t.Error(told)
	}
}

// The browser is opened by a file that only the person can read, that names no secret on a command
// line, and that is gone when the window ends.
func TestServeOpens(t *testing.T) {
	w := &vaultTest{dir: t.TempDir()}
	bin, seen := filepath.Join(w.dir, "tools"), filepath.Join(w.dir, "seen")
	if err := os.Mkdir(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	opener := "#!/bin/sh\nprintf '%s' \"$*\" > '" + seen + ".part'\nmv '" + seen + ".part' '" + seen + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(opener), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	s := serveIn(t, w, nil)
	var args []byte
	for range 500 {
		if args, _ = os.ReadFile(seen); len(args) > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	file := string(args)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err, s.stderr)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v", file, info.Mode())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`url=(http://[^"]+)`).FindStringSubmatch(string(text))
	if address == nil {
		t.Fatalf("%s", text)
	}
	ticket := address[1][strings.LastIndex(address[1], "/")+1:]
	if strings.Contains(file, ticket) {
		t.Errorf("%s names the ticket", file)
	}
	enter(t, address[1])
	s.end(t)
	if _, err := os.Stat(file); err == nil {
		t.Errorf("%s is still there", file)
	}
}

// Where no browser can be opened the person is told why, and gets an address that lets one in.
func TestServeWithoutBrowser(t *testing.T) {
	w := &vaultTest{dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(w.dir, "xdg-open"), []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", w.dir+":"+os.Getenv("PATH"))
	s := serveIn(t, w, nil, "--lang", "ko")
	var address string
	for end := time.Now().Add(10 * time.Second); address == "" && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		address = regexp.MustCompile(`http://\S+\n`).FindString(s.stderr.String())
	}
	if told := s.stderr.String(); address == "" || !strings.Contains(told, "브라우저를 열지 못했습니다") {
		t.Fatal(told)
	}
	enter(t, strings.TrimSpace(address))
	s.end(t)
}

// The window listens on 127.0.0.1 and connects to nothing.
func TestServeConnectsToNothing(t *testing.T) {
	needStrace(t)
	w := &vaultTest{dir: t.TempDir()}
	log := filepath.Join(t.TempDir(), "strace")
	s := serveIn(t, w, []string{"strace", "-f", "-o", log, "-e", "signal=none", "-e", "trace=connect,bind,listen,sendto,sendmsg"}, "--no-open")
	enter(t, s.address(t))
	pid := s.cmd.Process.Pid
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", pid))
	if err != nil {
		t.Fatal(err)
	}
	for child := range strings.FieldsSeq(string(children)) {
		n, err := strconv.Atoi(child)
		if err == nil {
			err = syscall.Kill(n, syscall.SIGINT)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = s.cmd.Wait()
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	listens := 0
	for line := range strings.Lines(string(text)) {
		switch {
		case strings.Contains(line, "listen("):
			listens++
		case strings.Contains(line, "bind("): // Go also tries, by binding to the loopback, which kinds of sockets there are
			if !regexp.MustCompile(`"(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)"`).MatchString(line) {
				t.Error(line)
			}
		case strings.Contains(line, "connect(") || strings.Contains(line, "sendto(") || strings.Contains(line, "sendmsg("):
			t.Error(line)
		}
	}
	if listens != 1 {
		t.Errorf("listens %d times:\n%s", listens, text)
	}
}
