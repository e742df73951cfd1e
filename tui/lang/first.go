package lang

// First are the texts of the first-start form.
type First struct {
	Title, Hello, Hint                                 string
	From, FromFiles, FromDemo, FromTemplate            string
	FilesTitle                                         string
	CDR, CDRHint, QueueLog, QueueLogHint               string
	Recordings, RecordingsHint                         string
	Transcripts, TranscriptsHint, Deals, DealsHint     string
	MoneyTitle                                         string
	Company, CompanyHint, Deal, DealHint               string
	Conversion, ConversionHint, LeadCost, LeadCostHint string
	Hours, HoursHint, Lines, LinesHint                 string
	ManagersTitle, ManagersHint, Extension             string // %s: the extension
	NoManagers, Looking                                string
	NeedFile, NoFile, NoFolder, NeedFolder             string // the last three: %s
	BadAmount, BadShare, BadHours, BadLines            string
	Step                                               string // "%d из %d"
}

var firstRU = First{
	Title: "Первый запуск", Hello: "Ответьте на несколько вопросов — и разбор готов. Всё можно изменить потом в config.toml.",
	Hint: "Enter — дальше · Shift+Tab — к прошлому вопросу · Esc — назад · Ctrl+C — выход",
	From: "Откуда брать звонки?", FromFiles: "Файлы Asterisk или FreePBX на этом компьютере",
	FromDemo:     "Сначала посмотреть на примере: отдел «Светлые окна»",
	FromTemplate: "Записать config.toml с пояснениями, заполню сам",
	FilesTitle:   "Где лежат файлы", CDR: "Журнал звонков (Master.csv)", CDRHint: "/var/log/asterisk/cdr-csv/Master.csv",
	QueueLog: "Журнал очереди (queue_log), если есть", QueueLogHint: "/var/log/asterisk/queue_log",
	Recordings: "Папка с записями, если есть", RecordingsHint: "/var/spool/asterisk/monitor",
	Transcripts: "Папка с расшифровками, если есть", TranscriptsHint: "JSON от whisper и других",
	Deals: "Выгрузка сделок из CRM, если есть", DealsHint: "deals.csv",
	MoneyTitle: "Сколько стоит потерянный звонок", Company: "Название компании", CompanyHint: "Светлые окна",
	Deal: "Средний чек, ₽", DealHint: "50 000", Conversion: "Какая доля разговоров становится сделкой", ConversionHint: "20 %",
	LeadCost: "Цена одного обращения (лида), ₽, если знаете", LeadCostHint: "2 000",
	Hours: "Рабочие часы", HoursHint: "09:00-18:00", Lines: "Сколько внешних линий, если знаете", LinesHint: "4",
	ManagersTitle: "Кто отвечает на звонки", ManagersHint: "В журнале нашлись эти внутренние номера. Пустое имя — останется номер.",
	Extension: "Номер %s", NoManagers: "Внутренних номеров в журнале не нашлось: имена можно дописать в config.toml.",
	Looking: "ищу менеджеров в журнале…", NeedFile: "без журнала звонков не обойтись", NoFile: "нет такого файла: %s",
	NoFolder: "нет такой папки: %s", NeedFolder: "это файл, а нужна папка: %s", BadAmount: "нужна сумма, например 50 000",
	BadShare: "нужна доля, например 20 %", BadHours: "нужны часы, например 09:00-18:00", BadLines: "нужно число, например 4",
	Step: "шаг %d из %d",
}

var firstEN = First{
	Title: "First start", Hello: "A few questions and you are ready. All of it can be changed later in config.toml.",
	Hint: "Enter next · Shift+Tab previous question · Esc back · Ctrl+C quit",
	From: "Where do the calls come from?", FromFiles: "Files of Asterisk or FreePBX on this computer",
	FromDemo:     "Look at an example first: the “Светлые окна” department",
	FromTemplate: "Write a commented config.toml, I will fill it in",
	FilesTitle:   "Where the files are", CDR: "Call records (Master.csv)", CDRHint: "/var/log/asterisk/cdr-csv/Master.csv",
	QueueLog: "Queue log (queue_log), if any", QueueLogHint: "/var/log/asterisk/queue_log",
	Recordings: "Folder of recordings, if any", RecordingsHint: "/var/spool/asterisk/monitor",
	Transcripts: "Folder of transcripts, if any", TranscriptsHint: "JSON of whisper and others",
	Deals: "Deals exported from the CRM, if any", DealsHint: "deals.csv",
	MoneyTitle: "What a lost call costs", Company: "Name of the company", CompanyHint: "Bright Windows",
	Deal: "Average deal, ₽", DealHint: "50 000", Conversion: "Share of talks that become a deal", ConversionHint: "20 %",
	LeadCost: "Cost of one lead, ₽, if you know it", LeadCostHint: "2 000",
	Hours: "Working hours", HoursHint: "09:00-18:00", Lines: "How many trunk lines, if you know", LinesHint: "4",
	ManagersTitle: "Who answers the calls", ManagersHint: "These extensions were found. Without a name the number stays.",
	Extension: "Extension %s", NoManagers: "No extensions were found in the records: names can be added in config.toml.",
	Looking: "looking for managers in the records…", NeedFile: "call records are needed", NoFile: "no such file: %s",
	NoFolder: "no such folder: %s", NeedFolder: "this is a file, a folder is needed: %s", BadAmount: "an amount is needed, such as 50 000",
	BadShare: "a share is needed, such as 20 %", BadHours: "hours are needed, such as 09:00-18:00", BadLines: "a number is needed, such as 4",
	Step: "step %d of %d",
}
