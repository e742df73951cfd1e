package review

import (
	"context"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/audio/device"
	"razbor/audio/player"
	"razbor/scoring"
	"razbor/scoring/judge"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/panels"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

// fakeStore keeps calls in memory. What a test does not expect to be asked is
// not there, and panics.
type fakeStore struct {
	screen.Store
	mu      sync.Mutex
	order   []string
	calls   map[string]store.Call
	texts   map[string]scoring.Transcript
	judged  map[string]scoring.Judgement
	notes   []store.Note
	marks   []store.Mark
	resume  map[string]int64
	waves   map[string][]byte
	failing error
	gate    chan struct{} // where it is there, Call waits for it or its context
}

func (f *fakeStore) Call(ctx context.Context, id string) (store.Call, error) {
	if f.gate != nil {
		select {
		case <-f.gate:
		case <-ctx.Done():
			return store.Call{}, ctx.Err()
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	c, ok := f.calls[id]
	if !ok {
		return c, store.ErrNotFound
	}
	if m, ok := markOf(f.marksOf(id), ""); ok {
		c.Outcome, c.OutcomeFrom = m.Outcome, store.FromReviewer
	}
	return c, f.failing
}

func (f *fakeStore) Calls(_ context.Context, filter store.Filter, _ store.Page) (store.CallPage, error) {
	var p store.CallPage
	for _, id := range f.order {
		if c := f.calls[id]; c.StartMS >= filter.FromMS && c.StartMS < filter.ToMS {
			p.Calls = append(p.Calls, c)
		}
	}
	return p, f.failing
}

func (f *fakeStore) Transcript(_ context.Context, id string) (scoring.Transcript, error) {
	t, ok := f.texts[id]
	return t, found(ok)
}

func (f *fakeStore) Judgement(_ context.Context, id string) (scoring.Judgement, error) {
	j, ok := f.judged[id]
	return j, found(ok)
}

func found(ok bool) error {
	if !ok {
		return store.ErrNotFound
	}
	return nil
}

func (f *fakeStore) Legs(context.Context, string) ([]store.Leg, error) { return nil, nil }

func (f *fakeStore) Notes(_ context.Context, id string) ([]store.Note, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.notes), func(n store.Note) bool { return n.CallID != id }), nil
}

func (f *fakeStore) marksOf(id string) []store.Mark {
	return slices.DeleteFunc(slices.Clone(f.marks), func(m store.Mark) bool { return m.CallID != id })
}

func (f *fakeStore) Marks(_ context.Context, id string) ([]store.Mark, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.marksOf(id), nil
}

func (f *fakeStore) Reviewed(context.Context) ([]store.ReviewedVerdict, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []store.ReviewedVerdict
	for _, k := range f.marks {
		v := store.ReviewedVerdict{Mark: k, Outcome: scoring.OutcomeNone}
		if finding, ok := f.judged[k.CallID].Finding(k.Item); ok {
			v.Machine = finding.Verdict
		}
		out = append(out, v)
	}
	return out, nil
}

func (f *fakeStore) Playlist(context.Context) ([]store.Note, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.notes), func(n store.Note) bool { return !n.Coached || n.Gone }), nil
}

func (f *fakeStore) Waveform(_ context.Context, id string) ([]byte, error) {
	b, ok := f.waves[id]
	return b, found(ok)
}

func (f *fakeStore) Resume(_ context.Context, id string) (int64, error) { return f.resume[id], nil }

func (f *fakeStore) AddNote(_ context.Context, n store.Note) (int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n.ID = int64(len(f.notes) + 1)
	f.notes = append(f.notes, n)
	return n.ID, f.failing
}

func (f *fakeStore) SetNoteGone(_ context.Context, id int64, gone bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if id < 1 || int(id) > len(f.notes) {
		return store.ErrNotFound
	}
	f.notes[id-1].Gone = gone
	return f.failing
}

func (f *fakeStore) SetMark(_ context.Context, m store.Mark) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failing != nil {
		return f.failing
	}
	f.marks = slices.DeleteFunc(f.marks, func(x store.Mark) bool { return x.CallID == m.CallID && x.Item == m.Item })
	f.marks = append(f.marks, m)
	return nil
}

