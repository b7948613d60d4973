package io.postroom.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys out of PEM text, as openssl writes them: PKCS#8, PKCS#1 and SEC1 private keys, public keys, certificates. Line
/// breaks written as `\n`, as environment files have them, are taken for such. Texts of failures never hold the key.
final class PemKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    /// AlgorithmIdentifier of rsaEncryption and of id-ecPublicKey on prime256v1: what PKCS#8 puts before an older form.
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final byte[] P256 = HexFormat.of().parseHex("301306072a8648ce3d020106082a8648ce3d030107");
    private static final byte[] VERSION_0 = {2, 1, 0};

    private PemKeys() {}

    static PrivateKey privateKey(String text) {
        Matcher block = BLOCK.matcher(text.replace("\\n", "\n"));
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return either(new PKCS8EncodedKeySpec(der), KeyFactory::generatePrivate);
                }
                case "RSA PRIVATE KEY" -> {
                    return either(new PKCS8EncodedKeySpec(pkcs8(RSA, der)), KeyFactory::generatePrivate);
                }
                case "EC PRIVATE KEY" -> {
                    return either(new PKCS8EncodedKeySpec(pkcs8(P256, der)), KeyFactory::generatePrivate);
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("no private key in PEM");
    }

    static PublicKey publicKey(String text) {
        String pem = text.replace("\\n", "\n");
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("no public key in PEM");
        }
        if (block.group(1).equals("PUBLIC KEY")
                && BLOCK.matcher(pem.substring(block.end())).find()) {
            throw new IllegalArgumentException("more than one key in PEM; several are served as a JWKS");
        }
        return switch (block.group(1)) {
            case "PUBLIC KEY" ->
                either(
                        new X509EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(2))),
                        KeyFactory::generatePublic);
            case "CERTIFICATE" -> certified(block.group());
            default -> throw new IllegalArgumentException("no public key in PEM");
        };
    }

    /// The public half, which verifies what the private one signed.
    static PublicKey publicHalf(PrivateKey key) {
        try {
            return switch (key) {
                case RSAPrivateCrtKey rsa ->
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
                case ECPrivateKey ec -> PublicPoint.of(ec);
                default -> throw new IllegalArgumentException("neither an RSA key nor one on the curve P-256");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot be used", e);
        }
    }

    private static PublicKey certified(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate cannot be read", e);
        }
    }

    private static <K> K either(KeySpec spec, Reading<K> reading) {
        for (String kind : List.of("RSA", "EC")) {
            try {
                return reading.read(KeyFactory.getInstance(kind), spec);
            } catch (GeneralSecurityException e) {
                // Not of this kind: the next one is tried.
            }
        }
        throw new IllegalArgumentException("neither an RSA key nor one on the curve P-256");
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return der(0x30, VERSION_0, algorithm, der(0x04, key));
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        byte[] all = new byte[head.length + length];
        System.arraycopy(head, 0, all, 0, head.length);
        int at = head.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private interface Reading<K> {
        K read(KeyFactory factory, KeySpec spec) throws GeneralSecurityException;
    }
}
