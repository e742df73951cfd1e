package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/keys"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

func (b *bench) text() string { return ansi.Strip(b.m.View()) }

// lit returns the line of the transcript at the playhead.
func (b *bench) lit() string {
	for l := range strings.SplitSeq(b.text(), "\n") {
		if strings.Contains(l, "│ ▶") {
			return l
		}
	}
	return ""
}

func TestMissesAreSteppedThroughBothWays(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1"})
	b.press("n")
	if !strings.Contains(b.lit(), "восемьдесят") || b.m.pos() != 10_000 {
		t.Fatalf("the first miss is at %d, line %q", b.m.pos(), b.lit())
	}
	if r, _ := b.m.chosen(); r.item != scoring.PriceTiming {
		t.Errorf("the checklist stands on %q", r.item)
	}
	b.press("n")
	if !strings.Contains(b.lit(), "дорого") || b.m.pos() != 20_000 {
		t.Fatalf("the second miss is at %d, line %q", b.m.pos(), b.lit())
	}
	b.press("n")
	if b.m.pos() != 20_000 || b.toast() != b.env.Texts.Review.NoMoreMisses {
		t.Errorf("after the last miss: %d, %q", b.m.pos(), b.toast())
	}
	b.press("N")
	if b.m.pos() != 10_000 {
		t.Errorf("the miss before is at %d", b.m.pos())
	}
	b.press("u")
	if b.m.pos() != 20_000 {
		t.Errorf("after undoing the jump: %d", b.m.pos())
	}
}

func TestEveryLetterWorksInTheRussianLayout(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	b.run(b.m.Update(b.reader.Read(tea.KeyPressMsg{Code: 'т', Text: "т"})))
	if b.m.pos() != 10_000 {
		t.Errorf("т went to %d, want the first miss", b.m.pos())
	}
	b.run(b.m.Update(b.reader.Read(tea.KeyPressMsg{Code: 'в', Text: "в"})))
	if !b.store.calls["1.1"].Reviewed {
		t.Error("в did not say that the call is reviewed")
	}
}

func TestAPlaceIsTypedAndReached(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1"})
	b.press("g")
	b.answer("0:20")
	if b.m.pos() != 20_000 || !strings.Contains(b.lit(), "ого") {
		t.Errorf("at %d, line %q", b.m.pos(), b.lit())
	}
	b.press("0")
	if b.m.pos() != 0 {
		t.Errorf("0 went to %d", b.m.pos())
	}
	b.press("$")
	if b.m.pos() != 30_000 {
		t.Errorf("$ went to %d", b.m.pos())
	}
	b.press("left")
	if b.m.pos() != 25_000 {
		t.Errorf("the arrow went to %d", b.m.pos())
	}
	b.press("up")
	if b.m.pos() != 20_000 {
		t.Errorf("the line before begins at 20 000, went to %d", b.m.pos())
	}
}

func TestAVerdictIsCorrectedKeptAndUndone(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	b.press("n", "x")
	b.answer("", "down") // partial is the second of the others
	want := store.Mark{CallID: "1.1", Item: scoring.PriceTiming, Verdict: scoring.Partial, Author: "Мария", MadeMS: 1_792_100_000_000}
	if len(b.store.marks) != 1 || b.store.marks[0] != want {
		t.Fatalf("kept %+v, want %+v", b.store.marks, want)
	}
	if text := b.text(); !strings.Contains(text, "~ Цена вовремя") || !strings.Contains(text, "Мария") {
		t.Errorf("the corrected verdict is not shown:\n%s", text)
	}
	b.press("n")
	if b.m.pos() != 20_000 {
		t.Errorf("what is no miss any more is still stepped to: %d", b.m.pos())
	}
	b.press("z")
	if len(b.store.marks) != 0 || !strings.Contains(b.text(), "✗ Цена вовремя") {
		t.Errorf("undone: %+v", b.store.marks)
	}
	b.press("Z")
	if len(b.store.marks) != 1 {
		t.Errorf("redone: %+v", b.store.marks)
	}
}

