package sync

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/source"
	"razbor/store/source/asterisk"
	"razbor/store/source/transcript"
)

const (
	textBatch    = 200  // transcripts of one transaction
	textPiece    = 1000 // files whose calls are looked up at once
	maxTextDepth = 5    // folders below that of the transcripts
)

// texts reads the transcripts of one source.
type texts struct {
	r     *runner
	s     config.Source
	root  *os.Root
	known map[string]store.Position
	in    store.Intake
}

// transcripts reads the transcripts beside the calls. A folder in which nothing
// changed is passed over; a file that is read already and older than that, too.
func (r *runner) transcripts(ctx context.Context, s config.Source) error {
	if s.Kind != config.KindAsterisk || s.Transcripts == "" {
		return nil
	}
	root, err := os.OpenRoot(s.Transcripts)
	if err != nil {
		p := source.Problem{File: s.Transcripts, Code: source.Unreadable, Err: plain(err)}
		if errors.Is(err, fs.ErrNotExist) {
			p.Code, p.Err = source.Missing, nil
		}
		r.problem(p)
		return nil
	}
	defer func() { _ = root.Close() }()
	known, err := r.known(ctx, s.Name)
	if err != nil {
		return err
	}
	t := &texts{r: r, s: s, root: root, known: map[string]store.Position{}, in: store.Intake{Source: s.Name}}
	for _, p := range known {
		t.known[p.File] = p
	}
	if err := t.walk(ctx, ".", 0); err != nil {
		return err
	}
	return t.flush(ctx)
}

// plain takes the path, which a problem names already, out of a system's error.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// textFile is one file that may be a transcript.
type textFile struct {
	path  string
	ids   []string // by which its call may be known, the likeliest first
	modMS int64
	size  int64
}

func (t *texts) walk(ctx context.Context, dir string, depth int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	files, sub, err := t.list(dir)
	if err != nil {
		t.r.problem(source.Problem{File: filepath.Join(t.s.Transcripts, dir), Code: source.Unreadable, Err: plain(err)})
		return nil
	}
	if err := t.folder(ctx, dir, files); err != nil {
		return err
	}
	if depth == maxTextDepth {
		return nil
	}
	for _, name := range sub {
		if err := t.walk(ctx, path.Join(dir, name), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (t *texts) list(dir string) (files []textFile, sub []string, err error) {
	d, err := t.root.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = d.Close() }()
	entries, err := d.ReadDir(-1)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			sub = append(sub, name)
			continue
		}
		info, err := t.root.Stat(path.Join(dir, name)) // follows a link, but not out of the folder
		if err != nil || !info.Mode().IsRegular() || strings.HasPrefix(name, ".") || !isText(name) {
			continue
		}
		files = append(files, textFile{path: path.Join(dir, name), ids: idsOf(name), modMS: info.ModTime().UnixMilli(), size: info.Size()})
	}
	return files, sub, nil
}

// textEndings are the endings of transcripts, those that say the most first.
func textEndings() []string { return []string{".json", ".jsonl", ".vtt", ".srt", ".txt"} }

func isText(name string) bool { return slices.Contains(textEndings(), path.Ext(name)) }

// idsOf returns what a file's name may say of its call: the id itself, or the name
// of the recording with or without its ending.
func idsOf(name string) []string {
	base := strings.TrimSuffix(name, path.Ext(name))
	ids := []string{base}
	if r, ok := asterisk.ParseRecording(base); ok {
		ids = append(ids, r.Uniqueid)
	}
	if bare := strings.TrimSuffix(base, path.Ext(base)); bare != base && bare != "" && path.Ext(base) != "" {
		ids = append(ids, bare)
		if r, ok := asterisk.ParseRecording(bare); ok {
			ids = append(ids, r.Uniqueid)
		}
	}
	return ids
}

// listing names the state of a folder.
func listing(files []textFile) string {
	h := sha256.New()
	for _, f := range files {
		_, _ = io.WriteString(h, f.path+"\x00"+strconv.FormatInt(f.size, 10)+"\x00"+strconv.FormatInt(f.modMS, 10)+"\n")
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:12])
}

