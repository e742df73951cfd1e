package judge

import (
	"slices"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/corpus"
	"razbor/scoring/moves"
	"razbor/scoring/moves/linear"
)

// Learn trains the models from labelled calls and single sentences, each on what those before it
// say, in a fixed order. The same calls give the same models.
func Learn(calls []corpus.Call, phrases []corpus.Phrase) (linear.Set, error) {
	set := linear.Set{}
	labelled := slices.DeleteFunc(slices.Clone(calls), func(c corpus.Call) bool { return c.Labels == nil })
	reader, err := moves.NewReader(nil, set)
	if err != nil {
		return nil, err
	}
	var questions []linear.Example
	for _, c := range labelled {
		questions = append(questions, reader.QuestionExamples(c.Transcript(), c.ID)...)
	}
	set["question"] = linear.Train(questions, linear.Options{Classes: 2, DenseDecay: 1, WordDecay: 2, MinGroups: 3})
	for _, stage := range stages {
		j, err := NewWith(checklist.BuiltIn("ru"), set)
		if err != nil {
			return nil, err
		}
		var examples []linear.Example
		for _, c := range labelled {
			k := &call{outbound: c.Direction == "outbound", turns: j.reader.Read(c.Transcript()), models: set}
			k.survey()
			k.greeting = j.greeting()
			examples = append(examples, stage.examples(k, c)...)
		}
		examples = append(examples, phraseExamples(stage.name, j.reader, set, phrases)...)
		set[stage.name] = linear.Train(examples, stage.options)
	}
	return set, learnPlaces(set, labelled)
}

// learnPlaces trains the models that point at a turn, after all others.
func learnPlaces(set linear.Set, labelled []corpus.Call) error {
	j, err := NewWith(checklist.BuiltIn("ru"), set)
	if err != nil {
		return err
	}
	choices := map[string][]linear.Choice{}
	for _, c := range labelled {
		k := &call{outbound: c.Direction == "outbound", turns: j.reader.Read(c.Transcript()), models: set}
		k.survey()
		for name, item := range places {
			if choice, ok := placeChoice(item, k, c); ok {
				choices[name] = append(choices[name], choice)
			}
		}
	}
	for name := range places {
		set[name] = linear.TrainChoice(choices[name], placeOptions)
	}
	return nil
}

// places are the models that point at a turn, by the item they point for.
var places = map[string]scoring.Item{"offer_end": scoring.Qualification, "last_word": scoring.NextStep}

var placeOptions = linear.Options{DenseDecay: 1, WordDecay: 4, MinGroups: 3}

// stages are the models after "question", in the order of their training.
var stages = []struct {
	name     string
	options  linear.Options
	examples func(*call, corpus.Call) []linear.Example
}{
	{"presents", linear.Options{Classes: 2, DenseDecay: 1, WordDecay: 2, MinGroups: 3}, offerExamples},
	{"opening", linear.Options{Classes: 4, DenseDecay: 1, WordDecay: 3, MinGroups: 3}, openingExamples},
	{"target", linear.Options{Classes: 2, DenseDecay: 0.5, WordDecay: 2, MinGroups: 3}, targetExamples},
	{"objection", linear.Options{Classes: 2, DenseDecay: 0.3, WordDecay: 4, MinGroups: 4}, objectionExamples},
	{"kind", linear.Options{Classes: len(objectClasses), DenseDecay: 0.5, WordDecay: 1, MinGroups: 2}, kindExamples},
	{"answer", linear.Options{Classes: 2, DenseDecay: 1, WordDecay: 3, MinGroups: 3}, answerExamples},
	{"step", linear.Options{Classes: 3, DenseDecay: 12}, stepExamples},
	{"outcome", linear.Options{Classes: 5, DenseDecay: 0.5}, outcomeExamples},
	{"pressure", linear.Options{Classes: 2, DenseDecay: 0.2, WordDecay: 5, MinGroups: 4}, pressureExamples},
	{"tone", linear.Options{Classes: 2, DenseDecay: 5}, toneExamples},
	{"need", linear.Options{Classes: 3, DenseDecay: 4}, needExamples},
	{"qualify", linear.Options{Classes: 3, DenseDecay: 8}, qualifyExamples},
}

// offerExamples: the turn where a listener says that the offer began unasked is
// one that presents, and those before it are none; where the need was asked,
// the turns up to the second question are none.
func offerExamples(k *call, c corpus.Call) []linear.Example {
	var out []linear.Example
	add := func(i, label int) {
		dense, said := moves.OfferExample(k.turns, i)
		out = append(out, linear.Example{Dense: dense, Words: said, Label: label, Group: c.ID})
	}
	at, labelled := c.Labels.At[scoring.Need]
	asked := 0
	for _, i := range k.managers {
		t := &k.turns[i]
		switch {
		case labelled && i < at:
			add(i, 0)
		case labelled && i == at:
			add(i, 1)
			return out
		case !labelled && c.Labels.Items[scoring.Need] == scoring.Pass:
			if t.Has(moves.AskNeed) {
				asked += t.Questions
			}
			if t.Has(moves.Price) {
				add(i, 1)
				return out
			}
			if asked <= 2 {
				add(i, 0)
			}
		}
	}
	return out
}