func TestTheOutcomeIsTheReviewersToSay(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	if !strings.Contains(b.text(), "ПОТЕРЯН") {
		t.Fatal("the call is not lost to begin with")
	}
	b.press("tab")
	b.m.list.To(4)
	b.press("x")
	b.answer("", "home") // a meeting
	if len(b.store.marks) != 1 || b.store.marks[0].Outcome != scoring.OutcomeMeeting || b.store.marks[0].Agrees {
		t.Fatalf("kept %+v", b.store.marks)
	}
	if text := b.text(); strings.Contains(text, "ПОТЕРЯН") || !strings.Contains(text, "Итог: встреча") {
		t.Errorf("the reviewer's outcome is not shown:\n%s", text)
	}
}

func TestAgreeingIsKeptToo(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	b.press("n", "a")
	if len(b.store.marks) != 1 || !b.store.marks[0].Agrees || b.store.marks[0].Verdict != scoring.Miss {
		t.Fatalf("kept %+v", b.store.marks)
	}
}

func TestHowOftenTheMachineIsRightIsSaid(t *testing.T) {
	t.Parallel()
	f := newStore()
	f.marks = []store.Mark{
		{CallID: "1.2", Item: scoring.PriceTiming, Agrees: true, Verdict: scoring.Miss},
		{CallID: "1.3", Item: scoring.PriceTiming, Verdict: scoring.Pass},
	}
	b := setup(t, f).open(screen.Place{Call: "1.1"})
	b.press("n")
	if want := fmt.Sprintf(b.env.Texts.Review.MachineRight, "1", "2"); !strings.Contains(b.text(), want) {
		t.Errorf("%q is not said:\n%s", want, b.text())
	}
	b.press("a")
	if want := fmt.Sprintf(b.env.Texts.Review.MachineRight, "2", "3"); !strings.Contains(b.text(), want) {
		t.Errorf("%q is not said:\n%s", want, b.text())
	}
}

func TestANoteStandsAtItsMomentAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1", AtMS: 21_000})
	b.press("m")
	b.answer("спросить про бюджет")
	if len(b.store.notes) != 1 || b.store.notes[0].AtMS != 21_000 || b.store.notes[0].Text != "спросить про бюджет" {
		t.Fatalf("kept %+v", b.store.notes)
	}
	if !strings.Contains(b.text(), "спросить про бюджет") {
		t.Error("the note is not shown")
	}
	b.press("z")
	if !b.store.notes[0].Gone || strings.Contains(b.text(), "спросить про бюджет") {
		t.Error("the note was not taken back")
	}
	b.press("Z", "B")
	if b.store.notes[0].Gone || len(b.store.notes) != 2 || b.store.notes[1].Text != "" {
		t.Errorf("after redo and a bookmark: %+v", b.store.notes)
	}
}

func TestAWriteThatFailsIsSaidAndNotShown(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	b.store.failing = store.ErrReadOnly
	b.press("n", "a")
	if !slices.Contains(b.asked, tea.Msg(screen.Toast{Level: screen.Trouble, Text: b.env.Texts.Errors.ReadOnly})) {
		t.Errorf("said %v", b.asked)
	}
	b.store.failing = nil
	b.run(b.m.Update(screen.DataChanged{}))
	if len(b.m.d.marks) != 0 {
		t.Error("a mark that was not kept is shown")
	}
	b.press("z")
	if b.toast() != b.env.Texts.Frame.UndoNothing {
		t.Errorf("a mark that was not kept can be undone: %q", b.toast())
	}
}

// A console that is left at once never runs the command of the last write.
func TestWhatWasMarkedJustBeforeTheEndIsKept(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	b.press("n")
	b.m.Update(keys.Synthetic("a")) // what it asks for is not done
	b.m.Update(keys.Synthetic("d"))
	b.run(b.m.Leave())
	if len(b.store.marks) != 1 || !b.store.calls["1.1"].Reviewed {
		t.Errorf("kept %+v, reviewed %v", b.store.marks, b.store.calls["1.1"].Reviewed)
	}
}

