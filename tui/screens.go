package tui

import (
	"razbor/tui/calls"
	"razbor/tui/causes"
	"razbor/tui/hours"
	"razbor/tui/managers"
	"razbor/tui/review"
	"razbor/tui/screen"
	"razbor/tui/today"
)

// newScreens makes every screen of the console.
func newScreens(e *screen.Env) map[screen.ID]screen.Screen {
	return map[screen.ID]screen.Screen{
		screen.Today:    today.New(e),
		screen.Calls:    calls.New(e),
		screen.Review:   review.New(e),
		screen.Managers: managers.New(e),
		screen.Hours:    hours.New(e),
		screen.Causes:   causes.New(e),
	}
}
