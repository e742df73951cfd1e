package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"

	"razbor/scoring/metrics"
)

// object is a JSON object whose keys keep their order.
type object []field

type field struct {
	key   string
	value any
}

// MarshalJSON writes the fields in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := marshal(f.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(f.value)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", f.key, err)
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal that leaves <, > and & as they are: the output is no page.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// number is a figure in JSON: null where it is unknown, else at most four decimals.
type number metrics.Number

// MarshalJSON writes the number, or null.
func (n number) MarshalJSON() ([]byte, error) {
	if !n.Known {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, math.Round(n.Value*1e4)/1e4, 'f', -1, 64), nil
}

// spanNumber is a span of seconds in JSON: null where it is unknown, else at most
// two decimals.
type spanNumber metrics.Number

// MarshalJSON writes the seconds, or null.
func (n spanNumber) MarshalJSON() ([]byte, error) {
	if !n.Known {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, math.Round(n.Value*1e2)/1e2, 'f', -1, 64), nil
}

func ratio(r metrics.Ratio) number { return number(r.Number()) }

// list maps values to a JSON array that is never null.
func list[T, J any](values []T, one func(T) J) []J {
	out := make([]J, 0, len(values))
	for _, v := range values {
		out = append(out, one(v))
	}
	return out
}

// writeJSON writes one value and a line end.
func writeJSON(w io.Writer, v any) error {
	data, err := marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}
