package storetest_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/storetest"
)

// ask calls every question of a reader and returns what each answered with.
func ask(ctx context.Context, r store.Reader) map[string]error {
	out := map[string]error{}
	v := reflect.ValueOf(r)
	for i := range reflect.TypeFor[store.Reader]().NumMethod() {
		name := reflect.TypeFor[store.Reader]().Method(i).Name
		method := v.MethodByName(name)
		args := []reflect.Value{reflect.ValueOf(ctx)}
		for k := 1; k < method.Type().NumIn(); k++ {
			args = append(args, reflect.Zero(method.Type().In(k)))
		}
		results := method.Call(args)
		err, _ := results[len(results)-1].Interface().(error)
		out[name] = err
	}
	return out
}

// A question that was forgotten would reach the reader behind, which is none
// here, and fail loudly.
func TestAFailingReaderFailsEveryQuestion(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	for name, err := range ask(t.Context(), storetest.Failing(nil, boom)) {
		if !errors.Is(err, boom) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := storetest.Failing(nil, nil).Managers(t.Context()); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("with no error given: %v", err)
	}
}

func TestASlowReaderStopsWhenNobodyWaitsAnyMore(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for name, err := range ask(ctx, storetest.Slow(nil, time.Hour)) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
