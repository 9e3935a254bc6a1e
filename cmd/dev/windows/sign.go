package windows

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Signer signs programs and installers, so that Windows can show who published them.
type Signer struct {
	Certificate string // the path of a certificate chain, as PEM
	Key         string // the path of the private key, as PEM
	Timestamp   string // the URL of a timestamp server; if "", signatures expire with the certificate
}

// SignerFrom returns the signer that the environment describes; nil if it describes none, and packages stay unsigned.
func SignerFrom(env func(string) string) (*Signer, error) {
	s := &Signer{
		Certificate: env("WINDOWS_SIGN_CERTIFICATE"), Key: env("WINDOWS_SIGN_KEY"), Timestamp: env("WINDOWS_SIGN_TIMESTAMP"),
	}
	switch {
	case s.Certificate == "" && s.Key == "":
		return nil, nil
	case s.Certificate == "" || s.Key == "":
		return nil, errors.New("sign: WINDOWS_SIGN_CERTIFICATE and WINDOWS_SIGN_KEY belong together")
	}
	return s, nil
}

// sign signs a file in place.
func (s *Signer) sign(ctx context.Context, path string) error {
	if s == nil {
		return nil
	}
	signed := path + ".signed"
	args := []string{"sign", "-certs", s.Certificate, "-key", s.Key, "-h", "sha256", "-n", "Kwaliteitskaart"}
	if s.Timestamp != "" {
		args = append(args, "-ts", s.Timestamp)
	}
	if err := run(ctx, ".", nil, "osslsigncode", append(args, "-in", path, "-out", signed)...); err != nil {
		return err
	}
	if err := os.Rename(signed, path); err != nil {
		return fmt.Errorf("put the signed file in its place: %w", err)
	}
	return nil
}
