package whatsapp

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// TestDateOrder asks each rule alone, in their order: the one before says nothing.
func TestDateOrder(t *testing.T) {
	long := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		what  string
		dates []string
		tail  string // of the time, perhaps with am and pm
		saved time.Time
		lang  string
		want  order
		why   reason
	}{
		{"four digits first", []string{"2024-02-03", "2024-13-14"}, "", long, "", yearFirst, plain},
		{"an era first", []string{"R6/02/03"}, "", long, "", yearFirst, plain},
		{"a first number above 12", []string{"01/02/2024", "13/02/2024"}, "", long, "en", dayFirst, plain},
		{"a second number above 12", []string{"01/02/2024", "01/13/2024"}, "", long, "de", monthFirst, plain},
		{"a number above 12, late in the file", append(strings.Fields(strings.Repeat("1/2/24 ", 5000)), "1/13/24"), "", long, "", monthFirst, plain},
		{"more of one than of the other", []string{"13/02/2024", "14/02/2024", "01/31/2024"}, "", long, "en", dayFirst, plain},
		{"two digits, of which one is no day", []string{"99-02-03", "05-02-03"}, "", long, "", yearFirst, plain},
		{"days that go on", []string{"01/02/2024", "02/02/2024", "01/03/2024", "04/04/2024"}, "", long, "en", dayFirst, byOrder},
		{"months that go on", []string{"2/1/2024", "2/5/2024", "3/1/2024", "4/4/2024"}, "", long, "de", monthFirst, byOrder},
		{"the year first goes back less", []string{"23-02-09", "23-02-10", "23-03-12", "24-01-10"}, "", long, "", yearFirst, byOrder},
		{"a date after the file was written", []string{"03/12/2024"}, "", time.Date(2024, 3, 20, 0, 0, 0, 0, time.UTC), "de", monthFirst, byRange},
		{"a date after the file was written, the other way", []string{"12/03/2024"}, "", time.Date(2024, 3, 20, 0, 0, 0, 0, time.UTC), "en", dayFirst, byRange},
		{"a file without a time of its own", []string{"03/12/2024"}, "", time.Time{}, "de", dayFirst, byLanguage},
		{"English with the clock of America", []string{"1/2/24"}, " PM", long, "en", monthFirst, byLanguage},
		{"no language, with the clock of America", []string{"1/2/24"}, "\u202fPM", long, "", monthFirst, byLanguage},
		{"English of Britain", []string{"01/02/2024"}, "", long, "en", dayFirst, byDefault},
		{"English of India", []string{"01/02/24"}, " pm", long, "en", dayFirst, byDefault},
		{"German", []string{"01.02.24"}, "", long, "de", dayFirst, byLanguage},
		{"nothing", []string{"1/2/24"}, "", long, "", dayFirst, byDefault},
		{"Korean of two digits", []string{"23. 8. 11."}, "", long, "ko", yearFirst, byLanguage},
	} {
		var s shapes
		var k clock
		for _, d := range c.dates {
			line := d + ", 9:41" + c.tail + " - Ann: hi"
			if !k.read(line) {
				t.Fatalf("%s: %q is no header", c.what, line)
			}
			s.add(&k, line)
		}
		w := s.list[0]
		if got, why := w.dates.order(&w.shape, asked{saved: c.saved, lang: c.lang}); got != c.want || why != c.why {
			t.Errorf("%s: %s, because %q; want %s, because %q", c.what, got, why, c.want, c.why)
		}
	}
}