// folder reads what is new in one folder. Its state is kept only when every file
// has found its call: the calls of the others may still come.
func (t *texts) folder(ctx context.Context, dir string, files []textFile) error {
	if len(files) == 0 {
		return nil
	}
	at := filepath.Join(t.s.Transcripts, dir)
	state := listing(files)
	before := t.known[at]
	if before.Digest == state {
		return nil
	}
	newest, matched := int64(0), 0
	for from := 0; from < len(files); {
		to := pieceEnd(files, from)
		n, at, err := t.piece(ctx, files[from:to], before.ModMS)
		if err != nil {
			return err
		}
		matched, newest, from = matched+n, max(newest, at), to
		t.r.progress(Progress{Phase: ReadTranscripts, Done: int64(to), Total: int64(len(files))})
	}
	if matched == len(files) {
		t.in.Positions = append(t.in.Positions, store.Position{Source: t.s.Name, File: at, ModMS: newest, Digest: state, Rows: int64(len(files))})
	}
	return nil
}

// pieceEnd ends a piece of a folder, the files of one call together.
func pieceEnd(files []textFile, from int) int {
	to := min(from+textPiece, len(files))
	for to < len(files) && files[to].ids[0] == files[to-1].ids[0] {
		to++
	}
	return to
}

// piece reads what is new among some files; it returns how many found their call
// and when the newest of these was changed.
func (t *texts) piece(ctx context.Context, files []textFile, sinceMS int64) (matched int, newestMS int64, err error) {
	byCall, calls, err := t.match(ctx, files)
	if err != nil {
		return 0, 0, err
	}
	for _, id := range sortedKeys(byCall) {
		matched += len(byCall[id])
		for _, f := range byCall[id] {
			newestMS = max(newestMS, f.modMS)
		}
		if err := t.one(ctx, byCall[id][0], calls[id], sinceMS); err != nil {
			return 0, 0, err
		}
	}
	return matched, newestMS, nil
}

// match finds the calls of files; a call's files are in order of what they say.
func (t *texts) match(ctx context.Context, files []textFile) (map[string][]textFile, map[string]store.Call, error) {
	var ids []string
	for _, f := range files {
		ids = append(ids, f.ids...)
	}
	calls, err := t.r.engine.Find(ctx, ids)
	if err != nil {
		return nil, nil, fmt.Errorf("find the calls of transcripts: %w", err)
	}
	byCall := map[string][]textFile{}
	for _, f := range files {
		for _, id := range f.ids {
			if _, ok := calls[id]; ok {
				byCall[id] = append(byCall[id], f)
				break
			}
		}
	}
	rank := func(f textFile) int { return slices.Index(textEndings(), path.Ext(f.path)) }
	for _, list := range byCall {
		slices.SortStableFunc(list, func(a, b textFile) int { return rank(a) - rank(b) })
	}
	return byCall, calls, nil
}

// one reads one transcript, unless it is known already.
func (t *texts) one(ctx context.Context, f textFile, call store.Call, sinceMS int64) error {
	kept, err := t.r.engine.TranscriptDigest(ctx, call.ID)
	if err != nil {
		return fmt.Errorf("read the digest of a transcript: %w", err)
	}
	if kept != "" && f.modMS <= sinceMS && !t.r.opts.Full {
		return nil
	}
	bad := func(err error) error {
		t.r.problem(source.Problem{File: filepath.Join(t.s.Transcripts, f.path), Code: source.BadTranscript, Err: err})
		return nil
	}
	if f.size > transcript.MaxSize {
		return bad(transcript.ErrSize)
	}
	data, err := t.root.ReadFile(f.path)
	if err != nil {
		return bad(plain(err))
	}
	sum := sha256.Sum256(data)
	digest := fmt.Sprintf("%x", sum[:12])
	if digest == kept {
		return nil
	}
	text, err := transcript.Parse(data, transcript.Options{
		ManagerChannel: managerChannel(t.s.Manager), Outbound: call.Direction == store.Outbound,
	})
	if err != nil {
		return bad(err)
	}
	t.r.at.Rows++
	t.in.Transcripts = append(t.in.Transcripts, store.IntakeTranscript{CallID: call.ID, Transcript: text, File: f.path, Digest: digest})
	if len(t.in.Transcripts) >= textBatch {
		return t.flush(ctx)
	}
	return nil
}

// managerChannel reads the setting: the left channel unless it says the right.
func managerChannel(s string) int {
	if s == "right" || s == "1" {
		return 1
	}
	return 0
}

func (t *texts) flush(ctx context.Context) error {
	if len(t.in.Transcripts) == 0 && len(t.in.Positions) == 0 {
		return nil
	}
	ch, err := t.r.engine.Apply(ctx, t.in)
	if err != nil {
		return fmt.Errorf("write transcripts of %s: %w", t.s.Name, err)
	}
	t.r.w.changes = plus(t.r.w.changes, ch)
	t.in = store.Intake{Source: t.s.Name}
	return nil
}
