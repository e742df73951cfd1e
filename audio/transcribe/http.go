package transcribe

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The bounds of a conversation with a server.
const (
	maxTries  = 4
	maxBody   = 32 << 20 // bytes of an answer
	maxPause  = 2 * time.Minute
	firstWait = time.Second
)

// The addresses of a server, as they end.
const (
	openAI  = "/v1/audio/transcriptions"
	whisper = "/inference" // of whisper.cpp
)

// form is how much a server is asked for: some refuse what they do not have.
type form int

const (
	withWords form = iota
	withTimes
	textAlone
)

// base is the address of the server without what is known of its paths.
func (c *Client) base() (string, error) {
	u, err := url.Parse(strings.TrimRight(c.URL, "/"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("%w: %q", ErrURL, c.URL)
	}
	u.RawQuery, u.Fragment = "", ""
	for _, end := range []string{openAI, whisper, "/audio/transcriptions", "/v1"} {
		if path, ok := strings.CutSuffix(u.Path, end); ok {
			u.Path = path
			break
		}
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// named reports whether the address of the configuration is that of the endpoint itself.
func (c *Client) named() bool {
	at := strings.TrimRight(c.URL, "/")
	return strings.HasSuffix(at, whisper) || strings.HasSuffix(at, "/audio/transcriptions")
}

func (c *Client) address() (string, error) {
	base, err := c.base()
	switch {
	case err != nil:
		return "", err
	case c.named():
		return strings.TrimRight(c.URL, "/"), nil
	case c.second:
		return base + whisper, nil
	}
	return base + openAI, nil
}

// ask sends a piece until there is an answer: again after a 429 or a fault of the server, as long as the server asks or
// a growing pause; elsewhere or for less where it does not know what it is asked.
func (c *Client) ask(ctx context.Context, p piece) (answer, error) {
	var first error // what the first address said
	for try := 1; ; {
		a, after, err := c.once(ctx, p)
		switch {
		case err == nil:
			c.settled = true
			return a, nil
		case ctx.Err() != nil:
			return answer{}, ctx.Err()
		case absent(err) && first != nil: // neither is there: the first is the usual one
			c.second = false
			return answer{}, first
		case absent(err) && !c.settled && !c.named():
			first, c.second = err, true
			continue
		case c.plainer(err):
			continue
		case !c.passing(err) || try == maxTries:
			return answer{}, err
		}
		if err := c.pause(ctx, min(cmp.Or(after, firstWait<<(try-1)), maxPause)); err != nil {
			return answer{}, err
		}
		try++
	}
}

// absent reports whether the server has nothing at an address.
func absent(err error) bool {
	var status *StatusError
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusMethodNotAllowed)
}

// passing reports whether the same may go well a little later. A server that was never there is waited for in vain.
func (c *Client) passing(err error) bool {
	var status *StatusError
	var gone *UnreachableError
	if errors.As(err, &status) {
		return status.Status == http.StatusTooManyRequests || status.Status >= 500
	}
	return errors.As(err, &gone) && (c.settled || !Hopeless(err)) || errors.Is(err, io.ErrUnexpectedEOF)
}

// plainer asks for less from now on where the server refuses what it was asked for, and reports whether that can help.
func (c *Client) plainer(err error) bool {
	var status *StatusError
	if !errors.As(err, &status) {
		return false
	}
	switch status.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusNotImplemented, http.StatusUnsupportedMediaType:
	default:
		return false
	}
	text := strings.ToLower(status.Text)
	switch {
	case c.form == withWords && strings.Contains(text, "granularit"):
		c.form = withTimes
	case c.form < textAlone && (strings.Contains(text, "response_format") || strings.Contains(text, "verbose_json")):
		c.form = textAlone
	default:
		return false
	}
	return true
}

func (c *Client) pause(ctx context.Context, d time.Duration) error {
	if c.Pause != nil {
		return c.Pause(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// once sends a piece once. after is how long the server asks to wait, 0 where it does not.
func (c *Client) once(ctx context.Context, p piece) (a answer, after time.Duration, err error) {
	wait := c.Wait
	if wait == nil {
		wait = Patience
	}
	length := time.Duration(ms(p.to-p.from)) * time.Millisecond
	trying, stop := context.WithTimeout(ctx, wait(length))
	defer stop()
	req, err := c.request(trying, p)
	if err != nil {
		return answer{}, 0, err
	}
	data, after, err := c.do(req)
	if err != nil && trying.Err() != nil && ctx.Err() == nil {
		return answer{}, 0, fmt.Errorf("%w: %v", ErrTimeout, wait(length))
	}
	if err != nil {
		return answer{}, after, err
	}
	a, err = parse(data, length.Milliseconds())
	return a, 0, err
}

// do has a request answered with success, and reads the answer.
func (c *Client) do(req *http.Request) (data []byte, after time.Duration, err error) {
	if c.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.Key)
	}
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) { // it says the address once more
			err = at.Err
		}
		return nil, 0, &UnreachableError{Address: req.URL.Redacted(), Err: err}
	}
	defer func() { _ = res.Body.Close() }()
	data, err = io.ReadAll(io.LimitReader(res.Body, maxBody+1))
	switch {
	case res.StatusCode != http.StatusOK:
		return nil, retryAfter(res.Header), &StatusError{Status: res.StatusCode, Text: complaint(data)}
	case err != nil:
		return nil, 0, &AnswerError{Text: excerpt(data), Err: err}
	case len(data) > maxBody:
		return nil, 0, &AnswerError{Text: excerpt(data), Err: errors.New("it is too long")}
	}
	return data, 0, nil
}

