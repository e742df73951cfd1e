// Package config is the user's configuration: a TOML file, read strictly, with
// defaults for all that it leaves out. It owns the settings and their meaning;
// who uses them is for others.
package config

import (
	"time"

	"razbor/scoring/loss"
	"razbor/store"
)

// Config is the whole configuration, defaults filled in.
type Config struct {
	Company       Company       `toml:"company"`
	Money         Money         `toml:"money"`
	Counting      Counting      `toml:"counting"`
	Norms         Norms         `toml:"norms"`
	Managers      []Manager     `toml:"managers"`
	Sources       []Source      `toml:"sources"`
	Transcription Transcription `toml:"transcription"`
	Checklist     Checklist     `toml:"checklist"`
	Scoring       Scoring       `toml:"scoring"`
	Console       Console       `toml:"console"`

	file string // the file it was read from, empty for the defaults alone
	loc  *time.Location
}

// Company says whose department it is and when it works.
type Company struct {
	Name      string   `toml:"name"`
	Timezone  string   `toml:"timezone"`
	Currency  string   `toml:"currency"`
	WorkHours string   `toml:"work_hours"` // "09:00-18:00"
	WorkDays  []string `toml:"work_days"`  // "mon" … "sun"
	Lines     int      `toml:"lines"`      // simultaneous trunk lines, 0 where unknown
}

// Amount wraps the money of scoring/loss in a struct: the decoder would
// put a bare TOML integer straight into an integer type, unread, and 50000 would
// be 500 rubles.
type Amount struct{ loss.Amount }

// Rate wraps a share for the same reason.
type Rate struct{ loss.Rate }

// Money is what a lost call costs.
type Money struct {
	AverageDeal Amount `toml:"average_deal"`
	Conversion  Rate   `toml:"conversion"`
	LeadCost    Amount `toml:"lead_cost"`
}

// Counting are the counting rules, spans in seconds unless the name says otherwise.
type Counting struct {
	ShortAbandon        int `toml:"short_abandon"`
	RecoveryWindowHours int `toml:"recovery_window_hours"`
	ServiceLevel        int `toml:"service_level"`
	CallbackSoonMinutes int `toml:"callback_soon_minutes"`
	DropTalk            int `toml:"drop_talk"`
	DropRepeat          int `toml:"drop_repeat"`
}

// Norms are the thresholds of metrics and causes; shares are fractions of 1.
type Norms struct {
	AbandonBest     Rate `toml:"abandon_best"`
	AbandonAccepted Rate `toml:"abandon_accepted"`
	Wait            int  `toml:"wait"` // ASA and the long wait of cause 2, s
	ServiceLevel    Rate `toml:"service_level"`
	CallbackMinutes int  `toml:"callback_minutes"`
	CallbackShare   Rate `toml:"callback_share"`
	MenuDepth       int  `toml:"menu_depth"`
	ItemMisses      Rate `toml:"item_misses"` // causes 8–14: the share of misses that is a problem
	CRMMissing      Rate `toml:"crm_missing"`
	Uneven          Rate `toml:"uneven"`      // cause 6: how far over the even share a manager may be
	WaitBest        int  `toml:"wait_best"`   // ASA that is best, s
	Busy            Rate `toml:"busy"`        // cause 1: calls that find no free line
	LongWaits       Rate `toml:"long_waits"`  // cause 2: calls that wait longer than wait
	MenuLosses      Rate `toml:"menu_losses"` // cause 3: calls deeper in the menu than menu_depth, or lost in it
	AfterHours      Rate `toml:"after_hours"` // cause 5
	Faults          Rate `toml:"faults"`      // cause 7
}

// Manager is one person and the phones he answers.
type Manager struct {
	Name       string   `toml:"name"`
	Extensions []string `toml:"extensions"`
}

// Source is one place that calls come from. Kind is "asterisk" or "crm-csv";
// paths are relative to the configuration's folder.
type Source struct {
	Name        string            `toml:"name"`
	Kind        string            `toml:"kind"`
	CDR         string            `toml:"cdr"`
	QueueLog    string            `toml:"queue_log"`
	Recordings  string            `toml:"recordings"`
	Transcripts string            `toml:"transcripts"`
	Path        string            `toml:"path"`
	Timezone    string            `toml:"timezone"` // of the files' times; default the company's
	Columns     map[string]string `toml:"columns"`  // our name → the file's header
	Trunks      []string          `toml:"trunks"`   // channel names that are trunks, where they cannot be told
	Manager     string            `toml:"manager_channel"`
	AreaCode    string            `toml:"area_code"` // for city numbers of 6–7 digits
}

