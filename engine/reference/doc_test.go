// Package reference_test holds a second evaluator of policies, written from
// the numbered rules of the language alone, in exact rational arithmetic,
// and lets random policies and facts ("worlds") be judged by both. A world is
// a set: a policy, at times with the one it rolls up, with versions, pilots and
// others that extend it, and with a stranger. It shares with the engine only
// the parsed TOML document and the calendar.
package reference_test
