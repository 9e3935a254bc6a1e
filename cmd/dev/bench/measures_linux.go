package bench

// ways maps each row to the function that measures it.
var ways = map[measure]way{
	startOfExample:  startWithExample,
	startOfMany:     startWithMany,
	memoryOfExample: memoryOfPlan,
	idleScreens:     idle,
	answers:         answerOnDisk,
	indicators:      nextIndicator,
	printing:        printFull,
	results:         resultJSON,
	overviews:       overview,
	imports:         importMany,
	schools:         folderOfSchool,
	pages:           booth("BenchmarkPage"),
	twelve:          booth("BenchmarkTwelve"),
	scans:           readForms,
	installers:      installer,
}
