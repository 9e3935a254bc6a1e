package assessment

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Code identifies a failure that has a message for the user. The message is the translation of "error." + code, and
// says what happened, that nothing is lost, and what to do.
type Code string

// Refusals: nothing was changed, and the same input will be refused again (exit code 2).
const (
	CodeNotFound        Code = "not_found"         // no assessment with this name; {name}
	CodeAmbiguous       Code = "ambiguous"         // several assessments begin with this name; {name}
	CodeExists          Code = "exists"            // the assessment is already stored; {team} {date}
	CodeNoteRequired    Code = "note_required"     // the answer needs a note; {indicator}
	CodeReasonRequired  Code = "reason_required"   // a stopped action needs a reason
	CodeDueBeforeStart  Code = "due_before_start"  // due before start; {start} {due}
	CodeInvalid         Code = "invalid"           // a record breaks a rule; Faults say which
	CodePlanIncomplete  Code = "plan_incomplete"   // gaps prevent adopting the plan
	CodeWaiverRequired  Code = "waiver_required"   // adopting requires a sentence about the gaps
	CodeNotOurs         Code = "not_ours"          // not a hand-over file; {file} {kind}
	CodeNewerFile       Code = "newer_file"        // made by a newer version; {file}
	CodeChecksum        Code = "checksum"          // the file was changed; {file}
	CodeEncrypted       Code = "encrypted"         // the file has a password; {file}
	CodeTooLarge        Code = "too_large"         // over 16 MiB; {file}
	CodeContent         Code = "content"           // the content breaks rules; {file}, Faults say which
	CodeUnknownCard     Code = "unknown_card"      // the file contains only a reference to a card that is not built in; {card} {version}
	CodeCardConflict    Code = "card_conflict"     // two different cards with the same id and version; {card} {version}
	CodeCardUsed        Code = "card_used"         // assessments use the card, so that it cannot be removed; {card} {version} {teams}
	CodeCardShipped     Code = "card_shipped"      // the card is part of the program, likewise; {card} {version}
	CodeNoCard          Code = "no_card"           // no card of one's own has that id and version; {card} {version} {cards}
	CodeCardInvalid     Code = "card_invalid"      // a card breaks rules; Faults say which
	CodeUnknownFileType Code = "unknown_file_type" // no file of this type can be written; {file} {want}
	CodeBallotElsewhere Code = "ballot_elsewhere"  // a ballot for another assessment; {file}
	CodeBallotCard      Code = "ballot_card"       // a ballot for another card or version; {file} {card} {version}
	CodeBallotOther     Code = "ballot_other"      // a ballot that is stored with other answers; {file}
	CodeBallotEmpty     Code = "ballot_empty"      // a ballot without any answer; {file}
	CodeCodeCharacter   Code = "code_character"    // a character that no code contains; {character} {group}
	CodeCodeLength      Code = "code_length"       // a code of the wrong length; {length} {whole} {blanks}
	CodeCodeWrong       Code = "code_wrong"        // a code with a typing error
	CodeCodeElsewhere   Code = "code_elsewhere"    // a code for another card, scope or assessment
	CodeCodeNewer       Code = "code_newer"        // a code of a newer version
	CodeScanKind        Code = "scan_kind"         // not a scan; {file} {kind}
	CodeScanCompact     Code = "scan_compact"      // a scan of layers, or packed so that it cannot be read; {file}
	CodeScanLarge       Code = "scan_large"        // a scan over the limits; {file}
	CodeScanDamaged     Code = "scan_damaged"      // a scan that is damaged; {file}
	CodeScanEmpty       Code = "scan_empty"        // a scan without a filled-in form for the assessment; {file}
	CodeScanAsks        Code = "scan_asks"         // a scan that somebody must look at; {file}
	CodeInvitation      Code = "invitation"        // an invitation where an assessment is expected; {file}
	CodeBallot          Code = "ballot"            // a ballot where an assessment is expected; {file}
	CodeNotBallot       Code = "not_ballot"        // another of the program's files where a ballot is expected; {file}
	CodeRevealed        Code = "revealed"          // a ballot that counts cannot be taken back
	CodePresets         Code = "presets"           // the organisation's presets break rules; {file}, Faults say which
	CodeMergeCard       Code = "merge_card"        // the same assessment on another version of its card; {card} {version} {here}
	CodeWouldReveal     Code = "would_reveal"      // it reveals ballots that are not revealed here, without permission; {file}
	CodeWouldSeal       Code = "would_seal"        // it was adopted or reopened later and replaces what adopting fixes, without permission; {file}
	CodeMergeLimit      Code = "merge_limit"       // the merged assessment breaks a rule; Faults say which
	CodeFull            Code = "full"              // an assessment is full; Faults say of what
	CodePutBack         Code = "put_back"          // the record it belonged to is gone
	CodePassword        Code = "password"          // the password does not decrypt the file; {file}
	CodePasswordEmpty   Code = "password_empty"    // the password is empty
	CodePasswordFile    Code = "password_file"     // a password file that is not text; {file} {kind}
	CodeSealDamaged     Code = "seal_damaged"      // an encrypted file that is damaged or truncated; {file}
	CodeSealTooStrong   Code = "seal_too_strong"   // trying the password would take too much memory; {file}
	CodeSealForeign     Code = "seal_foreign"      // encrypted, but not with a password; {file}
	CodeBackupInvalid   Code = "backup_invalid"    // not a backup, or a damaged one; {file} {kind}
	CodeNoDataFolder    Code = "no_data_folder"    // the given data folder does not exist, or is a file of a {kind}; {folder}
	CodeNotFile         Code = "not_file"          // a folder or device where a file is expected; {file} {kind}
	CodeNotFolder       Code = "not_folder"        // a file where a folder is expected; {folder} {kind}
	CodeLiveData        Code = "live_data"         // the database in use where a backup of it is expected; {file}
	CodeOwnFile         Code = "own_file"          // the file would overwrite one of the program's own; {file}
	CodeOtherFile       Code = "other_file"        // a backup would overwrite a file that is none; {file} {kind}
	CodeAdopted         Code = "adopted"           // adopting fixed it; {date}
	CodeClosed          Code = "closed"            // the round is closed; {date}
	CodeNotFixed        Code = "not_fixed"         // nothing was adopted or closed
	CodeWhyRequired     Code = "why_required"      // reopening needs a sentence
	CodeFromFile        Code = "from_file"         // an assessment shown from a file cannot be changed
	CodeLaterAdopted    Code = "later_adopted"     // the plan of a later round is adopted; {date}
	CodeNoTalk          Code = "no_talk"           // the page for the discussion needs ballots that may be shown; {team}
)

