package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.S3Response.Header;
import dev.anvil.gateway.s3.xml.UrlEncoding;
import dev.anvil.model.ObjectKey;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a browser gets for its upload: another page, a document, or nothing, as the form asks. */
final class FormAnswer {
    private static final Pattern PAGE = Pattern.compile("https?://[^\\s\\p{Cntrl}]+");

    private FormAnswer() {}

    static S3Response of(Form form, S3Request.OfBucket request, ObjectKey key, S3Response stored) {
        String bucket = request.bucket().name().value();
        String etag = header(stored, "ETag").orElse("");
        String location =
                request.call().endpoint().url().replaceFirst("/+$", "") + "/" + UrlEncoding.keepingSlashes(key.value());
        Optional<String> page = form.field("success_action_redirect")
                .or(() -> form.field("redirect"))
                .filter(url -> PAGE.matcher(url).matches());
        if (page.isPresent()) {
            String query = "bucket=" + UrlEncoding.ofEverything(bucket) + "&key="
                    + UrlEncoding.ofEverything(key.value()) + "&etag=" + UrlEncoding.ofEverything(etag);
            return with(S3Response.status(303), stored)
                    .header("Location", page.get() + (page.get().contains("?") ? "&" : "?") + query);
        }
        return switch (form.field("success_action_status").orElse("")) {
            case "200" -> with(S3Response.ok(), stored).header("Location", location);
            case "201" ->
                with(S3Response.status(201), stored)
                        .header("Location", location)
                        .xml(xml -> xml.open("PostResponse")
                                .element("Location", location)
                                .element("Bucket", bucket)
                                .element("Key", key.value())
                                .element("ETag", etag)
                                .close());
            default -> with(S3Response.noContent(), stored).header("Location", location);
        };
    }

    private static S3Response with(S3Response answer, S3Response stored) {
        S3Response more = answer;
        for (Header header : stored.headers()) {
            more = more.header(header.name(), header.value());
        }
        return more;
    }

    private static Optional<String> header(S3Response response, String name) {
        return response.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
