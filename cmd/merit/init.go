package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"merit/rules/edit"
	"merit/rules/text"
)

// starter is the policy set that merit init writes.
//
//go:embed all:starter
var starter embed.FS

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "写出一套可以照着改的协议，带用例和 CI · a starter policy set with tests and CI",
		Long: `在文件夹里写出一套可以照着改的协议：一份带讲解的协议、一份继承它的、用例、示例数据、编辑器用的结构、CI 工作流和 pre-commit 配置。
已有的文件一概不动，只说出是哪些。

Write a policy set to start from: a policy whose comments teach, one that extends it, test cases, facts, the schema for
editors, a CI workflow and a pre-commit configuration. Files that are there already are left as they are, and named.`,
		Example: "  merit init agreements/",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(c, "command-init-folder")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.init(args[0]) },
	}
}

// A starterFile is one file of the starter set, its path below the folder
// written with slashes.
type starterFile struct {
	path string
	data []byte
}

// starterFiles are all files of the starter set. The schema is that of this
// program.
func starterFiles() ([]starterFile, error) {
	const root = "starter"
	files := []starterFile{{path.Join("policies", edit.SchemaName), edit.Schema()}}
	err := fs.WalkDir(starter, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := starter.ReadFile(name)
		files = append(files, starterFile{name[len(root)+1:], data})
		return err
	})
	return files, err
}

func (a *app) init(dir string) error {
	files, err := starterFiles()
	if err != nil {
		return unread("starter", err)
	}
	written := 0
	for _, f := range files {
		at := filepath.Join(dir, filepath.FromSlash(f.path))
		switch err := writeNew(at, f.data); {
		case err == nil:
			written++
			a.told("init-written", "path", at)
		case errors.Is(err, fs.ErrExist):
			a.told("init-kept", "path", at)
		default:
			return unwritten(at, err)
		}
	}
	if written == 0 {
		a.say("init-nothing", "folder", dir)
		return nil
	}
	a.nextSteps(shellWord(filepath.Join(dir, "policies")), shellWord(filepath.Join(dir, "facts", "e1001.json")))
	return nil
}

// nextSteps says what to do with a starter set.
func (a *app) nextSteps(folder, facts string) {
	fmt.Fprintln(a.err)
	a.say("init-next")
	var b strings.Builder
	for _, step := range []struct{ command, key string }{
		{"merit check --strict " + folder, "init-next.check"},
		{"merit watch " + folder, "init-next.watch"},
		{"merit eval -p " + folder + " -i " + facts + " --format text", "init-next.eval"},
	} {
		fmt.Fprintf(&b, "  %s\n      # %s\n", step.command, a.both(text.Say(step.key)))
	}
	fmt.Fprint(a.err, b.String())
}

// shellWord writes a path as a shell takes it for one word.
func shellWord(path string) string {
	if strings.ContainsAny(path, " \t'\"$&;|<>()*?[]#~`\\!{}") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

// told writes a line to standard output.
func (a *app) told(key string, args ...string) {
	_, _ = a.out.Write([]byte(a.both(text.Say(key, args...)) + "\n"))
}

// writeNew writes a file that is not there yet, with the folders it needs.
func writeNew(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
