package text

import "testing"

func TestNumbersAreReadFromWordsAndDigits(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []int64
	}{
		"thousands":         {"восемьдесят четыре тысячи", []int64{84000}},
		"thousand hundreds": {"тысяча двести", []int64{1200}},
		"implied thousand":  {"четыре пятьсот за куб", []int64{4500}},
		"million and half":  {"полтора миллиона", []int64{1500000}},
		"million hundreds":  {"шесть миллионов сто сорок", []int64{6000140}},
		"two separate":      {"тридцать сорок", []int64{30, 40}},
		"by, by":            {"три на шесть", []int64{3, 6}},
		"digit groups":      {"32 000 руб", []int64{32000}},
		"digits k":          {"60к", []int64{60000}},
		"english hundred":   {"thirty two hundred", []int64{3200}},
		"english pair":      {"eleven forty", []int64{1140}},
		"english words":     {"a hundred and eighty-nine", []int64{189}},
		"long":              {"триста девяносто тысяч четыреста", []int64{390400}},
		"tens then units":   {"двадцать два", []int64{22}},
		"million three":     {"миллион шестьсот восемьдесят тысяч", []int64{1680000}},
		"from to":           {"от двенадцати до двадцати пяти тысяч", []int64{12, 25000}},
		"ordinal":           {"двадцать третьего", []int64{23}},
		"phone":             {"8 912 345 18 06", []int64{8912345, 18, 6}},
		"none":              {"добрый день", nil},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Numbers(Tokens(tc.text))
			if len(got) != len(tc.want) {
				t.Fatalf("got %+v, want %v", got, tc.want)
			}
			for i := range got {
				if got[i].Milli != tc.want[i]*1000 {
					t.Errorf("number %d is %d, want %d", i, got[i].Milli/1000, tc.want[i])
				}
			}
		})
	}
}

func TestAmountsAreToldFromMeasures(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		sure int
	}{
		"from price":       {"холодное от сорока двух тысяч", 1},
		"shorthand":        {"по шесть четыреста сутки", 1},
		"currency":         {"восемьсот рублей одно ухо", 1},
		"dollars":          {"it comes to $49 a month", 1},
		"size":             {"сорок два метра на три человека", 0},
		"phone":            {"8 912 триста сорок пять 18 06", 0},
		"count":            {"двадцать тысяч раскладываний", 0},
		"discount percent": {"скидка тридцать процентов", 0},
		"address":          {"дом двенадцать квартира сорок", 0},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			toks := Tokens(tc.text)
			sure := 0
			for _, a := range Amounts(toks, Numbers(toks)) {
				if a.Sure {
					sure++
				}
			}
			if sure != tc.sure {
				t.Errorf("got %d sure amounts, want %d", sure, tc.sure)
			}
		})
	}
}

func TestMomentsAreFound(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text  string
		firm  bool
		vague bool
	}{
		"tomorrow after six":  {"завтра после шести", true, false},
		"half past":           {"в четверг в половине седьмого", true, false},
		"that week":           {"на той неделе", true, false},
		"hour":                {"часов в одиннадцать", true, false},
		"in an hour":          {"перезвоню через час", true, false},
		"in ten minutes":      {"через десять минут наберу", true, false},
		"date":                {"двадцатого апреля", true, false},
		"the ninth":           {"see you on the ninth", true, false},
		"english":             {"tuesday at ten", true, false},
		"vague":               {"приеду на днях", false, true},
		"duration is nothing": {"два часа работы", false, false},
		"size":                {"три на шесть", false, false},
		"banks":               {"подаем в одиннадцать банков", false, false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			toks := Tokens(tc.text)
			firm, vague := false, false
			for _, w := range Whens(toks, Numbers(toks)) {
				firm, vague = firm || w.Kind != Vague, vague || w.Kind == Vague
			}
			if firm != tc.firm || vague != tc.vague {
				t.Errorf("got firm %v vague %v, want %v %v", firm, vague, tc.firm, tc.vague)
			}
		})
	}
}
