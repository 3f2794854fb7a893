package dev.anvil.gateway.s3.form;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form, by their names in lower case, and the file that follows them.
 *
 * @param bytesBeforeFile how much of the request was read until the file began
 */
record Form(Map<String, String> fields, String fileName, InputStream file, long bytesBeforeFile, int delimiterBytes) {
    Form {
        fields = Map.copyOf(fields);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }
}