// TestDateOrderOption: the person's word decides where the dates do not, and there
// alone; then nothing is assumed.
func TestDateOrderOption(t *testing.T) {
	for _, c := range []struct {
		date, option, want, told string
	}{
		{"01/02/2024", "auto", "2024-02-01", "dmy"},
		{"01/02/2024", "", "2024-02-01", "dmy"},
		{"01/02/2024", "dmy", "2024-02-01", ""},
		{"01/02/2024", "mdy", "2024-01-02", ""},
		{"10/11/12", "ymd", "2010-11-12", ""},
		{"13/02/2024", "mdy", "2024-02-13", ""},
		{"2024-02-01", "mdy", "2024-02-01", ""},
	} {
		in := textInput("a.txt", c.date+", 10:00 - Ann: hi\n")
		opt := formats.ReadOptions{Values: map[string]string{dateOrder: c.option}}
		got, told := "", ""
		for _, e := range formattest.Read(t, reader{}, in, opt) {
			if m, ok := e.(*export.Message); ok {
				got = m.Time.T.Format(time.DateOnly)
			}
			if p, ok := e.(*export.Problem); ok && p.Code == export.GuessedDates {
				told = p.Name
			}
		}
		if got != c.want || told != c.told {
			t.Errorf("%s with %q: %s, told %q; want %s, %q", c.date, c.option, got, told, c.want, c.told)
		}
	}
}

// TestDateOrderOfEveryYear: a chat of some months is read in the order in which it
// was written, whatever that was, without a word from anybody.
func TestDateOrderOfEveryYear(t *testing.T) {
	for _, layout := range []string{"02/01/2006", "1/2/06", "06-01-02", "2.1.06", "01/02/2006", "2006/1/2"} {
		for seed := range 50 {
			at := time.Date(2012+seed%10, time.Month(1+seed%12), 1+seed%28, 0, 0, 0, 0, time.UTC)
			var s shapes
			var k clock
			var days []time.Time
			for i := range 60 {
				line := at.Format(layout) + ", 10:00 - Ann: hi"
				if !k.read(line) {
					t.Fatalf("%q is no header", line)
				}
				s.add(&k, line)
				days = append(days, at)
				at = at.AddDate(0, 0, 1+(i*seed)%3)
			}
			w := s.list[0]
			o, why := w.dates.order(&w.shape, asked{saved: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
			if got := o.at(moment{date: k.date}); !got.Truncate(24 * time.Hour).Equal(days[len(days)-1]) {
				t.Errorf("%s from %s: %s, because %q: the last day is %s", layout, days[0].Format(time.DateOnly), o, why, got)
			}
		}
	}
}

func TestFullYear(t *testing.T) {
	for y, want := range map[int]int{0: 2000, 9: 2009, 24: 2024, 51: 2051, 52: 2009, 67: 2024, 2024: 2024} {
		if got := fullYear(y); got != want {
			t.Errorf("%d is %d, want %d", y, got, want)
		}
	}
}

// textInput is a bare file, which was written long after all that is said in it.
func textInput(name, text string) formats.Input {
	fsys := fstest.MapFS{name: &fstest.MapFile{Data: []byte(text), Mode: 0o600, ModTime: time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)}}
	root, err := formats.NewRoot(name, formats.RootFile, fsys)
	if err != nil {
		panic(err)
	}
	return formats.Input{Roots: []formats.Root{root}}
}

// TestSavedTime: the time of the file bears on the order, in a file and in a zip.
func TestSavedTime(t *testing.T) {
	const text = "03/12/2024, 10:00 - Ann: hi\n"
	saved := time.Date(2024, 3, 20, 0, 0, 0, 0, time.UTC)
	fsys := fstest.MapFS{"a.txt": &fstest.MapFile{Data: []byte(text), Mode: 0o600, ModTime: saved}}
	root, err := formats.NewRoot("a.txt", formats.RootFile, fs.FS(fsys))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range formattest.Read(t, reader{}, formats.Input{Roots: []formats.Root{root}}, formats.ReadOptions{}) {
		if m, ok := e.(*export.Message); ok {
			told = append(told, m.Time.T.Format(time.DateOnly))
		}
		if p, ok := e.(*export.Problem); ok && p.Code == export.GuessedDates {
			told = append(told, fmt.Sprintf("%s: %s", p.Name, p.Text))
		}
	}
	if got, want := strings.Join(told, ", "), "2024-03-12, mdy: "+string(byRange); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
