package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the root of the checkout, relative to this package.
const root = "../.."

// readmeLines is the maximum length of a README that people read to the end.
const readmeLines = 180

func TestReadmeIsShort(t *testing.T) {
	if n := bytes.Count(page(t, "README.md"), []byte("\n")); n > readmeLines {
		t.Errorf("README.md has %d lines, at most %d", n, readmeLines)
	}
}

var (
	link  = regexp.MustCompile(`(?:\]\(|src=")([^)"#\s]*)(#[^)"\s]*)?[)"]`)
	title = regexp.MustCompile(`(?m)^#+ (.+)$`)
	dashy = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	// cited matches a page of the specification in a comment, with an optional section: .github/spec/rules.md, Plan.
	cited = regexp.MustCompile(`([\w./-]*\.md)(?:, "?([A-Z][\w' -]*))?`)
)

// TestLinksAreNotBroken follows all links between the pages of the repository, to the file and to the section.
func TestLinksAreNotBroken(t *testing.T) {
	for _, from := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(string(page(t, from)), -1) {
			to, chapter := m[1], strings.TrimPrefix(m[2], "#")
			if strings.Contains(to, ":") {
				continue // another site
			}
			at := from
			if to != "" {
				at = filepath.Join(filepath.Dir(from), to)
			}
			if _, err := os.Stat(filepath.Join(root, at)); err != nil {
				t.Errorf("%s: %s is not there", from, m[0])
			} else if chapter != "" && !slices.Contains(anchors(page(t, at)), chapter) {
				t.Errorf("%s: %s has no chapter %s", from, at, chapter)
			}
		}
	}
}

// TestCitedRulesExist looks up each page and section of the specification that a comment cites.
func TestCitedRulesExist(t *testing.T) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		b, err := os.ReadFile(path)
		for line := range strings.Lines(string(b)) {
			_, comment, ok := strings.Cut(line, "// ")
			if !ok {
				continue
			}
			for _, m := range cited.FindAllStringSubmatch(comment, -1) {
				text, err := os.ReadFile(filepath.Join(root, m[1]))
				switch {
				case err != nil:
					t.Errorf("%s cites %s, which is not there", path, m[1])
				case m[2] != "" && !regexp.MustCompile(`(?m)(^##+ |\*\*)`+m[2]+`($|\.?\*\*)`).Match(text):
					t.Errorf("%s cites %q of %s, which has no such chapter", path, m[2], m[1])
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// pages lists the pages of the repository, relative to its root.
func pages(t *testing.T) []string {
	t.Helper()
	found := []string{"README.md"}
	err := filepath.WalkDir(filepath.Join(root, ".github"), func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".md" {
			at, _ := filepath.Rel(root, path)
			found = append(found, at)
		}
		return err
	})
	if err != nil || len(found) == 1 {
		t.Fatalf("pages: %v, %v", found, err)
	}
	return found
}

func page(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// anchors returns the anchors that GitHub generates for the headings of a page.
func anchors(text []byte) []string {
	var names []string
	for _, m := range title.FindAllSubmatch(text, -1) {
		name := dashy.ReplaceAllString(strings.ToLower(string(m[1])), "")
		names = append(names, strings.ReplaceAll(name, " ", "-"))
	}
	return names
}
