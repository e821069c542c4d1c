//go:build cgo && unix

package convert_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/jsonl"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

// operation is something that changes a store, and that is killed meanwhile.
type operation struct {
	name string
	// prepare makes a store operated in a folder, and what else run needs.
	prepare func(t *testing.T, dir string)
	// run changes it, in a process of its own.
	run func(ctx context.Context, dir string) error
	// gone is what no byte of the store's folder may hold once it was changed and
	// somebody has written it again; "": nothing.
	gone string
}

// operated is the store of an operation, in its folder.
const operated = "my.exile"

// operations are all that are killed.
func operations() []operation {
	return []operation{addOperation(), undoOperation(), forgetOperation(), mergeOperation(), retimeOperation(), reparseOperation()}
}

const (
	operationDir  = "EXILE_TEST_OPERATION_DIR"
	operationName = "EXILE_TEST_OPERATION"
	operationSaid = "begun\n"
)

// TestKilledOperation is no test of its own: it is the process that
// TestKillOperations kills.
func TestKilledOperation(t *testing.T) {
	dir := os.Getenv(operationDir)
	if dir == "" {
		t.Skip("started by TestKillOperations")
	}
	for _, op := range operations() {
		if op.name != os.Getenv(operationName) {
			continue
		}
		if _, err := io.WriteString(os.Stdout, operationSaid); err != nil {
			t.Fatal(err)
		}
		if err := op.run(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
}

// operationKills is how many runs are killed, of all operations together.
const operationKills = 100

// Killed at any moment, whatever changes a store leaves it as it was or as it
// should be, whole: what it says, byte for byte, and what Verify says of it. Whoever
// writes next clears away the rest, and the same run again comes to its end.
func TestKillOperations(t *testing.T) {
	kills := operationKills
	if testing.Short() {
		kills = 10
	}
	all := operations()
	for i, op := range all {
		t.Run(op.name, func(t *testing.T) {
			k := &killing{op: op, base: t.TempDir(), rnd: rand.New(rand.NewPCG(6, uint64(i)))}
			k.begin(t)
			for n := range kills / len(all) {
				k.kill(t, n)
			}
			t.Logf("it takes %v; %d runs were killed before it was done, %d after, %d ended by themselves", k.took, k.before, k.after, k.ended)
			if k.before+k.after < kills/len(all)/4 {
				t.Error("most runs were not killed")
			}
		})
	}
}

// killing is the killing of one operation.
type killing struct {
	op   operation
	base string // the folder as it is before
	rnd  *rand.Rand
	took time.Duration

	old, new             state
	before, after, ended int
}

// state is what a store says, as JSON Lines, and the files in its folder.
type state struct{ said, files string }

func (k *killing) begin(t *testing.T) {
	t.Helper()
	k.op.prepare(t, k.base)
	k.old = stateOf(t, k.base)
	dir := k.copy(t)
	for range 2 {
		dir = k.copy(t)
		cmd, _ := k.start(t, dir)
		began := time.Now()
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
		k.took = time.Since(began)
	}
	k.new = stateOf(t, dir)
	if k.old.said == k.new.said {
		t.Fatal("it changes nothing")
	}
}

func (k *killing) copy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := os.CopyFS(dir, os.DirFS(k.base)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start starts a run and waits until it has begun.
func (k *killing) start(t *testing.T, dir string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledOperation$")
	cmd.Env = append(os.Environ(), operationDir+"="+dir, operationName+"="+k.op.name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, len(operationSaid))
	if _, err := io.ReadFull(out, said); err != nil || string(said) != operationSaid {
		t.Fatalf("it said %q, %v; %s", said, err, &errs)
	}
	return cmd, &errs
}

// kill kills a run, every other one towards its end, where things get their places.
func (k *killing) kill(t *testing.T, n int) {
	t.Helper()
	dir := k.copy(t)
	delay := time.Duration(k.rnd.Int64N(int64(k.took)))
	if n%2 == 1 {
		delay = k.took*6/10 + time.Duration(k.rnd.Int64N(int64(k.took)*4/10))
	}
	cmd, errs := k.start(t, dir)
	timer := time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	what := fmt.Sprintf("killed after %v", delay)
	exit, killed := errors.AsType[*exec.ExitError](err)
	if killed && exit.Exited() { // by itself, with an error
		t.Fatalf("%s: %v: %s", what, err, errs)
	}
	said := spokenIn(t, dir)
	switch { // how long it takes depends on what else the computer does
	case err == nil:
		k.ended++
		k.took = k.took * 9 / 10
	case said == k.new.said:
		k.after++
	default:
		k.before++
		if delay > k.took*9/10 {
			k.took = k.took * 11 / 10
		}
	}
	if said != k.old.said && said != k.new.said {
		t.Errorf("%s: the store is neither as before nor as it should be", what)
	}
	k.next(t, dir, said == k.new.said, what)
	if t.Failed() {
		t.FailNow()
	}
}

// next writes the store again, and then runs the operation again where it came to
// nothing.
func (k *killing) next(t *testing.T, dir string, done bool, what string) {
	t.Helper()
	touch(t, dir)
	want := k.old
	if done {
		want = k.new
	}
	if got := stateOf(t, dir); got != want {
		t.Errorf("%s: after the next writer it holds\n%s\nnot\n%s", what, got.files, want.files)
	}
	if !done {
		if err := k.op.run(t.Context(), dir); err != nil {
			t.Errorf("%s, and run again: %v", what, err)
		}
		if got := stateOf(t, dir); got != k.new {
			t.Errorf("%s, and run again: it holds\n%s\nnot\n%s", what, got.files, k.new.files)
		}
	}
	if k.op.gone == "" {
		return
	}
	if found := convert.Traces(t, filepath.Join(dir, operated), k.op.gone); len(found) > 0 {
		t.Errorf("%s: what should be gone is in %q", what, found)
	}
}

// touch begins to write a store, and gives up.
func touch(t *testing.T, dir string) {
	t.Helper()
	st, err := store.Open(filepath.Join(dir, operated), store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	b, err := st.Begin(t.Context())
	if err == nil {
		err = b.Rollback()
	}
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
}

func stateOf(t *testing.T, dir string) state {
	t.Helper()
	said := spokenIn(t, dir)
	var files []string
	err := filepath.WalkDir(filepath.Join(dir, operated), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			files = append(files, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return state{said, strings.Join(files, "\n")}
}

// spokenIn verifies the store of a folder and returns all it says as JSON Lines.
func spokenIn(t *testing.T, dir string) string {
	t.Helper()
	st, err := store.Open(filepath.Join(dir, operated), store.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	check, err := st.Verify(t.Context(), nil)
	if err != nil || !check.OK() {
		t.Fatalf("verify: %+v, %v", check, err)
	}
	var out bytes.Buffer
	e := &convert.Engine{}
	if _, err := e.Write(t.Context(), st.View(), jsonl.Format(), convert.Stdin, convert.OutOptions{Stdout: &out}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// exportFile renders messages of a generated chat as an export.
func exportFile(t *testing.T, path string, from, before int) {
	t.Helper()
	v := kakaotest.All()[0]
	c := piece(living1(77, 10_000), from, before)
	fsys, err := v.FS(c)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range fsys {
		to := filepath.Join(path, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.WriteFile(to, f.Data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

// addFile adds an export to the store of an operation.
func addFile(ctx context.Context, dir, name string) error {
	st, err := store.Open(filepath.Join(dir, operated), store.ReadWrite)
	if errors.Is(err, store.ErrNoStore) {
		st, err = store.Create(filepath.Join(dir, operated))
	}
	if err != nil {
		return err
	}
	ins, err := convert.Open(ctx, []string{filepath.Join(dir, name)}, convert.OpenOptions{})
	if err != nil {
		return errors.Join(err, st.Close())
	}
	defer convert.CloseAll(ins)
	e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
	_, err = e.Add(ctx, ins[0], st, convert.InOptions{KeepOriginals: true, KeepMedia: true, Now: time.Unix(1.7e9, 0).UTC()})
	return errors.Join(err, st.Close())
}

// addOperation adds an export that overlaps with what is there.
func addOperation() operation {
	return operation{
		name: "add",
		prepare: func(t *testing.T, dir string) {
			t.Helper()
			exportFile(t, filepath.Join(dir, "a"), 0, 6000)
			exportFile(t, filepath.Join(dir, "b"), 4000, 10_000)
			if err := addFile(t.Context(), dir, "a"); err != nil {
				t.Fatal(err)
			}
		},
		run: func(ctx context.Context, dir string) error { return addFile(ctx, dir, "b") },
	}
}

// twoAdded makes a store of two exports that overlap.
func twoAdded(t *testing.T, dir string) {
	t.Helper()
	op := addOperation()
	op.prepare(t, dir)
	if err := op.run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
}

// undoOperation takes the second of two exports that overlap out again.
func undoOperation() operation {
	return operation{
		name:    "undo",
		prepare: twoAdded,
		run: func(ctx context.Context, dir string) error {
			st, err := store.Open(filepath.Join(dir, operated), store.ReadWrite)
			if err != nil {
				return err
			}
			return errors.Join(st.Undo(ctx, 2), st.Close())
		},
	}
}

// forgetCanary is what a message says that is forgotten.
const forgetCanary = "이 말은 아무도 몰라야 합니다"

// forgetOperation forgets a chat of two.
func forgetOperation() operation {
	return operation{
		name: "forget", gone: forgetCanary,
		prepare: func(t *testing.T, dir string) {
			t.Helper()
			exportFile(t, filepath.Join(dir, "a"), 0, 3000)
			secret := "비밀 님과 카카오톡 대화\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\n2026년 1월 14일 오후 3:17\n" +
				strings.Repeat("2026년 1월 14일 오후 3:17, 비밀 : "+forgetCanary+"\n", 2000)
			if err := os.WriteFile(filepath.Join(dir, "b.txt"), []byte(secret), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"a", "b.txt"} {
				if err := addFile(t.Context(), dir, name); err != nil {
					t.Fatal(err)
				}
			}
		},
		run: func(ctx context.Context, dir string) error {
			st, err := store.Open(filepath.Join(dir, operated), store.ReadWrite)
			if err != nil {
				return err
			}
			_, err = st.Forget(ctx, store.What{Chat: export.ChatRef(2), Now: time.Unix(1.7e9, 0).UTC()})
			return errors.Join(err, st.Close())
		},
	}
}
