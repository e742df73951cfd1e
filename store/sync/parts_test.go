package sync

import (
	"reflect"
	"testing"

	"razbor/store/source"
)

func someParts() *parts {
	return &parts{
		legs: []source.Leg{
			{Call: "1.2", Own: "1.2", From: "79161234567", To: "s", Context: "ivr-1", Channel: "PJSIP/trunk-1", App: "BackGround",
				StartWallMS: 1792055172000, AnswerMS: 0, LengthMS: 5000, TalkMS: 5000, Result: source.Answered},
			{Call: "1.2", Own: "1.3", From: "79161234567", To: "sales", Context: "ext-queues", Channel: "PJSIP/trunk-1", DstChannel: "PJSIP/101-2",
				App: "Queue", StartWallMS: 1792055177250, AnswerMS: -1, LengthMS: 59001, PatienceMS: 240000, Result: source.NoAnswer, Recording: "x.wav"},
		},
		events: []source.Event{{Call: "1.2", AtMS: 1792044377000, Kind: source.Enter, Queue: "sales", Text: "79161234567"}},
		sound:  "2026/10/15/x.wav", absorbed: []string{"1.0", "1.1"},
	}
}

func TestPartsReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	c := newPartsCodec()
	for name, p := range map[string]*parts{
		"a call": someParts(), "nothing": {}, "another name": {alias: true, into: "1.2"}, "a part": {into: "1.4"},
	} {
		p.settle("1.2")
		got, err := c.decode("1.2", c.encode("1.2", p))
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%s: %+v, %v\nwant %+v", name, got, err, p)
		}
	}
}

func TestDamagedPartsAreAnError(t *testing.T) {
	t.Parallel()
	c := newPartsCodec()
	data := c.encode("1.2", someParts())
	for n := range data {
		if _, err := c.decode("1.2", data[:n]); err == nil {
			t.Errorf("%d bytes of %d read as whole parts", n, len(data))
		}
	}
	if _, err := c.decode("1.2", append([]byte{9}, data[1:]...)); err == nil {
		t.Error("parts of another version were read")
	}
}

func FuzzParts(f *testing.F) {
	c := newPartsCodec()
	f.Add(c.encode("1.2", someParts()))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := newPartsCodec()
		p, err := c.decode("1.2", data)
		if err != nil {
			return
		}
		again, err := c.decode("1.2", c.encode("1.2", p))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(p.legs, again.legs) || !reflect.DeepEqual(p.events, again.events) {
			t.Fatalf("got %+v\nwant %+v", again, p)
		}
	})
}
