package macos

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Signing contains the certificates to sign with and the key for notarising. The zero value signs ad hoc, and then
// the program runs only after the user has allowed it.
type Signing struct {
	// Identity and Installer are the names of the certificates, as "Developer ID Application: …" and "Developer ID
	// Installer: …".
	Identity, Installer string
	// Certificates contains both, as PKCS #12 encrypted with Password; empty if the keychain has them.
	Certificates []byte
	Password     string
	// The key for notarising, from App Store Connect; empty to skip notarising.
	NotaryKey                 []byte
	NotaryKeyID, NotaryIssuer string
}

// SigningFrom returns the signing that the environment describes. An incomplete set of variables is an error: a
// release must not come out unsigned because one secret is missing.
func SigningFrom(env func(string) string) (Signing, error) {
	s := Signing{
		Identity: env("MACOS_SIGN_IDENTITY"), Installer: env("MACOS_INSTALLER_IDENTITY"),
		Password: env("MACOS_CERTIFICATES_PASSWORD"), NotaryKeyID: env("MACOS_NOTARY_KEY_ID"),
		NotaryIssuer: env("MACOS_NOTARY_ISSUER"), NotaryKey: []byte(env("MACOS_NOTARY_KEY")),
	}
	encoded := strings.Join(strings.Fields(env("MACOS_CERTIFICATES")), "")
	var err error
	if s.Certificates, err = base64.StdEncoding.DecodeString(encoded); err != nil {
		return Signing{}, fmt.Errorf("read MACOS_CERTIFICATES: %w", err)
	}
	notary := s.NotaryKeyID != "" || s.NotaryIssuer != "" || len(s.NotaryKey) > 0
	switch {
	case (s.Identity == "") != (s.Installer == ""):
		return Signing{}, errors.New("MACOS_SIGN_IDENTITY and MACOS_INSTALLER_IDENTITY go together")
	case s.Identity == "" && (len(s.Certificates) > 0 || notary):
		return Signing{}, errors.New("MACOS_CERTIFICATES and MACOS_NOTARY_… are of use with MACOS_SIGN_IDENTITY only")
	case len(s.Certificates) > 0 && s.Password == "":
		return Signing{}, errors.New("MACOS_CERTIFICATES needs MACOS_CERTIFICATES_PASSWORD")
	case notary && (s.NotaryKeyID == "" || s.NotaryIssuer == "" || len(s.NotaryKey) == 0):
		return Signing{}, errors.New("MACOS_NOTARY_KEY, MACOS_NOTARY_KEY_ID and MACOS_NOTARY_ISSUER go together")
	}
	return s, nil
}

// The files that the commands read, in the work folder.
const (
	certificatesFile = "certificates.p12"
	notaryKeyFile    = "notary.p8"
	keychainFile     = "signing.keychain-db"
)

// write stores the certificates and the key where the commands find them, readable by this user only.
func (s Signing) write(at places) error {
	for name, content := range map[string][]byte{certificatesFile: s.Certificates, notaryKeyFile: s.NotaryKey} {
		if len(content) == 0 {
			continue
		}
		if err := os.WriteFile(filepath.Join(at.work, name), content, 0o600); err != nil {
			return fmt.Errorf("hand over what signing takes: %w", err)
		}
	}
	return nil
}

// unlock returns commands that import the certificates into a separate keychain, which codesign may use without
// prompting. The password of the file is used for the keychain too; both are deleted once the packages are made.
func (s Signing) unlock(at places) []command {
	if len(s.Certificates) == 0 {
		return nil
	}
	keychain := filepath.Join(at.work, keychainFile)
	var list []command
	for _, args := range [][]string{
		{"create-keychain", "-p", s.Password, keychain},
		{"set-keychain-settings", "-lut", "3600", keychain},
		{"unlock-keychain", "-p", s.Password, keychain},
		{
			"import", filepath.Join(at.work, certificatesFile), "-k", keychain, "-P", s.Password,
			"-T", "/usr/bin/codesign", "-T", "/usr/bin/productbuild",
		},
		{"set-key-partition-list", "-S", "apple-tool:,apple:", "-s", "-k", s.Password, keychain},
		{"list-keychains", "-d", "user", "-s", keychain, "login.keychain-db"},
	} {
		list = append(list, command{args: append([]string{"security"}, args...), secret: []string{s.Password}})
	}
	return list
}

// forget deletes the keychain, also after a failure or interruption.
func (s Signing) forget(at places) {
	if len(s.Certificates) == 0 {
		return
	}
	for _, args := range [][]string{
		{"security", "list-keychains", "-d", "user", "-s", "login.keychain-db"},
		{"security", "delete-keychain", filepath.Join(at.work, keychainFile)},
	} {
		_ = command{args: args}.run(context.Background(), at.work) // its folder is deleted as well
	}
}

// application returns the arguments with which codesign signs.
func (s Signing) application() []string {
	if s.Identity == "" {
		return []string{"--sign", "-"}
	}
	return []string{"--timestamp", "--sign", s.Identity}
}

// installer returns the arguments with which productbuild signs; it cannot sign ad hoc.
func (s Signing) installer() []string {
	if s.Installer == "" {
		return nil
	}
	return []string{"--timestamp", "--sign", s.Installer}
}

// notarised returns the files to be notarised by Apple.
func (s Signing) notarised(at places) []string {
	if len(s.NotaryKey) == 0 {
		return nil
	}
	return []string{at.dmg, at.pkg}
}
