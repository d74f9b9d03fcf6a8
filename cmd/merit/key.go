package main

import (
	"fmt"
	"os"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/server"
)

func (a *app) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "key",
		Short: "服务的密钥 · keys of the service",
		Args:  func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE:  func(c *cobra.Command, _ []string) error { return usage(c, "key-missing") },
	}
	c.AddCommand(a.keyNewCommand())
	return c
}

// A newKey is what key new is asked.
type newKey struct {
	name, expires, file string
	scopes              []string
}

func (a *app) keyNewCommand() *cobra.Command {
	k := &newKey{}
	c := &cobra.Command{
		Use:   "new --name NAME --scopes SCOPE,…",
		Short: "生成一把密钥 · make a key",
		Long: `生成一把密钥。标准输出是要加进密钥文件的一段（只有密钥的摘要），可以直接 >> keys.toml；密钥本身只在标准错误里显示一次，
或用 --key-file 写进一个只有您能读的文件。权限：evaluate 评估，read 查看协议、状态和指标，check 检查协议，admin 重新加载；互不包含。

Make a key. Standard output is the entry for the file of keys (it holds only a digest), to be appended with >> keys.toml;
the key itself is shown once, on standard error, or written to --key-file, which only you may read. Scopes: evaluate;
read policies, status and metrics; check policies; admin, to reload. None includes another.`,
		Example: "  merit key new --name payroll --scopes evaluate >> keys.toml\n" +
			"  merit key new --name prometheus --scopes read --expires 2027-12-31 --key-file prometheus.key >> keys.toml",
		Args: noArgs,
	}
	c.Flags().StringVar(&k.name, "name", "", "谁使用它 · `NAME` of who uses it")
	c.Flags().StringSliceVar(&k.scopes, "scopes", nil, "权限：evaluate、read、check、admin · what it is allowed, `SCOPE,…`")
	c.Flags().StringVar(&k.expires, "expires", "", "最后有效日，缺省不过期 · last `DAY` it is good; for ever unless given")
	c.Flags().StringVar(&k.file, "key-file", "", "把密钥写进新文件而不显示 · write the key to a new `FILE` instead of showing it")
	c.RunE = func(c *cobra.Command, _ []string) error { return a.makeKey(c, k) }
	return c
}

func (a *app) makeKey(c *cobra.Command, k *newKey) error {
	scopes, last, err := k.check(c)
	if err != nil {
		return err
	}
	key, secret := server.NewKey(k.name, scopes...)
	key.Created, key.Expires = today(), last
	if k.file != "" {
		if err := writeSecret(k.file, secret); err != nil {
			return unwritten(k.file, err)
		}
	}
	if _, err := fmt.Fprintln(a.out, key.TOML()); err != nil {
		return unwritten("stdout", err)
	}
	if k.file != "" {
		a.say("key-written", "path", k.file)
		return nil
	}
	a.say("key-made")
	fmt.Fprintln(a.err, secret)
	return nil
}

// today is the day it is, in UTC as everything about keys.
func today() calendar.Date {
	now := time.Now().UTC()
	day, _ := calendar.NewDate(now.Year(), int(now.Month()), now.Day())
	return day
}

// check reads the flags.
func (k *newKey) check(c *cobra.Command) ([]server.Scope, calendar.Date, error) {
	if strings.TrimSpace(k.name) == "" || len(k.name) > 100 || strings.ContainsFunc(k.name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return nil, 0, usage(c, "key-name")
	}
	if len(k.scopes) == 0 {
		return nil, 0, usage(c, "key-scopes")
	}
	var scopes []server.Scope
	for _, s := range k.scopes {
		scope := server.Scope(strings.TrimSpace(s))
		if !(&server.Key{Scopes: server.Scopes}).May(scope) {
			wrong := server.WrongScope(diag.Span{}, s)
			return nil, 0, &usageError{wrong.Message, c}
		}
		scopes = append(scopes, scope)
	}
	if k.expires == "" {
		return scopes, 0, nil
	}
	last, ok := calendar.ParseDate(k.expires)
	if !ok {
		return nil, 0, usage(c, "command-date", "got", k.expires)
	}
	if last < today() {
		return nil, 0, usage(c, "key-over", "day", k.expires)
	}
	return scopes, last, nil
}

// writeSecret writes a new file that only its owner may read.
func writeSecret(path, secret string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(secret + "\n")
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
