package debian

import (
	"debug/elf"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// linked maps each library that the program is linked with to the Debian package that contains it.
var linked = map[string]string{
	"libGL.so.1":             "libgl1",
	"libX11.so.6":            "libx11-6",
	"libXcursor.so.1":        "libxcursor1",
	"libXi.so.6":             "libxi6",
	"libXinerama.so.1":       "libxinerama1",
	"libXrandr.so.2":         "libxrandr2",
	"libXxf86vm.so.1":        "libxxf86vm1",
	"libwayland-client.so.0": "libwayland-client0",
	"libwayland-cursor.so.0": "libwayland-cursor0",
	"libwayland-egl.so.1":    "libwayland-egl1",
	"libxkbcommon.so.0":      "libxkbcommon0",
}

// ofC lists the libraries that libc6 contains.
var ofC = []string{"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2"}

// cLibrary returns the dependency on the C library, with the lowest version that has every symbol the program uses. A
// library without a known package is an error: the package would not start elsewhere.
func cLibrary(program string) (string, error) {
	f, err := elf.Open(program)
	if err != nil {
		return "", fmt.Errorf("read the program: %w", err)
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if err != nil {
		return "", fmt.Errorf("read what the program is linked with: %w", err)
	}
	for _, l := range libraries {
		if !slices.Contains(ofC, l) && !slices.Contains(needs, linked[l]) {
			return "", fmt.Errorf("the program is linked with %s, and the package asks for nothing that brings it", l)
		}
	}
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return "", fmt.Errorf("read what the program calls: %w", err)
	}
	least := 0
	for _, s := range symbols {
		if version, ok := strings.CutPrefix(s.Version, "GLIBC_2."); ok {
			minor, _, _ := strings.Cut(version, ".")
			if n, err := strconv.Atoi(minor); err == nil {
				least = max(least, n)
			}
		}
	}
	return fmt.Sprintf("libc6 (>= 2.%d)", least), nil
}