func (f *fakeStore) RemoveMark(_ context.Context, id string, item scoring.Item) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.marks = slices.DeleteFunc(f.marks, func(x store.Mark) bool { return x.CallID == id && x.Item == item })
	return f.failing
}

func (f *fakeStore) SetReviewed(_ context.Context, id string, on bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.calls[id]
	c.Reviewed = on
	f.calls[id] = c
	return f.failing
}

func (f *fakeStore) SetResume(_ context.Context, id string, at int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.resume[id] = at
	return nil
}

func (f *fakeStore) SetWaveform(_ context.Context, id string, blob []byte, _ int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.waves[id] = blob
	return nil
}

// talk is a call of four lines: an early price at 0:10, an objection at 0:20
// that is not answered at 0:25.
func talk() (scoring.Transcript, scoring.Judgement) {
	t := scoring.Transcript{Language: "ru", Segments: []scoring.Segment{
		{Speaker: scoring.Manager, StartMS: 1000, EndMS: 3000, Text: "Добрый день, Светлые окна"},
		{Speaker: scoring.Manager, StartMS: 10_000, EndMS: 14_000, Text: "окна стоят восемьдесят тысяч"},
		{Speaker: scoring.Client, StartMS: 20_000, EndMS: 24_000, Text: "ого а что так дорого то", Words: []scoring.Word{
			{StartMS: 20_000, EndMS: 20_500, Text: "ого"}, {StartMS: 21_000, EndMS: 21_200, Text: "а"}, {StartMS: 21_200, EndMS: 21_500, Text: "что"},
			{StartMS: 21_500, EndMS: 22_000, Text: "так"}, {StartMS: 22_000, EndMS: 23_500, Text: "дорого"}, {StartMS: 23_500, EndMS: 24_000, Text: "то"},
		}},
		{Speaker: scoring.Manager, StartMS: 25_000, EndMS: 27_000, Text: "ну такая цена"},
	}}
	j := scoring.Judgement{
		List: "ru", Engine: "rules", Outcome: scoring.OutcomeNone, Target: true, Lost: true, LossSegment: 2, LossAtMS: 20_000, LossReason: "price",
		Findings: []scoring.Finding{
			{Item: scoring.Greeting, Verdict: scoring.Pass, Segment: 0, AtMS: 1000, Quote: "Добрый день", Confidence: 0.9, Why: scoring.Why{Code: judge.WhyGreetingFull, TimesMS: []int64{1000}}},
			{Item: scoring.PriceTiming, Verdict: scoring.Miss, Segment: 1, AtMS: 10_000, Confidence: 0.9, Searched: scoring.Stretch{ToMS: 10_000}, Why: scoring.Why{Code: judge.WhyPriceBeforeNeed, TimesMS: []int64{10_000}}},
			{Item: scoring.Objections, Verdict: scoring.Miss, Segment: 2, AtMS: 20_000, Quote: "дорого", Confidence: 0.8, Why: scoring.Why{Code: judge.WhyObjectionsNone, Count: 1, TimesMS: []int64{20_000}}},
			{Item: scoring.Pressure, Verdict: scoring.Pass, Segment: scoring.NoSegment, Confidence: 0.9, Why: scoring.Why{Code: judge.WhyPressureNone}},
		},
		Objections: []scoring.Objection{{Segment: 2, AtMS: 20_000, Kind: scoring.ObjectPrice, Answer: scoring.NoSegment}},
	}
	return t, j
}

func newStore() *fakeStore {
	f := &fakeStore{
		order: []string{"1.1", "1.2", "1.3"}, calls: map[string]store.Call{}, texts: map[string]scoring.Transcript{},
		judged: map[string]scoring.Judgement{}, resume: map[string]int64{}, waves: map[string][]byte{},
	}
	for _, id := range f.order {
		f.calls[id] = store.Call{
			ID: id, Source: "office", Direction: store.Inbound, StartMS: 1_792_000_000_000, EndMS: 1_792_000_060_000, Client: "79161234567",
			Answered: true, Manager: "Иван Петров", WaitMS: 18_000, TalkMS: 30_000, HasTranscript: true,
			Outcome: scoring.OutcomeNone, OutcomeFrom: store.FromTranscript, Lost: true, LossReason: "price", LossAtMS: 20_000, Score: 20,
		}
		f.texts[id], f.judged[id] = talk()
	}
	return f
}

