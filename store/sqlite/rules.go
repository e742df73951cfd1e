package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"razbor/store"
)

// savedRules is the form in which the counting rules are kept; spans in
// milliseconds.
type savedRules struct {
	Zone             string  `json:"zone"`
	WorkHours        [2]int  `json:"work_hours"`
	WorkDays         [8]bool `json:"work_days"`
	ShortAbandonMS   int64   `json:"short_abandon_ms"`
	RecoveryWindowMS int64   `json:"recovery_window_ms"`
	ServiceLevelMS   int64   `json:"service_level_ms"`
	LongWaitMS       int64   `json:"long_wait_ms"`
	CallbackSoonMS   int64   `json:"callback_soon_ms"`
	IVRDepth         int     `json:"ivr_depth"`
	DropTalkMS       int64   `json:"drop_talk_ms"`
	DropRepeatMS     int64   `json:"drop_repeat_ms"`

	Weights store.Weights `json:"weights,omitempty"`
}

// saver is what a statement can be run on.
type saver interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func saveRules(ctx context.Context, q saver, r store.Rules) error {
	zone := time.UTC
	if r.Location != nil {
		zone = r.Location
	}
	text, err := json.Marshal(savedRules{
		Zone: zone.String(), WorkHours: r.WorkHours, WorkDays: r.WorkDays,
		ShortAbandonMS: r.ShortAbandon.Milliseconds(), RecoveryWindowMS: r.RecoveryWindow.Milliseconds(),
		ServiceLevelMS: r.ServiceLevel.Milliseconds(), LongWaitMS: r.LongWait.Milliseconds(),
		CallbackSoonMS: r.CallbackSoon.Milliseconds(), IVRDepth: r.IVRDepth,
		DropTalkMS: r.DropTalk.Milliseconds(), DropRepeatMS: r.DropRepeat.Milliseconds(), Weights: r.Weights,
	})
	if err != nil {
		return fmt.Errorf("write the counting rules: %w", err)
	}
	const query = "INSERT INTO setting (key, value) VALUES ('rules', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
	_, err = q.ExecContext(ctx, query, string(text))
	if err != nil {
		return fmt.Errorf("write the counting rules: %w", err)
	}
	return nil
}

func loadRules(ctx context.Context, q querier) (store.Rules, error) {
	var text string
	if err := q.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = 'rules'").Scan(&text); err != nil {
		return store.Rules{}, missing(err)
	}
	var s savedRules
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return store.Rules{}, fmt.Errorf("%w: %w", store.ErrDamaged, err)
	}
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return store.Rules{}, fmt.Errorf("the time zone %q of the database: %w", s.Zone, err)
	}
	ms := func(n int64) time.Duration { return time.Duration(n) * time.Millisecond }
	return store.Rules{
		Location: zone, WorkHours: s.WorkHours, WorkDays: s.WorkDays,
		ShortAbandon: ms(s.ShortAbandonMS), RecoveryWindow: ms(s.RecoveryWindowMS), ServiceLevel: ms(s.ServiceLevelMS),
		LongWait: ms(s.LongWaitMS), CallbackSoon: ms(s.CallbackSoonMS), IVRDepth: s.IVRDepth,
		DropTalk: ms(s.DropTalkMS), DropRepeat: ms(s.DropRepeatMS), Weights: s.Weights,
	}, nil
}

// Rules returns the counting rules in force.
func (e *Engine) Rules(ctx context.Context) (store.Rules, error) {
	r, err := loadRules(ctx, e.readers)
	return r, e.fail("read the counting rules", err)
}
