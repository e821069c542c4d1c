//go:build cgo

package store

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// BenchmarkAgainstShell loads the same million rows twice: through a Batch, with
// indexes, check and fsync, and through the sqlite3 shell's .import into the
// same table plus the same two indexes, with the same pragmas and no fsync.
// "ratio" says how many times faster the batch is.
func BenchmarkAgainstShell(b *testing.B) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		b.Skip("there is no sqlite3 command to compare with")
	}
	const n = 1_000_000
	dir := b.TempDir()
	csvFile := filepath.Join(dir, "rows.csv")
	writeCSV(b, csvFile, n)
	script := shellScript(csvFile)
	events := made(n)
	var ours, theirs time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		s, err := Create(filepath.Join(dir, strconv.Itoa(i)))
		if err != nil {
			b.Fatal(err)
		}
		load(b, s, events)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)

		start = time.Now()
		cmd := exec.CommandContext(b.Context(), shell, filepath.Join(dir, strconv.Itoa(i)+".db"))
		cmd.Stdin = strings.NewReader(script)
		if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), strconv.Itoa(n)) {
			b.Fatalf("%v\n%s", err, out)
		}
		theirs += time.Since(start)
	}
	b.ReportMetric(float64(n*b.N)/ours.Seconds(), "rows/s")
	b.ReportMetric(float64(n*b.N)/theirs.Seconds(), "shell-rows/s")
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "ratio")
}

func shellScript(csvFile string) string {
	var table string
	var indexes []string
	for stmt := range strings.SplitSeq(schema, "\n\n") {
		if i := strings.Index(stmt, "CREATE TABLE messages "); i >= 0 {
			table = stmt[i:]
		}
	}
	for line := range strings.SplitSeq(schema, "\n") {
		if strings.HasPrefix(line, "CREATE INDEX messages_") {
			indexes = append(indexes, line)
		}
	}
	return strings.Join([]string{
		"PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;",
		table, ".import --csv " + csvFile + " messages", strings.Join(indexes, "\n"), "SELECT count(*) FROM messages;",
	}, "\n")
}

// writeCSV writes the generated rows as the table messages holds them.
func writeCSV(b *testing.B, path string, n int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := csv.NewWriter(f)
	number := func(v int64) string { return strconv.FormatInt(v, 10) }
	err = batches(n, func(events []export.Event) error {
		for _, e := range events {
			m, ok := e.(*export.Message)
			if !ok {
				continue
			}
			ms, clock, _ := packTime(m.Time)
			row := []string{
				number(m.Seq + 1), "1", number(int64(m.Sender)), number(ms), number(clock), number(m.Seq),
				number(kindText), m.Content.Words(), "1", number(packPlace(m.From)),
			}
			if err := w.Write(row); err != nil {
				return err
			}
		}
		return nil
	})
	w.Flush()
	if err != nil || w.Error() != nil || f.Close() != nil {
		b.Fatal(err, w.Error())
	}
}
