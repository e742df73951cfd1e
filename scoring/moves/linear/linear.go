// Package linear holds small linear models: multinomial logistic regression
// over a few dense features and words, trained from labelled examples by a
// command of the repository and kept as a file of text. To judge with them is
// a sum and a comparison, the same on every machine.
package linear

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Example is what a model sees: numbers in a fixed order, and words.
// Label is the index of the right class, used in training only.
type Example struct {
	Dense []float64
	Words []string
	Label int
	// Group is the call that the example comes from; a word must be met in
	// several groups to have a weight.
	Group string
}

// Model gives a score to each of its classes.
type Model struct {
	classes int
	bias    []float64
	dense   [][]float64          // by feature, then class
	words   map[string][]float64 // by word, then class
}

// Classes is how many classes the model tells apart.
func (m *Model) Classes() int { return m.classes }

// Scores appends the score of each class for an example. The scores are the
// logarithms of likelihoods up to a common term.
func (m *Model) Scores(dst []float64, dense []float64, words []string) []float64 {
	at := len(dst)
	dst = append(dst, m.bias...)
	s := dst[at:]
	for i, v := range dense {
		if v == 0 || i >= len(m.dense) {
			continue
		}
		for k, w := range m.dense[i] {
			s[k] += float64(v * w) // the conversion keeps the product from being fused, which would differ by machine
		}
	}
	for _, word := range words {
		for k, w := range m.words[word] {
			s[k] += w
		}
	}
	return dst
}

// Best returns the class of the highest score and its likelihood, 0 to 1.
func (m *Model) Best(dense []float64, words []string) (class int, likelihood float64) {
	var room [10]float64
	s := m.Scores(room[:0], dense, words)
	Softmax(s)
	for k := range s {
		if s[k] > s[class] {
			class = k
		}
	}
	return class, s[class]
}

// Likelihood returns the likelihood of one class, 0 to 1.
func (m *Model) Likelihood(class int, dense []float64, words []string) float64 {
	var room [10]float64
	s := m.Scores(room[:0], dense, words)
	Softmax(s)
	return s[class]
}

// Likelihoods appends the likelihood of each class; together they are 1.
func (m *Model) Likelihoods(dst []float64, dense []float64, words []string) []float64 {
	at := len(dst)
	dst = m.Scores(dst, dense, words)
	Softmax(dst[at:])
	return dst
}

// Softmax turns scores into likelihoods that sum to 1. It needs at least one.
func Softmax(s []float64) {
	top := slices.Max(s)
	sum := 0.0
	for k := range s {
		s[k] = math.Exp(s[k] - top)
		sum += s[k]
	}
	for k := range s {
		s[k] /= sum
	}
}

// Set is models by name.
type Set map[string]*Model

//go:embed weights.txt
var weights []byte

// BuiltIn returns the models that the program carries.
var BuiltIn = sync.OnceValues(func() (Set, error) { return Parse(weights) })

// Parse reads a set of models as Format writes it; errors carry the line.
func Parse(data []byte) (Set, error) {
	set := Set{}
	var m *Model
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		fields := strings.Fields(sc.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if fields[0] == "model" {
			if len(fields) != 3 {
				return nil, fmt.Errorf("weights line %d: want model, name and number of classes", n)
			}
			k, err := strconv.Atoi(fields[2])
			if err != nil || k < 1 || k > 10 {
				return nil, fmt.Errorf("weights line %d: a model has 1 to 10 classes", n)
			}
			m = &Model{classes: k, words: map[string][]float64{}}
			set[fields[1]] = m
			continue
		}
		if m == nil || len(fields) != m.classes+2 {
			return nil, fmt.Errorf("weights line %d: want a feature and the weight of each class", n)
		}
		w := make([]float64, m.classes)
		for k := range w {
			v, err := strconv.ParseFloat(fields[k+2], 64)
			if err != nil {
				return nil, fmt.Errorf("weights line %d: %w", n, err)
			}
			w[k] = v
		}
		switch fields[0] {
		case "bias":
			m.bias = w
		case "dense":
			m.dense = append(m.dense, w)
		case "word":
			m.words[strings.ReplaceAll(fields[1], "_", " ")] = w
		default:
			return nil, fmt.Errorf("weights line %d: unknown kind %q", n, fields[0])
		}
	}
	for name, m := range set {
		if len(m.bias) != m.classes {
			return nil, fmt.Errorf("weights: model %s has no bias", name)
		}
	}
	return set, sc.Err()
}

// Format writes a set of models, the same bytes for the same models.
func (s Set) Format() []byte {
	var b bytes.Buffer
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		m := s[name]
		fmt.Fprintf(&b, "model %s %d\n", name, m.classes)
		line(&b, "bias", "-", m.bias)
		for i, w := range m.dense {
			line(&b, "dense", strconv.Itoa(i), w)
		}
		words := make([]string, 0, len(m.words))
		for w := range m.words {
			words = append(words, w)
		}
		slices.Sort(words)
		for _, w := range words {
			line(&b, "word", strings.ReplaceAll(w, " ", "_"), m.words[w])
		}
	}
	return b.Bytes()
}

func line(b *bytes.Buffer, kind, name string, weights []float64) {
	fmt.Fprintf(b, "%s %s", kind, name)
	for _, w := range weights {
		fmt.Fprintf(b, " %.3f", w)
	}
	b.WriteByte('\n')
}
