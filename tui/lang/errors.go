package lang

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"razbor/store"
)

// Errors are the sentences that tell a person what went wrong and what to do.
type Errors struct {
	NotFound, Newer, Locked, Damaged, Full, ReadOnly, BadCursor, Unsearched string
	Stopped, Timeout, NoFile, NoRight                                       string
	Other                                                                   string // %s: the error itself
}

// Error says an error to a person: what is wrong and what to do. A nil error is
// an empty string.
func (t *Texts) Error(err error) string {
	e := t.Errors
	known := []struct {
		err  error
		text string
	}{
		{store.ErrNotFound, e.NotFound}, {store.ErrNewer, e.Newer}, {store.ErrLocked, e.Locked}, {store.ErrDamaged, e.Damaged},
		{store.ErrFull, e.Full}, {store.ErrReadOnly, e.ReadOnly}, {store.ErrBadCursor, e.BadCursor},
		{store.ErrUnsearched, e.Unsearched}, {store.ErrInterrupted, e.Stopped}, {context.Canceled, e.Stopped},
		{context.DeadlineExceeded, e.Timeout}, {fs.ErrNotExist, e.NoFile}, {fs.ErrPermission, e.NoRight},
	}
	if err == nil {
		return ""
	}
	if s := t.Detailed(err); s != "" {
		return s
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			return k.text
		}
	}
	return fmt.Sprintf(e.Other, err)
}

var errorsRU = Errors{
	NotFound: "такого звонка нет: обновите данные (r)", Newer: "база данных сделана более новой версией: обновите razbor",
	Locked: "база данных занята другой программой: закройте её и нажмите r", Damaged: "база данных повреждена: razbor doctor",
	Full: "на диске нет места: освободите его и нажмите r", ReadOnly: "базу данных нельзя изменить: проверьте права на папку",
	BadCursor: "список сбился: нажмите Home", Unsearched: "в запросе нет слов", Stopped: "остановлено",
	Timeout: "ответа нет слишком долго: нажмите r", NoFile: "файл не найден", NoRight: "нет прав на файл",
	Other: "не вышло: %s",
}

var errorsEN = Errors{
	NotFound: "no such call: sync (r)", Newer: "the database was made by a newer version: update razbor",
	Locked: "the database is in use by another program: close it and press r", Damaged: "the database is damaged: razbor doctor",
	Full: "the disk is full: free some space and press r", ReadOnly: "the database cannot be written: check the folder's rights",
	BadCursor: "the list lost its place: press Home", Unsearched: "there are no words in the search", Stopped: "stopped",
	Timeout: "no answer for too long: press r", NoFile: "file not found", NoRight: "no right to the file",
	Other: "did not work: %s",
}
