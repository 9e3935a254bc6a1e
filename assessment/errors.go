package assessment

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Code names a failure a person can be told about. The sentence for it stands in the translations under
// "error." + code, and names what happened, that nothing is lost, and what to do.
type Code string

// Refused input: nothing was changed, and the same input will be refused again (exit code 2).
const (
	CodeNotFound        Code = "not_found"         // no assessment by that name; {name}
	CodeAmbiguous       Code = "ambiguous"         // several assessments begin with it; {name}
	CodeExists          Code = "exists"            // the assessment is already here; {team} {date}
	CodeNoteRequired    Code = "note_required"     // the answer needs a note; {indicator}
	CodeReasonRequired  Code = "reason_required"   // a stopped action needs a reason
	CodeDueBeforeStart  Code = "due_before_start"  // due before start; {start} {due}
	CodeInvalid         Code = "invalid"           // a record breaks a rule; Faults say which
	CodePlanIncomplete  Code = "plan_incomplete"   // adopting is blocked by what is missing
	CodeWaiverRequired  Code = "waiver_required"   // adopting needs a sentence for what is missing
	CodeNotOurs         Code = "not_ours"          // not a hand-over file; {file} {kind}
	CodeNewerFile       Code = "newer_file"        // made by a newer version; {file}
	CodeChecksum        Code = "checksum"          // some byte of the file was changed; {file}
	CodeEncrypted       Code = "encrypted"         // the file has a password; {file}
	CodeTooLarge        Code = "too_large"         // over 16 MiB; {file}
	CodeContent         Code = "content"           // the content breaks rules; {file}, Faults say which
	CodeUnknownCard     Code = "unknown_card"      // a card that is not built in is named only; {card} {version}
	CodeCardConflict    Code = "card_conflict"     // two contents under one id and version; {card} {version}
	CodeCardInvalid     Code = "card_invalid"      // a card breaks rules; Faults say which
	CodeUnknownFileType Code = "unknown_file_type" // no such kind of file to write; {file} {want}
	CodeBallotElsewhere Code = "ballot_elsewhere"  // a ballot for another assessment; {file}
	CodeBallotCard      Code = "ballot_card"       // a ballot for another card or version; {file} {card} {version}
	CodeBallotOther     Code = "ballot_other"      // a ballot that is here with other answers; {file}
	CodeCodeCharacter   Code = "code_character"    // a character that no code has; {character} {group}
	CodeCodeLength      Code = "code_length"       // a code with another number of characters; {length} {whole} {blanks}
	CodeCodeWrong       Code = "code_wrong"        // a code with a mistake in it
	CodeCodeElsewhere   Code = "code_elsewhere"    // a code for another card, scope or assessment
	CodeCodeNewer       Code = "code_newer"        // a code of a newer version
	CodeInvitation      Code = "invitation"        // an invitation where an assessment is asked for; {file}
	CodeBallot          Code = "ballot"            // a ballot where an assessment is asked for; {file}
	CodeNotBallot       Code = "not_ballot"        // another file of ours where a ballot is asked for; {file}
	CodeRevealed        Code = "revealed"          // a ballot that counts cannot be taken back
	CodePresets         Code = "presets"           // what the organisation set breaks rules; {file}, Faults say which
	CodeMergeCard       Code = "merge_card"        // the same assessment on another version of its card; {card} {version} {here}
	CodeWouldReveal     Code = "would_reveal"      // it shows ballots that are not revealed here, and nobody said that it may; {file}
	CodeMergeLimit      Code = "merge_limit"       // both together break a rule; Faults say which
	CodeFull            Code = "full"              // an assessment has no room for more; Faults say of what
	CodePutBack         Code = "put_back"          // what it belonged to is gone
	CodePassword        Code = "password"          // the password does not open the file; {file}
	CodePasswordEmpty   Code = "password_empty"    // there is no password
	CodePasswordFile    Code = "password_file"     // a file that was to hold a password is no text; {file} {kind}
	CodeSealDamaged     Code = "seal_damaged"      // a file with a password was damaged or broken off; {file}
	CodeSealTooStrong   Code = "seal_too_strong"   // trying the password would take too much memory; {file}
	CodeSealForeign     Code = "seal_foreign"      // encrypted, but not with a password; {file}
	CodeBackupInvalid   Code = "backup_invalid"    // not a backup, or a damaged one; {file} {kind}
	CodeNoDataFolder    Code = "no_data_folder"    // the data folder that was named is not there, or is a file of a {kind}; {folder}
	CodeNotFile         Code = "not_file"          // a folder or device where a file is asked for; {file} {kind}
	CodeNotFolder       Code = "not_folder"        // a file where a folder is asked for; {folder} {kind}
	CodeLiveData        Code = "live_data"         // the database in use where a backup of it is asked for; {file}
	CodeOwnFile         Code = "own_file"          // a file in the place of one of the program's own; {file}
)

