// Kwaliteitskaart lets an education team score itself against a quality card and prints its improvement plan. With a
// command it works without a window; see "kwaliteitskaart help".
package main

import (
	"os"
	"runtime"
	"time"

	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	_ "kwaliteitskaart/cmd/kwaliteitskaart/environment" // before the window toolkit starts
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

// version is the version in FyneApp.toml; cmd/dev sets it in a build.
var version = "dev"

func main() { os.Exit(run()) }

func run() int {
	attachConsole()
	ctx, stop := notifyContext(os.Exit)
	defer stop()
	line := command.Line{
		Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Version: version, Window: openWindow,
		Language: func(data string) string { return readSettings(data).Language },
		Presets:  place.PresetsFile(runtime.GOOS, os.Getenv),
	}
	return line.Run(ctx, os.Args[1:])
}
