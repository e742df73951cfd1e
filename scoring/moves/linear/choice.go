package linear

import "math"

// Choice is a set of alternatives of which a person chose one. The label of an
// alternative is 1 where it was chosen or is as good as the one chosen.
type Choice []Example

// TrainChoice fits a model of one class whose scores rank alternatives: a
// conditional logit (McFadden, Conditional Logit Analysis of Qualitative Choice
// Behavior, 1974) that raises the likelihood that one of the right alternatives
// is chosen. The same choices in the same order give the same model.
func TrainChoice(choices []Choice, o Options) *Model {
	width := 0
	var all []Example
	for _, c := range choices {
		all = append(all, c...)
		for _, a := range c {
			width = max(width, len(a.Dense))
		}
	}
	words := vocabulary(all, o.MinGroups)
	w := make([]float64, width+1+len(words)) // the one after the dense features is the bias that a model has; it tells nothing apart
	gradient, speed := make([]float64, len(w)), make([]float64, len(w))
	for range rounds {
		for f := range gradient {
			gradient[f] = o.DenseDecay * w[f]
			if f > width {
				gradient[f] = o.WordDecay * w[f]
			}
		}
		for _, c := range choices {
			c.step(w, gradient, width, words)
		}
		for f, g := range gradient {
			speed[f] += g * g
			if speed[f] > 0 {
				w[f] -= rate * g / math.Sqrt(speed[f])
			}
		}
	}
	return assemble(w, width, words, 1)
}

// step adds the gradient of one choice.
func (c Choice) step(w, gradient []float64, width int, words map[string]int) {
	if len(c) == 0 {
		return
	}
	p := make([]float64, len(c))
	for i, a := range c {
		a.each(width, words, func(f int, v float64) { p[i] += v * w[f] })
	}
	Softmax(p)
	right := 0.0
	for i, a := range c {
		right += p[i] * float64(a.Label)
	}
	if right <= 0 {
		return
	}
	for i, a := range c {
		d := p[i] - p[i]*float64(a.Label)/right
		a.each(width, words, func(f int, v float64) { gradient[f] += d * v })
	}
}

// each calls do for every feature of an example that is not zero, by its weight's place.
func (e Example) each(width int, words map[string]int, do func(f int, v float64)) {
	for f, v := range e.Dense {
		if v != 0 {
			do(f, v)
		}
	}
	for _, word := range e.Words {
		if at, ok := words[word]; ok {
			do(width+1+at, 1)
		}
	}
}
