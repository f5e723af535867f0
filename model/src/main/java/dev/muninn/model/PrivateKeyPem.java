package dev.muninn.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM, in the forms that OpenSSL and Kubernetes write. */
final class PrivateKeyPem {

    /*
     * The platform reads PKCS#8 only, which is an older form with the name of its algorithm before
     * it. That name is taken from the public key of the certificate, where it stands as well.
     */

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]+)-----END");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {2, 1, 0};

    private PrivateKeyPem() {}

    /**
     * The first private key of a text.
     *
     * @param publicKey its other half
     * @throws GeneralSecurityException if there is none, or it is encrypted
     */
    static PrivateKey parse(String text, PublicKey publicKey) throws GeneralSecurityException {
        Matcher found = KEY.matcher(text);
        if (!found.find()) {
            throw new InvalidKeyException("there is no private key in PEM");
        }
        byte[] key = Base64.getMimeDecoder().decode(found.group(2));
        byte[] pkcs8 =
                switch (found.group(1)) {
                    case "PRIVATE KEY" -> key;
                    case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                            element(
                                    SEQUENCE,
                                    VERSION_0,
                                    algorithm(publicKey),
                                    element(OCTET_STRING, key));
                    default ->
                            throw new InvalidKeyException(
                                    "a key of the form \""
                                            + found.group(1)
                                            + "\" is not known: write it without a password");
                };
        return KeyFactory.getInstance(publicKey.getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** The first part of a public key's encoding; the second is the key. */
    private static byte[] algorithm(PublicKey key) {
        ByteBuffer in = ByteBuffer.wrap(key.getEncoded());
        enter(in);
        int from = in.position();
        int length = enter(in);
        return Arrays.copyOfRange(in.array(), from, in.position() + length);
    }

    /** Reads tag and length of an element, and returns its length. */
    private static int enter(ByteBuffer in) {
        in.get();
        int length = in.get() & 0xff;
        if (length < 0x80) {
            return length;
        }
        int bytes = length & 0x7f;
        length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | in.get() & 0xff;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 4;
            out.write(0x80 | bytes);
            out.write(ByteBuffer.allocate(4).putInt(length).array(), 4 - bytes, bytes);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
