package lang

import (
	"razbor/audio/device"
	"razbor/audio/faults"
)

// Review are the texts of the review of one call. Those with a verb take what
// the comment says.
type Review struct {
	// Above the sound.
	Waited, Missed, Lost, Won string
	Reviewed                  string
	Timeline                  string // label of the marks
	Position                  string // place, how many
	Tour                      string // place, how many
	MonoSide                  string

	// The sound.
	NoRecording, Opening, Broken string // Broken: %s why
	Reading                      string // the waveform is being made
	Loop, LoopFrom               string // clocks
	SkipSilence                  string
	Sides                        [3]string
	Volume                       string
	Silent                       string // %s why
	NoSound                      map[device.Reason]string
	Faults                       map[faults.Kind]string
	FaultAt                      string // what, from, to
	StoppedAt                    string // clock: the recording is damaged there
	Damaged                      string
	SoundEnds                    string // clock

	// Panels.
	Transcript, Voices, Checklist, Why, Facts string
	Passed                                    string // passed, applicable
	NotJudged, NoTranscript, NothingHeard     string
	Speaks                                    string // %s how long
	OutcomeRow                                string
	OutcomeBy                                 string // %s who decided
	LossHere, Bookmark, Note, CoachMoment     string
	Searched                                  string // clocks
	Sure                                      string // per cent
	Agreed                                    string // who, when
	Corrected                                 string // who, when, verdict of the machine
	ByReviewer                                string // author, clock
	MachineRight                              string // right, checked
	Answer                                    string // clock
	Unanswered                                string
	Empty                                     string
	EmptyHint                                 string
	Joined                                    string
	RangInVain                                string // how long
	CalledBack, NotCalledBack, Reached        string // %s after how long
	Following                                 string

	// What was done.
	Agree, Disagree     string // %s: what
	DidReviewed, DidNot string
	DidNote, DidMark    string // clock
	DidCoach            string // clock
	DidRemove           string
	NoMoreMisses        string
	NoMisses            string
	NoNextCall          string
	NoPrevCall          string
	QueueLoading        string
	NoJump              string
	Copied              string
	NothingChosen       string
	EmptyPlaylist       string
	TourOver            string
	LoopStart, LoopDone string // clocks
	LoopGone            string
	Speed               string // factor

	// Dialogs.
	GoTitle, GoLabel, GoHint, GoBad string
	NoteTitle, NoteLabel, NoteHint  string // NoteLabel: clock
	VerdictTitle, OutcomeTitle      string
	PlaylistTitle                   string
	Unknown                         string

	Keys ReviewKeys
}

// ReviewKeys are the names of the actions of the review.
type ReviewKeys struct {
	Play, Jump, Second, Lines, NextMiss, PrevMiss, GoTo, Start, End, Slower, Faster, Normal string
	Loop, Again, UndoJump, Skip, Sides, Quieter, Louder, FromLine, Focus, Follow            string
	Note, Bookmark, Coach, Playlist, Remove, Agree, Disagree, Reviewed, NextCall, PrevCall  string
	Undo, Redo, CopyQuote, Misses                                                           string
	GroupSound, GroupMiss, GroupCall, GroupCoach, GroupTempo                                string
	OffNoSound, OffNoTranscript, OffNoMiss, OffNoVerdict, OffNoCall                         string
}

// Quoted puts words into the quotation marks of the language.
func (t *Texts) Quoted(words string) string {
	if t.Lang == EN {
		return "“" + words + "”"
	}
	return "«" + words + "»"
}

