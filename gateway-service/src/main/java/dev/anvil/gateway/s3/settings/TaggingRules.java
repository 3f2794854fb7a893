package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.header.TagFields;

/** Tags that a bucket gets later. */
final class TaggingRules implements DocumentRules {
    @Override
    public String check(byte[] document) {
        return BucketTags.document(TagFields.of(document, TagFields.MAX_OF_BUCKET));
    }
}
