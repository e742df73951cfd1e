package sync

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/phone"
	"razbor/store/source"
	"razbor/store/source/crm"
)

const dealBatch = 5000 // deals of one transaction

// How far from the making of a deal its call may be, where only the client's
// number joins the two: a person writes it down during the call or after it.
const (
	dealAfterMS  = 24 * hourMS
	dealBeforeMS = 5 * minuteMS
)

// dealer matches the deals of one CRM with calls and writes them.
type dealer struct {
	r       *runner
	name    string
	batch   []store.Deal
	pending []store.Deal // those that waited before
	rows    int64
}

// deals reads a CRM's export, whole when it changed: it is a state of things and
// not a log.
func (r *runner) deals(ctx context.Context, s config.Source) error {
	if s.Kind != config.KindCRM {
		return nil
	}
	f, err := os.Open(s.Path)
	if err != nil {
		p := source.Problem{File: s.Path, Code: source.Unreadable, Err: plain(err)}
		if errors.Is(err, fs.ErrNotExist) {
			p.Code, p.Err = source.Missing, nil
		}
		r.problem(p)
		return nil
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		r.problem(source.Problem{File: s.Path, Code: source.Unreadable, Err: source.IsNoFile})
		return nil
	}
	position := store.Position{Source: s.Name, File: s.Path, Offset: info.Size(), Size: info.Size(), ModMS: info.ModTime().UnixMilli()}
	d := &dealer{r: r, name: s.Name}
	if d.pending, err = r.engine.PendingDeals(ctx, s.Name); err != nil {
		return fmt.Errorf("read the deals that wait: %w", err)
	}
	known, err := r.engine.Position(ctx, s.Name, s.Path)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("read how far %s was read: %w", s.Name, err)
	}
	if !r.opts.Full && known.Size == position.Size && known.ModMS == position.ModMS && known.File == s.Path {
		return nil
	}
	return d.file(ctx, s, f, position)
}

// stopped carries an error of ours through the reader, apart from its own.
type stopped struct{ error }

func (d *dealer) file(ctx context.Context, s config.Source, f *os.File, position store.Position) error {
	loc := d.r.cfg.Location()
	if s.Timezone != "" {
		if own, err := time.LoadLocation(s.Timezone); err == nil {
			loc = own
		}
	}
	o := crm.Options{File: s.Path, Columns: s.Columns, Zone: loc, Plan: phone.Plan{AreaCode: s.AreaCode}}
	bad := d.r.at.BadRows
	rows, err := crm.Read(f, o, func(deal store.Deal) error {
		d.batch = append(d.batch, deal)
		if len(d.batch) < dealBatch {
			return nil
		}
		d.rows += int64(len(d.batch))
		d.r.progress(Progress{Phase: ReadDeals, Done: d.rows, Rows: d.rows})
		if err := d.flush(ctx, nil); err != nil {
			return stopped{err}
		}
		return nil
	}, d.r.problem)
	d.r.at.Rows += rows
	var stop stopped
	if errors.As(err, &stop) {
		return stop.error
	}
	if err != nil {
		p := source.AsProblem(err, s.Path)
		d.r.problem(*p)
		return nil
	}
	position.Rows, position.BadRows = rows, d.r.at.BadRows-bad
	return d.flush(ctx, []store.Position{position})
}

// flush matches the deals at hand and writes them. Those without a call wait.
func (d *dealer) flush(ctx context.Context, positions []store.Position) error {
	matched, waiting, err := d.match(ctx, d.batch)
	if err != nil {
		return err
	}
	d.batch = d.batch[:0]
	waiting = slices.DeleteFunc(waiting, func(x store.Deal) bool { return slices.Contains(d.pending, x) })
	if len(waiting) > 0 {
		if err := d.r.engine.SetPendingDeals(ctx, d.name, waiting, nil); err != nil {
			return fmt.Errorf("keep deals of %s: %w", d.name, err)
		}
	}
	return d.apply(ctx, matched, positions)
}

func (d *dealer) apply(ctx context.Context, deals []store.Deal, positions []store.Position) error {
	if len(deals) == 0 && len(positions) == 0 {
		return nil
	}
	ch, err := d.r.engine.Apply(ctx, store.Intake{Source: d.name, Deals: deals, Positions: positions})
	if err != nil {
		return fmt.Errorf("write deals of %s: %w", d.name, err)
	}
	d.r.w.changes = plus(d.r.w.changes, ch)
	return nil
}

