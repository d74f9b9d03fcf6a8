package main

import (
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"merit/policies"
)

func (a *app) watchCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "watch DIR",
		Short: "边改边看：每次保存都检查、测试，并说出示例的结果变了多少 · check and test on every save, and what it did to the examples",
		Long: `看着一个文件夹。每次保存协议、用例或数据源文件，就检查并运行全部示例，说出：哪个文件改了、有没有问题、内容变了什么、
哪些示例的得分、等级和奖金与上一次好的内容不同、奖金合计变了多少。它不提供服务，也不改文件。按 Ctrl-C 结束。

Watch a folder. Whenever a policy, a test file or a source file is saved, everything is checked and all examples are run;
you are told which file was saved, what is wrong with it, what it now means, which examples come to another score, grade or
payout than at the last good save, and by how much all payouts together changed. It serves nothing and changes no file.
Ctrl-C ends it.`,
		Example: "  merit watch policies/",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(c, "command-watch-folder")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.watch(c, args[0]) },
	}
}

func (a *app) watch(c *cobra.Command, dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return unread(dir, err)
	case !info.IsDir():
		return usage(c, "command-watch-file", "path", dir, "folder", filepath.Dir(dir))
	}
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o := &onlooker{app: a, now: time.Now}
	a.say("watch-start", "folder", dir)
	log := slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: slog.LevelError}))
	if err := policies.Follow(ctx, dir, policies.Options{Logger: log}, o.saved); err != nil {
		return unread(dir, err)
	}
	a.say("watch-stopped")
	return nil
}
