package finder

// #cgo LDFLAGS: -framework Cocoa
// void finderListen(void);
import "C"

func listen() { C.finderListen() }

//export finderOpened
func finderOpened(path *C.char) { enqueue(C.GoString(path)) }
