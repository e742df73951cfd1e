package linear

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func lessons() []Example {
	var out []Example
	for i := range 60 {
		e := Example{Dense: []float64{float64(i%5) / 5}, Label: i % 3, Group: string(rune('a' + i%20))}
		switch e.Label {
		case 1:
			e.Words = []string{"дорог", "очень дорог"}
		case 2:
			e.Words = []string{"подума"}
		default:
			e.Words = []string{"хорош"}
		}
		out = append(out, e)
	}
	return out
}

func TestATrainedModelTellsItsClasses(t *testing.T) {
	t.Parallel()
	m := Train(lessons(), Options{Classes: 3, DenseDecay: 1, WordDecay: 1, MinGroups: 2})
	for word, want := range map[string]int{"хорош": 0, "дорог": 1, "подума": 2} {
		got, p := m.Best([]float64{0.2}, []string{word})
		if got != want || p < 0.5 {
			t.Errorf("%s is class %d at %.2f, want %d", word, got, p, want)
		}
	}
	sum := 0.0
	for _, p := range m.Likelihoods(nil, []float64{0.4}, []string{"дорог"}) {
		sum += p
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("likelihoods sum to %v", sum)
	}
}

func TestTheSameLessonsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	o := Options{Classes: 3, DenseDecay: 1, WordDecay: 1, MinGroups: 2}
	a, b := Set{"m": Train(lessons(), o)}.Format(), Set{"m": Train(lessons(), o)}.Format()
	if !bytes.Equal(a, b) {
		t.Error("two trainings differ")
	}
	read, err := Parse(a)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read.Format(), a) {
		t.Error("what was written is read otherwise")
	}
}

func TestBadWeightsAreReportedWithTheirLine(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"line 1": "bias - 1 2\n", "line 2": "model m 2\nbias - 1\n", "line 3": "model m 2\nbias - 1 2\nword x 1 oops\n", "no bias": "model m 2\ndense 0 1 2\n",
	} {
		if _, err := Parse([]byte(file)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q gives %v, want %s", file, err, name)
		}
	}
}

func TestTheCarriedModelsAreWhole(t *testing.T) {
	t.Parallel()
	set, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"question", "presents", "target", "objection", "kind", "answer", "step", "outcome", "pressure", "offer_end", "last_word", "tone", "need", "qualify"} {
		if set[name] == nil {
			t.Errorf("no model %s", name)
		}
	}
}
