package transcript

import (
	"encoding/json"
	"strconv"
	"strings"

	"razbor/scoring"
)

// span is a time of Google: "1.500s", a number of seconds, or {seconds, nanos}.
type span int64

// UnmarshalJSON reads every form; what is none is 0.
func (s *span) UnmarshalJSON(b []byte) error {
	var parts struct {
		Seconds number `json:"seconds"`
		Nanos   number `json:"nanos"`
	}
	if b[0] == '{' && json.Unmarshal(b, &parts) == nil {
		*s = span(parts.Seconds.ms() + int64(parts.Nanos)/1_000_000)
		return nil
	}
	var n number
	if err := n.UnmarshalJSON(b); err != nil {
		return err
	}
	*s = span(n.ms())
	return nil
}

type cloudResult struct {
	Alternatives []struct {
		Transcript string `json:"transcript"`
		Words      []struct {
			Word    string `json:"word"`
			Start   span   `json:"startTime"`
			End     span   `json:"endTime"`
			StartV2 span   `json:"startOffset"`
			EndV2   span   `json:"endOffset"`
			Tag     name   `json:"speakerTag"`
			LabelV2 name   `json:"speakerLabel"`
		} `json:"words"`
		Timestamps [][]json.RawMessage `json:"timestamps"`
	} `json:"alternatives"`
	Channel name `json:"channelTag"`
}

// googleOrIBM reads arrays of results: Google's words are objects, IBM's are
// triples with the speakers apart.
func googleOrIBM(results, labels json.RawMessage) ([]utterance, error) {
	var list []cloudResult
	if err := read(results, &list); err != nil {
		return nil, err
	}
	for _, r := range list {
		if len(r.Alternatives) > 0 && len(r.Alternatives[0].Timestamps) > 0 {
			return ibm(list, labels)
		}
	}
	return google(list)
}

func google(list []cloudResult) ([]utterance, error) {
	if last := len(list) - 1; last > 0 && tagged(list[last]) && !tagged(list[0]) {
		list = list[last:] // with speakers told apart, the last result repeats all words
	}
	var out []utterance
	for _, r := range list {
		if len(r.Alternatives) == 0 {
			continue
		}
		var said []spoken
		for _, w := range r.Alternatives[0].Words {
			label := string(w.Tag) + string(w.LabelV2)
			if label == "0" {
				label = ""
			}
			said = append(said, spoken{
				Word:    scoring.Word{StartMS: int64(w.Start + w.StartV2), EndMS: int64(w.End + w.EndV2), Text: clean(w.Word)},
				channel: r.Channel.channel(1), label: label,
			})
		}
		out = append(out, gather(said)...)
	}
	if len(out) == 0 {
		return nil, ErrForm
	}
	return monoIfOne(out), nil
}

func tagged(r cloudResult) bool {
	for _, a := range r.Alternatives {
		for _, w := range a.Words {
			if (w.Tag != "" && w.Tag != "0") || w.LabelV2 != "" {
				return true
			}
		}
	}
	return false
}

func ibm(list []cloudResult, labels json.RawMessage) ([]utterance, error) {
	var speakers []struct {
		From    number `json:"from"`
		Speaker name   `json:"speaker"`
	}
	if isArray(labels) {
		if err := read(labels, &speakers); err != nil {
			return nil, err
		}
	}
	at := make(map[int64]string, len(speakers))
	for _, s := range speakers {
		at[s.From.ms()] = string(s.Speaker)
	}
	var out []utterance
	for _, r := range list {
		if len(r.Alternatives) == 0 {
			continue
		}
		var said []spoken
		label := ""
		for _, t := range r.Alternatives[0].Timestamps {
			w, ok := triple(t)
			if !ok {
				return nil, ErrForm
			}
			if l, ok := at[w.StartMS]; ok {
				label = l
			}
			said = append(said, spoken{Word: w, channel: -1, label: label})
		}
		out = append(out, gather(said)...)
	}
	return out, nil
}

// triple reads ["word", start, end].
func triple(t []json.RawMessage) (w scoring.Word, ok bool) {
	var text string
	var from, to number
	if len(t) != 3 || json.Unmarshal(t[0], &text) != nil || json.Unmarshal(t[1], &from) != nil || json.Unmarshal(t[2], &to) != nil {
		return w, false
	}
	return scoring.Word{StartMS: from.ms(), EndMS: to.ms(), Text: clean(text)}, true
}

// azure reads a batch of Azure: offsets in ms, in ticks of 100 ns, or as ISO spans.
func azure(m json.RawMessage) ([]utterance, error) {
	var list []struct {
		Channel  name   `json:"channel"`
		Speaker  name   `json:"speaker"`
		Ticks    number `json:"offsetInTicks"`
		Length   number `json:"durationInTicks"`
		OffsetMS number `json:"offsetMilliseconds"`
		LengthMS number `json:"durationMilliseconds"`
		Best     []struct {
			Display string `json:"display"`
			Lexical string `json:"lexical"`
			Words   []struct {
				Word     string `json:"word"`
				OffsetMS number `json:"offsetMilliseconds"`
				LengthMS number `json:"durationMilliseconds"`
			} `json:"words"`
		} `json:"nBest"`
	}
	if err := read(m, &list); err != nil {
		return nil, err
	}
	var out []utterance
	for _, p := range list {
		if len(p.Best) == 0 {
			continue
		}
		u := utterance{channel: p.Channel.channel(0), label: string(p.Speaker), text: p.Best[0].Display}
		if u.text == "" {
			u.text = p.Best[0].Lexical
		}
		u.startMS = int64(p.OffsetMS) + int64(p.Ticks)/10_000
		u.endMS = u.startMS + int64(p.LengthMS) + int64(p.Length)/10_000
		for _, w := range p.Best[0].Words {
			from := int64(w.OffsetMS)
			u.words = append(u.words, scoring.Word{StartMS: from, EndMS: from + int64(w.LengthMS), Text: clean(w.Word)})
		}
		if u.endMS == u.startMS {
			u = u.timed()
		}
		out = append(out, u)
	}
	return monoIfOne(out), nil
}

// rev reads Rev.ai: monologues of elements, punctuation and spaces among them.
func rev(m json.RawMessage) ([]utterance, error) {
	var list []struct {
		Speaker  int `json:"speaker"`
		Elements []struct {
			Type  string `json:"type"`
			Value string `json:"value"`
			From  number `json:"ts"`
			To    number `json:"end_ts"`
		} `json:"elements"`
	}
	if err := read(m, &list); err != nil {
		return nil, err
	}
	var out []utterance
	for _, l := range list {
		u := utterance{channel: -1, label: strconv.Itoa(l.Speaker)}
		for _, e := range l.Elements {
			if e.Type != "text" {
				u.text += e.Value
				continue
			}
			if u.text != "" && !strings.HasSuffix(u.text, " ") {
				u.text += " "
			}
			u.text += e.Value
			u.words = append(u.words, scoring.Word{StartMS: e.From.ms(), EndMS: e.To.ms(), Text: clean(e.Value)})
		}
		out = append(out, u.timed())
	}
	return out, nil
}
