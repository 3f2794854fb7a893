package dev.anvil.cli.object;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A bucket and a key or prefix in it: {@code bucket/key}, also as {@code s3://bucket/key}. */
record ObjectReference(String bucket, String key) {
    static ObjectReference parse(String text) {
        String bare = text.replaceFirst("^s3://", "");
        int slash = bare.indexOf('/');
        return slash < 0
                ? new ObjectReference(bare, "")
                : new ObjectReference(bare.substring(0, slash), bare.substring(slash + 1));
    }

    /** Reads one from the command line, whole. */
    static final class WithKey implements ITypeConverter<ObjectReference> {
        @Override
        public ObjectReference convert(String text) {
            ObjectReference reference = parse(text);
            if (reference.bucket().isEmpty() || reference.key().isEmpty()) {
                throw new TypeConversionException("'" + text + "' names no object: write BUCKET/KEY");
            }
            return reference;
        }
    }

    /** Reads one from the command line where a bucket alone will do. */
    static final class WithPrefix implements ITypeConverter<ObjectReference> {
        @Override
        public ObjectReference convert(String text) {
            ObjectReference reference = parse(text);
            if (reference.bucket().isEmpty()) {
                throw new TypeConversionException("'" + text + "' names no bucket: write BUCKET or BUCKET/PREFIX");
            }
            return reference;
        }
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
