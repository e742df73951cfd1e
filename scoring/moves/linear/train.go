package linear

import (
	"math"
	"slices"
)

// Options say how to train.
type Options struct {
	Classes int
	// DenseDecay and WordDecay draw the weights to zero (L2).
	DenseDecay, WordDecay float64
	// MinGroups is in how many groups a word must be met to have a weight; 0 gives no weights to words.
	MinGroups int
	// Weight is the weight of each class in the loss; nil is 1 for each.
	Weight []float64
}

const (
	rounds = 150
	rate   = 0.4
)

// Train fits a model by full-batch gradient descent with steps scaled by each
// weight's own gradients (Duchi et al., Adaptive Subgradient Methods, 2011).
// The same examples in the same order give the same model.
func Train(examples []Example, o Options) *Model {
	width := 0
	for _, e := range examples {
		width = max(width, len(e.Dense))
	}
	words := vocabulary(examples, o.MinGroups)
	n := width + 1 + len(words)
	w := make([]float64, n*o.Classes)
	speed := make([]float64, len(w))
	active := make([][]int, len(examples))
	for i, e := range examples {
		for _, word := range e.Words {
			if at, ok := words[word]; ok {
				active[i] = append(active[i], width+1+at)
			}
		}
	}
	gradient := make([]float64, len(w))
	score := make([]float64, o.Classes)
	for range rounds {
		for i := range gradient {
			decay := o.DenseDecay
			switch f := i / o.Classes; {
			case f == width:
				decay = 0
			case f > width:
				decay = o.WordDecay
			}
			gradient[i] = decay * w[i]
		}
		for i := range examples {
			step(&examples[i], active[i], width, w, gradient, score, o)
		}
		for i, g := range gradient {
			speed[i] += g * g
			if speed[i] > 0 {
				w[i] -= rate * g / math.Sqrt(speed[i])
			}
		}
	}
	return assemble(w, width, words, o.Classes)
}

// step adds the gradient of one example.
func step(e *Example, active []int, width int, w, gradient, score []float64, o Options) {
	k := o.Classes
	for c := range score {
		score[c] = w[width*k+c]
		for f, v := range e.Dense {
			if v != 0 {
				score[c] += v * w[f*k+c]
			}
		}
		for _, f := range active {
			score[c] += w[f*k+c]
		}
	}
	Softmax(score)
	weight := 1.0
	if o.Weight != nil {
		weight = o.Weight[e.Label]
	}
	for c := range score {
		d := score[c] * weight
		if c == e.Label {
			d -= weight
		}
		gradient[width*k+c] += d
		for f, v := range e.Dense {
			if v != 0 {
				gradient[f*k+c] += d * v
			}
		}
		for _, f := range active {
			gradient[f*k+c] += d
		}
	}
}

// vocabulary numbers the words that are met in enough groups, in alphabetical order.
func vocabulary(examples []Example, minGroups int) map[string]int {
	out := map[string]int{}
	if minGroups <= 0 {
		return out
	}
	groups := map[string]map[string]bool{}
	for _, e := range examples {
		for _, w := range e.Words {
			if groups[w] == nil {
				groups[w] = map[string]bool{}
			}
			groups[w][e.Group] = true
		}
	}
	var kept []string
	for w, g := range groups {
		if len(g) >= minGroups {
			kept = append(kept, w)
		}
	}
	slices.Sort(kept)
	for i, w := range kept {
		out[w] = i
	}
	return out
}

func assemble(w []float64, width int, words map[string]int, k int) *Model {
	m := &Model{classes: k, words: map[string][]float64{}}
	round := func(at int) []float64 {
		out := make([]float64, k)
		for c := range out {
			out[c] = math.Round(w[at*k+c]*1000) / 1000
		}
		return out
	}
	for f := range width {
		m.dense = append(m.dense, round(f))
	}
	m.bias = round(width)
	for word, at := range words {
		v := round(width + 1 + at)
		if slices.ContainsFunc(v, func(x float64) bool { return math.Abs(x) >= 0.02 }) {
			m.words[word] = v
		}
	}
	return m
}