// waiting looks for the calls of deals that waited, of every CRM: calls may have
// come since.
func (r *runner) waiting(ctx context.Context) error {
	for _, s := range r.cfg.Sources {
		if s.Kind != config.KindCRM {
			continue
		}
		pending, err := r.engine.PendingDeals(ctx, s.Name)
		if err != nil {
			return fmt.Errorf("read the deals that wait: %w", err)
		}
		d := &dealer{r: r, name: s.Name}
		matched, still, err := d.match(ctx, slices.Clone(pending))
		if err != nil {
			return err
		}
		if err := d.apply(ctx, matched, nil); err != nil {
			return err
		}
		done := slices.DeleteFunc(pending, func(x store.Deal) bool { return slices.Contains(still, x) })
		if len(done) == 0 {
			continue
		}
		if err := r.engine.SetPendingDeals(ctx, s.Name, nil, done); err != nil {
			return fmt.Errorf("keep deals of %s: %w", s.Name, err)
		}
	}
	return nil
}

// countPending counts the deals that still wait for their calls.
func (r *runner) countPending(ctx context.Context) error {
	for _, s := range r.cfg.Sources {
		if s.Kind != config.KindCRM {
			continue
		}
		pending, err := r.engine.PendingDeals(ctx, s.Name)
		if err != nil {
			return fmt.Errorf("read the deals that wait: %w", err)
		}
		r.summary.Pending += len(pending)
	}
	return nil
}

// match finds the calls of deals: by the call's id, else by the client's number,
// the time and the manager.
func (d *dealer) match(ctx context.Context, deals []store.Deal) (matched, waiting []store.Deal, err error) {
	var ids, clients []string
	from, to := int64(1<<62), int64(0)
	for _, x := range deals {
		if x.CallID != "" {
			ids = append(ids, x.CallID)
			continue
		}
		clients = append(clients, x.Client)
		from, to = min(from, x.CreatedMS-dealAfterMS), max(to, x.CreatedMS+dealBeforeMS)
	}
	calls, err := d.r.engine.Find(ctx, ids)
	if err != nil {
		return nil, nil, fmt.Errorf("find the calls of deals: %w", err)
	}
	byClient := map[string][]store.Call{}
	if len(clients) > 0 {
		slices.Sort(clients)
		list, err := d.r.engine.ClientCalls(ctx, slices.Compact(clients), from, to+1)
		if err != nil {
			return nil, nil, fmt.Errorf("find the calls of deals: %w", err)
		}
		for _, c := range list {
			byClient[c.Client] = append(byClient[c.Client], c)
		}
	}
	var lost []string
	for _, x := range deals {
		if _, ok := calls[x.CallID]; x.CallID != "" && !ok {
			lost = append(lost, x.CallID)
		}
	}
	became, err := d.became(ctx, lost)
	if err != nil {
		return nil, nil, err
	}
	for _, x := range deals {
		out := x
		if x.CallID == "" {
			out.CallID = nearest(byClient[x.Client], x)
		} else if _, ok := calls[x.CallID]; !ok {
			out.CallID = became[x.CallID]
		}
		if out.CallID == "" {
			waiting = append(waiting, x)
			continue
		}
		matched = append(matched, out)
	}
	return matched, waiting, nil
}

// nearest is the last answered call of the client before the deal was made, of
// the deal's manager where there is one.
func nearest(calls []store.Call, d store.Deal) string {
	id, own := "", false
	for _, c := range calls {
		if !c.Answered || c.StartMS > d.CreatedMS+dealBeforeMS || c.StartMS < d.CreatedMS-dealAfterMS {
			continue
		}
		if mine := c.Manager == d.Manager; mine || !own {
			id, own = c.ID, mine
		}
	}
	return id
}

// became finds the calls that these ids became a part of.
func (d *dealer) became(ctx context.Context, ids []string) (map[string]string, error) {
	out := map[string]string{}
	for _, s := range d.r.cfg.Sources {
		if s.Kind != config.KindAsterisk || len(ids) == 0 {
			continue
		}
		at := map[string]string{} // where each id has led to
		for _, id := range ids {
			at[id] = id
		}
		for range maxNames {
			stored, err := d.r.w.parts(ctx, s.Name, uniqueValues(at))
			if err != nil {
				return nil, err
			}
			moved := false
			for id, now := range at {
				if p := stored[now]; p != nil && p.into != "" {
					at[id], out[id], moved = p.into, p.into, true
				}
			}
			if !moved {
				break
			}
		}
	}
	return out, nil
}

func uniqueValues(m map[string]string) []string {
	values := make([]string, 0, len(m))
	for _, v := range m {
		values = append(values, v)
	}
	slices.Sort(values)
	return slices.Compact(values)
}