func TestTheTranscriptFollowsTheSoundByWord(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1", AtMS: 22_100})
	now := lineAt(b.m.lines, b.m.pos())
	u := b.m.lines[now]
	if n := u.wordAt(b.m.pos()); u.words[n-1].text != "дорого" {
		t.Errorf("the word being said is %q", u.words[n-1].text)
	}
	if !strings.Contains(b.m.View(), b.env.Styles.PaintOn(theme.Tab, theme.Strong, "дорого")) {
		t.Errorf("the line is %q", b.lit())
	}
}

func TestWithoutARecordingAllElseWorks(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	text := b.text()
	if !strings.Contains(text, "записи нет") || !strings.Contains(text, "дорого") {
		t.Errorf("screen:\n%s", text)
	}
	b.press("space", "n")
	if b.m.pos() != 10_000 {
		t.Errorf("at %d", b.m.pos())
	}
}

// The rest of what was said is read where the recording broke off.
func TestTheTalkGoesOnWhereTheRecordingBrokeOff(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSoundOf(12).open(screen.Place{Call: "1.1"})
	b.press("n", "n")
	if b.m.pos() != 20_000 || !strings.Contains(b.lit(), "дорого") {
		t.Fatalf("at %d, line %q", b.m.pos(), b.lit())
	}
	b.press("space")
	if b.m.state.Playing || !strings.Contains(b.toast(), "0:12") {
		t.Errorf("playing %v, said %q", b.m.state.Playing, b.toast())
	}
	b.press("N")
	if b.m.pos() != 10_000 {
		t.Errorf("back at %d", b.m.pos())
	}
}

func TestWithoutATranscriptTheSoundSaysWhoSpeaks(t *testing.T) {
	t.Parallel()
	f := newStore()
	delete(f.texts, "1.1")
	delete(f.judged, "1.1")
	b := setup(t, f).withSound().open(screen.Place{Call: "1.1"})
	if text := b.text(); !strings.Contains(text, b.env.Texts.Review.Voices) || !strings.Contains(text, "говорит") {
		t.Errorf("screen:\n%s", text)
	}
	if len(f.waves["1.1"]) == 0 {
		t.Error("the waveform was not kept")
	}
}

func TestATranscriptThatComesWhileTheCallIsOpenIsShown(t *testing.T) {
	t.Parallel()
	f := newStore()
	text, verdicts := f.texts["1.1"], f.judged["1.1"]
	delete(f.texts, "1.1")
	delete(f.judged, "1.1")
	b := setup(t, f).open(screen.Place{Call: "1.1"})
	f.texts["1.1"], f.judged["1.1"] = text, verdicts
	b.run(b.m.Update(screen.DataChanged{}))
	if shown := b.text(); !strings.Contains(shown, "так дорого") || !strings.Contains(shown, "✗ Цена вовремя") {
		t.Errorf("screen:\n%s", shown)
	}
}

