package windows

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A signer signs an installer with the certificate from the environment; without one nothing is signed.
func TestSign(t *testing.T) {
	needs(t, "osslsigncode", "wixl", "msibuild")
	certificate, key := certify(t)
	env := map[string]string{"WINDOWS_SIGN_CERTIFICATE": certificate, "WINDOWS_SIGN_KEY": key}
	s, err := SignerFrom(func(name string) string { return env[name] })
	if err != nil || s == nil {
		t.Fatalf("got %v, %v", s, err)
	}
	path := filepath.Join(t.TempDir(), "kaart.msi")
	if err := perUser(product, path).make(t.Context(), t.TempDir(), tiny); err != nil {
		t.Fatal(err)
	}
	if err := s.sign(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if said := output(t, "osslsigncode", "verify", "-CAfile", certificate, "-in", path); !strings.Contains(said, "CN=Kaart") {
		t.Errorf("verify says:\n%s", said)
	}
}

func TestSignerFrom(t *testing.T) {
	for name, env := range map[string]map[string]string{
		"nothing":          {},
		"only certificate": {"WINDOWS_SIGN_CERTIFICATE": "c.pem"},
		"only key":         {"WINDOWS_SIGN_KEY": "k.pem"},
	} {
		s, err := SignerFrom(func(name string) string { return env[name] })
		if s != nil || (err != nil) != (len(env) > 0) {
			t.Errorf("%s: %v, %v", name, s, err)
		}
	}
	var unsigned *Signer
	if err := unsigned.sign(t.Context(), "nowhere"); err != nil {
		t.Errorf("without a signer: %v", err)
	}
}

// certify creates a self-signed certificate for signing code, and its key.
func certify(t *testing.T) (certificate, key string) {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Kaart"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
	}
	c, err := x509.CreateCertificate(rand.Reader, about, about, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]*pem.Block{"c.pem": {Type: "CERTIFICATE", Bytes: c}, "k.pem": {Type: "PRIVATE KEY", Bytes: private}}
	for name, block := range files {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "c.pem"), filepath.Join(dir, "k.pem")
}
