#import <Cocoa/Cocoa.h>
#import <objc/runtime.h>

#include "_cgo_export.h"

// openFiles is what the system calls on the application's delegate with the files the user opens.
static void openFiles(id self, SEL command, NSApplication *app, NSArray *paths) {
	for (NSString *path in paths) {
		finderOpened((char *)[path fileSystemRepresentation]);
	}
	[app replyToOpenOrPrint:NSApplicationDelegateReplySuccess];
}

// finderListen gives that method to the delegate that GLFW makes, which has none. It has to be there before GLFW starts,
// because the file that started the program comes first of all.
void finderListen(void) {
	Class delegate = NSClassFromString(@"GLFWApplicationDelegate");
	if (delegate != Nil) {
		class_addMethod(delegate, @selector(application:openFiles:), (IMP)openFiles, "v@:@@");
	}
}
