package dev.anvil.gateway.s3;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.xml.XmlWriter;

/** The one document that tells a client what went wrong. */
public record ErrorDocument(S3Error error, String resource, String requestId, String hostId) {
    public void writeTo(XmlWriter xml) {
        xml.open("Error");
        xml.element("Code", error.code().code());
        xml.element("Message", error.text());
        error.details().forEach(xml::element);
        xml.element("Resource", resource);
        xml.element("RequestId", requestId);
        xml.element("HostId", hostId);
        xml.close();
    }
}
