package bench

// ways is how each row is measured.
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
	installers:      installer,
}