// request is the form that a piece is sent in. Its length is told: not every server takes a body without it. The name
// of the file is no stranger's to the server, for it may hold a client's number.
func (c *Client) request(ctx context.Context, p piece) (*http.Request, error) {
	at, err := c.address()
	if err != nil {
		return nil, err
	}
	var around bytes.Buffer
	w := multipart.NewWriter(&around)
	for _, field := range c.fields(strings.HasSuffix(at, whisper)) {
		if err := w.WriteField(field[0], field[1]); err != nil {
			return nil, fmt.Errorf("write a question: %w", err)
		}
	}
	_, err = w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="call.wav"`}, "Content-Type": {"audio/wav"},
	})
	head := around.Len()
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("write a question: %w", err)
	}
	_, length := p.wav()
	body := func() (io.ReadCloser, error) {
		sound, _ := p.wav()
		all := io.MultiReader(bytes.NewReader(around.Bytes()[:head]), sound, bytes.NewReader(around.Bytes()[head:]))
		return io.NopCloser(all), nil
	}
	first, _ := body()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at, first)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrURL, err)
	}
	req.GetBody, req.ContentLength = body, length+int64(around.Len())
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Accept", "application/json")
	return req, nil
}

// fields are those of the form besides the sound. The server of whisper.cpp takes the sound for English where it is not
// told to find out.
func (c *Client) fields(whisper bool) [][2]string {
	format := "verbose_json"
	if c.form == textAlone {
		format = "json"
	}
	fields := [][2]string{{"response_format", format}}
	if c.form == withWords {
		fields = append(fields, [2]string{"timestamp_granularities[]", "word"}, [2]string{"timestamp_granularities[]", "segment"})
	}
	if c.Model != "" {
		fields = append(fields, [2]string{"model", c.Model})
	}
	switch {
	case c.Language != "" && c.Language != "auto":
		fields = append(fields, [2]string{"language", c.Language})
	case whisper:
		fields = append(fields, [2]string{"language", "auto"})
	}
	return fields
}

// retryAfter reads how long the server asks to wait: seconds, or a moment by the server's own clock.
func retryAfter(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.ParseInt(text, 10, 32); err == nil {
		return time.Duration(max(0, seconds)) * time.Second
	}
	until, err := http.ParseTime(text)
	now, errNow := http.ParseTime(h.Get("Date"))
	if err != nil || errNow != nil {
		return 0
	}
	return max(0, until.Sub(now))
}
