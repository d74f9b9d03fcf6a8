//go:build !linux

package policies

import "syscall"

const stale = syscall.EIO // it has no other name here

// silent cannot tell; polling finds what is not announced.
func silent(string) string { return "" }