// Transcription is the speech-to-text server.
type Transcription struct {
	Engine   string `toml:"engine"` // "openai": whatever takes POST /v1/audio/transcriptions
	URL      string `toml:"url"`
	Model    string `toml:"model"`
	KeyEnv   string `toml:"key_env"`
	Language string `toml:"language"` // code of what is spoken; "auto": the server finds out
}

// Checklist says by which list calls are judged; without a file by the built-in one.
type Checklist struct {
	File string `toml:"file"`
}

// Scoring says who judges: "rules", "llm" or "both", and where the second judge is.
type Scoring struct {
	Engine  string `toml:"engine"`
	URL     string `toml:"url"`
	Model   string `toml:"model"`
	KeyEnv  string `toml:"key_env"`
	Timeout int    `toml:"timeout"` // s, of one call
}

// Console is how the console looks.
type Console struct {
	Language string `toml:"language"` // "ru", "en", empty: by the locale
	Theme    string `toml:"theme"`    // "dark", "light", empty: asked from the terminal
	Reviewer string `toml:"reviewer"` // who marks and writes notes; empty: the user's name
}

// Default returns the configuration that holds where the file says nothing.
func Default() Config {
	return Config{
		Company: Company{
			Timezone: "Europe/Moscow", Currency: "RUB", WorkHours: "09:00-18:00",
			WorkDays: []string{"mon", "tue", "wed", "thu", "fri"},
		},
		Money: Money{AverageDeal: Amount{50_000_00}, Conversion: Rate{200_000}},
		Counting: Counting{
			ShortAbandon: 5, RecoveryWindowHours: 24, ServiceLevel: 20,
			CallbackSoonMinutes: 10, DropTalk: 5, DropRepeat: 120,
		},
		Norms: Norms{
			AbandonBest: Rate{50_000}, AbandonAccepted: Rate{100_000}, Wait: 30, ServiceLevel: Rate{800_000},
			CallbackMinutes: 10, CallbackShare: Rate{900_000}, MenuDepth: 3,
			ItemMisses: Rate{300_000}, CRMMissing: Rate{50_000}, Uneven: Rate{500_000},
			WaitBest: 20, Busy: Rate{10_000}, LongWaits: Rate{200_000}, MenuLosses: Rate{20_000},
			AfterHours: Rate{30_000}, Faults: Rate{20_000},
		},
		Transcription: Transcription{Engine: "openai", Model: "whisper-1", Language: "ru"},
		Scoring:       Scoring{Engine: "rules", Timeout: 120},
	}
}

// File returns the file it was read from, empty for the defaults alone.
func (c Config) File() string { return c.file }

// Location returns the department's time zone.
func (c Config) Location() *time.Location {
	if c.loc == nil {
		return time.UTC
	}
	return c.loc
}

// ManagerOf returns the name of the manager who answers an extension, and the
// extension itself where the configuration knows no name.
func (c Config) ManagerOf(extension string) string {
	for _, m := range c.Managers {
		for _, e := range m.Extensions {
			if e == extension {
				return m.Name
			}
		}
	}
	return extension
}

// Rules returns the counting rules in the store's form.
func (c Config) Rules() (store.Rules, error) {
	open, shut, err := parseHours(c.Company.WorkHours)
	if err != nil {
		return store.Rules{}, err
	}
	days, err := parseDays(c.Company.WorkDays)
	if err != nil {
		return store.Rules{}, err
	}
	second := func(n int) time.Duration { return time.Duration(n) * time.Second }
	return store.Rules{
		Location: c.Location(), WorkHours: [2]int{open, shut}, WorkDays: days,
		ShortAbandon: second(c.Counting.ShortAbandon), RecoveryWindow: time.Duration(c.Counting.RecoveryWindowHours) * time.Hour,
		ServiceLevel: second(c.Counting.ServiceLevel), LongWait: second(c.Norms.Wait),
		CallbackSoon: time.Duration(c.Counting.CallbackSoonMinutes) * time.Minute, IVRDepth: c.Norms.MenuDepth,
		DropTalk: second(c.Counting.DropTalk), DropRepeat: second(c.Counting.DropRepeat),
	}, nil
}