// bench is one screen on a fake store.
type bench struct {
	t      testing.TB
	m      *Model
	env    *screen.Env
	store  *fakeStore
	reader keys.Reader
	asked  []tea.Msg // what the screen asked of the frame
}

func setup(t testing.TB, f *fakeStore) *bench {
	t.Helper()
	cfg := config.Default()
	figures, err := panels.FromConfig(cfg)
	if err != nil {
		t.Fatal(err)
	}
	env := &screen.Env{
		Store: f, Config: cfg, Figures: figures, Texts: lang.For(lang.RU), Styles: theme.New(theme.Options{}),
		Now: func() time.Time { return time.UnixMilli(1_792_100_000_000) }, Period: screen.PeriodOf(screen.OneDay, 20261014), Author: "Мария",
	}
	b := &bench{t: t, env: env, store: f, m: New(env)}
	b.m.SetSize(120, 34)
	return b
}

// withSound gives every call a recording of 30 s and the screen a player
// without a device.
func (b *bench) withSound() *bench {
	b.t.Helper()
	return b.withSoundOf(30)
}

func (b *bench) withSoundOf(seconds int) *bench {
	b.t.Helper()
	dir := b.t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "call.wav"), tone(seconds), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.env.Config.Sources = []config.Source{{Name: "office", Recordings: dir}}
	for id, c := range b.store.calls {
		c.Recording = "call.wav"
		b.store.calls[id] = c
	}
	p := player.New(player.WithDevice(device.None()))
	b.t.Cleanup(p.Close)
	b.env.Player = p
	return b
}

// tone is a stereo WAV of so many seconds: a hum on the left, a second on and a
// second off, as speech comes and goes.
func tone(seconds int) []byte {
	const rate = 8000
	n := rate * seconds * 4
	head := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x02\x00\x40\x1f\x00\x00\x00\x7d\x00\x00\x04\x00\x10\x00data\x00\x00\x00\x00")
	binary.LittleEndian.PutUint32(head[4:], uint32(n+36))
	binary.LittleEndian.PutUint32(head[40:], uint32(n))
	body := make([]byte, n)
	for i := range rate * seconds {
		if i/rate%2 == 1 {
			continue
		}
		binary.LittleEndian.PutUint16(body[i*4:], uint16(int16(8000*math.Sin(float64(i)/4))))
	}
	return append(head, body...)
}

// run does a command and all that follows from it; what is for the frame is kept.
func (b *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			b.run(c)
		}
	case screen.Toast, screen.Open, screen.Go, screen.Back:
		b.asked = append(b.asked, msg)
	default:
		b.run(b.m.Update(msg))
	}
}

func (b *bench) open(p screen.Place) *bench {
	b.run(b.m.Enter(p))
	return b
}

// press presses keys by name, as the frame does.
func (b *bench) press(names ...string) {
	for _, n := range names {
		b.run(b.m.Update(keys.Synthetic(n)))
	}
}

// answer types into the dialog that was asked for last, and takes what it leaves.
func (b *bench) answer(typed string, names ...string) {
	b.t.Helper()
	if len(b.asked) == 0 {
		b.t.Fatal("no dialog was asked for")
	}
	o, ok := b.asked[len(b.asked)-1].(screen.Open)
	if !ok {
		b.t.Fatalf("%T was asked for, want a dialog", b.asked[len(b.asked)-1])
	}
	o.Dialog.View(b.env, 100, 30)
	o.Dialog.Update(tea.PasteMsg{Content: typed})
	for _, n := range append(names, "enter") {
		if done, leave := o.Dialog.Update(keys.Synthetic(n)); done && leave != nil {
			b.run(b.m.Update(leave))
			return
		}
	}
}

func (b *bench) toast() string {
	for i := len(b.asked) - 1; i >= 0; i-- {
		if t, ok := b.asked[i].(screen.Toast); ok {
			return t.Text
		}
	}
	return ""
}
