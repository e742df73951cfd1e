// Command leaveout prints how well the judge agrees with the labelled calls of
// the repository: with the models that the program carries, and with each
// author left out in turn, that is judged by models trained on the others.
//
//	go run ./scoring/eval/leaveout            both figures
//	go run ./scoring/eval/leaveout -train     trains the carried models and writes them
//	go run ./scoring/eval/leaveout -predict [-out AUTHOR] FILE...  writes labels as JSON, one call a line
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"razbor/scoring/checklist"
	"razbor/scoring/corpus"
	"razbor/scoring/eval"
	"razbor/scoring/judge"
	"razbor/scoring/moves/linear"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "leaveout:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("leaveout", flag.ContinueOnError)
	data := flags.String("data", filepath.Join("scoring", "corpus", "data"), "folder of the corpora, one author a file")
	train := flags.Bool("train", false, "train the carried models on all authors and write them")
	weights := flags.String("weights", filepath.Join("scoring", "moves", "linear", "weights.txt"), "file that -train writes")
	full := flags.Bool("full", false, "print every table")
	predict := flags.Bool("predict", false, "write the labels of the files named")
	without := flags.String("out", "", "authors whose calls the models must not know, parted by commas (with -predict)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	authors, err := read(*data)
	if err != nil {
		return err
	}
	phrases, err := readPhrases(filepath.Join(*data, "phrases.txt"))
	if err != nil {
		return err
	}
	switch {
	case *train:
		set, err := judge.Learn(lessons(authors, ""), phrases)
		if err != nil {
			return err
		}
		return os.WriteFile(*weights, set.Format(), 0o644)
	case *predict:
		return write(out, authors, phrases, *without, flags.Args())
	}
	return figures(out, authors, phrases, flags.Args(), *full)
}

// author is the calls that one person wrote and labelled.
type author struct {
	name  string
	calls []corpus.Call
}

func read(dir string) ([]author, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var out []author
	for _, f := range files {
		calls, err := readFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, author{strings.TrimSuffix(filepath.Base(f), ".jsonl"), calls})
	}
	return out, nil
}

func readFile(name string) ([]corpus.Call, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	calls, err := corpus.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return calls, nil
}

func readPhrases(name string) ([]corpus.Phrase, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	phrases, err := corpus.ReadPhrases(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return phrases, nil
}

func together(authors []author, without string) []corpus.Call {
	var all []corpus.Call
	for _, a := range authors {
		if !slices.Contains(strings.Split(without, ","), a.name) {
			all = append(all, a.calls...)
		}
	}
	return all
}

// lessons are the calls to train on. The demo is what a newcomer sees first, so
// its calls count five times.
func lessons(authors []author, without string) []corpus.Call {
	all := together(authors, without)
	for _, a := range authors {
		if a.name == "demo" && !slices.Contains(strings.Split(without, ","), "demo") {
			for range 4 {
				all = append(all, a.calls...)
			}
		}
	}
	return all
}

// figures prints both tables; files named are judged by models of all authors and reported apart.
func figures(out io.Writer, authors []author, phrases []corpus.Phrase, files []string, full bool) error {
	carried, err := linear.BuiltIn()
	if err != nil {
		return err
	}
	sets, err := withoutEach(authors, phrases)
	if err != nil {
		return err
	}
	known, left := map[string]corpus.Labels{}, map[string]corpus.Labels{}
	for i, a := range authors {
		if err := predictInto(known, carried, a.calls); err != nil {
			return err
		}
		if err := predictInto(left, sets[i], a.calls); err != nil {
			return err
		}
		fmt.Fprintf(out, "== %s left out\n%s\n", a.name, report(a.calls, left, full))
	}
	all := together(authors, "")
	fmt.Fprintf(out, "== all, each author left out in turn\n%s\n== all, with the carried models\n%s", eval.Compare(all, left), eval.Compare(all, known))
	for _, f := range files {
		calls, err := readFile(f)
		if err != nil {
			return err
		}
		unseen := map[string]corpus.Labels{}
		if err := predictInto(unseen, carried, calls); err != nil {
			return err
		}
		fmt.Fprintf(out, "\n== %s\n%s", f, eval.Compare(calls, unseen))
	}
	return nil
}

// withoutEach trains, for each author, models that never saw his calls.
func withoutEach(authors []author, phrases []corpus.Phrase) ([]linear.Set, error) {
	sets := make([]linear.Set, len(authors))
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, a := range authors {
		work.Go(func() error {
			var err error
			sets[i], err = judge.Learn(lessons(authors, a.name), phrases)
			return err
		})
	}
	return sets, work.Wait()
}

func report(calls []corpus.Call, predicted map[string]corpus.Labels, full bool) string {
	s := eval.Compare(calls, predicted).String()
	if full {
		return s
	}
	return s[strings.Index(s, "macro"):]
}

func predictInto(dst map[string]corpus.Labels, set linear.Set, calls []corpus.Call) error {
	j, err := judge.NewWith(checklist.BuiltIn("ru"), set)
	if err != nil {
		return err
	}
	for _, c := range calls {
		dst[c.ID] = corpus.LabelsOf(j.Judge(c.Transcript()))
	}
	return nil
}

func write(out io.Writer, authors []author, phrases []corpus.Phrase, without string, files []string) error {
	set, err := linear.BuiltIn()
	if err == nil && without != "" {
		set, err = judge.Learn(lessons(authors, without), phrases)
	}
	if err != nil {
		return err
	}
	j, err := judge.NewWith(checklist.BuiltIn("ru"), set)
	if err != nil {
		return err
	}
	for _, name := range files {
		calls, err := readFile(name)
		if err != nil {
			return err
		}
		for _, c := range calls {
			if err := corpus.Write(out, corpus.Result{ID: c.ID, Labels: corpus.LabelsOf(j.Judge(c.Transcript()))}); err != nil {
				return err
			}
		}
	}
	return nil
}
