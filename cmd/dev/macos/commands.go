package macos

import (
	"context"
	"path/filepath"
	"strings"
)

// processors are the architectures the program is built for, as named by Go and by clang.
var processors = []struct{ golang, clang string }{{"arm64", "arm64"}, {"amd64", "x86_64"}}

// commands returns the commands that run on a Mac, in order: build for each architecture and join; sign; then make
// the image and the package, each signed, notarised and stapled, so that it opens on a machine without a network.
func (o Options) commands(ctx context.Context, at places) []command {
	list := o.build(ctx, at)
	s := o.Signing
	list = append(list, s.unlock(at)...)
	app := []string{"codesign", "--force", "--options", "runtime", "--entitlements", filepath.Join(at.work, entitlementsFile)}
	list = append(list,
		command{args: append(append(app, s.application()...), at.app)},
		command{args: []string{"codesign", "--verify", "--deep", "--strict", at.app}},
		command{args: []string{
			"hdiutil", "create", "-volname", o.Product.Name, "-srcfolder", at.image, "-format", "UDZO", "-ov", at.dmg,
		}},
		command{args: []string{"ditto", at.app, filepath.Join(at.root, filepath.Base(at.app))}},
		command{args: []string{
			"pkgbuild", "--root", at.root, "--component-plist", filepath.Join(at.work, componentsFile),
			"--install-location", "/Applications", "--identifier", o.Product.ID, "--version", o.Product.Version,
			filepath.Join(at.parts, "program.pkg"),
		}},
		command{args: append(append([]string{"productbuild"}, s.installer()...),
			"--package", filepath.Join(at.parts, "program.pkg"), at.pkg)},
	)
	if s.Identity != "" {
		list = append(list, command{args: append(append([]string{"codesign"}, s.application()...), at.dmg)})
	}
	for _, path := range s.notarised(at) {
		list = append(list,
			command{args: []string{
				"xcrun", "notarytool", "submit", path, "--key", filepath.Join(at.work, notaryKeyFile),
				"--key-id", s.NotaryKeyID, "--issuer", s.NotaryIssuer, "--wait",
			}},
			command{args: []string{"xcrun", "stapler", "staple", path}})
	}
	return list
}

// build returns the commands that build one universal program.
func (o Options) build(ctx context.Context, at places) []command {
	program := filepath.Join(at.app, "Contents/MacOS", executable)
	join := []string{"lipo", "-create", "-output", program}
	var list []command
	for _, p := range processors {
		one := filepath.Join(at.work, executable+"-"+p.golang)
		flags := "-arch " + p.clang + " -mmacosx-version-min=" + minimumSystem
		list = append(list, command{
			args: append([]string{"go"}, o.Product.BuildArgs(ctx, one)...),
			env: []string{
				"GOOS=darwin", "GOARCH=" + p.golang, "CGO_ENABLED=1", "MACOSX_DEPLOYMENT_TARGET=" + minimumSystem,
				"CGO_CFLAGS=-O2 " + flags, "CGO_LDFLAGS=" + flags,
			},
		})
		join = append(join, one)
	}
	names := make([]string, len(processors))
	for i, p := range processors {
		names[i] = p.clang
	}
	return append(list, command{args: join},
		command{args: append([]string{"lipo", program, "-verify_arch"}, strings.Fields(strings.Join(names, " "))...)})
}
