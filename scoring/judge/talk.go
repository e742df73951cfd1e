package judge

import "razbor/scoring"

// pauseMS is the silence of both sides that a listener notices.
const pauseMS = 3000

// talk computes the facts that follow from times alone; Questions is filled by the judge.
func talk(segments []scoring.Segment) scoring.TalkFacts {
	var f scoring.TalkFacts
	var spoken, monologue int64 // spoken: where the latest utterance so far ends
	var last scoring.Speaker
	for i, s := range segments {
		length := max(0, s.EndMS-s.StartMS)
		if i > 0 {
			if gap := s.StartMS - spoken; gap > pauseMS {
				f.Pauses++
				f.DeadAirMS += gap
			}
		}
		switch s.Speaker {
		case scoring.Manager:
			f.ManagerMS += length
			if last == scoring.Client && s.StartMS < spoken && i > 0 && segments[i-1].Speaker == scoring.Client && s.StartMS < segments[i-1].EndMS {
				f.Interruptions++
			}
			monologue += length
			f.LongestMonologueMS = max(f.LongestMonologueMS, monologue)
		case scoring.Client:
			f.ClientMS += length
			monologue = 0
		}
		last = s.Speaker
		spoken = max(spoken, s.EndMS)
	}
	return f
}
