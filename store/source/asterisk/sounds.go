package asterisk

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"razbor/store/source"
)

// emptySound is the size up to which FreePBX takes a recording for empty: a bare
// WAV header.
const emptySound = 44

// soundEndings are the endings a recording may get when it is converted.
func soundEndings() []string {
	return []string{".wav", ".WAV", ".mp3", ".ogg", ".opus", ".oga", ".gsm", ".alaw", ".ulaw", ".sln", ".flac", ".m4a", ".g722", ".webm"}
}

// Sounds finds recordings in a folder: in FreePBX's tree of YYYY/MM/DD, or all
// in one folder. Nothing outside the folder is ever touched: the folder is
// opened as a root that no link or ".." leads out of.
type Sounds struct {
	root    *os.Root
	folders map[string]*folder
	order   []string // the folders read last, to forget the oldest
}

// folder is what one folder holds.
type folder struct {
	names    map[string]bool   // of sound files
	byID     map[string]string // name by uniqueid
	byStem   map[string]string // name by name without the ending
	outside  []string          // links that lead out of the folder
	modified time.Time
}

const keepFolders = 64

// OpenSounds opens a folder of recordings.
func OpenSounds(dir string) (*Sounds, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &source.Problem{File: dir, Code: source.Missing}
		}
		return nil, &source.Problem{File: dir, Code: source.Unreadable, Err: reason(err)}
	}
	return &Sounds{root: root, folders: map[string]*folder{}}, nil
}

// reason takes the path, which a problem names already, out of a system's error.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Close closes the folder.
func (s *Sounds) Close() error { return s.root.Close() }

// Find returns the path, relative to the folder, of a call's recording: by the
// name that the record gives (its ending may have changed since), else by one of
// the uniqueids, in the folder of the day (of the machine's wall clock) or in the
// folder itself. Empty where there is none.
func (s *Sounds) Find(name string, ids []string, wallMS int64) string {
	days := []string{dayFolder(wallMS), "."}
	if r, ok := ParseRecording(name); ok {
		days = []string{r.Date[:4] + "/" + r.Date[4:6] + "/" + r.Date[6:], ".", dayFolder(wallMS)}
	}
	for _, day := range days {
		f := s.read(day)
		if found := f.find(name, ids); found != "" {
			return path.Join(day, found)
		}
	}
	return ""
}

func dayFolder(wallMS int64) string { return time.UnixMilli(wallMS).UTC().Format("2006/01/02") }

func (f *folder) find(name string, ids []string) string {
	if f == nil {
		return ""
	}
	if name != "" {
		if f.names[name] {
			return name
		}
		if found := f.byStem[stem(name)]; found != "" {
			return found
		}
	}
	for _, id := range ids {
		if found := f.byID[id]; found != "" {
			return found
		}
	}
	return ""
}

// read lists a folder once; nil where there is none.
func (s *Sounds) read(dir string) *folder {
	if f, ok := s.folders[dir]; ok {
		return f
	}
	f, _, err := s.list(dir)
	if err != nil {
		f = nil
	}
	s.folders[dir] = f
	if dir != "." {
		s.order = append(s.order, dir)
	}
	if len(s.order) > keepFolders {
		delete(s.folders, s.order[0])
		s.order = s.order[1:]
	}
	return f
}

func (s *Sounds) list(dir string) (f *folder, sub []string, err error) {
	d, err := s.root.Open(dir)
	if err != nil {
		return nil, nil, reason(err)
	}
	defer func() { _ = d.Close() }()
	f = &folder{names: map[string]bool{}, byID: map[string]string{}, byStem: map[string]string{}}
	if info, err := d.Stat(); err == nil {
		f.modified = info.ModTime()
	}
	entries, err := d.ReadDir(-1)
	if err != nil {
		return nil, nil, reason(err)
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	for _, e := range entries {
		switch {
		case e.IsDir():
			sub = append(sub, e.Name())
		case !isSound(e.Name()):
		case s.inside(dir, e):
			f.add(e.Name())
		default:
			f.outside = append(f.outside, e.Name())
		}
	}
	return f, sub, nil
}

// inside tells whether an entry is a file of this folder: a link may lead out of it.
func (s *Sounds) inside(dir string, e fs.DirEntry) bool {
	if e.Type().IsRegular() {
		return true
	}
	info, err := s.root.Stat(path.Join(dir, e.Name()))
	return err == nil && info.Mode().IsRegular()
}

func (f *folder) add(name string) {
	f.names[name] = true
	if _, ok := f.byStem[stem(name)]; !ok {
		f.byStem[stem(name)] = name
	}
	if r, ok := ParseRecording(name); ok {
		if _, ok := f.byID[r.Uniqueid]; !ok {
			f.byID[r.Uniqueid] = name
		}
	}
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

func isSound(name string) bool { return slices.Contains(soundEndings(), path.Ext(name)) }

// Folder is one folder of recordings that changed.
type Folder struct {
	Path  string
	ModMS int64
	Names map[string]string // name by uniqueid
	All   map[string]bool   // every name
	Empty []string          // names of recordings of no length

	Outside []string // names of links that lead out of the folder, or nowhere
}

// maxDepth bounds the walk of a tree: YYYY/MM/DD and one for the queue or hour.
const maxDepth = 5

// Walk calls each for every folder that the caller's test lets through (by path
// and time of change) and that holds recordings.
func (s *Sounds) Walk(changed func(dir string, modMS int64) bool, each func(Folder) error) error {
	return s.walk(".", 0, changed, each)
}

func (s *Sounds) walk(dir string, depth int, changed func(string, int64) bool, each func(Folder) error) error {
	f, sub, err := s.list(dir)
	if err != nil {
		return &source.Problem{File: path.Join(s.root.Name(), dir), Code: source.Unreadable, Err: err}
	}
	if len(f.names)+len(f.outside) > 0 && changed(dir, f.modified.UnixMilli()) {
		out := Folder{Path: dir, ModMS: f.modified.UnixMilli(), Names: f.byID, All: f.names, Outside: f.outside}
		for name := range f.names {
			if info, err := s.root.Stat(path.Join(dir, name)); err == nil && info.Size() <= emptySound {
				out.Empty = append(out.Empty, name)
			}
		}
		slices.Sort(out.Empty)
		if err := each(out); err != nil {
			return err
		}
	}
	if depth == maxDepth {
		return nil
	}
	for _, name := range sub {
		if err := s.walk(path.Join(dir, name), depth+1, changed, each); err != nil {
			return err
		}
	}
	return nil
}
