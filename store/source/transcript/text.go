package transcript

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// untimedMS stands for the length of an utterance in a text without times, so
// that their order is kept.
const untimedMS = 1000

var (
	arrow    = regexp.MustCompile(`^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})`)
	voice    = regexp.MustCompile(`<v(?:\.[^ >]*)?\s+([^>]*)>`)
	tag      = regexp.MustCompile(`<[^>]*>|\{\\[^}]*\}`)
	bracket  = regexp.MustCompile(`^\s*(?:\[([\p{L}_0-9 ]{1,40})\]:|\(speaker (\w+)\))\s*`)
	nameLine = regexp.MustCompile(`^\s*(?:\[?(\d{1,2}:\d{2}(?::\d{2})?)\]?\s*)?(\p{L}[\p{L}_]*(?: [\p{L}\d_]+){0,2}):\s*(.*)$`)
	inline   = regexp.MustCompile(`(^|[.!?…]\s+|\n)(Менеджер|Клиент|Оператор|Абонент|Сотрудник|Продавец|Администратор|Консультант|М|К|Спикер \d|Speaker \d|Manager|Client|Agent|Customer):`)
)

// clockMS reads "1:02:03,456", "02:03.4" or "00:12".
func clockMS(s string) int64 {
	whole, fraction, _ := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
	ms := int64(0)
	for _, p := range strings.Split(whole, ":") {
		n, err := strconv.ParseInt(p, 10, 32)
		if err != nil {
			return 0
		}
		ms = ms*60 + n
	}
	ms *= 1000
	for i, unit := 0, int64(100); i < len(fraction) && i < 3; i, unit = i+1, unit/10 {
		ms += int64(fraction[i]-'0') * unit
	}
	return ms
}

// parseSubtitles reads SRT and WebVTT. Names of speakers are voices (<v Name>),
// brackets ([SPEAKER_00]:) or the start of the text ("Клиент: …").
func parseSubtitles(text string) (document, error) {
	var d document
	var cur *utterance
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m := arrow.FindStringSubmatch(line); m != nil {
			d.utterances = append(d.utterances, utterance{channel: -1, startMS: clockMS(m[1]), endMS: clockMS(m[2])})
			cur = &d.utterances[len(d.utterances)-1]
			continue
		}
		if cur == nil || strings.HasPrefix(line, "NOTE") {
			continue
		}
		if strings.TrimSpace(line) == "" {
			cur = nil
			continue
		}
		cur.text = strings.TrimSpace(cur.text + " " + line)
	}
	if len(d.utterances) == 0 {
		return d, ErrForm
	}
	shown := ""
	for i := range d.utterances {
		u := &d.utterances[i]
		u.text, u.label = plainCue(u.text)
		if rest, ok := strings.CutPrefix(u.text, shown); ok && shown != "" { // captions that roll on repeat what was shown
			shown = u.text
			u.text = rest
			continue
		}
		shown = u.text
	}
	return d, nil
}

// plainCue takes marks and the speaker out of a cue.
func plainCue(s string) (text, label string) {
	if m := voice.FindStringSubmatch(s); m != nil {
		label = strings.TrimSpace(m[1])
	}
	s = html.UnescapeString(tag.ReplaceAllString(s, ""))
	if m := bracket.FindStringSubmatch(s); m != nil {
		return s[len(m[0]):], m[1] + m[2]
	}
	if m := nameLine.FindStringSubmatch(s); label == "" && m != nil && isName(m[2]) {
		return m[3], m[2]
	}
	return s, label
}

// isName tells a speaker's name from the first words of a sentence with a colon.
func isName(s string) bool {
	lower := strings.ToLower(s)
	return role(s) != "" || strings.HasPrefix(lower, "спикер") || strings.HasPrefix(lower, "speaker")
}

// parseText reads dialogues in plain text: each utterance after a role, on lines
// of their own or in one line.
func parseText(text string) (document, error) {
	text = inline.ReplaceAllString(text, "$1\n$2:")
	var d document
	at := int64(0)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		m := nameLine.FindStringSubmatch(line)
		switch {
		case m != nil && isName(m[2]):
			if m[1] != "" {
				at = clockMS(m[1])
			}
			d.utterances = append(d.utterances, utterance{channel: -1, label: m[2], startMS: at, endMS: at + untimedMS, text: m[3]})
			at += untimedMS
		case m != nil && strings.HasPrefix(strings.ToLower(m[2]), "подсказка"):
			continue
		case len(d.utterances) > 0 && line != "":
			u := &d.utterances[len(d.utterances)-1]
			u.text += " " + line
		}
	}
	if len(d.utterances) == 0 {
		return d, ErrForm
	}
	return d, nil
}
