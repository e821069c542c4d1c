package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"exile/cmd/internal/console"
)

// Of both programs only the courier opens a socket at all, and here it reaches nothing
// but the Telegram of the tests, on the loopback.
func connectsToNothingElse(d *desk) {
	if os.Getuid() != 0 {
		d.t.Skip("exile keeps others from looking into its memory, and strace too, unless it is root")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		d.t.Skip("strace is not installed: what connects cannot be watched")
	}
	if err := exec.CommandContext(d.t.Context(), strace, "-f", "-Y", "true").Run(); err != nil {
		d.t.Skipf("strace may not watch here: %v", err)
	}
	d.login()
	k := two(d.t)
	d.keeps(k)
	d.must("telegram", "plan", jiwoo, "--me", minjun, "--as", minjun+"=Minjun Kim", "-o", "p.plan.json", "--yes")
	log := filepath.Join(d.t.TempDir(), "strace")
	cmd := d.command("telegram", "push", "p.plan.json")
	cmd.Path = strace
	cmd.Args = append([]string{"strace", "-f", "-Y", "-o", log, "-e", "signal=none", "-e", "trace=socket,connect,bind,sendto,sendmsg,sendmmsg", "--"},
		append([]string{filepath.Join(d.bin, "exile")}, cmd.Args[1:]...)...)
	if said, err := cmd.CombinedOutput(); d.status(err) != console.Done {
		d.t.Fatalf("%v\n%s", err, said)
	}
	d.holds(d.chat(jiwoo).ID, k)

	text, err := os.ReadFile(log)
	if err != nil {
		d.t.Fatal(err)
	}
	courier := regexp.MustCompile(`^\d+<exile-telegram> `)
	address := regexp.MustCompile(`sin_addr=inet_addr\("127\.[0-9.]+"\)|inet_pton\(AF_INET6, "::1"|sa_family=AF_UNIX|sa_family=AF_NETLINK`)
	watched := regexp.MustCompile(`(socket|connect|bind|sendto|sendmsg|sendmmsg)(\(| resumed>)`)
	connects := 0
	for line := range strings.Lines(string(text)) {
		switch {
		case !watched.MatchString(line): // it ends
		case !courier.MatchString(line):
			d.t.Errorf("exile itself: %s", line)
		case strings.Contains(line, "sa_family=") && !address.MatchString(line):
			d.t.Errorf("the courier reaches out: %s", line)
		case strings.Contains(line, "connect(") && strings.Contains(line, "127.0.0.1"):
			connects++
		}
	}
	if connects == 0 {
		d.t.Errorf("strace saw no connection at all: this test looks at nothing\n%s", text)
	}
}