// Failures of the machine around us: the same request may succeed once that is mended (exit code 1).
const (
	CodeLocked       Code = "locked"        // another instance has the data folder open; {host} {since}
	CodeBusy         Code = "busy"          // the database did not become free in time
	CodeDamaged      Code = "damaged"       // the database fails its check; {path}
	CodeNewerData    Code = "newer_data"    // the database was made by a newer version; {path}
	CodeForeignData  Code = "foreign_data"  // the file is not our database; {path}
	CodeReadOnly     Code = "read_only"     // the place cannot be written; {path}
	CodeDiskFull     Code = "disk_full"     // no room; {path}
	CodeDataGone     Code = "data_gone"     // the database vanished while open; {path}
	CodeDataReplaced Code = "data_replaced" // another program put another database in its place while open; {path} {kept}
	CodeDataMixed    Code = "data_mixed"    // beside the database lies what a window that is open wrote for another; {path}
	CodeFileRead     Code = "file_read"     // a file cannot be read; {file}
	CodeFileMissing  Code = "file_missing"  // there is no such file; {file}
	CodeFileWrite    Code = "file_write"    // a file cannot be written; {file}
	CodeFolderGone   Code = "folder_gone"   // the folder that a file is to be written to is not there; {file} {folder}
	CodeFileVerify   Code = "file_verify"   // what was written reads back differently; {file}
	CodeOpenViewer   Code = "open_viewer"   // the document is saved, but no program opened it; {file}
	CodePrint        Code = "print_failed"  // the document is saved, but was not printed; {printer} {file}
	CodeNoGraphics   Code = "no_graphics"   // no OpenGL, so no window
	CodeNoDisplay    Code = "no_display"    // no screen to show a window on
	CodeUnexpected   Code = "unexpected"    // anything nobody thought of
	CodeInterrupted  Code = "interrupted"   // stopped by the user
	CodeFontsMissing Code = "fonts_missing" // the embedded fonts cannot be used
	CodeOutput       Code = "output"        // what a command has to say cannot be written
	CodePresetsRead  Code = "presets_read"  // what the organisation set cannot be read; {file}
)

// Refusals lists the codes that refuse input; Failures the others.
var (
	Refusals = []Code{
		CodeNotFound, CodeAmbiguous, CodeExists, CodeNoteRequired, CodeReasonRequired, CodeDueBeforeStart,
		CodeInvalid, CodePlanIncomplete, CodeWaiverRequired, CodeNotOurs, CodeNewerFile, CodeChecksum,
		CodeEncrypted, CodeTooLarge, CodeContent, CodeUnknownCard, CodeCardConflict, CodeCardInvalid,
		CodeUnknownFileType, CodeBallotElsewhere, CodeBallotCard, CodeBallotOther,
		CodeCodeCharacter, CodeCodeLength, CodeCodeWrong, CodeCodeElsewhere, CodeCodeNewer, CodeInvitation, CodeBallot,
		CodeNotBallot, CodeRevealed, CodePresets,
		CodeMergeCard, CodeWouldReveal, CodeMergeLimit, CodeFull, CodePutBack, CodePassword, CodePasswordEmpty, CodePasswordFile, CodeSealDamaged, CodeSealTooStrong,
		CodeSealForeign, CodeBackupInvalid, CodeOwnFile, CodeNoDataFolder, CodeNotFile, CodeNotFolder,
		CodeLiveData,
	}
	Failures = []Code{
		CodeLocked, CodeBusy, CodeDamaged, CodeNewerData, CodeForeignData, CodeReadOnly, CodeDiskFull,
		CodeDataGone, CodeDataReplaced, CodeDataMixed, CodeFileRead, CodeFileMissing, CodeFileWrite, CodeFolderGone, CodeFileVerify, CodeOpenViewer,
		CodePrint, CodeNoGraphics, CodeNoDisplay, CodeUnexpected, CodeInterrupted, CodeFontsMissing,
		CodePresetsRead, CodeOutput,
	}
)

// Error is a refusal or failure that a person can be told about. Args fill the blanks of its sentence; Faults list
// every broken rule, where there can be more than one; Err is the cause, for the log only.
type Error struct {
	Code   Code
	Args   map[string]string
	Faults []Fault
	Err    error
}

// Fail makes an Error; args are names and values in turn.
func Fail(code Code, err error, args ...string) *Error {
	e := &Error{Code: code, Err: err}
	if len(args) > 0 {
		e.Args = make(map[string]string, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			e.Args[args[i]] = args[i+1]
		}
	}
	return e
}

