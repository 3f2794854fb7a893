package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.Optional;

/** The keys that objects are encrypted with, from what requests say and the catalogue remembers. */
public final class ObjectKeys {
    private static final String CUSTOMER_ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";
    private static final String CUSTOMER_MD5 = "x-amz-server-side-encryption-customer-key-MD5";

    private final KeyRing ring;

    public ObjectKeys(KeyRing ring) {
        this.ring = ring;
    }

    /** How a new object is encrypted: as its request says, else as its bucket does. */
    public Optional<Sealing> ofNew(Headers headers, Bucket bucket) {
        Optional<EncryptionWish> wish = EncryptionFields.wish(headers);
        Optional<CustomerKey> theirs = CustomerKey.of(headers);
        if (wish.isPresent() && theirs.isPresent()) {
            throw EncryptionFields.conflict();
        }
        if (theirs.isPresent()) {
            return theirs.map(key -> ring.seal(key.bytes()));
        }
        return wish.or(() -> BucketEncryption.wishOf(bucket)).map(asked -> asked.seal(ring, bucket));
    }

    /** How a part of an upload is encrypted: as its beginning said. Who brought a key then brings it again. */
    public Optional<Sealing> ofPart(Headers headers, Upload upload) {
        Optional<CustomerKey> theirs = CustomerKey.of(headers);
        return switch (upload.attributes().guards().encryption()) {
            case null -> {
                refuse(theirs, "The multipart upload initiate did not request encryption with a customer key.");
                yield Optional.empty();
            }
            case Encryption.ByService by -> {
                refuse(theirs, "The multipart upload initiate did not request encryption with a customer key.");
                yield Optional.of(new Sealing(ring.open(by), by));
            }
            case Encryption.ByNamedKey by -> {
                refuse(theirs, "The multipart upload initiate did not request encryption with a customer key.");
                yield Optional.of(new Sealing(ring.open(by), by));
            }
            case Encryption.ByCustomer by -> {
                CustomerKey key = matching(
                        by,
                        theirs,
                        "The multipart upload initiate requested encryption. Subsequent part requests must include the "
                                + "appropriate encryption parameters.");
                yield Optional.of(new Sealing(ring.keyOf(key.bytes()), by));
            }
        };
    }

    /** What a version is decrypted with; refused where the request does not bring what it takes. */
    public Optional<DataKey> toRead(Headers headers, ObjectVersion version) {
        if (headers.contains(EncryptionFields.ALGORITHM)) {
            throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "x-amz-server-side-encryption header is not supported for this operation.")
                    .with("ArgumentName", EncryptionFields.ALGORITHM);
        }
        return toRead(CustomerKey.of(headers), version);
    }

    public Optional<DataKey> toCopy(Headers headers, ObjectVersion source) {
        return toRead(CustomerKey.ofSource(headers), source);
    }

    private Optional<DataKey> toRead(Optional<CustomerKey> theirs, ObjectVersion version) {
        return switch (version.attributes().guards().encryption()) {
            case null -> {
                refuse(theirs, "The encryption parameters are not applicable to this object.");
                yield Optional.empty();
            }
            case Encryption.ByService by -> {
                refuse(theirs, "The encryption parameters are not applicable to this object.");
                yield Optional.of(ring.open(by));
            }
            case Encryption.ByNamedKey by -> {
                refuse(theirs, "The encryption parameters are not applicable to this object.");
                yield Optional.of(ring.open(by));
            }
            case Encryption.ByCustomer by -> {
                CustomerKey key = matching(
                        by,
                        theirs,
                        "The object was stored using a form of Server Side Encryption. The correct parameters must be "
                                + "provided to retrieve the object.");
                yield Optional.of(ring.keyOf(key.bytes()));
            }
        };
    }

    private CustomerKey matching(Encryption.ByCustomer by, Optional<CustomerKey> theirs, String otherwise) {
        CustomerKey key = theirs.orElseThrow(() -> new S3Error(S3ErrorCode.INVALID_REQUEST, otherwise));
        if (!ring.isKeyOf(by, key.bytes())) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "The provided encryption parameters did not match the ones used originally.");
        }
        return key;
    }

    private static void refuse(Optional<CustomerKey> theirs, String because) {
        if (theirs.isPresent()) {
            throw new S3Error(S3ErrorCode.INVALID_REQUEST, because);
        }
    }

    /** Whether a request says how something is to be encrypted. */
    public static boolean areNamed(Headers headers) {
        return headers.contains(EncryptionFields.ALGORITHM) || headers.contains(CUSTOMER_ALGORITHM);
    }

    /** What the answer tells of the encryption, given the headers of the request. */
    public static S3Response addTo(S3Response response, Optional<Encryption> encryption, Headers request) {
        return switch (encryption.orElse(null)) {
            case null -> response;
            case Encryption.ByService by -> response.header(EncryptionFields.ALGORITHM, EncryptionFields.AES256);
            case Encryption.ByNamedKey by ->
                response.header(EncryptionFields.ALGORITHM, EncryptionFields.KMS)
                        .header(EncryptionFields.KMS_KEY, by.key().name())
                        .header(EncryptionFields.CONTEXT, request.get(EncryptionFields.CONTEXT))
                        .header(EncryptionFields.BUCKET_KEY, by.bucketKey() ? "true" : null);
            case Encryption.ByCustomer by ->
                response.header(CUSTOMER_ALGORITHM, EncryptionFields.AES256)
                        .header(
                                CUSTOMER_MD5,
                                CustomerKey.of(request).map(CustomerKey::md5).orElse(null));
        };
    }
}
