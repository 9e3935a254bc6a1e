#include <windows.h>

// Who may write beside the program, as in a folder for downloads, must not have it run a library of theirs: what is loaded by
// its name alone, as the toolkit does, comes from the system. This goes before all else that runs here. What stands in the
// program's table of imports is looked for even earlier; those are all libraries that Windows takes from nowhere else, and a
// test of the packages holds that.
static void __attribute__((constructor(101))) takeTheSystems(void) {
	SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
}
