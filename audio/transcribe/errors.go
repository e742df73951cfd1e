package transcribe

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"unicode"
)

// What can be wrong besides the errors that have a type.
var (
	ErrTimeout = errors.New("the speech-to-text server has not answered in time")
	ErrURL     = errors.New("the address of the speech-to-text server is not one of http or https")
	ErrLong    = fmt.Errorf("the recording is longer than %d hours", maxSeconds/3600)
)

// SoundError is the error of a recording that cannot be sent: one of package decode, of the file system, or ErrLong.
type SoundError struct{ Err error }

// Error says what is wrong with it.
func (e *SoundError) Error() string { return e.Err.Error() }

// Unwrap returns what is wrong with it.
func (e *SoundError) Unwrap() error { return e.Err }

// UnreachableError is the error of a server to which there is no connection.
type UnreachableError struct {
	Address string
	Err     error
}

// Error names the address and what is in the way.
func (e *UnreachableError) Error() string { return fmt.Sprintf("ask %s: %v", e.Address, e.Err) }

// Unwrap returns what is in the way.
func (e *UnreachableError) Unwrap() error { return e.Err }

// StatusError is an answer of the server that is no success.
type StatusError struct {
	Status int
	Text   string // what the server said: at most 500 characters on one line
}

// Error says the status and the server's words.
func (e *StatusError) Error() string {
	return strings.TrimSuffix(fmt.Sprintf("the server answered %d: %s", e.Status, e.Text), ": ")
}

// AnswerError is an answer that says success and cannot be read.
type AnswerError struct {
	Text string // its beginning: at most 500 characters on one line
	Err  error
}

// Error says why, and how the answer begins.
func (e *AnswerError) Error() string {
	return fmt.Sprintf("the server's answer cannot be used: %v: %q", e.Err, e.Text)
}

// Unwrap returns why the answer cannot be used.
func (e *AnswerError) Unwrap() error { return e.Err }

// ModelError is the error of a model that the server does not list.
type ModelError struct {
	Model  string
	Models []string // those it lists, at most ten
}

// Error names the model and those there are.
func (e *ModelError) Error() string {
	return fmt.Sprintf("the server has no model %q but %s", e.Model, strings.Join(e.Models, ", "))
}

// Hopeless reports whether the error is the server's or the configuration's, so that no other recording would fare
// better now. A connection that broke is no such error: it may be this recording that the server broke at.
func Hopeless(err error) bool {
	var dial *net.OpError
	var certificate *tls.CertificateVerificationError
	var status *StatusError
	if errors.Is(err, ErrURL) || errors.As(err, &dial) && dial.Op == "dial" || errors.As(err, &certificate) {
		return true
	}
	if !errors.As(err, &status) {
		return false
	}
	switch status.Status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusNotFound,
		http.StatusMethodNotAllowed, http.StatusTooManyRequests:
		return true
	}
	return false
}

// maxShown bounds what is shown of a server's words, in characters.
const maxShown = 500

// excerpt is the beginning of a server's words, on one line.
func excerpt(data []byte) string {
	data = data[:min(len(data), 16*maxShown)]
	text := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(data), ""))
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(len(runes), maxShown)])
}

// complaint finds the words of an error in the forms that servers have for it; where it knows none, the answer itself.
func complaint(data []byte) string {
	var said struct {
		Error   json.RawMessage `json:"error"`
		Detail  json.RawMessage `json:"detail"`
		Message string          `json:"message"`
	}
	if json.Unmarshal(data, &said) != nil {
		return excerpt(data)
	}
	for _, part := range []json.RawMessage{said.Error, said.Detail} {
		var text string
		var object struct {
			Message string `json:"message"`
		}
		if json.Unmarshal(part, &text) == nil && text != "" {
			return excerpt([]byte(text))
		}
		if json.Unmarshal(part, &object) == nil && object.Message != "" {
			return excerpt([]byte(object.Message))
		}
	}
	if said.Message != "" {
		return excerpt([]byte(said.Message))
	}
	return excerpt(data)
}
