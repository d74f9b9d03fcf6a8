package server

import (
	"time"

	"merit/policies"
)

// An inForce is the part of the status that tells of the set in force beyond
// its name: where it came from, how it is watched, and what it will do by
// itself.
type inForce struct {
	FromCache    bool           `json:"from_cache"`               // the files were wrong when the service started
	CachedAt     *time.Time     `json:"cached_at,omitempty"`      // of a set from the cache
	CacheError   string         `json:"cache_error,omitempty"`    // why the set in force is not in the cache
	DriftSeconds float64        `json:"drift_seconds"`            // how long the files have not been the set in force
	WatcherWhy   string         `json:"watcher_reason,omitempty"` // why the watcher only polls
	WatcherBeat  *time.Time     `json:"watcher_heartbeat,omitempty"`
	Pilots       []pilotAnswer  `json:"pilots"`
	Coming       []comingAnswer `json:"coming"`
}

// A pilotAnswer is a policy tried out beside an active one.
type pilotAnswer struct {
	Policy  string `json:"policy"`
	Version string `json:"version"`
	Pays    bool   `json:"pays"`
}

// A comingAnswer is something the set will change by itself on a day.
type comingAnswer struct {
	Date    string   `json:"date"`
	Policy  string   `json:"policy"`
	Version string   `json:"version"`
	Stage   string   `json:"stage"`
	What    string   `json:"what"` // starts, ends or param
	Param   string   `json:"param,omitempty"`
	Value   *float64 `json:"value,omitempty"` // of the param from that day on
}

func inForceOf(st policies.Status) inForce {
	return inForce{
		FromCache: !st.FromCache.IsZero(), CachedAt: moment(st.FromCache), CacheError: st.Cache,
		DriftSeconds: float64(st.Drift.Milliseconds()) / 1000, WatcherWhy: st.Fallback, WatcherBeat: moment(st.Heartbeat),
		Pilots: each(st.Pilots, func(p policies.Pilot) pilotAnswer { return pilotAnswer(p) }), Coming: each(st.Coming, comingOf),
	}
}

func comingOf(c policies.Change) comingAnswer {
	a := comingAnswer{
		Date: c.Date.String(), Policy: c.Policy, Version: c.Version, Stage: string(c.Stage), What: string(c.What), Param: c.Param,
	}
	if c.What == policies.ParamChanges {
		a.Value = &c.Value
	}
	return a
}
