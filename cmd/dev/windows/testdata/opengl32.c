// Stands in for a library that draws OpenGL in software. It offers a version that is too old to draw with, as old
// graphics do, and writes down beside itself which of its functions were asked for: then whoever asks for OpenGL by name
// gets this library.
#include <stdio.h>
#include <windows.h>

static HINSTANCE self;

static void note(const char *what) {
	WCHAR path[MAX_PATH];
	DWORD n = GetModuleFileNameW(self, path, MAX_PATH - 8);
	if (n == 0 || n >= MAX_PATH - 8) {
		return;
	}
	wcscpy(path + n, L".asked");
	HANDLE f = CreateFileW(path, FILE_APPEND_DATA, FILE_SHARE_READ, NULL, OPEN_ALWAYS, 0, NULL);
	if (f == INVALID_HANDLE_VALUE) {
		return;
	}
	char line[64];
	DWORD written;
	WriteFile(f, line, sprintf(line, "%s\n", what), &written, NULL);
	CloseHandle(f);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
	if (reason == DLL_PROCESS_ATTACH) {
		self = instance;
		note("loaded");
	}
	return TRUE;
}

// What the system calls for a window's pixels.
int WINAPI wglChoosePixelFormat(HDC dc, const PIXELFORMATDESCRIPTOR *want) {
	note("wglChoosePixelFormat");
	return 1;
}

int WINAPI wglDescribePixelFormat(HDC dc, int format, UINT size, PIXELFORMATDESCRIPTOR *is) {
	if (is) {
		*is = (PIXELFORMATDESCRIPTOR){
			.nSize = sizeof *is, .nVersion = 1, .iPixelType = PFD_TYPE_RGBA,
			.dwFlags = PFD_DRAW_TO_WINDOW | PFD_SUPPORT_OPENGL | PFD_DOUBLEBUFFER,
			.cColorBits = 24, .cRedBits = 8, .cGreenBits = 8, .cBlueBits = 8, .cDepthBits = 24,
		};
	}
	return 1; // it has one
}

int WINAPI wglGetPixelFormat(HDC dc) { return 1; }

BOOL WINAPI wglSetPixelFormat(HDC dc, int format, const PIXELFORMATDESCRIPTOR *want) {
	return TRUE;
}

BOOL WINAPI wglSwapBuffers(HDC dc) { return TRUE; }

// What the toolkit calls. There is one context.
static HDC currentDC;
static HGLRC current;

HGLRC WINAPI wglCreateContext(HDC dc) {
	note("wglCreateContext");
	return (HGLRC)&current;
}

BOOL WINAPI wglDeleteContext(HGLRC context) { return TRUE; }

BOOL WINAPI wglMakeCurrent(HDC dc, HGLRC context) {
	currentDC = dc;
	current = context;
	return TRUE;
}

HDC WINAPI wglGetCurrentDC(void) { return currentDC; }

HGLRC WINAPI wglGetCurrentContext(void) { return current; }

PROC WINAPI wglGetProcAddress(LPCSTR name) { return NULL; }

BOOL WINAPI wglShareLists(HGLRC one, HGLRC other) { return TRUE; }

const unsigned char *WINAPI glGetString(unsigned int what) {
	note("glGetString");
	return (const unsigned char *)"1.1.0";
}

void WINAPI glGetIntegerv(unsigned int what, int *is) { *is = 0; }
