package dev.anvil.gateway.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.memory.MemoryGateway;
import dev.anvil.gateway.memory.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MultipartTest {
    private final MemoryGateway gateway = new MemoryGateway();
    private String upload = "";

    @BeforeEach
    void begin() {
        gateway.send("PUT", "/films");
        Reply begun = gateway.send("POST", "/films/long?uploads", "content-type", "video/webm");
        assertThat(begun.element("Key")).isEqualTo("long");
        upload = begun.element("UploadId");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String part(int number, String body) {
        Reply reply = gateway.send("PUT", "/films/long?partNumber=" + number + "&uploadId=" + upload, body);
        assertThat(reply.status()).isEqualTo(200);
        return reply.header("etag");
    }

    private Reply complete(String... numbersAndTags) {
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < numbersAndTags.length; i += 2) {
            document.append("<Part><PartNumber>").append(numbersAndTags[i]).append("</PartNumber><ETag>");
            document.append(numbersAndTags[i + 1].replace("\"", "&quot;")).append("</ETag></Part>");
        }
        return gateway.send(
                "POST",
                "/films/long?uploadId=" + upload,
                document.append("</CompleteMultipartUpload>").toString());
    }

    @Test
    void partsBecomeOneObject() {
        String second = part(2, "world");
        String first = part(1, "hello ");
        Reply done = complete("1", first, "2", second);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.element("ETag")).endsWith("-2\"");
        assertThat(done.element("Location")).isEqualTo("http://s3.example.org/films/long");

        Reply got = gateway.send("GET", "/films/long");
        assertThat(got.text()).isEqualTo("hello world");
        assertThat(got.header("content-type")).isEqualTo("video/webm");
        assertThat(gateway.send("GET", "/films/long", "range", "bytes=4-7").text())
                .isEqualTo("o wo");
    }

    @Test
    void aPartOfTheObjectCanBeReadByItsNumber() {
        complete("1", part(1, "hello "), "2", part(2, "world"));
        Reply got = gateway.send("GET", "/films/long?partNumber=2");
        assertThat(got.status()).isEqualTo(206);
        assertThat(got.text()).isEqualTo("world");
        assertThat(got.header("x-amz-mp-parts-count")).isEqualTo("2");
        assertThat(got.header("content-range")).isEqualTo("bytes 6-10/11");
        assertThat(gateway.send("HEAD", "/films/long?partNumber=1").header("content-length"))
                .isEqualTo("6");
        assertThat(gateway.send("GET", "/films/long?partNumber=3").code()).isEqualTo("InvalidPart");
        assertThat(gateway.send("GET", "/films/none?partNumber=0").code()).isEqualTo("InvalidArgument");
        assertThat(gateway.send("GET", "/films/long?partNumber=1", "range", "bytes=0-1")
                        .code())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void partsAreNamedInOrderAndAsTheyWereUploaded() {
        String first = part(1, "hello ");
        String second = part(2, "world");
        assertThat(complete("2", second, "1", first).code()).isEqualTo("InvalidPartOrder");
        assertThat(complete("1", second).code()).isEqualTo("InvalidPart");
        assertThat(complete("1", "nonsense").code()).isEqualTo("InvalidPart");
        assertThat(complete("0", first).code()).isEqualTo("InvalidArgument");
        assertThat(gateway.send(
                                "POST",
                                "/films/long?uploadId=none",
                                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>nonsense</ETag></Part>"
                                        + "</CompleteMultipartUpload>")
                        .code())
                .isEqualTo("NoSuchUpload");
        assertThat(complete().code()).isEqualTo("MalformedXML");
        assertThat(gateway.send("POST", "/films/long?uploadId=" + upload).code())
                .isEqualTo("MalformedXML");
        assertThat(complete("1", first, "2", second).status()).isEqualTo(200);
    }

    @Test
    void aPartThatIsNamedTwiceIsTheLastOne() {
        String first = part(1, "hello");
        String second = part(1, "world");
        assertThat(complete("1", first, "1", second).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/films/long").text()).isEqualTo("world");
    }

    @Test
    void theChecksumOfTheWholeIsNotThatOfTheRequest() {
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + part(1, "hello").replace("\"", "&quot;") + "</ETag></Part></CompleteMultipartUpload>";
        Reply done =
                gateway.send("POST", "/films/long?uploadId=" + upload, document, "x-amz-checksum-crc32", "NhCmhg==");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.element("ChecksumCRC32")).isEqualTo("NhCmhg==");
    }

    @Test
    void whatIsUploadedCanBeListed() {
        part(1, "hello ");
        part(7, "world");
        Reply parts = gateway.send("GET", "/films/long?max-parts=1&uploadId=" + upload);
        assertThat(parts.element("IsTruncated")).isEqualTo("true");
        assertThat(parts.element("NextPartNumberMarker")).isEqualTo("1");
        Reply rest = gateway.send("GET", "/films/long?part-number-marker=1&uploadId=" + upload);
        assertThat(rest.xml().child("Part").orElseThrow().text("PartNumber")).hasValue("7");
        assertThat(rest.element("NextPartNumberMarker")).isEqualTo("7");
        Reply uploads = gateway.send("GET", "/films?uploads");
        assertThat(uploads.xml().child("Upload").orElseThrow().text("UploadId")).hasValue(upload);
    }

    /** The SDK for JavaScript pages by the marker alone, whatever the page says of being the last. */
    @Test
    void behindTheLastPartNoMarkerLeadsBackToTheFirst() {
        part(1, "hello");
        Reply behind = gateway.send("GET", "/films/long?part-number-marker=1&uploadId=" + upload);
        assertThat(behind.element("IsTruncated")).isEqualTo("false");
        assertThat(behind.xml().child("NextPartNumberMarker")).isEmpty();
    }

    @Test
    void anAbortedUploadIsGone() {
        assertThat(gateway.send("DELETE", "/films/long?uploadId=" + upload).status())
                .isEqualTo(204);
        assertThat(gateway.send("PUT", "/films/long?partNumber=1&uploadId=" + upload, "x")
                        .code())
                .isEqualTo("NoSuchUpload");
        assertThat(gateway.drives.shards()).isZero();
    }

    @Test
    void aPartCanBeCopiedFromAnotherObject() {
        gateway.send("PUT", "/films/source", "0123456789".getBytes(StandardCharsets.UTF_8));
        Reply copied = gateway.send(
                "PUT",
                "/films/long?partNumber=1&uploadId=" + upload,
                "x-amz-copy-source",
                "/films/source",
                "x-amz-copy-source-range",
                "bytes=2-5");
        assertThat(copied.status()).isEqualTo(200);
        complete("1", copied.element("ETag"));
        assertThat(gateway.send("GET", "/films/long").text()).isEqualTo("2345");
        assertThat(gateway.send(
                                "PUT",
                                "/films/long?partNumber=1&uploadId=" + upload,
                                "x-amz-copy-source",
                                "/films/source")
                        .code())
                .isEqualTo("NoSuchUpload");
    }

    @Test
    void rangesOfCopiesMustLieInTheSource() {
        gateway.send("PUT", "/films/source", "0123456789");
        for (String range : new String[] {"bytes=5-10", "bytes=0-", "bytes=5-2", "0-5"}) {
            assertThat(gateway.send(
                                    "PUT",
                                    "/films/long?partNumber=1&uploadId=" + upload,
                                    "x-amz-copy-source",
                                    "/films/source",
                                    "x-amz-copy-source-range",
                                    range)
                            .code())
                    .as(range)
                    .isIn("InvalidRange", "InvalidArgument");
        }
    }

    @Test
    void theUploadSaysWhichChecksumItsPartsHave() {
        upload = gateway.send("POST", "/films/long?uploads", "x-amz-checksum-algorithm", "SHA256")
                .element("UploadId");
        Reply part = gateway.send("PUT", "/films/long?partNumber=1&uploadId=" + upload, "hello");
        assertThat(part.header("x-amz-checksum-sha256")).isNotEmpty();
        assertThat(gateway.send(
                                "PUT",
                                "/films/long?partNumber=1&uploadId=" + upload,
                                "hello",
                                "x-amz-checksum-crc32",
                                "NhCmhg==")
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(gateway.send(
                                "POST",
                                "/films/long?uploads",
                                "x-amz-checksum-algorithm",
                                "SHA256",
                                "x-amz-checksum-type",
                                "FULL_OBJECT")
                        .code())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void partsAreToldWithTheirChecksums() {
        upload = gateway.send("POST", "/films/long?uploads", "x-amz-checksum-algorithm", "CRC32")
                .element("UploadId");
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + part(1, "hello").replace("\"", "&quot;")
                + "</ETag><ChecksumCRC32>NhCmhg==</ChecksumCRC32></Part></CompleteMultipartUpload>";
        gateway.send("POST", "/films/long?uploadId=" + upload, document, "x-amz-checksum-crc32", "AAAAAA==-1");
        Reply attributes =
                gateway.send("GET", "/films/long?attributes", "x-amz-object-attributes", "ObjectParts,ObjectSize,ETag");
        assertThat(attributes.element("ObjectSize")).isEqualTo("5");
        assertThat(attributes.text())
                .contains("<PartsCount>1</PartsCount><Part><PartNumber>1</PartNumber><Size>5</Size>"
                        + "<ChecksumCRC32>NhCmhg==</ChecksumCRC32></Part>");
        Reply part = gateway.send("GET", "/films/long?partNumber=1", "x-amz-checksum-mode", "ENABLED");
        assertThat(part.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
        assertThat(part.header("x-amz-checksum-type")).isEqualTo("COMPOSITE");
        assertThat(gateway.send("GET", "/films/long", "range", "bytes=0-1", "x-amz-checksum-mode", "ENABLED")
                        .headers())
                .doesNotContainKey("x-amz-checksum-crc32");
    }

    /** Completes an upload with CRC32 of its one part, "hello", by naming the part's checksum like this. */
    private Reply completeWith(String checksums, String... headers) {
        upload = gateway.send("POST", "/films/long?uploads", "x-amz-checksum-algorithm", "CRC32")
                .element("UploadId");
        return gateway.send(
                "POST",
                "/films/long?uploadId=" + upload,
                ("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                                + part(1, "hello").replace("\"", "&quot;") + "</ETag>" + checksums
                                + "</Part></CompleteMultipartUpload>")
                        .getBytes(StandardCharsets.UTF_8),
                headers);
    }

    @Test
    void whoNamesChecksumsOfPartsNamesThoseOfTheUpload() {
        String own = "<ChecksumCRC32>NhCmhg==</ChecksumCRC32>";
        assertThat(completeWith("").status()).isEqualTo(200);
        assertThat(completeWith("<ChecksumSHA1>qvTGHdzF6KLavt4PO0gs2a6pQ00=</ChecksumSHA1>")
                        .code())
                .isEqualTo("BadDigest");
        assertThat(completeWith(own, "x-amz-checksum-type", "FULL_OBJECT").code())
                .isEqualTo("InvalidRequest");
        assertThat(completeWith(own, "x-amz-checksum-type", "COMPOSITE").status())
                .isEqualTo(200);
    }

    @Test
    void theWholeIsAsLongAsItIsSaidToBe() {
        String own = "<ChecksumCRC32>NhCmhg==</ChecksumCRC32>";
        assertThat(completeWith(own, "x-amz-mp-object-size", "-1").code()).isEqualTo("InvalidRequest");
        assertThat(completeWith(own, "x-amz-mp-object-size", "4").code()).isEqualTo("InvalidRequest");
        assertThat(completeWith(own, "x-amz-mp-object-size", "5").status()).isEqualTo(200);
    }
}
