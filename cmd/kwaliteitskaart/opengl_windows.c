#include <windows.h>

// The toolkit's drawing calls wglGetProcAddress, and would have the linker tie the program to the system's OpenGL
// before it runs. This takes the place of that import and looks the function up when it is first called, in the
// library of that name which is in use by then: the system's, or the one in softgl.
static PROC WINAPI inTheLibraryInUse(LPCSTR name) {
	static PROC(WINAPI * get)(LPCSTR);
	if (!get) {
		HMODULE library = GetModuleHandleA("opengl32.dll");
		if (!library) {
			library = LoadLibraryExA("opengl32.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
		}
		if (!library) {
			return NULL;
		}
		get = (PROC(WINAPI *)(LPCSTR))(void *)GetProcAddress(library, "wglGetProcAddress");
	}
	return get ? get(name) : NULL;
}

PROC(WINAPI *__imp_wglGetProcAddress)(LPCSTR) = inTheLibraryInUse;
