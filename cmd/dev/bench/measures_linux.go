package bench

// measures is every row, in the order of the table.
var measures = []measure{
	{"start to first usable frame, example data", 1.25, startWithExample},
	{"start with 10,000 assessments stored, against 10", 1.25, startWithMany},
	{"memory with the example's plan open", 1.25, memoryOfPlan},
	{"processor while idle, the busiest screen", 1.1, idle},
	{"an answer on disk, against a bare SQLite commit", 1.5, answerOnDisk},
	{"key press to next indicator drawn, against a frame at 60 Hz", 2, nextIndicator},
	{"print full document, against LibreOffice", 0.1, printFull},
	{"result --json, against version", 1.5, resultJSON},
	{"overview of 1,000 teams on screen, against 100", 10, overview},
	{"import of 50 files, against one file 50 times", 1, importMany},
	{"installer, against the best-known tool's 957 MB", 0.03, installer},
}
