package transcribe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// checkWait is how long a server may take to say that it is there.
const checkWait = 2 * time.Second

// Check asks the server whether it is there, without sending a sound: which models it has, or where it does not tell
// them, its health.
//
// Errors: those of the server that Transcribe has, and *ModelError where the server lists models and ours is not one.
func (c *Client) Check(ctx context.Context) error {
	base, err := c.base()
	if err != nil {
		return err
	}
	trying, stop := context.WithTimeout(ctx, checkWait)
	defer stop()
	data, err := c.get(trying, base+"/v1/models")
	if absent(err) {
		data, err = c.get(trying, base+"/health")
		if absent(err) { // an old one: that it answers is all it can say
			err = nil
		}
	}
	if trying.Err() != nil && ctx.Err() == nil {
		return fmt.Errorf("%w: %v", ErrTimeout, checkWait)
	}
	if err != nil {
		return err
	}
	return c.listed(data)
}

func (c *Client) get(ctx context.Context, at string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrURL, err)
	}
	data, _, err := c.do(req)
	var answer *AnswerError
	if errors.As(err, &answer) { // whatever it is, the server is there
		err = nil
	}
	return data, err
}

// listed looks for the model among those that an answer lists; one that lists none says nothing of it.
func (c *Client) listed(data []byte) error {
	const shown = 10
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		list.Data = nil // some servers answer in words
	}
	if len(list.Data) == 0 || c.Model == "" {
		return nil
	}
	var models []string
	for _, m := range list.Data {
		if m.ID == c.Model {
			return nil
		}
		models = append(models, excerpt([]byte(m.ID)))
	}
	slices.Sort(models)
	return &ModelError{Model: c.Model, Models: models[:min(len(models), shown)]}
}
