package transcript

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"razbor/scoring"
)

// vosk reads final results of Vosk, one after another; partial ones are passed over.
func vosk(data []byte) ([]utterance, error) {
	type answer struct {
		Result []word `json:"result"`
		Text   string `json:"text"`
		Others []struct {
			Text   string `json:"text"`
			Result []word `json:"result"`
		} `json:"alternatives"`
	}
	var out []utterance
	at := int64(0)
	err := each(data, func(a answer) {
		if len(a.Others) > 0 && a.Text == "" {
			a.Text, a.Result = a.Others[0].Text, a.Others[0].Result
		}
		if a.Text == "" {
			return
		}
		u := utterance{channel: -1, text: a.Text, words: words(a.Result), startMS: at, endMS: at}
		if n := len(u.words); n > 0 {
			u.startMS, u.endMS = u.words[0].StartMS, u.words[n-1].EndMS
		}
		at = u.endMS
		out = append(out, u)
	})
	return out, err
}

// parseArray reads arrays: Vosk results, Vosk through videogrep, SpeechKit lines.
func parseArray(data []byte) (document, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(data, &items); err != nil {
		return document{}, fmt.Errorf("%w: %w", ErrJSON, err)
	}
	if len(items) == 0 {
		return document{}, ErrEmpty
	}
	if !isObject(items[0]) {
		us, err := phrases(data)
		return document{utterances: us}, err
	}
	var probe struct {
		Content *string         `json:"content"`
		Result  json.RawMessage `json:"result"`
	}
	if err := read(items[0], &probe); err != nil {
		return document{}, err
	}
	joined := make([]byte, 0, len(data))
	for _, item := range items {
		joined = append(append(joined, item...), '\n')
	}
	switch {
	case probe.Content != nil:
		us, err := videogrep(joined)
		return document{utterances: us}, err
	case isObject(probe.Result):
		us, err := yandexV3(joined)
		return document{utterances: us}, err
	case isArray(probe.Result):
		us, err := vosk(joined)
		return document{utterances: us}, err
	}
	us, err := segments(data)
	if err == nil && len(us) > 0 && us[0].text == "" {
		err = ErrForm
	}
	return document{utterances: us}, err
}

func videogrep(data []byte) ([]utterance, error) {
	type piece struct {
		Content string `json:"content"`
		Start   number `json:"start"`
		End     number `json:"end"`
		Words   []word `json:"words"`
	}
	var out []utterance
	err := each(data, func(p piece) {
		out = append(out, utterance{channel: -1, startMS: p.Start.ms(), endMS: p.End.ms(), text: p.Content, words: words(p.Words)})
	})
	return out, err
}

// yandexV2 reads long recognition of SpeechKit v2: channels are counted from 1.
func yandexV2(r root) ([]utterance, error) {
	type answer struct {
		Chunks []struct {
			Alternatives []struct {
				Text  string `json:"text"`
				Words []struct {
					Start number `json:"startTime"`
					End   number `json:"endTime"`
					Word  string `json:"word"`
				} `json:"words"`
			} `json:"alternatives"`
			Channel name `json:"channelTag"`
		} `json:"chunks"`
	}
	var a answer
	m := r.Response
	if m == nil {
		m = json.RawMessage(fmt.Sprintf(`{"chunks":%s}`, r.Chunks))
	}
	if err := read(m, &a); err != nil {
		return nil, err
	}
	var out []utterance
	for _, c := range a.Chunks {
		if len(c.Alternatives) == 0 {
			continue
		}
		u := utterance{channel: c.Channel.channel(1), text: c.Alternatives[0].Text}
		for _, w := range c.Alternatives[0].Words {
			u.words = append(u.words, scoring.Word{StartMS: w.Start.ms(), EndMS: w.End.ms(), Text: clean(w.Word)})
		}
		out = append(out, u.timed())
	}
	return monoIfOne(out), nil
}

// timed takes the times of an utterance from its words.
func (u utterance) timed() utterance {
	if n := len(u.words); n > 0 {
		u.startMS, u.endMS = u.words[0].StartMS, u.words[n-1].EndMS
	}
	return u
}

// monoIfOne drops channels where there is only one: it tells nobody apart.
func monoIfOne(us []utterance) []utterance {
	for i := range us {
		if us[i].channel != us[0].channel {
			return us
		}
	}
	for i := range us {
		us[i].channel = -1
	}
	return us
}

