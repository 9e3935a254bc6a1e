//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// The toolkit, which starts with every command, writes no message if it does not support the system's language. The
// test runs its own binary.
func TestToolkitIsSilent(t *testing.T) {
	for _, said := range []string{"nl_NL@euro", "C.UTF-8", "POSIX", "", "garbage", "xx_YY", "zz_ZZ.UTF-8", "!!", "sr_RS@latin", "nl:en@x"} {
		for _, name := range []string{"LANG", "LC_ALL", "LANGUAGE"} {
			program := exec.Command(os.Args[0], "-test.list=^TestToolkit")
			program.Env = []string{"LANG=nl_NL.UTF-8", "HOME=" + t.TempDir(), name + "=" + said}
			var complaints bytes.Buffer
			program.Stderr = &complaints
			if err := program.Run(); err != nil || complaints.Len() > 0 {
				t.Errorf("%s=%s: %v\n%s", name, said, err, &complaints)
			}
		}
	}
}