var reviewRU = Review{
	Waited: "ждал %s", Missed: "ПРОПУЩЕН", Lost: "ПОТЕРЯН", Won: "СДЕЛКА", Reviewed: "✓ разобран",
	Position: "%s из %s", Tour: "подборка: %s из %s", MonoSide: "запись", Timeline: "промахи",

	NoRecording: "записи нет", Opening: "открываю запись", Broken: "запись не открыть: %s", Reading: "читаю запись",
	Loop: "петля %s–%s", LoopFrom: "петля от %s: l — конец", SkipSilence: "без пауз",
	Sides:  [3]string{"", "слышно менеджера", "слышно клиента"},
	Volume: "звук", Silent: "без звука: %s",
	NoSound: map[device.Reason]string{
		device.ReasonNone: "звукового устройства нет", device.ReasonNoServer: "звукового устройства нет",
		device.ReasonRefused: "звуковой сервер не пускает", device.ReasonNoOutput: "не на чем играть",
		device.ReasonLost: "устройство отключили", device.ReasonTimeout: "звуковой сервер молчит",
	},
	Faults: map[faults.Kind]string{
		faults.OneWay: "одну сторону не слышно", faults.DeadAir: "тишина", faults.Clipping: "звук обрезан по громкости",
		faults.Level: "стороны разной громкости", faults.Noise: "шум", faults.DropOut: "звук пропадает", faults.CutOff: "обрыв",
	},
	FaultAt: "%s %s–%s", StoppedAt: "запись повреждена с %s", Damaged: "запись повреждена", SoundEnds: "запись кончается на %s",

	Transcript: "Расшифровка", Voices: "Кто говорит", Checklist: "Чек-лист", Why: "Почему", Facts: "Что произошло",
	Passed: "%s из %s", NotJudged: "звонок ещё не оценён: razbor score",
	NoTranscript: "расшифровки нет: razbor transcribe", NothingHeard: "нет ни записи, ни расшифровки",
	Speaks: "говорит %s", OutcomeRow: "Итог", OutcomeBy: "решено %s", LossHere: "здесь потерян", Bookmark: "закладка",
	Note: "заметка", CoachMoment: "в подборке", Searched: "искали на отрезке %s–%s", Sure: "уверенность %s",
	Agreed: "верно: %s, %s", Corrected: "исправлено: %s, %s; было: %s", ByReviewer: "%s, %s", MachineRight: "машина права в %s из %s проверенных",
	Answer: "ответ на %s", Unanswered: "ответа нет", Empty: "За этот период нет отвеченных звонков.",
	EmptyHint: "2 — список звонков, p — другой период на любом экране", Joined: "Как шёл звонок",
	RangInVain: "телефон звонил %s, трубку не взяли", CalledBack: "перезвонили через %s", NotCalledBack: "никто не перезвонил",
	Reached: "клиент возвращён через %s", Following: "f — к звуку",

	Agree: "верно: %s", Disagree: "исправлено: %s", DidReviewed: "звонок разобран", DidNot: "звонок снова не разобран",
	DidNote: "заметка на %s", DidMark: "закладка на %s", DidCoach: "в подборке: %s", DidRemove: "заметка убрана",
	NoMoreMisses: "дальше промахов нет", NoMisses: "промахов нет", NoNextCall: "это последний звонок списка",
	NoPrevCall: "это первый звонок списка", QueueLoading: "список ещё загружается", NoJump: "возвращаться некуда",
	Copied: "скопировано: %s", NothingChosen: "выберите строку чек-листа (Tab)",
	EmptyPlaylist: "подборка пуста: c кладёт в неё момент", TourOver: "подборка закончилась",
	LoopStart: "петля начинается на %s, l ставит конец", LoopDone: "петля %s–%s, l снимает", LoopGone: "петля снята",
	Speed: "скорость ×%s",

	GoTitle: "Перейти", GoLabel: "куда: 3:47, 347, −10, +30, 50%", GoHint: "минуты и секунды, секунды от этого места или доля",
	GoBad: "не разобрать: напишите 3:47, −10, +30 или 50%", NoteTitle: "Заметка", NoteLabel: "на %s",
	NoteHint: "без текста будет закладка", VerdictTitle: "Как верно: %s", OutcomeTitle: "Чем кончился разговор",
	PlaylistTitle: "Подборка: с какого момента слушать", Unknown: "неизвестно",

	Keys: ReviewKeys{
		Play: "играть", Jump: "5 с", Second: "1 с", Lines: "строка", NextMiss: "промах", PrevMiss: "предыдущий промах",
		GoTo: "время", Start: "начало", End: "конец", Slower: "медленнее", Faster: "скорость", Normal: "обычная скорость",
		Loop: "петля", Again: "последние 3 с ещё раз", UndoJump: "вернуться, откуда прыгнули", Skip: "пропускать паузы",
		Sides: "кого слышно", Quieter: "тише", Louder: "громче", FromLine: "играть с этой строки", Focus: "чек-лист, расшифровка",
		Follow: "вернуться к звуку", Note: "заметка", Bookmark: "закладка", Coach: "в подборку", Playlist: "слушать подборку",
		Remove: "убрать заметку", Agree: "верно", Disagree: "неверно", Reviewed: "разобран", NextCall: "звонок",
		PrevCall: "предыдущий звонок", Undo: "отменить отметку", Redo: "вернуть отметку", CopyQuote: "копировать реплику", Misses: "промах",
		GroupSound: "Звук", GroupMiss: "Промахи и оценки", GroupCall: "Звонок", GroupCoach: "Заметки и подборка", GroupTempo: "Скорость, петля, громкость",
		OffNoSound: "записи нет", OffNoTranscript: "расшифровки нет", OffNoMiss: "промахов нет", OffNoVerdict: "оценок нет",
		OffNoCall: "звонок не открыт",
	},
}

