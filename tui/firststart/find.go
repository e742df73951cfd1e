package firststart

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"razbor/store/config"
	"razbor/store/source"
	"razbor/store/source/asterisk"
	"razbor/store/source/logfile"
)

const (
	findRows = 50_000 // rows of the records that are looked at
	findMost = 30     // extensions that a person is asked about
)

// Extensions implements Finder: the phones that answered calls in the first rows
// of the records, the busiest kept where there are too many, in their order.
func Extensions(ctx context.Context, s config.Source, now time.Time) ([]string, error) {
	found, err := logfile.Find(s.CDR)
	if err != nil {
		return nil, fmt.Errorf("find the call records: %w", err)
	}
	files := logfile.Open(found, logfile.Options{Source: s.Name, Now: now})
	defer files.Close()
	records := asterisk.NewCDR(files, s.Columns, func(source.Problem) {}) // the first sync tells of damaged rows
	counts := map[string]int{}
	var leg source.Leg
	for n := 0; n < findRows && records.Next(&leg); n++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if ext := extension(leg.DstChannel); ext != "" && leg.Result == source.Answered {
			counts[ext]++
		}
	}
	return busiest(counts), nil
}

// extension reads the phone out of a channel such as "SIP/101-00000a1b"; a trunk
// has a name, not a short number.
func extension(channel string) string {
	_, name, ok := strings.Cut(channel, "/")
	if !ok {
		return ""
	}
	name, _, _ = strings.Cut(name, "-")
	name, _, _ = strings.Cut(name, "@")
	if len(name) < 2 || len(name) > 5 || strings.Trim(name, "0123456789") != "" {
		return ""
	}
	return name
}

func busiest(counts map[string]int) []string {
	list := make([]string, 0, len(counts))
	for ext := range counts {
		list = append(list, ext)
	}
	slices.SortFunc(list, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	list = list[:min(len(list), findMost)]
	slices.Sort(list)
	return list
}
