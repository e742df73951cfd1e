package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Phrase is a sentence with what it does, such as "objection price" or "pressure".
type Phrase struct {
	Does string
	Text string
}

// ReadPhrases reads a file of sentences under headings in brackets; "#" begins
// a comment line. Errors carry the line.
func ReadPhrases(r io.Reader) ([]Phrase, error) {
	var out []Phrase
	does := ""
	sc := bufio.NewScanner(r)
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSpace(sc.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			does = strings.Trim(line, "[]")
		case does == "":
			return nil, &LineError{Line: n, Err: errors.New("a sentence before the first heading")}
		default:
			out = append(out, Phrase{Does: does, Text: line})
		}
	}
	if err := sc.Err(); err != nil {
		return nil, &LineError{Line: n + 1, Err: fmt.Errorf("read phrases: %w", err)}
	}
	return out, nil
}