// Failures of the environment: the same request may succeed once the cause is solved (exit code 1).
const (
	CodeLocked       Code = "locked"        // another instance has the data folder open; {host} {since}
	CodeBusy         Code = "busy"          // the database was locked for too long
	CodeDamaged      Code = "damaged"       // the database failed its integrity check; {path}
	CodeNewerData    Code = "newer_data"    // the database was made by a newer version; {path}
	CodeForeignData  Code = "foreign_data"  // the file is not a database of this program; {path}
	CodeReadOnly     Code = "read_only"     // the location is not writable; {path}
	CodeDiskFull     Code = "disk_full"     // no space left; {path}
	CodeDataGone     Code = "data_gone"     // the database disappeared while it was open; {path}
	CodeDataReplaced Code = "data_replaced" // another program replaced the database while it was open; {path} {kept}
	CodeDataMixed    Code = "data_mixed"    // beside the database are files that an open window wrote for another database; {path}
	CodeFileRead     Code = "file_read"     // a file cannot be read; {file}
	CodeFileMissing  Code = "file_missing"  // there is no such file; {file}
	CodeFileWrite    Code = "file_write"    // a file cannot be written; {file}
	CodeFolderGone   Code = "folder_gone"   // the destination folder does not exist; {file} {folder}
	CodeFileVerify   Code = "file_verify"   // a written file reads back differently; {file}
	CodeOpenViewer   Code = "open_viewer"   // the document is saved, but no program could open it; {file}
	CodePrint        Code = "print_failed"  // the document is saved, but was not printed; {printer} {file}
	CodeNoGraphics   Code = "no_graphics"   // no OpenGL, so no window
	CodeNoDisplay    Code = "no_display"    // no display for a window
	CodeUnexpected   Code = "unexpected"    // anything unforeseen
	CodeInterrupted  Code = "interrupted"   // stopped by the user
	CodeFontsMissing Code = "fonts_missing" // the embedded fonts cannot be used
	CodeOutput       Code = "output"        // the output of a command cannot be written
	CodePresetsRead  Code = "presets_read"  // the organisation's presets cannot be read; {file}
)

