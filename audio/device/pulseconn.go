//go:build linux

package device

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

// requestTimeout bounds every question to the server: a hung server is a lost one.
const requestTimeout = time.Second

// address is where a server listens.
type address struct{ network, addr string }

// addresses lists where the server may be: as given, or in the user's runtime folder. The form of a server
// string is PulseAudio's: [{host}]unix:/path, [{host}]tcp:host:port or a bare path, several parted by blanks.
func addresses(given, dir, host string, uid int) []address {
	if given != "" {
		return parseServers(given, host)
	}
	if dir == "" {
		dir = "/run/user/" + strconv.Itoa(uid)
	}
	return []address{{"unix", filepath.Join(dir, "pulse", "native")}}
}

func parseServers(given, host string) []address {
	var found []address
	for one := range strings.FieldsSeq(given) {
		if strings.HasPrefix(one, "{") {
			name, rest, closed := strings.Cut(one[1:], "}")
			if !closed || name != host {
				continue
			}
			one = rest
		}
		kind, addr, _ := strings.Cut(one, ":")
		switch kind {
		case "unix":
			found = append(found, address{"unix", addr})
		case "tcp", "tcp4", "tcp6":
			found = append(found, address{kind, withPort(addr)})
		default:
			if strings.HasPrefix(one, "/") {
				found = append(found, address{"unix", one})
			} else if one != "" {
				found = append(found, address{"tcp", withPort(one)})
			}
		}
	}
	return found
}

// withPort adds PulseAudio's own port where none is given.
func withPort(addr string) string {
	if _, _, err := net.SplitHostPort(addr); err == nil {
		return addr
	}
	return net.JoinHostPort(strings.Trim(addr, "[]"), "4713")
}

// cookie is the secret that proves to the server who we are. Where none is kept, zeros are sent: a server that
// trusts its socket's owner, as PipeWire does, takes them.
func cookie(env func(string) string) []byte {
	const size = 256
	places := []string{env("PULSE_COOKIE")}
	if dir := env("XDG_CONFIG_HOME"); dir != "" {
		places = append(places, filepath.Join(dir, "pulse", "cookie"))
	}
	if home := env("HOME"); home != "" {
		places = append(places, filepath.Join(home, ".config", "pulse", "cookie"), filepath.Join(home, ".pulse-cookie"))
	}
	for _, place := range places {
		if place == "" {
			continue
		}
		if data, err := os.ReadFile(place); err == nil && len(data) >= size {
			return data[:size]
		}
	}
	return make([]byte, size)
}

// link is the connection under the protocol client. The client tells nobody of a failed write and only of some
// failed reads, so the link marks either.
type link struct {
	net.Conn
	lost   atomic.Bool
	onLost func()
	seek   atomic.Pointer[seek]
}

// seek has the next packet of a stream written to another place of its queue than the end. The protocol client has no
// word for that, so the link puts it into the packet's header.
type seek struct {
	stream uint32
	offset int64 // bytes from the end of what is queued
}

// headerSize is that of a packet: length, stream, offset (high and low half), flags, of four bytes each, big-endian.
// Flags of 0 stand for an offset from the end.
const headerSize = 20

// turn puts the seek that is waiting into a packet's header, if p is that of its stream.
func (l *link) turn(p []byte) []byte {
	s := l.seek.Load()
	if s == nil || len(p) != headerSize || binary.BigEndian.Uint32(p[4:]) != s.stream {
		return p
	}
	l.seek.Store(nil)
	turned := append([]byte(nil), p...)
	binary.BigEndian.PutUint64(turned[8:], uint64(s.offset))
	return turned
}

func (l *link) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if err != nil {
		l.fail()
	}
	return n, err
}

func (l *link) Write(p []byte) (int, error) {
	if err := l.SetWriteDeadline(time.Now().Add(requestTimeout)); err != nil {
		l.fail()
		return 0, err
	}
	n, err := l.Conn.Write(l.turn(p))
	if err != nil {
		l.fail()
	}
	return n, err
}

// fail ends the connection, so that the client's reader ends too and every open question is answered.
func (l *link) fail() {
	if l.lost.CompareAndSwap(false, true) {
		_ = l.Close() // it is broken, or was told to be
		l.onLost()
	}
}

// dial connects to the first server that lets us in.
func dial(ctx context.Context, server string, onMessage func(any), onLost func()) (*proto.Client, *link, error) {
	host, _ := os.Hostname() // without one, servers that are bound to a host are left out
	err := error(&NoDeviceError{Reason: ReasonNoServer, Err: fmt.Errorf("no usable server in %q", server)})
	for _, at := range addresses(server, os.Getenv("XDG_RUNTIME_DIR"), host, os.Getuid()) {
		var conn net.Conn
		if conn, err = (&net.Dialer{Timeout: requestTimeout}).DialContext(ctx, at.network, at.addr); err != nil {
			err = &NoDeviceError{Reason: dialReason(err), Err: fmt.Errorf("connect to %s: %w", at.addr, err)}
			continue
		}
		l := &link{Conn: conn, onLost: onLost}
		client := &proto.Client{Callback: onMessage}
		client.SetTimeout(requestTimeout)
		client.Open(l)
		if err = greet(client); err == nil {
			return client, l, nil
		}
		l.fail()
		err = &NoDeviceError{Reason: ReasonRefused, Err: fmt.Errorf("log in at %s: %w", at.addr, err)}
	}
	return nil, nil, err
}

func greet(client *proto.Client) error {
	var auth proto.AuthReply
	if err := client.Request(&proto.Auth{Version: client.Version(), Cookie: cookie(os.Getenv)}, &auth); err != nil {
		return err
	}
	client.SetVersion(auth.Version)
	props := proto.PropList{
		"application.name":       proto.PropListString("razbor"),
		"application.process.id": proto.PropListString(strconv.Itoa(os.Getpid())),
	}
	return client.Request(&proto.SetClientName{Props: props}, &proto.SetClientNameReply{})
}

func dialReason(err error) Reason {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED):
		return ReasonNoServer
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return ReasonTimeout
	}
	return ReasonRefused
}
