package faults

import "testing"

func TestASilenceIsNoFaultOfTheTelephony(t *testing.T) {
	t.Parallel()
	all := []Fault{{Kind: OneWay}, {Kind: DeadAir}, {Kind: Clipping}, {Kind: Level}, {Kind: Noise}, {Kind: DropOut}, {Kind: CutOff}}
	if got := Telephony(all); got != 5 {
		t.Errorf("%d of the seven kinds are the telephony's, want 5", got)
	}
	if got := Telephony(nil); got != 0 {
		t.Errorf("nothing has %d faults", got)
	}
}