// Refusals lists the codes of refusals; Failures lists all other codes.
var (
	Refusals = []Code{
		CodeNotFound, CodeAmbiguous, CodeExists, CodeNoteRequired, CodeReasonRequired, CodeDueBeforeStart,
		CodeInvalid, CodePlanIncomplete, CodeWaiverRequired, CodeNotOurs, CodeNewerFile, CodeChecksum,
		CodeEncrypted, CodeTooLarge, CodeContent, CodeUnknownCard, CodeCardConflict, CodeCardInvalid,
		CodeCardUsed, CodeCardShipped, CodeNoCard,
		CodeUnknownFileType, CodeBallotElsewhere, CodeBallotCard, CodeBallotOther, CodeBallotEmpty,
		CodeCodeCharacter, CodeCodeLength, CodeCodeWrong, CodeCodeElsewhere, CodeCodeNewer,
		CodeScanKind, CodeScanCompact, CodeScanLarge, CodeScanDamaged, CodeScanEmpty, CodeScanAsks, CodeInvitation, CodeBallot,
		CodeNotBallot, CodeRevealed, CodePresets,
		CodeMergeCard, CodeWouldReveal, CodeWouldSeal, CodeMergeLimit, CodeFull, CodePutBack, CodePassword, CodePasswordEmpty, CodePasswordFile, CodeSealDamaged, CodeSealTooStrong,
		CodeSealForeign, CodeBackupInvalid, CodeOwnFile, CodeOtherFile, CodeNoDataFolder, CodeNotFile, CodeNotFolder,
		CodeLiveData,
		CodeAdopted, CodeClosed, CodeNotFixed, CodeWhyRequired, CodeFromFile, CodeLaterAdopted, CodeNoTalk,
	}
	Failures = []Code{
		CodeLocked, CodeBusy, CodeDamaged, CodeNewerData, CodeForeignData, CodeReadOnly, CodeDiskFull,
		CodeDataGone, CodeDataReplaced, CodeDataMixed, CodeFileRead, CodeFileMissing, CodeFileWrite, CodeFolderGone, CodeFileVerify, CodeOpenViewer,
		CodePrint, CodeNoGraphics, CodeNoDisplay, CodeUnexpected, CodeInterrupted, CodeFontsMissing,
		CodePresetsRead, CodeOutput,
	}
)

// Error is a refusal or failure with a message for the user. Args fill in the blanks of the message; Faults lists all
// broken rules, if there can be several; Err is the cause, for the log only.
type Error struct {
	Code   Code
	Args   map[string]string
	Faults []Fault
	Err    error
}

// Fail returns an Error; args alternate names and values.
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

// CodeOf returns the code of the first Error in err's chain, CodeUnexpected if there is none, or "" for nil.
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

// Refused reports whether err refuses input, so that retrying is useless.
func Refused(err error) bool { return slices.Contains(Refusals, CodeOf(err)) }

