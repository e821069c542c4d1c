package progress_test

import (
	"strings"
	"sync"
	"testing"

	"exile/cmd/internal/progress"
)

func TestBarShowsStagesAndLeavesNothing(t *testing.T) {
	var out strings.Builder
	bar := progress.New(&out)
	bar.Update(progress.State{Title: "읽는 중", Done: 3e6, Total: 3e6, Bytes: true, Note: "메시지 12개"})
	bar.Update(progress.State{Title: "쓰는 중", Done: 7, Total: 7})
	bar.Clear()
	for _, want := range []string{"읽는 중 · 메시지 12개", "3.0/3.0 MB", "쓰는 중"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %q", want, out.String())
		}
	}
	if last := out.String()[strings.LastIndex(out.String(), "\r")+1:]; strings.TrimSpace(last) != "" {
		t.Errorf("after Clear the line still shows %q", last)
	}
}

// Readers and writers report from several goroutines at once.
func TestBarIsSafeForGoroutines(t *testing.T) {
	var out strings.Builder
	bar := progress.New(&out)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range int64(100) {
				bar.Update(progress.State{Title: "reading", Done: i, Total: 100})
			}
		})
	}
	wg.Wait()
	bar.Clear()
	if out.Len() == 0 {
		t.Error("nothing was drawn")
	}
}