type v3Alternatives struct {
	Alternatives []struct {
		Text  string `json:"text"`
		Start number `json:"startTimeMs"`
		End   number `json:"endTimeMs"`
		Words []struct {
			Text  string `json:"text"`
			Start number `json:"startTimeMs"`
			End   number `json:"endTimeMs"`
		} `json:"words"`
	} `json:"alternatives"`
	Channel name `json:"channelTag"`
}

// yandexV3 reads the lines of SpeechKit v3: the final ones, with the text of their
// refinement, which has the marks and numbers set.
func yandexV3(data []byte) ([]utterance, error) {
	type line struct {
		Result struct {
			Channel    name            `json:"channelTag"`
			Final      *v3Alternatives `json:"final"`
			Refinement *struct {
				Index name           `json:"finalIndex"`
				Text  v3Alternatives `json:"normalizedText"`
			} `json:"finalRefinement"`
			Cursors struct {
				Index name `json:"finalIndex"`
			} `json:"audioCursors"`
		} `json:"result"`
	}
	var out []utterance
	at := map[string]int{}
	err := each(data, func(l line) {
		r := l.Result
		switch {
		case r.Final != nil && len(r.Final.Alternatives) > 0:
			a := r.Final.Alternatives[0]
			channel := r.Channel
			if channel == "" {
				channel = r.Final.Channel
			}
			u := utterance{channel: channel.channel(0), text: a.Text, startMS: int64(a.Start), endMS: int64(a.End)}
			for _, w := range a.Words {
				u.words = append(u.words, scoring.Word{StartMS: int64(w.Start), EndMS: int64(w.End), Text: clean(w.Text)})
			}
			at[string(channel)+"/"+string(r.Cursors.Index)] = len(out)
			out = append(out, u.timed())
		case r.Refinement != nil && len(r.Refinement.Text.Alternatives) > 0:
			if i, ok := at[string(r.Channel)+"/"+string(r.Refinement.Index)]; ok {
				out[i].text = r.Refinement.Text.Alternatives[0].Text
			}
		}
	})
	return monoIfOne(out), err
}

// deepgramOrAWS reads what stands under "results".
func deepgramOrAWS(m json.RawMessage) ([]utterance, error) {
	var r struct {
		Channels []struct {
			Alternatives []struct {
				Words []word `json:"words"`
			} `json:"alternatives"`
		} `json:"channels"`
		Utterances []struct {
			Start      number `json:"start"`
			End        number `json:"end"`
			Channel    name   `json:"channel"`
			Transcript string `json:"transcript"`
			Speaker    name   `json:"speaker"`
			Words      []word `json:"words"`
		} `json:"utterances"`
		Items         []awsItem       `json:"items"`
		ChannelLabels json.RawMessage `json:"channel_labels"`
	}
	if err := read(m, &r); err != nil {
		return nil, err
	}
	switch {
	case len(r.Utterances) > 0:
		var out []utterance
		for _, u := range r.Utterances {
			x := utterance{channel: -1, label: string(u.Speaker), startMS: u.Start.ms(), endMS: u.End.ms(), text: u.Transcript, words: words(u.Words)}
			if len(r.Channels) > 1 {
				x.channel = u.Channel.channel(0)
			}
			out = append(out, x)
		}
		return out, nil
	case len(r.Channels) > 0:
		var out []utterance
		for i, c := range r.Channels {
			if len(c.Alternatives) == 0 {
				continue
			}
			channel := i
			if len(r.Channels) == 1 {
				channel = -1
			}
			out = append(out, gather(spokenWords(c.Alternatives[0].Words, channel))...)
		}
		return out, nil
	}
	return aws(r.Items, r.ChannelLabels)
}

func spokenWords(ws []word, channel int) []spoken {
	out := make([]spoken, 0, len(ws))
	for _, w := range ws {
		out = append(out, spoken{
			Word: scoring.Word{StartMS: w.Start.ms(), EndMS: w.End.ms(), Text: clean(w.text())}, channel: channel, label: string(w.Speaker),
		})
	}
	return out
}

