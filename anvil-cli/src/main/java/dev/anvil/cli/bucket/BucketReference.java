package dev.anvil.cli.bucket;

import picocli.CommandLine.ITypeConverter;

/** The name of a bucket, also in the way of other tools: {@code s3://bucket}. */
final class BucketReference implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        return text.replaceFirst("^s3://", "").replaceFirst("/$", "");
    }
}
