package sqlite

import "razbor/scoring"

func packJudgement(j scoring.Judgement) []byte {
	p := packer{}
	p.uint(judgementForm)
	p.str(j.List)
	p.str(j.ListVersion)
	p.str(j.Engine)
	p.uint(uint64(len(j.Findings)))
	for _, f := range j.Findings {
		p.finding(f)
	}
	p.uint(uint64(len(j.Objections)))
	for _, o := range j.Objections {
		p.int(int64(o.Segment))
		p.int(o.AtMS)
		p.str(string(o.Kind))
		p.flags(o.Handled)
		p.int(int64(o.Answer))
	}
	p.str(string(j.Outcome))
	p.flags(j.Target, j.Lost)
	p.int(int64(j.LossSegment))
	p.int(j.LossAtMS)
	p.str(string(j.LossReason))
	p.float(j.Confidence)
	t := j.Talk
	for _, v := range [...]int64{
		t.ManagerMS, t.ClientMS, t.LongestMonologueMS, int64(t.Interruptions),
		int64(t.Questions), int64(t.Pauses), t.DeadAirMS,
	} {
		p.int(v)
	}
	return p.b
}

func (p *packer) finding(f scoring.Finding) {
	p.str(string(f.Item))
	p.str(string(f.Verdict))
	p.int(int64(f.Segment))
	p.int(f.AtMS)
	p.str(f.Quote)
	p.int(f.Searched.FromMS)
	p.int(f.Searched.ToMS)
	p.float(f.Confidence)
	p.str(f.Why.Code)
	p.int(int64(f.Why.Count))
	p.uint(uint64(len(f.Why.TimesMS)))
	for _, t := range f.Why.TimesMS {
		p.int(t)
	}
}

func unpackJudgement(data []byte) (scoring.Judgement, error) {
	u := unpacker{b: data}
	u.form(judgementForm)
	j := scoring.Judgement{List: u.str(), ListVersion: u.str(), Engine: u.str()}
	for range u.count() {
		j.Findings = append(j.Findings, u.finding())
	}
	for range u.count() {
		o := scoring.Objection{Segment: int(u.int()), AtMS: u.int(), Kind: scoring.ObjectionKind(u.str())}
		u.flags(&o.Handled)
		o.Answer = int(u.int())
		j.Objections = append(j.Objections, o)
	}
	j.Outcome = scoring.Outcome(u.str())
	u.flags(&j.Target, &j.Lost)
	j.LossSegment, j.LossAtMS, j.LossReason = int(u.int()), u.int(), scoring.Reason(u.str())
	j.Confidence = u.float()
	t := &j.Talk
	t.ManagerMS, t.ClientMS, t.LongestMonologueMS = u.int(), u.int(), u.int()
	t.Interruptions, t.Questions, t.Pauses, t.DeadAirMS = int(u.int()), int(u.int()), int(u.int()), u.int()
	return j, u.end()
}

func (u *unpacker) finding() scoring.Finding {
	f := scoring.Finding{Item: scoring.Item(u.str()), Verdict: scoring.Verdict(u.str()), Segment: int(u.int()), AtMS: u.int(), Quote: u.str()}
	f.Searched = scoring.Stretch{FromMS: u.int(), ToMS: u.int()}
	f.Confidence = u.float()
	f.Why = scoring.Why{Code: u.str(), Count: int(u.int())}
	for range u.count() {
		f.Why.TimesMS = append(f.Why.TimesMS, u.int())
	}
	return f
}
