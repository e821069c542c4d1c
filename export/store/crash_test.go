//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// victimEnv tells the test binary that it is the one to be killed. It writes the
// store victimName in its working directory.
const (
	victimEnv  = "EXILE_TEST_VICTIM"
	victimName = "a.exile"
)

func TestMain(m *testing.M) {
	if role := roles[os.Getenv(roleEnv)]; role != nil {
		fmt.Println(role(victimName))
		os.Exit(0)
	}
	if os.Getenv(victimEnv) != "" {
		if err := victim(victimName); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// victimMessages is how many messages the victim adds. They take it some tenths
// of a second, indexes and disk included.
const victimMessages = 60_000

// victim adds one input to a store, new or not.
func victim(dir string) error {
	s, err := Open(dir, ReadWrite)
	if errors.Is(err, ErrNoStore) {
		s, err = Create(dir)
	}
	if err != nil {
		return err
	}
	b, err := s.Begin(context.Background())
	if err != nil {
		return err
	}
	fmt.Println("begun")
	for i := range 5 {
		if err := addPhoto(b, i); err != nil {
			return err
		}
	}
	if _, err := b.AddOriginal(Original{Root: "v", Path: "v"}, strings.NewReader("victim's words")); err != nil {
		return err
	}
	if err := b.Add(cast8()); err != nil {
		return err
	}
	if err := batches(victimMessages, b.Add); err != nil {
		return err
	}
	_, err = b.Commit(Source{Input: "victim", SHA256: "v"})
	return err
}

// addPhoto adds a file and an entry that refers to it.
func addPhoto(b *Batch, n int) error {
	sum, size, err := b.AddMedia(strings.NewReader(fmt.Sprintf("photo %d", n)))
	b.AddEntry(Original{Root: "r", Path: strconv.Itoa(n), SHA256: sum, Size: size, Media: true})
	return err
}

// TestKilledWhileWriting kills a program that adds to a store at any moment, and
// then the store is as it was, or as if the program had ended well.
func TestKilledWhileWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills 20 processes")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	killed, whole := 0, 0
	for round := range 20 {
		old := round%2 == 1
		dir := filepath.Join(t.TempDir(), victimName)
		if old {
			s, err := Create(dir)
			if err != nil {
				t.Fatal(err)
			}
			b := begin(t, s)
			if err := addPhoto(b, 0); err != nil {
				t.Fatal(err)
			}
			if err := b.Add(append(people1(), say(1, 1, "before"))); err != nil {
				t.Fatal(err)
			}
			commit(t, b, Source{Input: "before"})
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if kill(t, exe, dir, time.Duration(rnd.Int64N(int64(300*time.Millisecond)))) {
			killed++
		} else {
			whole++
		}
		afterKill(t, dir, old)
	}
	if killed == 0 {
		t.Error("no process was killed in time: make the victim slower")
	}
	t.Logf("%d killed, %d came to their end", killed, whole)
}

// kill runs the victim and kills it some time after its batch began. It reports
// whether the victim had not ended before.
func kill(t *testing.T, exe, dir string, after time.Duration) bool {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Dir = filepath.Dir(dir)
	cmd.Env = append(os.Environ(), victimEnv+"=1")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 16)); err != nil {
		t.Fatal(err, stderr.String())
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	err = cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatal(stderr.String())
	}
	return err != nil
}

// afterKill looks at what a killed program left, reads it, adds to it, and looks
// again.
func afterKill(t *testing.T, dir string, old bool) {
	t.Helper()
	s, err := Open(dir, ReadWrite)
	if errors.Is(err, ErrNoStore) && !old {
		s, err = Create(dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	sources, err := s.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	had := 0
	if old {
		had = 1
	}
	victims := len(sources) - had // 1 where it had ended its batch
	if victims != 0 && victims != 1 {
		t.Fatalf("%d sources", len(sources))
	}
	if len(sources) > 0 {
		checkIntegrity(t, s)
	}
	put(t, s, Source{Input: "after"}, append(people1(), say(1, 1, "after"))...)
	checkIntegrity(t, s)
	want := had + 1 + victims*victimMessages
	if got := rows(t, s, "SELECT count(*) FROM messages"); got != strconv.Itoa(want) {
		t.Errorf("%s messages, not %d", got, want)
	}
	files := 1 + had
	if victims == 1 {
		files = 1 + 5 + 1
	}
	if got := listing(t, dir); strings.Count(strings.ReplaceAll(strings.ReplaceAll(got, "chats.db-wal\n", ""), "chats.db-shm\n", ""), "\n") != files {
		t.Errorf("victims %d: the folder holds\n%s", victims, got)
	}
	if got := bodies(all(t, s, export.ChatRef(had+victims+1), export.Range{})); got != "after" {
		t.Errorf("the new chat reads %q", got)
	}
}
