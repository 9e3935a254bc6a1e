// Package assessment is the domain: quality cards, a team's assessment against a card with its ballots, scores and
// improvement plan, and the rules that turn answers into a result. It does no I/O and imports no other package of
// this module.
//
// Data flows in one direction: card + ballots → team scores → result → plan → screen or paper. Everything derived is
// computed on demand and never stored.
package assessment