// assemblyAI reads AssemblyAI: times in ms, channels counted from 1.
func assemblyAI(r root) ([]utterance, error) {
	if r.Status != "" && r.Status != "completed" {
		return nil, fmt.Errorf("%w: %s", ErrState, r.Status)
	}
	var list []struct {
		Start   number `json:"start"`
		End     number `json:"end"`
		Text    string `json:"text"`
		Speaker name   `json:"speaker"`
		Channel name   `json:"channel"`
		Words   []word `json:"words"`
	}
	if isArray(r.Utterances) {
		if err := read(r.Utterances, &list); err != nil {
			return nil, err
		}
	}
	var out []utterance
	for _, u := range list {
		x := utterance{channel: u.Channel.channel(1), label: string(u.Speaker), startMS: int64(u.Start), endMS: int64(u.End), text: u.Text}
		for _, w := range u.Words {
			x.words = append(x.words, scoring.Word{StartMS: int64(w.Start), EndMS: int64(w.End), Text: clean(w.text())})
		}
		if x.channel >= 0 {
			x.label = ""
		}
		out = append(out, x)
	}
	if len(out) > 0 {
		return out, nil
	}
	var ws []word
	if isArray(r.Words) {
		if err := read(r.Words, &ws); err != nil {
			return nil, err
		}
	}
	var said []spoken
	for _, w := range ws {
		said = append(said, spoken{Word: scoring.Word{StartMS: int64(w.Start), EndMS: int64(w.End), Text: clean(w.text())}, channel: -1, label: string(w.Speaker)})
	}
	if len(said) == 0 {
		return nil, ErrForm
	}
	return gather(said), nil
}

type awsItem struct {
	Type         string `json:"type"`
	Start        number `json:"start_time"`
	End          number `json:"end_time"`
	Speaker      name   `json:"speaker_label"`
	Channel      name   `json:"channel_label"`
	Alternatives []struct {
		Content string `json:"content"`
	} `json:"alternatives"`
}

// aws reads a batch job of AWS Transcribe: single items, punctuation apart.
func aws(items []awsItem, labels json.RawMessage) ([]utterance, error) {
	if isObject(labels) {
		var l struct {
			Channels []struct {
				Label name      `json:"channel_label"`
				Items []awsItem `json:"items"`
			} `json:"channels"`
		}
		if err := read(labels, &l); err != nil {
			return nil, err
		}
		var out []utterance
		for _, c := range l.Channels {
			out = append(out, gather(awsWords(c.Items, c.Label.channel(0)))...)
		}
		return out, nil
	}
	if len(items) == 0 {
		return nil, ErrForm
	}
	return gather(awsWords(items, -1)), nil
}

func awsWords(items []awsItem, channel int) []spoken {
	out := make([]spoken, 0, len(items))
	for _, it := range items {
		if len(it.Alternatives) == 0 {
			continue
		}
		out = append(out, spoken{
			Word:    scoring.Word{StartMS: it.Start.ms(), EndMS: it.End.ms(), Text: clean(it.Alternatives[0].Content)},
			channel: channel, label: string(it.Speaker), joins: it.Type == "punctuation",
		})
	}
	return out
}

// callAnalytics reads AWS Call Analytics: roles, and times in ms.
func callAnalytics(m json.RawMessage) ([]utterance, error) {
	var list []struct {
		Content string `json:"Content"`
		Role    string `json:"ParticipantRole"`
		Begin   number `json:"BeginOffsetMillis"`
		End     number `json:"EndOffsetMillis"`
		Items   []struct {
			Type    string `json:"Type"`
			Content string `json:"Content"`
			Begin   number `json:"BeginOffsetMillis"`
			End     number `json:"EndOffsetMillis"`
		} `json:"Items"`
	}
	if err := read(m, &list); err != nil {
		return nil, err
	}
	var out []utterance
	for _, t := range list {
		u := utterance{channel: -1, label: t.Role, startMS: int64(t.Begin), endMS: int64(t.End), text: t.Content}
		for _, w := range t.Items {
			if w.Type == "punctuation" && len(u.words) > 0 {
				u.words[len(u.words)-1].Text += clean(w.Content)
				continue
			}
			u.words = append(u.words, scoring.Word{StartMS: int64(w.Begin), EndMS: int64(w.End), Text: clean(w.Content)})
		}
		out = append(out, u)
	}
	return out, nil
}

var errPairs = errors.New("phrases are not pairs of a speaker and a text")

// phrases reads pairs of speaker and text without times, in their order.
func phrases(m json.RawMessage) ([]utterance, error) {
	var list [][]string
	if err := read(m, &list); err != nil {
		return nil, err
	}
	var out []utterance
	for i, p := range list {
		if len(p) != 2 {
			return nil, fmt.Errorf("%w: %w", ErrForm, errPairs)
		}
		at := int64(i) * untimedMS
		out = append(out, utterance{channel: -1, label: strings.TrimSpace(p[0]), startMS: at, endMS: at + untimedMS, text: p[1]})
	}
	return out, nil
}
