package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachConsole sends the output to the console that started the program. Windows does that only for programs without
// a window. Output that is redirected to a file or another program is left alone.
func attachConsole() {
	for id, to := range map[uint32]**os.File{windows.STD_OUTPUT_HANDLE: &os.Stdout, windows.STD_ERROR_HANDLE: &os.Stderr} {
		h, err := windows.GetStdHandle(id)
		if kind, typeErr := windows.GetFileType(h); err == nil && typeErr == nil && kind != windows.FILE_TYPE_UNKNOWN {
			continue
		}
		const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS; it fails the second time, which does no harm
		_, _, _ = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole").Call(parent)
		if console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
			*to = console
		}
	}
}
