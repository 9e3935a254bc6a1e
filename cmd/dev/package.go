package main

import (
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"

	"kwaliteitskaart/cmd/dev/release"
	"kwaliteitskaart/cmd/dev/windows"
)

// pack makes the packages for a system.
func (p project) pack(ctx context.Context, system string, args []string) error {
	product, err := release.Read(ctx, p.root)
	if err != nil {
		return err
	}
	switch system {
	case "windows":
		return p.packWindows(ctx, product, args)
	case "macos":
		if len(args) == 0 {
			return p.packMacOS(ctx, product)
		}
	case "linux":
		if len(args) == 0 {
			return p.packLinux(ctx, product)
		}
	}
	return explain()
}

// packWindows makes the packages for Windows, including a software OpenGL library if one is given.
func (p project) packWindows(ctx context.Context, product release.Product, args []string) error {
	flags := flag.NewFlagSet("package windows", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	archive := flags.String("softgl", "", "")
	sum := flags.String("softgl-sha256", "", "")
	if flags.Parse(args) != nil || flags.NArg() > 0 || (*archive == "") != (*sum == "") {
		return explain()
	}
	o := windows.Options{Product: product, Out: filepath.Join(p.root, release.Folder), Logf: p.logf}
	var err error
	if *archive != "" {
		if o.SoftGL, err = windows.ReadSoftGL(*archive, *sum); err != nil {
			return err
		}
	}
	if o.Signer, err = windows.SignerFrom(os.Getenv); err != nil {
		return err
	}
	if o.Signer == nil {
		p.logf("not signed: WINDOWS_SIGN_CERTIFICATE and WINDOWS_SIGN_KEY are not set")
	}
	if err := p.prepare(ctx, toPackWindows); err != nil {
		return err
	}
	_, err = windows.Make(ctx, o)
	return err
}

// verify tests the results: the installed packages for a system, or all documents.
func (p project) verify(ctx context.Context, system string) error {
	switch system {
	case "windows":
		return p.verifyWindows(ctx)
	case "linux":
		return p.verifyLinux(ctx)
	case "pdf":
		return p.verifyPDF(ctx, "-v")
	case "builds":
		return p.verifyBuilds(ctx, "-v")
	}
	return explain()
}

// verifyPDF checks every document of every sample against PDF/UA-1 and PDF/A-2a; with -short only those of the quick tests'
// samples.
func (p project) verifyPDF(ctx context.Context, flag string) error {
	if err := p.prepare(ctx, slices.Concat(toBuild, toTest, toVerifyPDF)); err != nil {
		return err
	}
	return p.step(ctx, "test", "-tags", "verapdf", "-timeout", "40m", flag, "./cmd/dev/verapdf")
}

// verifyBuilds builds the packages twice and compares them; with -short only that for Debian, from one cache.
func (p project) verifyBuilds(ctx context.Context, flag string) error {
	needs := toBuild
	if flag != "-short" {
		needs = slices.Concat(toBuild, toPackWindows)
	}
	if err := p.prepare(ctx, needs); err != nil {
		return err
	}
	return p.step(ctx, "test", "-tags", "builds", "-timeout", "60m", "-run", "^(TestEqualBuilds|TestPositionIndependent)$", flag, "./cmd/dev")
}

// verifyWindows makes the packages and installs them under Wine. A first build for Windows takes most of the time.
func (p project) verifyWindows(ctx context.Context) error {
	if err := p.prepare(ctx, slices.Concat(toBuild, toTest, toPackWindows, toVerifyWindows)); err != nil {
		return err
	}
	return p.step(ctx, "test", "-tags", "wine", "-timeout", "40m", "-v", "./cmd/dev/windows/...")
}
