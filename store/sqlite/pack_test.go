package sqlite

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"razbor/scoring"
	"razbor/store"
	"razbor/store/storetest"
)

// words are a name table in memory.
type words struct{ list []string }

func (w *words) number(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	for i, s := range w.list {
		if s == text {
			return int64(i + 1), nil
		}
	}
	w.list = append(w.list, text)
	return int64(len(w.list)), nil
}

func (w *words) name(id int64) (string, error) {
	if id == 0 {
		return "", nil
	}
	if id < 0 || id > int64(len(w.list)) {
		return "", fmt.Errorf("name %d: %w", id, store.ErrDamaged)
	}
	return w.list[id-1], nil
}

func TestRecordsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	m := storetest.NewMaker(3)
	var w words
	for range 200 {
		in := m.Call("office")
		deal, tr, j := m.Deal(in.Call.ID), m.Transcript(in.Call.ID).Transcript, m.Judgement()
		store.Decide(store.Decision{Deal: &deal, Judgement: &j}, &in.Call)
		data, _, err := packCall(&in.Call, w.number)
		if err != nil {
			t.Fatal(err)
		}
		call := store.Call{ID: in.Call.ID, Source: in.Call.Source}
		if err := unpackCall(&call, data, w.name); err != nil {
			t.Fatal(err)
		}
		same(t, call, in.Call, nil)
		legs, err := unpackLegs(packLegs(in.Legs, in.Call.StartMS), in.Call.StartMS)
		same(t, legs, in.Legs, err)
		gotTr, err := unpackTranscript(packTranscript(tr))
		same(t, gotTr, tr, err)
		gotJ, err := unpackJudgement(packJudgement(j))
		same(t, gotJ, j, err)
		gotDeal, err := unpackPending(packPending(deal))
		same(t, gotDeal, deal, err)
	}
}

func same(t *testing.T, got, want any, err error) {
	t.Helper()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v (%v)\nwant %+v", got, err, want)
	}
}

// A damaged record is refused or read; what is read can be written and read again.
func FuzzDamagedRecords(f *testing.F) {
	m := storetest.NewMaker(4)
	w := words{}
	for range 5 {
		in := m.Call("office")
		data, _, _ := packCall(&in.Call, w.number)
		f.Add(data)
		f.Add(packLegs(in.Legs, in.Call.StartMS))
		f.Add(packTranscript(m.Transcript("x").Transcript))
		f.Add(packJudgement(m.Judgement()))
		f.Add(packPending(m.Deal("x")))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c store.Call
		if unpackCall(&c, data, w.name) == nil {
			again, _, err := packCall(&c, w.number)
			var back store.Call
			if err != nil || unpackCall(&back, again, w.name) != nil || !reflect.DeepEqual(back, c) {
				t.Errorf("a call changed: %+v, %+v", c, back)
			}
		}
		if tr, err := unpackTranscript(data); err == nil {
			settled(t, tr, packTranscript, unpackTranscript)
		}
		if j, err := unpackJudgement(data); err == nil && j.Confidence == j.Confidence {
			settled(t, j, packJudgement, unpackJudgement)
		}
		if d, err := unpackPending(data); err == nil {
			settled(t, d, packPending, unpackPending)
		}
		if legs, err := unpackLegs(data, 1_000_000); err == nil {
			again := packLegs(legs, 1_000_000)
			if back, err := unpackLegs(again, 1_000_000); err != nil || !bytes.Equal(packLegs(back, 1_000_000), again) {
				t.Errorf("legs changed: %v", err)
			}
		}
	})
}

func settled[T any](t *testing.T, v T, pack func(T) []byte, unpack func([]byte) (T, error)) {
	t.Helper()
	first := pack(v)
	back, err := unpack(first)
	if err != nil || !bytes.Equal(pack(back), first) {
		t.Errorf("%+v changed by being written: %+v (%v)", v, back, err)
	}
}

func FuzzCursors(f *testing.F) {
	f.Add("-.0.abc", "")
	f.Add("wait.zz.1", "wait")
	f.Fuzz(func(t *testing.T, text, order string) {
		c, err := parseCursor(text, store.Order(order))
		if err == nil && c.String() != text {
			t.Errorf("%q reads as %q", text, c.String())
		}
	})
}

// A match expression must never be anything but a list of words to SQLite.
func FuzzSearchesAreWordsAlone(f *testing.F) {
	for _, s := range []string{"окна", `a" OR "b`, "NOT x", "\x00", "ёж"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		stems, err := stemsOf(s)
		if err != nil {
			return
		}
		if len(stems) > maxSearchWords {
			t.Errorf("%d words", len(stems))
		}
		marked, _ := markStems(s, stems)
		for _, r := range marked {
			if r[0] < 0 || r[1] > len(s) || r[0] >= r[1] {
				t.Errorf("range %v of %d bytes", r, len(s))
			}
		}
	})
}

// fillAll sets every field of a value to something that is not zero, so that a
// field which somebody adds cannot be forgotten here in silence.
func fillAll(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 7)
	case reflect.String:
		v.SetString(fmt.Sprint("текст ", *n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAll(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fillAll(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), n)
		}
	default:
		panic("a kind of field that the test does not know: " + v.Kind().String())
	}
}

func filled[T any]() T {
	var v T
	n := 0
	fillAll(reflect.ValueOf(&v).Elem(), &n)
	return v
}

func TestNoFieldOfARecordIsForgotten(t *testing.T) {
	t.Parallel()
	var w words
	call := filled[store.Call]()
	data, _, err := packCall(&call, w.number)
	if err != nil {
		t.Fatal(err)
	}
	got := store.Call{ID: call.ID, Source: call.Source} // columns of their own
	err = unpackCall(&got, data, w.name)
	same(t, got, call, err)

	legs := filled[[]store.Leg]()
	gotLegs, err := unpackLegs(packLegs(legs, 5), 5)
	same(t, gotLegs, legs, err)
	tr := filled[scoring.Transcript]()
	gotTr, err := unpackTranscript(packTranscript(tr))
	same(t, gotTr, tr, err)
	j := filled[scoring.Judgement]()
	gotJ, err := unpackJudgement(packJudgement(j))
	same(t, gotJ, j, err)
	deal := filled[store.Deal]()
	gotDeal, err := unpackPending(packPending(deal))
	same(t, gotDeal, deal, err)
}