// Error returns a text for the log; users see the translations.
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

// FaultCode is a kind of fault; its text is the translation of "fault." + code.
type FaultCode string

// The kinds of faults in foreign data. Got and Want of a Fault fill in the text.
const (
	FaultMissing       FaultCode = "missing"        // the field is missing
	FaultUnknownField  FaultCode = "unknown_field"  // the field does not exist
	FaultTwice         FaultCode = "twice"          // the name or id occurs twice
	FaultType          FaultCode = "type"           // the value has another type than Want
	FaultSyntax        FaultCode = "syntax"         // not JSON at all
	FaultNewer         FaultCode = "newer"          // the schema is newer
	FaultPattern       FaultCode = "pattern"        // the text does not match the pattern Want
	FaultEmpty         FaultCode = "empty"          // the text is empty
	FaultTooLong       FaultCode = "too_long"       // the text is longer than Want characters
	FaultRange         FaultCode = "range"          // the number is outside Want
	FaultCount         FaultCode = "count"          // the list has Got entries, expected Want
	FaultChoice        FaultCode = "choice"         // the value is not one of Want
	FaultReference     FaultCode = "reference"      // it refers to something that does not exist
	FaultDate          FaultCode = "date"           // not a date
	FaultInstant       FaultCode = "instant"        // not an instant in UTC
	FaultNote          FaultCode = "note"           // the answer needs a note
	FaultReason        FaultCode = "reason"         // a stopped action needs a reason
	FaultDue           FaultCode = "due"            // due before start
	FaultEdition       FaultCode = "edition"        // the content of an edition does not match its id
	FaultLanguage      FaultCode = "language"       // a text is not in exactly the card's languages: Want
	FaultWorkbook      FaultCode = "workbook"       // not a readable workbook, but Got
	FaultFile          FaultCode = "file"           // not the expected file, but Got
	FaultMissingSheet  FaultCode = "missing_sheet"  // the workbook lacks a sheet
	FaultUnknownSheet  FaultCode = "unknown_sheet"  // a sheet that does not belong to a card
	FaultUnknownCell   FaultCode = "unknown_cell"   // a cell that does not belong to a card
	FaultCellDate      FaultCode = "cell_date"      // a date in place of a text, level or list
	FaultCellPercent   FaultCode = "cell_percent"   // a percentage, likewise
	FaultCellFormat    FaultCode = "cell_format"    // a number that differs from what is shown, likewise
	FaultCellError     FaultCode = "cell_error"     // a formula that failed
	FaultCellFormula   FaultCode = "cell_formula"   // a formula without a computed result
	FaultCellMerged    FaultCode = "cell_merged"    // merged cells
	FaultSize          FaultCode = "size"           // the total is Got bytes, the maximum Want
	FaultTooManyFaults FaultCode = "too_many_fault" // further faults are not listed
)

// MaxFaults is the maximum number of faults listed at once; FaultTooManyFaults stands for the others.
const MaxFaults = 100

// FaultCodes lists every kind of fault.
var FaultCodes = []FaultCode{
	FaultMissing, FaultUnknownField, FaultTwice, FaultType, FaultSyntax, FaultNewer, FaultPattern, FaultEmpty,
	FaultTooLong, FaultRange, FaultCount, FaultChoice, FaultReference, FaultDate, FaultInstant, FaultNote,
	FaultReason, FaultDue, FaultEdition, FaultLanguage, FaultWorkbook, FaultFile, FaultMissingSheet, FaultUnknownSheet, FaultUnknownCell,
	FaultCellDate, FaultCellPercent, FaultCellFormat, FaultCellError, FaultCellFormula, FaultCellMerged, FaultSize, FaultTooManyFaults,
}

// Fault is one broken rule and its place, such as "areas[1].indicators[3].levels".
type Fault struct {
	Place string
	Code  FaultCode
	Got   string
	Want  string
}

// Error returns a text for the log; users see the translations.
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
