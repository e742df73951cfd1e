// Package snapshot copies the state of a decoder that its library keeps to
// itself, so that decoding can go on later from the middle of a recording.
//
// Speech codecs in fixed point never forget: one step of difference in their
// memory grows to a difference that can be measured. A place in such a recording
// sounds the same only if the decoder is in the very state that it had there, and
// the only way to have it again without decoding everything before is a copy.
package snapshot

import (
	"errors"
	"reflect"
	"unsafe"
)

// ErrUnsupported is the error of a state that holds what cannot be copied: a
// function, a channel, a map or an interface.
var ErrUnsupported = errors.New("this state cannot be copied")

// Copier copies values of type T with all that they point to, except for what
// all values of T have in common: constant tables.
type Copier[T any] struct {
	common map[unsafe.Pointer]bool
}

// NewCopier makes a copier by looking at two fresh values: what both point to is
// common to all.
func NewCopier[T any](fresh func() (*T, error)) (*Copier[T], error) {
	var seen [2]map[unsafe.Pointer]bool
	for i := range seen {
		v, err := fresh()
		if err != nil {
			return nil, err
		}
		w := &walker{replaced: map[unsafe.Pointer]bool{}}
		w.copy(reflect.TypeFor[T](), unsafe.Pointer(v))
		if w.err != nil {
			return nil, w.err
		}
		seen[i] = w.replaced
	}
	c := &Copier[T]{common: map[unsafe.Pointer]bool{}}
	for p := range seen[0] {
		if seen[1][p] {
			c.common[p] = true
		}
	}
	return c, nil
}

// Copy copies a value. The copy and the original share nothing that changes.
func (c *Copier[T]) Copy(v *T) (*T, error) {
	w := &walker{common: c.common}
	p := w.copy(reflect.TypeFor[T](), unsafe.Pointer(v))
	if w.err != nil {
		return nil, w.err
	}
	return (*T)(p), nil
}

// walker is one copy in progress.
type walker struct {
	common   map[unsafe.Pointer]bool
	replaced map[unsafe.Pointer]bool // what was copied, where it is asked for
	regions  []region
	err      error
}

// region is a piece of memory that was copied. Pointers into its middle keep
// their place in the copy.
type region struct {
	old, new unsafe.Pointer
	size     uintptr
}

func (w *walker) moved(p unsafe.Pointer) (unsafe.Pointer, bool) {
	for _, r := range w.regions {
		if off := uintptr(p) - uintptr(r.old); uintptr(p) >= uintptr(r.old) && off < r.size {
			return unsafe.Add(r.new, off), true
		}
	}
	return nil, false
}

func (w *walker) note(old, now unsafe.Pointer, size uintptr) {
	w.regions = append(w.regions, region{old, now, size})
	if w.replaced != nil {
		w.replaced[old] = true
	}
}

// copy copies the value of type t at p and returns where the copy is.
func (w *walker) copy(t reflect.Type, p unsafe.Pointer) unsafe.Pointer {
	if now, ok := w.moved(p); ok {
		return now
	}
	fresh := reflect.New(t)
	fresh.Elem().Set(reflect.NewAt(t, p).Elem())
	now := fresh.UnsafePointer()
	w.note(p, now, t.Size())
	w.mend(t, now)
	return now
}

// mend replaces the pointers inside a copied value of type t at p.
func (w *walker) mend(t reflect.Type, p unsafe.Pointer) {
	if w.err != nil || plain(t) {
		return
	}
	v := reflect.NewAt(t, p).Elem()
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			w.mend(t.Field(i).Type, unsafe.Add(p, t.Field(i).Offset))
		}
	case reflect.Array:
		for i := range t.Len() {
			w.mend(t.Elem(), unsafe.Add(p, uintptr(i)*t.Elem().Size()))
		}
	case reflect.Pointer:
		if old := v.UnsafePointer(); old != nil && !w.common[old] {
			v.Set(reflect.NewAt(t.Elem(), w.copy(t.Elem(), old)))
		}
	case reflect.Slice:
		if old := v.UnsafePointer(); v.Cap() > 0 && !w.common[old] {
			w.mendSlice(t, v, old)
		}
	default:
		if !v.IsZero() {
			w.err = ErrUnsupported
		}
	}
}

func (w *walker) mendSlice(t reflect.Type, v reflect.Value, old unsafe.Pointer) {
	if now, ok := w.moved(old); ok {
		array := reflect.NewAt(reflect.ArrayOf(v.Cap(), t.Elem()), now).Elem()
		v.Set(array.Slice(0, v.Len()))
		return
	}
	whole := v.Slice(0, v.Cap())
	fresh := reflect.MakeSlice(t, v.Cap(), v.Cap())
	reflect.Copy(fresh, whole)
	now := fresh.UnsafePointer()
	w.note(old, now, uintptr(v.Cap())*t.Elem().Size())
	for i := range v.Cap() {
		w.mend(t.Elem(), unsafe.Add(now, uintptr(i)*t.Elem().Size()))
	}
	v.Set(fresh.Slice(0, v.Len()))
}

// plain tells whether values of a type hold no pointers that could change what
// they point to.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !plain(t.Field(i).Type) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Chan, reflect.Func, reflect.Interface, reflect.UnsafePointer:
		return false
	}
	return true
}
