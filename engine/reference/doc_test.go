// Package reference_test holds a second evaluator of policies, written from
// the numbered rules of the language alone, in exact rational arithmetic,
// and lets random policies and facts ("worlds") be judged by both. It shares
// with the engine only the parsed TOML document and the calendar.
package reference_test