var reviewEN = Review{
	Waited: "waited %s", Missed: "MISSED", Lost: "LOST", Won: "DEAL", Reviewed: "✓ reviewed",
	Position: "%s of %s", Tour: "playlist: %s of %s", MonoSide: "sound", Timeline: "misses",

	NoRecording: "no recording", Opening: "opening the recording", Broken: "the recording cannot be opened: %s",
	Reading: "reading the recording",
	Loop:    "loop %s–%s", LoopFrom: "loop from %s: l ends it", SkipSilence: "no pauses",
	Sides:  [3]string{"", "manager only", "client only"},
	Volume: "vol", Silent: "no sound: %s",
	NoSound: map[device.Reason]string{
		device.ReasonNone: "there is no sound device", device.ReasonNoServer: "there is no sound device",
		device.ReasonRefused: "the sound server refuses", device.ReasonNoOutput: "nothing to play on",
		device.ReasonLost: "the device was unplugged", device.ReasonTimeout: "the sound server is silent",
	},
	Faults: map[faults.Kind]string{
		faults.OneWay: "one side is not heard", faults.DeadAir: "dead air", faults.Clipping: "clipped sound",
		faults.Level: "sides of unlike loudness", faults.Noise: "noise", faults.DropOut: "the sound drops out", faults.CutOff: "cut off",
	},
	FaultAt: "%s %s–%s", StoppedAt: "the recording is damaged from %s", Damaged: "the recording is damaged", SoundEnds: "the recording ends at %s",

	Transcript: "Transcript", Voices: "Who speaks", Checklist: "Checklist", Why: "Why", Facts: "What happened",
	Passed: "%s of %s", NotJudged: "not judged yet: razbor score", NoTranscript: "no transcript: razbor transcribe",
	NothingHeard: "there is neither a recording nor a transcript", Speaks: "speaks %s", OutcomeRow: "Outcome",
	OutcomeBy: "decided %s", LossHere: "lost here", Bookmark: "bookmark", Note: "note", CoachMoment: "in the playlist",
	Searched: "searched %s–%s", Sure: "confidence %s", Agreed: "right: %s, %s", Corrected: "corrected: %s, %s; was: %s",
	ByReviewer: "%s, %s", MachineRight: "the machine was right in %s of %s checked", Answer: "answer at %s", Unanswered: "no answer", Empty: "No answered calls in this period.",
	EmptyHint: "2 lists the calls, p on any other screen changes the period", Joined: "How the call went",
	RangInVain: "the phone rang %s in vain", CalledBack: "called back after %s", NotCalledBack: "nobody called back",
	Reached: "the client was reached after %s", Following: "f follows the sound",

	Agree: "right: %s", Disagree: "corrected: %s", DidReviewed: "the call is reviewed", DidNot: "the call is not reviewed again",
	DidNote: "note at %s", DidMark: "bookmark at %s", DidCoach: "in the playlist: %s", DidRemove: "note removed",
	NoMoreMisses: "no more misses", NoMisses: "there are no misses", NoNextCall: "this is the last call of the list",
	NoPrevCall: "this is the first call of the list", QueueLoading: "the list is still loading", NoJump: "nowhere to go back to",
	Copied: "copied: %s", NothingChosen: "choose a row of the checklist (Tab)",
	EmptyPlaylist: "the playlist is empty: c adds a moment", TourOver: "the playlist is over",
	LoopStart: "the loop starts at %s, l ends it", LoopDone: "loop %s–%s, l clears it", LoopGone: "the loop is cleared",
	Speed: "speed ×%s",

	GoTitle: "Go to", GoLabel: "where: 3:47, 347, −10, +30, 50%", GoHint: "minutes and seconds, seconds from here, or a share",
	GoBad: "not understood: write 3:47, −10, +30 or 50%", NoteTitle: "Note", NoteLabel: "at %s",
	NoteHint: "without text it is a bookmark", VerdictTitle: "What is right: %s", OutcomeTitle: "How the talk ended",
	PlaylistTitle: "Playlist: from which moment", Unknown: "unknown",

	Keys: ReviewKeys{
		Play: "play", Jump: "5 s", Second: "1 s", Lines: "line", NextMiss: "miss", PrevMiss: "miss before",
		GoTo: "time", Start: "start", End: "end", Slower: "slower", Faster: "speed", Normal: "normal speed",
		Loop: "loop", Again: "last 3 s again", UndoJump: "back to before the jump", Skip: "skip pauses",
		Sides: "who is heard", Quieter: "quieter", Louder: "louder", FromLine: "play from this line", Focus: "checklist, transcript",
		Follow: "follow the sound", Note: "note", Bookmark: "bookmark", Coach: "into the playlist", Playlist: "play the playlist",
		Remove: "remove the note", Agree: "right", Disagree: "wrong", Reviewed: "reviewed", NextCall: "call",
		PrevCall: "call before", Undo: "undo a mark", Redo: "redo a mark", CopyQuote: "copy the line", Misses: "miss",
		GroupSound: "Sound", GroupMiss: "Misses and verdicts", GroupCall: "Call", GroupCoach: "Notes and playlist", GroupTempo: "Speed, loop, volume",
		OffNoSound: "no recording", OffNoTranscript: "no transcript", OffNoMiss: "no misses", OffNoVerdict: "no verdicts",
		OffNoCall: "no call is open",
	},
}
