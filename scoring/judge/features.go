package judge

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/moves"
	"razbor/scoring/text"
)

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func capped(n, top int) float64 { return float64(min(n, top)) }

// objectClasses are the classes of objections in the order of the model's classes 1 to 7.
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
	f := make([]float64, 0, 56)
	for _, o := range objectClasses {
		n := t.Count(o.class)
		f = append(f, flag(n > 0), flag(n > 1))
	}
	n := len(t.Tokens)
	f = append(f, flag(t.Has(moves.Accept)), flag(t.Has(moves.Moment)), flag(t.Has(moves.Ask)), flag(t.Has(moves.PriceAsk)),
		flag(t.Has(moves.Refuse)), flag(t.Has(moves.Dodge)), flag(t.Has(moves.Bye)), flag(t.Has(moves.Thanks)), flag(t.Has(moves.Rude)),
		flag(offersStep(t)), flag(t.Has(moves.NotObjection)), flag(t.Has(moves.Greet)), flag(t.Has(moves.ClientCall)),
		flag(n <= 3), flag(n >= 8), flag(n >= 16))
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
	return f, append(words(t), c.reaction(i)...)
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
func words(t *moves.Turn) []string {
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

// stepFeatures describes how the call ends: what was offered with what time and how it was met.
func (c *call) stepFeatures() []float64 {
	s := c.step
	f := make([]float64, 0, 64)
	f = append(f, flag(s.kind == stepNone), flag(s.kind == stepVisit), flag(s.kind == stepCall), flag(s.kind == stepSend), flag(s.kind == stepBook),
		flag(s.time), flag(s.accepted), flag(s.accepted && s.time), flag(s.contact), flag(s.refused), flag(s.dodged))
	m, cl, last := c.tally(10, scoring.Manager), c.tally(10, scoring.Client), c.tally(5, scoring.SpeakerUnknown)
	f = append(f, capped(m[0], 3), flag(m[0] > 1), flag(m[0] > 0 && cl[0] > 0))
	for k := range tallied {
		f = append(f, flag(m[k] > 0), flag(cl[k] > 0), flag(last[k] > 0))
	}
	f = append(f, capped(m[8], 3), capped(cl[5], 3))
	f = append(f, c.endingFeatures()...)
	open := -1
	for _, o := range c.objections {
		if !o.Handled {
			open = o.Segment
		}
	}
	f = append(f, flag(open >= 0), flag(open >= 0 && s.at >= 0 && open > s.at), flag(open >= len(c.turns)-6), flag(c.agreedDay()), flag(c.namesTaken()), capped(len(c.turns), 30)/10)
	return f
}

// endingFeatures follows the last offer of a moment or a step to the end: how
// the client took it and what the manager said after.
func (c *call) endingFeatures() []float64 {
	f := make([]float64, 16)
	offer := -1
	for _, i := range c.managers {
		t := &c.turns[i]
		if (t.Has(moves.Moment) || offersStep(t)) && !t.Has(moves.Surrender) {
			offer = i
		}
	}
	if offer < 0 {
		f[0] = 1
		return f
	}
	t := &c.turns[offer]
	f[1], f[2] = flag(t.Has(moves.Moment)), flag(t.Has(moves.Ask))
	if k := c.next(offer, scoring.Client); k >= 0 {
		r := &c.turns[k]
		f[3], f[4], f[5] = flag(r.Has(moves.Accept)), flag(r.Has(moves.Refuse) || denies(r)), flag(r.Has(moves.Moment))
		f[6], f[7], f[8] = flag(r.Any(moves.Bye, moves.Thanks)), flag(r.Has(moves.Dodge)), flag(r.Has(moves.Ask))
		f[9] = flag(c.isObjection(k))
	} else {
		f[10] = 1
	}
	if k := c.previous(offer, scoring.Client); k >= 0 {
		r := &c.turns[k]
		f[11], f[12] = flag(r.Has(moves.Moment) || r.Has(moves.Accept)), flag(r.Has(moves.Refuse) || denies(r))
	}
	for i := offer + 1; i < len(c.turns); i++ {
		if c.turns[i].Speaker == scoring.Manager && c.turns[i].Has(moves.Surrender) {
			f[13] = 1
		}
		if c.turns[i].Speaker == scoring.Client && (c.turns[i].Has(moves.Refuse) || denies(&c.turns[i])) {
			f[14] = 1
		}
	}
	f[15] = min(3, float64(len(c.turns)-offer)/4)
	return f
}

// denies says that an utterance begins with a no or a cannot.
func denies(t *moves.Turn) bool {
	for k := 0; k < min(4, len(t.Tokens)); k++ {
		switch t.Tokens[k].Text {
		case "не", "нет", "неа", "no", "nope", "nah", "not", "cant", "dont", "wont":
			return true
		}
	}
	return false
}

func (c *call) isObjection(turn int) bool {
	for _, o := range c.objections {
		if o.Segment == turn {
			return true
		}
	}
	return false
}

// tallied are the classes that say how a call ends.
var tallied = [...]moves.Class{
	moves.Moment, moves.StepVisit, moves.StepCall, moves.StepSend, moves.StepBook, moves.Accept, moves.Dodge, moves.Refuse,
	moves.Surrender, moves.Bye, moves.AdminCue, moves.Contact, moves.ClientCall, moves.Ask, moves.Thanks,
}

// tally counts in how many of the last turns each class is heard, from one side or from both.
func (c *call) tally(last int, side scoring.Speaker) (n [len(tallied)]int) {
	for i := max(0, len(c.turns)-last); i < len(c.turns); i++ {
		t := &c.turns[i]
		if side != scoring.SpeakerUnknown && t.Speaker != side {
			continue
		}
		for k, class := range tallied {
			if t.Has(class) {
				n[k]++
			}
		}
	}
	return n
}

// outcomeFeatures adds to how the call ends what kind of step the talk was about.
func (c *call) outcomeFeatures() []float64 {
	f := c.stepFeatures()
	f = append(f, flag(c.stepVerdict == scoring.Pass), flag(c.stepVerdict == scoring.Partial), flag(c.stepVerdict == scoring.Miss), flag(c.outbound), flag(c.price >= 0))
	visit, book, send, callback := 0, 0, 0, 0
	for i := range c.turns {
		t := &c.turns[i]
		visit += int(flag(t.Has(moves.StepVisit)))
		book += int(flag(t.Has(moves.StepBook)))
		send += int(flag(t.Has(moves.StepSend)))
		callback += int(flag(t.Has(moves.StepCall) || t.Has(moves.ClientCall)))
	}
	return append(f, capped(visit, 4), capped(book, 4), capped(send, 4), capped(callback, 4), flag(book > visit), flag(visit > book), flag(send > visit && send > book))
}

// targetFeatures describes the beginning of a call: does it sound like a sales talk.
func (c *call) targetFeatures() ([]float64, []string) {
	var f []float64
	var said []string
	early, all := [4]int{}, [4]int{}
	classes := [4]moves.Class{moves.WrongNumber, moves.Spam, moves.Job, moves.Service}
	for n, i := range c.clients {
		t := &c.turns[i]
		for k, class := range classes {
			count := min(2, t.Count(class))
			all[k] += count
			if n < 3 {
				early[k] += count
			}
		}
		if n < 2 {
			said = append(said, words(t)...)
		}
	}
	manager := [4]int{}
	for n, i := range c.managers {
		for k, class := range classes {
			if n < 6 {
				manager[k] += min(2, c.turns[i].Count(class))
			}
		}
	}
	for k := range classes {
		f = append(f, flag(early[k] > 0), flag(early[k] > 1), flag(all[k] > 1), flag(manager[k] > 0))
	}
	objects, needs := 0, 0
	for i := range c.turns {
		objects += int(flag(c.turns[i].Has(moves.Objects)))
		needs += int(flag(c.turns[i].Has(moves.AskNeed)))
	}
	f = append(f, flag(c.price >= 0), flag(c.priceAsk >= 0), flag(c.price < 0 && c.priceAsk < 0), capped(needs, 3), capped(objects, 3), flag(c.outbound),
		flag(len(c.turns) < 14), flag(c.offer >= 0), capped(early[0]+early[1]+early[2]+early[3], 4))
	return f, said
}

// pressureFeatures describes a manager's turn that may press.
func (c *call) pressureFeatures(i int) ([]float64, []string) {
	t := &c.turns[i]
	f := []float64{
		flag(t.Has(moves.PressUrgency)), capped(t.Count(moves.PressUrgency), 3), flag(t.Has(moves.PressScare)), capped(t.Count(moves.PressScare), 3),
		flag(t.Has(moves.PressShame)), capped(t.Count(moves.PressShame), 3), flag(t.Has(moves.PressPush)), flag(t.Has(moves.Rude)), flag(t.Has(moves.Jab)),
		flag(offersStep(t)), flag(t.Has(moves.Ask)), capped(len(t.Tokens), 30) / 10, flag(c.outbound),
	}
	refused := 0
	for _, o := range c.objections {
		if o.Segment < i {
			refused++
		}
	}
	after := false
	if p := c.previous(i, scoring.Client); p >= 0 {
		for _, o := range c.objections {
			after = after || o.Segment == p
		}
		f = append(f, flag(after), flag(c.turns[p].Has(moves.Refuse)))
	} else {
		f = append(f, 0, 0)
	}
	hurt := false
	if n := c.next(i, scoring.Client); n >= 0 {
		hurt = c.turns[n].Any(moves.Rude, moves.Refuse)
	}
	return append(f, capped(refused, 3), flag(refused >= 2 && t.Has(moves.PressPush)), flag(hurt)), words(t)
}

// qualifyFeatures describes what the manager found out.
func (c *call) qualifyFeatures() []float64 {
	topics := [4]moves.Class{moves.TopicBudget, moves.TopicAuthority, moves.TopicScope, moves.TopicWhen}
	var asked, named, told [4]int
	needs, numbers, taken, early, echoed := 0, 0, 0, 0, 0
	for i := range c.turns {
		t := &c.turns[i]
		if t.Speaker == scoring.Manager && i > 0 && c.takesUp(i) {
			taken++
		}
		if t.Speaker == scoring.Client && t.Has(moves.Moment) && (c.offer < 0 || i <= c.offer) {
			early++
			if k := c.next(i, scoring.Manager); k >= 0 && c.turns[k].Has(moves.Moment) {
				echoed++
			}
		}
		for k, class := range topics {
			switch {
			case t.Speaker == scoring.Manager && t.Has(class) && t.Has(moves.Ask) && !t.Any(moves.Price, moves.PressUrgency):
				asked[k]++
			case t.Speaker == scoring.Manager && t.Has(class):
				named[k]++
			case t.Has(class):
				told[k]++
			}
		}
		if t.Speaker == scoring.Manager && t.Has(moves.Ask) && t.Has(moves.Moment) && (c.offer < 0 || i < c.offer) && i > 2 {
			echoed++ // "то есть край - пятница?"
		}
		if t.Speaker == scoring.Manager && t.Has(moves.AskNeed) {
			needs += t.Questions
		}
		if t.Speaker == scoring.Client && len(t.Numbers) > 0 {
			numbers++
		}
	}
	var f []float64
	distinct := 0
	for k := range topics {
		f = append(f, flag(asked[k] > 0), flag(named[k] > 0 && told[k] > 0))
		distinct += int(flag(asked[k] > 0))
	}
	return append(f, flag(distinct >= 1), flag(distinct >= 2), flag(distinct >= 3), capped(needs, 4), flag(needs == 0), flag(needs >= 2), capped(numbers, 3),
		flag(taken > 0), flag(taken > 1), flag(early > 0), flag(echoed > 0), flag(len(c.turns) < 12),
		flag(c.measuresTold() > 0), flag(c.measuresTold() > 1), flag(c.deadlineTaken()))
}

// measuresTold counts the client's turns that tell how much or how many.
func (c *call) measuresTold() int {
	n := 0
	for _, i := range c.clients {
		t := &c.turns[i]
		for _, x := range t.Numbers {
			if text.Measured(t.Tokens, x) {
				n++
				break
			}
		}
	}
	return n
}

// deadlineTaken says whether the client told a deadline of his own and the manager took it up.
func (c *call) deadlineTaken() bool {
	for _, i := range c.clients {
		t := &c.turns[i]
		if !t.Has(moves.Moment) || c.step.at >= 0 && i > c.step.at {
			continue
		}
		k := c.next(i, scoring.Manager)
		if k < 0 {
			continue
		}
		m := &c.turns[k]
		if m.Has(moves.Moment) {
			return true
		}
		for n := range m.Tokens {
			if w := m.Tokens[n].Text; strings.HasPrefix(w, "успе") || w == "срок" || w == "time" {
				return true
			}
		}
	}
	return false
}

// takesUp says whether a manager repeats a number that the client has just told.
func (c *call) takesUp(i int) bool {
	p := c.previous(i, scoring.Client)
	if p < 0 {
		return false
	}
	for _, a := range c.turns[i].Numbers {
		for _, b := range c.turns[p].Numbers {
			if a.Milli == b.Milli {
				return true
			}
		}
	}
	return false
}

// agreedDay says whether the goodbye names the next meeting: "до четверга", "see you Thursday".
func (c *call) agreedDay() bool {
	for k := max(0, len(c.turns)-4); k < len(c.turns); k++ {
		t := &c.turns[k]
		if t.Has(moves.Bye) && (t.Has(moves.Moment) || t.Has(moves.StepVisit)) {
			return true
		}
	}
	return false
}

// namesTaken says whether the manager took a name, a phone or an address near the end.
func (c *call) namesTaken() bool {
	for k := max(0, len(c.turns)-12); k < len(c.turns); k++ {
		t := &c.turns[k]
		if t.Speaker == scoring.Manager && t.Has(moves.AdminCue) && (t.Has(moves.Ask) || len(t.Tokens) < 8) {
			return true
		}
	}
	return false
}
