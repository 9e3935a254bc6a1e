// Package storetest checks the requirements on every assessment.Store: one suite, and the cards and assessments it
// uses, which other tests may use too.
package storetest
