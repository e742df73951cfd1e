package lang

import (
	"maps"
	"strings"

	"razbor/scoring"
)

// Titles are the names that a user's own checklist gives its items, by language.
type Titles map[scoring.Item]map[string]string

// WithTitles returns texts that call the items of a user's own checklist by
// their titles: in the language of the texts, else in any.
func (t *Texts) WithTitles(own Titles) *Texts {
	if len(own) == 0 {
		return t
	}
	out := *t
	out.Words.items, out.Words.itemsShort = maps.Clone(t.Words.items), maps.Clone(t.Words.itemsShort)
	for item, titles := range own {
		title := titles[string(t.Lang)]
		for _, l := range []Lang{RU, EN} {
			if title == "" {
				title = titles[string(l)]
			}
		}
		if title == "" {
			continue
		}
		out.Words.items[item] = title
		if _, known := t.Words.itemsShort[item]; !known {
			out.Words.itemsShort[item] = strings.ToLower(title)
		}
	}
	return &out
}
