package server

import (
	"context"
	"log/slog"
	"time"

	"merit/rules/diag"
)

// A Keyring is the keys in force: those of a file that may change at any time.
// A key that is taken out of the file is refused within five seconds.
type Keyring struct{ file *kept[*KeySet] }

// OpenKeyring reads a file of keys, which must be right now. Later a wrong one
// changes nothing.
func OpenKeyring(path string, logger *slog.Logger) (*Keyring, diag.List) {
	file, problems := openKept("keys", logger, func(contents []*diag.Source) (*KeySet, diag.List) {
		return ReadKeys(contents[0])
	}, path)
	if problems.HasErrors() {
		return nil, problems
	}
	return &Keyring{file}, nil
}

// Find returns the key that was sent, nil when it is none of the ring or no
// longer good.
func (k *Keyring) Find(sent string, now time.Time) *Key { return k.file.get().Find(sent, now) }

// Watch looks for changes of the file until ctx is done.
func (k *Keyring) Watch(ctx context.Context) { k.file.Watch(ctx) }

// Reload reads the file now.
func (k *Keyring) Reload() { k.file.Reload() }

// A keysAnswer is what GET /v1/status says about the keys.
type keysAnswer struct {
	Count    int        `json:"count"`
	LoadedAt *time.Time `json:"loaded_at"`
	Current  bool       `json:"current"` // the file as it is now is in force
	Problems []Detail   `json:"problems"`
}

func (k *Keyring) answer() *keysAnswer {
	if k == nil {
		return nil
	}
	st := k.file.state.Load()
	return &keysAnswer{st.value.Len(), moment(st.loaded), len(st.problems) == 0, ofPolicies(st.problems)}
}
