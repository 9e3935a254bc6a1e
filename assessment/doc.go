// Package assessment is the domain: quality cards, a team's assessment against one, its ballots, scores and
// improvement plan, and the rules that turn answers into a result. It does no I/O and imports nothing of ours.
//
// Data goes one way: card + ballots → team scores → result → plan → screen or paper. Everything derived is
// computed when asked for and never stored.
package assessment