func TestAMissedCallTellsWhatHappened(t *testing.T) {
	t.Parallel()
	f := newStore()
	f.calls["1.1"] = store.Call{
		ID: "1.1", Direction: store.Inbound, StartMS: 1_792_000_000_000, EndMS: 1_792_000_060_000, MissedBy: store.AbandonedQueue, Lost: true,
		WaitMS: 60_000, Attempts: []store.Attempt{{Manager: "Ольга", RingMS: 15_000}}, CalledBackMS: 1_792_000_425_000, LossAtMS: -1, Score: -1,
	}
	delete(f.texts, "1.1")
	delete(f.judged, "1.1")
	text := setup(t, f).open(screen.Place{Call: "1.1"}).text()
	for _, want := range []string{"ПРОПУЩЕН", "ждал в очереди", "Ольга", "Перезвонили"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
}

func TestTheNextCallIsTheNextOfTheQueue(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	if !strings.Contains(b.text(), "1 из 3") {
		t.Error("the place in the queue is not said")
	}
	b.press("J")
	if b.m.id != "1.2" {
		t.Fatalf("J went to %q", b.m.id)
	}
	b.press("K", "K")
	if b.m.id != "1.1" || b.toast() != b.env.Texts.Review.NoPrevCall {
		t.Errorf("K went to %q, %q", b.m.id, b.toast())
	}
}

// In a list of calls not reviewed, the one that was just reviewed drops out: the
// next is still the one that followed it.
func TestReviewingACallDoesNotLoseThePlace(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.2", Filter: store.Filter{NotReviewed: true}})
	b.press("d")
	b.store.order = []string{"1.1", "1.3", "1.4"}
	b.store.calls["1.4"] = b.store.calls["1.3"]
	b.run(b.m.Update(screen.DataChanged{}))
	b.press("J")
	if b.m.id != "1.3" {
		t.Errorf("J went to %q", b.m.id)
	}
}

func TestAPieceOfTheSoundIsSaved(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1", AtMS: 20_500})
	e, ok := b.m.Export()
	if !ok || e.Kinds[0] != "wav" || e.Name != "1.1_0.17-0.27" {
		t.Fatalf("export %+v", e)
	}
	var out strings.Builder
	if err := e.Write(t.Context(), &out, "wav"); err != nil {
		t.Fatal(err)
	}
	const tenSeconds = 10 * 8000 * 4
	if n := out.Len() - tenSeconds; !strings.HasPrefix(out.String(), "RIFF") || n < 0 || n > 200 {
		t.Errorf("wrote %d bytes for ten seconds", out.Len())
	}
}

func TestTheChecklistMovesTheSoundAndProvesItself(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1"})
	b.press("tab", "down")
	if b.m.pos() != 10_000 {
		t.Errorf("the sound is at %d", b.m.pos())
	}
	for _, want := range []string{"цена названа на 0:10", "искали на отрезке 0:00–0:10", "уверенность 90"} {
		if !strings.Contains(strings.ToLower(b.text()), want) {
			t.Errorf("%q is not said:\n%s", want, b.text())
		}
	}
}

// A call opened by its id from the command line is of any day.
func TestTheQueueOfACallOfAnotherTimeIsItsOwnDay(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore())
	b.env.Period = screen.PeriodOf(screen.OneDay, 20300101)
	b.open(screen.Place{Call: "1.1"})
	b.press("J")
	if b.m.id != "1.2" {
		t.Errorf("J went to %q, %q", b.m.id, b.toast())
	}
}

func TestWithoutACallTheFirstWorthHearingIsOpened(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Keep: true})
	if b.m.id != "1.1" || !b.m.open {
		t.Errorf("open is %q", b.m.id)
	}
}

func TestThePlaceWhereACallIsLeftIsKept(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1", AtMS: 12_000})
	b.press("J")
	if got := b.store.resume["1.1"]; got != 12_000 {
		t.Fatalf("kept %d", got)
	}
	b.press("K")
	if b.m.pos() != 12_000 {
		t.Errorf("opened again at %d", b.m.pos())
	}
	b.run(b.m.Leave())
	if p := b.m.Place(); p.Call != "1.1" || p.AtMS != 12_000 {
		t.Errorf("the place is %+v", p)
	}
}

func TestACallThatWasLeftDoesNotComeBack(t *testing.T) {
	t.Parallel()
	f := newStore()
	b := setup(t, f)
	f.gate = make(chan struct{})
	slow := b.m.show("1.1", 0, false)
	fast := b.m.show("1.2", 0, false)
	close(f.gate)
	b.run(fast)
	b.run(slow)
	if b.m.d.call.ID != "1.2" {
		t.Errorf("shown is %q", b.m.d.call.ID)
	}
}
