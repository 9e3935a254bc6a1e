// Package storetest holds what every assessment.Store must do: one suite, and the cards and assessments it is run
// with, which other tests may use as well.
package storetest
