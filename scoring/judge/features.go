package judge

import (
	"slices"

	"razbor/scoring"
	"razbor/scoring/moves"
)

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func capped(n, top int) float64 { return float64(min(n, top)) }

// objectClasses are the classes of objections in the order of the classes of the model "kind".
var objectClasses = [...]struct {
	class moves.Class
	kind  scoring.ObjectionKind
}{
	{moves.ObjectPrice, scoring.ObjectPrice},
	{moves.ObjectThink, scoring.ObjectThink},
	{moves.ObjectNotNow, scoring.ObjectNotNow},
	{moves.ObjectCompetitor, scoring.ObjectCompetitor},
	{moves.ObjectAuthority, scoring.ObjectAuthority},
	{moves.ObjectTrust, scoring.ObjectTrust},
	{moves.ObjectNoNeed, scoring.ObjectNoNeed},
}

func offersStep(t *moves.Turn) bool {
	return t.Any(moves.StepVisit, moves.StepCall, moves.StepSend, moves.StepBook)
}

// objectionFeatures describes a client's turn where it stands in the call.
func (c *call) objectionFeatures(i int) ([]float64, []string) {
	t := &c.turns[i]
	f := make([]float64, 0, 80)
	for _, o := range objectClasses {
		n := t.Count(o.class)
		f = append(f, flag(n > 0), flag(n > 1))
	}
	n := len(t.Tokens)
	f = append(f, flag(t.Has(moves.Accept)), flag(t.Has(moves.Moment)), flag(t.Has(moves.Ask)), flag(t.Has(moves.PriceAsk)),
		flag(t.Has(moves.Refuse)), flag(t.Has(moves.Dodge)), flag(t.Has(moves.Bye)), flag(t.Has(moves.Thanks)), flag(t.Has(moves.Rude)),
		flag(offersStep(t)), flag(t.Has(moves.NotObjection)), flag(t.Has(moves.Greet)), flag(t.Has(moves.ClientCall)),
		flag(n <= 3), flag(n >= 8), flag(n >= 16), flag(t.Has(moves.ObjectSure)))
	priced := c.price >= 0 && c.price < i
	f = append(f, flag(priced), flag(c.offer >= 0 && c.offer < i), flag(len(t.Amounts) > 0), flag(len(t.Amounts) > 0 && priced && !c.echoes(i)), flag(c.echoes(i)))
	p := c.previous(i, scoring.Manager)
	if p >= 0 {
		m := &c.turns[p]
		f = append(f, flag(m.Has(moves.Price)), flag(m.Has(moves.Presents)), flag(m.Has(moves.Ask)), flag(m.Has(moves.AskNeed) && !m.Has(moves.Presents)),
			flag(offersStep(m)), flag(offersStep(m) && m.Has(moves.Moment)), flag(m.Has(moves.PriceDodge)), flag(m.Has(moves.TopicAuthority) && m.Has(moves.Ask)),
			flag(m.Has(moves.Probe) && m.Has(moves.Ask)), flag(m.Any(moves.PressUrgency, moves.PressScare, moves.PressShame)))
	} else {
		f = append(f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	nth, of := c.nth(i), max(1, len(c.clients))
	f = append(f, flag(nth == 0), flag(nth == 1), flag(nth <= 2 && c.outbound), flag(c.outbound), float64(nth)/float64(of), flag(nth >= of-2))
	f = append(f, c.reactionFeatures(i)...)
	f = append(f, c.toneFeatures(i)...)
	return f, slices.Concat(c.words(i), c.reaction(i))
}

// reactionFeatures describes how the manager takes a client's turn: nobody says
// "подумайте" or "а что смущает" where nothing was objected.
func (c *call) reactionFeatures(i int) []float64 {
	k := c.next(i, scoring.Manager)
	if k < 0 {
		return make([]float64, 9)
	}
	m := &c.turns[k]
	return []float64{flag(m.Has(moves.Ack)), capped(m.Count(moves.Argue), 3), flag(m.Has(moves.Surrender)), flag(m.Has(moves.Probe) && m.Has(moves.Ask)), flag(m.Has(moves.Jab)),
		flag(len(m.Tokens) >= 15), flag(len(m.Tokens) <= 4), flag(m.Any(moves.PressUrgency, moves.PressScare, moves.PressShame)), flag(k == i+1)}
}

// reaction is the first words of the manager's next turn, told apart from the client's own.
func (c *call) reaction(i int) []string {
	k := c.next(i, scoring.Manager)
	if k < 0 {
		return nil
	}
	m := &c.turns[k]
	var out []string
	for n, s := range m.Stems {
		if n >= 4 {
			break
		}
		if s != "" {
			out = append(out, ">"+s)
		}
	}
	return out
}

// toneFeatures tells contrast, refusal, surprise and hearsay by their small words.
func (c *call) toneFeatures(i int) []float64 {
	t := &c.turns[i]
	f := make([]float64, 10)
	for k := range t.Tokens {
		if isElsewhere(t.Tokens[k].Text) {
			f[8] = 1
			f[9] = flag(len(t.Numbers) > 0)
		}
		switch t.Tokens[k].Text {
		case "но", "только", "просто", "хотя", "правда", "вот", "but", "though", "only", "just", "look", "thing":
			f[0] = 1
			if k < 3 {
				f[1] = 1
			}
		case "не", "нет", "ни", "нету", "без", "no", "not", "dont", "cant", "didnt", "wont", "never", "isnt", "doesnt", "wouldnt", "without":
			f[2] = 1
		case "ого", "ой", "ух", "вах", "батюшки", "ничего", "офигеть", "обалдеть", "мда", "wow", "ouch", "yikes", "whoa", "blimey", "gosh", "jeez", "goodness", "crikey", "oof":
			f[3] = 1
		case "говорят", "говорит", "сказал", "сказали", "называли", "предлагают", "предлагает", "обещают", "обещал", "дают", "берет", "берут", "сделает", "возят", "считали", "пишут", "said", "says", "quoted", "offered", "told", "gave", "charges", "does", "theyll", "hell", "doing":
			f[4] = 1
		case "мне", "нам", "меня", "нас", "у", "my", "our", "me", "us", "weve", "ive":
			f[5] = 1
		case "муж", "мужем", "жена", "женой", "директор", "директора", "шеф", "мама", "мамой", "партнер", "партнером", "сын", "дочь", "husband", "wife", "boss", "partner", "manager", "owner", "brother", "dad", "mom", "mum":
			f[6] = 1
		}
		if t.Tokens[k].Stop == '!' {
			f[7] = 1
		}
	}
	return f
}

// isElsewhere says that a word speaks of another seller or of hearsay.
func isElsewhere(w string) bool {
	switch w {
	case "там", "других", "другой", "другом", "другая", "другие", "другую", "сосед", "соседа", "соседи", "соседней", "друг", "друга", "знакомый", "знакомые", "знакомого", "подруга", "брат", "парень", "мужик", "мужики", "озон", "озоне",
		"авито", "маркетплейсе", "вайлдберриз", "интернете", "конторе", "конторы", "фирме", "магазине", "салоне", "клинике", "конкуренты", "сбере", "банке", "рынке",
		"amazon", "amazons", "online", "mate", "mates", "neighbor", "neighbour", "friend", "buddy", "guy", "guys", "bloke", "lad", "fella", "else", "elsewhere", "another", "other", "place", "competitor", "costco", "ebay", "they", "theyre", "theyll", "nephew":
		return true
	}
	return false
}

// nth says how many turns the client had before turn i.
func (c *call) nth(i int) int {
	lo, hi := 0, len(c.clients)
	for lo < hi {
		m := (lo + hi) / 2
		if c.clients[m] < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// echoes says whether the client repeats a sum that the manager has just named.
func (c *call) echoes(i int) bool {
	p := c.previous(i, scoring.Manager)
	if p < 0 {
		return false
	}
	for _, a := range c.turns[i].Numbers {
		for _, b := range c.turns[p].Numbers {
			if a.Milli == b.Milli || a.Milli*1000 == b.Milli || a.Milli == b.Milli*1000 {
				return true
			}
		}
	}
	return false
}

// words are the stems of a turn and their pairs.
func (c *call) words(i int) []string {
	if c.spoken == nil {
		c.spoken = make([][]string, len(c.turns))
	}
	if c.spoken[i] == nil {
		c.spoken[i] = pairs(&c.turns[i])
	}
	return c.spoken[i]
}

func pairs(t *moves.Turn) []string {
	out := make([]string, 0, len(t.Stems)*2)
	for k, s := range t.Stems {
		if s == "" {
			continue
		}
		out = append(out, s)
		if k > 0 && t.Stems[k-1] != "" && t.Tokens[k-1].Stop == 0 {
			out = append(out, t.Stems[k-1]+" "+s)
		}
	}
	return out
}

// answerFeatures describes the manager's answer to an objection at turn i.
func (c *call) answerFeatures(i int) []float64 {
	f := make([]float64, 0, 48)
	k := c.next(i, scoring.Manager)
	if k < 0 {
		return append(f, 1)
	}
	f = append(f, 0)
	for part := range 2 {
		if part == 1 {
			k = c.next(k, scoring.Manager)
			if k < 0 {
				f = append(f, 1)
				break
			}
			f = append(f, 0)
		}
		t := &c.turns[k]
		n := len(t.Tokens)
		f = append(f, capped(t.Count(moves.Argue), 3), flag(t.Has(moves.Argue)), flag(t.Has(moves.Ack)), flag(t.Has(moves.Ask)), flag(t.Has(moves.Probe) && t.Has(moves.Ask)),
			flag(n >= 7), flag(n >= 12), flag(n >= 18), flag(n <= 4), flag(t.Has(moves.Surrender)), capped(t.Count(moves.Surrender), 3), flag(t.Has(moves.Jab)),
			flag(t.Has(moves.Rude)), flag(t.Any(moves.PressScare, moves.PressShame, moves.PressUrgency, moves.PressPush)), flag(offersStep(t)), flag(t.Has(moves.Price)),
			flag(len(t.Numbers) > 0), flag(t.Has(moves.Bye)), flag(t.Has(moves.PriceDodge)), flag(t.Has(moves.Moment)), capped(n, 30)/10)
	}
	return f
}