func openingExamples(k *call, c corpus.Call) []linear.Example {
	label := slices.Index(openingVerdicts[:], c.Labels.Items[scoring.Greeting])
	if label < 0 {
		return nil
	}
	dense, said := k.openingFeatures(k.openingHeard(k.greeting))
	return []linear.Example{{Dense: dense, Words: said, Label: label, Group: c.ID}}
}

func targetExamples(k *call, c corpus.Call) []linear.Example {
	dense, said := k.targetFeatures()
	label := 1
	if c.Labels.Outcome == scoring.OutcomeNontarget {
		label = 0
	}
	return []linear.Example{{Dense: dense, Words: said, Label: label, Group: c.ID}}
}

func objectionExamples(k *call, c corpus.Call) []linear.Example {
	if c.Labels.Outcome == scoring.OutcomeNontarget {
		return nil
	}
	var out []linear.Example
	for _, i := range k.clients {
		if len(k.turns[i].Tokens) == 0 {
			continue
		}
		dense, said := k.objectionFeatures(i)
		e := linear.Example{Dense: dense, Words: said, Group: c.ID}
		if slices.ContainsFunc(c.Labels.Objections, func(o corpus.Objection) bool { return o.Segment == i }) {
			e.Label = 1
		}
		out = append(out, e)
	}
	return out
}

func kindExamples(k *call, c corpus.Call) []linear.Example {
	var out []linear.Example
	for _, o := range c.Labels.Objections {
		label := kindClass(o.Kind)
		if o.Segment >= len(k.turns) || label < 0 {
			continue
		}
		dense, said := k.objectionFeatures(o.Segment)
		out = append(out, linear.Example{Dense: dense, Words: said, Label: label, Group: c.ID})
	}
	return out
}

// kindClass is the class of the model "kind" for a kind of objection, or -1.
func kindClass(kind scoring.ObjectionKind) int {
	for n, o := range objectClasses {
		if o.kind == kind {
			return n
		}
	}
	return -1
}

func answerExamples(k *call, c corpus.Call) []linear.Example {
	var out []linear.Example
	for _, o := range c.Labels.Objections {
		if o.Segment >= len(k.turns) {
			continue
		}
		out = append(out, linear.Example{Dense: k.answerFeatures(o.Segment), Words: k.answerWords(o.Segment), Label: int(flag(o.Handled)), Group: c.ID})
	}
	return out
}

func stepExamples(k *call, c corpus.Call) []linear.Example {
	label := slices.Index(stepVerdicts[:], c.Labels.Items[scoring.NextStep])
	if label < 0 {
		return nil
	}
	return []linear.Example{{Dense: k.stepFeatures(), Label: label, Group: c.ID}}
}

func outcomeExamples(k *call, c corpus.Call) []linear.Example {
	label := slices.Index(outcomes[:], c.Labels.Outcome)
	k.stepVerdict = c.Labels.Items[scoring.NextStep]
	if label < 0 || k.stepVerdict == scoring.Miss {
		return nil
	}
	return []linear.Example{{Dense: k.outcomeFeatures(), Label: label, Group: c.ID}}
}

func pressureExamples(k *call, c corpus.Call) []linear.Example {
	if c.Labels.Outcome == scoring.OutcomeNontarget {
		return nil
	}
	var out []linear.Example
	at, pressed := c.Labels.At[scoring.Pressure]
	for _, i := range k.managers {
		if pressed && i > at {
			break // what follows the first pressing turn may press too
		}
		dense, said := k.pressureFeatures(i)
		out = append(out, linear.Example{Dense: dense, Words: said, Label: int(flag(pressed && i == at)), Group: c.ID})
	}
	return out
}

// placeChoice is the choice of a listener who pointed at one of the manager's turns for an item.
func placeChoice(item scoring.Item, k *call, c corpus.Call) (linear.Choice, bool) {
	at, ok := c.Labels.At[item]
	if !ok || at >= len(k.turns) {
		return nil, false
	}
	var out linear.Choice
	for _, i := range k.managers {
		d := k.turns[i].StartMS - k.turns[at].StartMS
		dense, said := k.placeFeatures(i)
		out = append(out, linear.Example{Dense: dense, Words: said, Label: int(flag(d >= -nearMS && d <= nearMS)), Group: c.ID})
	}
	return out, true
}

func toneExamples(k *call, c corpus.Call) []linear.Example {
	if !c.Labels.Lost || c.Labels.LossReason == nil {
		return nil
	}
	return []linear.Example{{Dense: k.toneOfEnd(), Label: int(flag(*c.Labels.LossReason == scoring.ReasonRudeness)), Group: c.ID}}
}

func needExamples(k *call, c corpus.Call) []linear.Example {
	label := slices.Index(stepVerdicts[:], c.Labels.Items[scoring.Need])
	if label < 0 {
		return nil
	}
	return []linear.Example{{Dense: k.needFeatures(k.offer), Label: label, Group: c.ID}}
}

func qualifyExamples(k *call, c corpus.Call) []linear.Example {
	label := slices.Index(stepVerdicts[:], c.Labels.Items[scoring.Qualification])
	if label < 0 {
		return nil
	}
	return []linear.Example{{Dense: k.qualifyFeatures(), Label: label, Group: c.ID}}
}