// CodeOf returns the code of the first Error in a chain; CodeUnexpected where there is none, and "" for nil.
func CodeOf(err error) Code {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	}
	return CodeUnexpected
}

// Refused reports whether the error refuses input, so that trying again is of no use.
func Refused(err error) bool { return slices.Contains(Refusals, CodeOf(err)) }

// Error is for the log; people read the translations.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	for _, k := range slices.Sorted(maps.Keys(e.Args)) {
		fmt.Fprintf(&b, " %s=%q", k, e.Args[k])
	}
	for _, f := range e.Faults {
		b.WriteString("; " + f.Error())
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// FaultCode names a kind of fault; its words stand in the translations under "fault." + code.
type FaultCode string

// What can be wrong in foreign data. Got and Want of a Fault fill in the words.
const (
	FaultMissing       FaultCode = "missing"        // the field is not there
	FaultUnknownField  FaultCode = "unknown_field"  // a field nobody knows
	FaultTwice         FaultCode = "twice"          // the name or id stands there twice
	FaultType          FaultCode = "type"           // another kind of value is expected: Want
	FaultSyntax        FaultCode = "syntax"         // not JSON at all
	FaultNewer         FaultCode = "newer"          // a schema from the future
	FaultPattern       FaultCode = "pattern"        // the text does not look as it should: Want
	FaultEmpty         FaultCode = "empty"          // the text is empty
	FaultTooLong       FaultCode = "too_long"       // the text is longer than Want characters
	FaultRange         FaultCode = "range"          // the number is outside Want
	FaultCount         FaultCode = "count"          // the list has Got entries, expected Want
	FaultChoice        FaultCode = "choice"         // the value is none of Want
	FaultReference     FaultCode = "reference"      // it names something that is not there
	FaultDate          FaultCode = "date"           // not a date
	FaultInstant       FaultCode = "instant"        // not an instant in UTC
	FaultNote          FaultCode = "note"           // the answer needs a note
	FaultReason        FaultCode = "reason"         // a stopped action needs a reason
	FaultDue           FaultCode = "due"            // due before start
	FaultLanguage      FaultCode = "language"       // a text is not in exactly the card's languages: Want
	FaultWorkbook      FaultCode = "workbook"       // not a workbook that can be read, but Got
	FaultFile          FaultCode = "file"           // not the file it should be, but Got
	FaultMissingSheet  FaultCode = "missing_sheet"  // the sheet of a workbook is not there
	FaultUnknownSheet  FaultCode = "unknown_sheet"  // a sheet that is no part of a card
	FaultUnknownCell   FaultCode = "unknown_cell"   // a cell that is no part of a card
	FaultCellDate      FaultCode = "cell_date"      // a date where a text, level or list belongs
	FaultCellPercent   FaultCode = "cell_percent"   // a percentage there
	FaultCellFormat    FaultCode = "cell_format"    // another number there than is shown
	FaultCellError     FaultCode = "cell_error"     // a formula that failed
	FaultCellFormula   FaultCode = "cell_formula"   // a formula that nothing worked out yet
	FaultCellMerged    FaultCode = "cell_merged"    // cells that are merged into one
	FaultSize          FaultCode = "size"           // all together has Got bytes, at most Want
	FaultTooManyFaults FaultCode = "too_many_fault" // the rest is not listed
)

// MaxFaults is the most faults that are listed at once; FaultTooManyFaults stands for the rest.
const MaxFaults = 100

// FaultCodes lists every kind of fault.
var FaultCodes = []FaultCode{
	FaultMissing, FaultUnknownField, FaultTwice, FaultType, FaultSyntax, FaultNewer, FaultPattern, FaultEmpty,
	FaultTooLong, FaultRange, FaultCount, FaultChoice, FaultReference, FaultDate, FaultInstant, FaultNote,
	FaultReason, FaultDue, FaultLanguage, FaultWorkbook, FaultFile, FaultMissingSheet, FaultUnknownSheet, FaultUnknownCell,
	FaultCellDate, FaultCellPercent, FaultCellFormat, FaultCellError, FaultCellFormula, FaultCellMerged, FaultSize, FaultTooManyFaults,
}

// Fault is one broken rule and its place, as "areas[1].indicators[3].levels".
type Fault struct {
	Place string
	Code  FaultCode
	Got   string
	Want  string
}

// Error is for the log; people read the translations.
func (f Fault) Error() string {
	s := f.Place + " " + string(f.Code)
	if f.Got != "" {
		s += " got " + f.Got
	}
	if f.Want != "" {
		s += " want " + f.Want
	}
	return s
}
