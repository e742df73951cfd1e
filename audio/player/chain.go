package player

import (
	"errors"
	"io"

	"razbor/audio/decode"
	"razbor/audio/device"
	"razbor/audio/resample"
	"razbor/audio/stretch"
)

// settings is what of the player's state shapes the sound.
type settings struct {
	speed, volume float64
	channels      Channels
	skip          bool
	from, to      int64 // the loop in samples; to is 0 without one
}

// chain makes the device's frames from a recording: read, stretch, resample, mix.
type chain struct {
	reader    *reader
	stretch   *stretch.Stretcher
	resampler *resample.Resampler
	rate      int
	places    []mark // frames into the stretcher → places in the recording
	given     int64  // frames into the stretcher since the last seek
	taken     int64  // frames out of it
	mix       mixer
	in, mid   []float32
	ended     bool // the reader is at its end and the stretcher knows
	drained   bool // all that there was is out
}

const blockFrames = 512 // frames read at once from one stage

func newChain(s decode.Stream) *chain {
	info := s.Info()
	return &chain{
		reader: newReader(s), rate: info.Rate,
		stretch:   stretch.New(info.Rate, 2),
		resampler: resample.New(info.Rate, device.Rate),
		in:        make([]float32, 2*blockFrames), mid: make([]float32, 2*blockFrames),
	}
}

// seek goes to a place in samples. What comes next fades in, for the cut must not click.
func (c *chain) seek(place int64) error {
	c.stretch.Reset()
	c.resampler.Reset()
	c.places, c.given, c.taken = c.places[:0], 0, 0
	c.ended, c.drained = false, false
	c.mix.mute()
	return c.reader.seek(place)
}

// render fills dst with frames of the device and returns how many. Marks for those from frame on go to add, which is
// called before render returns. With 0 frames and no error, all has been read.
func (c *chain) render(dst []float32, set settings, add func(mark)) (int, error) {
	c.stretch.SetSpeed(set.speed)
	for {
		if n := c.resampler.Read(dst); n > 0 {
			c.mix.apply(dst[:2*n], set)
			return n, nil
		}
		if c.drained {
			return 0, nil
		}
		if err := c.feed(set, add); err != nil {
			return 0, err
		}
	}
}

// feed moves one piece on through the stretcher, and reads for it what it needs.
func (c *chain) feed(set settings, add func(mark)) error {
	for c.stretch.Need() > 0 {
		if err := c.read(set); err != nil {
			return err
		}
	}
	n, at, rate := c.stretch.Read(c.mid)
	if n == 0 {
		c.resampler.Finish()
		c.drained = true
		return nil
	}
	add(mark{
		frame: (c.taken*device.Rate + int64(c.rate) - 1) / int64(c.rate),
		place: c.place(at), rate: rate * float64(c.rate) / device.Rate,
	})
	c.taken += int64(n)
	c.resampler.Write(c.mid[:2*n])
	return nil
}

// read gives the stretcher some of the recording.
func (c *chain) read(set settings) error {
	n, at, err := c.reader.read(c.in, set)
	if errors.Is(err, io.EOF) {
		c.stretch.Finish()
		c.ended = true
		return nil
	}
	if err != nil {
		return err
	}
	if last := len(c.places) - 1; last < 0 || c.places[last].at(c.given) != float64(at) {
		c.places = append(c.places, mark{frame: c.given, place: float64(at), rate: 1})
	}
	c.given += int64(n)
	c.stretch.Write(c.in[:2*n])
	return nil
}

// place is where in the recording a frame of the stretcher's input lies.
func (c *chain) place(at float64) float64 {
	for len(c.places) > 1 && float64(c.places[1].frame) <= at {
		c.places = c.places[:copy(c.places, c.places[1:])]
	}
	if len(c.places) == 0 {
		return 0
	}
	return c.places[0].place + at - float64(c.places[0].frame)
}

// mixer brings two sides to two ears at a volume. A change is spread over rampFrames so that it does not click.
type mixer struct {
	now [4]float32 // left→left, right→left, left→right, right→right
}

const rampFrames = device.Rate / 200

func (m *mixer) mute() { m.now = [4]float32{} }

func wanted(set settings) [4]float32 {
	v := float32(set.volume)
	switch set.channels {
	case Left:
		return [4]float32{v, 0, v, 0}
	case Right:
		return [4]float32{0, v, 0, v}
	default:
		return [4]float32{v, 0, 0, v}
	}
}

func (m *mixer) apply(frames []float32, set settings) {
	to := wanted(set)
	for i := 0; i+1 < len(frames); i += 2 {
		if m.now != to {
			m.step(to, float32(max(set.volume, 1))/rampFrames)
		}
		l, r := frames[i], frames[i+1]
		frames[i] = cut(l*m.now[0] + r*m.now[1])
		frames[i+1] = cut(l*m.now[2] + r*m.now[3])
	}
}

// step moves every part of the mix a little towards where it is wanted.
func (m *mixer) step(to [4]float32, by float32) {
	for i, v := range m.now {
		switch {
		case v < to[i]:
			m.now[i] = min(v+by, to[i])
		case v > to[i]:
			m.now[i] = max(v-by, to[i])
		}
	}
}

func cut(v float32) float32 { return max(min(v, 1), -1) }
