package lang

import (
	"testing"

	"razbor/scoring"
)

func TestItemsOfAnOwnChecklistAreCalledByTheirTitles(t *testing.T) {
	t.Parallel()
	own := Titles{"promo": {"ru": "Назвал акцию"}, scoring.Need: {"ru": "Узнал задачу", "en": "Asked the task"}, "bare": nil}
	ru, en := For(RU).WithTitles(own), For(EN).WithTitles(own)
	cases := map[string]struct{ got, want string }{
		"a new item":              {ru.Words.Item("promo"), "Назвал акцию"},
		"in a word":               {ru.Words.ItemShort("promo"), "назвал акцию"},
		"in the other language":   {en.Words.Item("promo"), "Назвал акцию"},
		"a renamed item":          {en.Words.Item(scoring.Need), "Asked the task"},
		"its short name stays":    {ru.Words.ItemShort(scoring.Need), "потребность"},
		"an item without a title": {ru.Words.Item("bare"), "bare"},
		"the texts of others":     {For(RU).Words.Item("promo"), "promo"},
	}
	for name, c := range cases {
		if c.got != c.want {
			t.Errorf("%s is called %q, want %q", name, c.got, c.want)
		}
	}
}
