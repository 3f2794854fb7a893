package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Deleted;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.DeletionRefused;
import dev.anvil.gateway.catalogue.DeletionResult;
import dev.anvil.gateway.s3.error.FailureTranslation;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.VersionId;
import java.util.List;

/** What became of many deletions. Quiet answers tell only of those that failed. */
record DeleteAnswer(boolean quiet, List<Outcome> outcomes) {
    record Outcome(Deletion deletion, DeletionResult result) {}

    void writeTo(XmlWriter xml) {
        xml.openRoot("DeleteResult");
        for (Outcome outcome : outcomes) {
            switch (outcome.result()) {
                case Deleted deleted -> {
                    if (!quiet) {
                        write(xml, outcome.deletion(), deleted);
                    }
                }
                case DeletionRefused refused -> write(xml, outcome.deletion(), refused);
            }
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Deletion deletion, Deleted deleted) {
        VersionId asked = deletion.version();
        xml.open("Deleted").element("Key", deletion.key().value());
        xml.optional("VersionId", asked == null ? null : asked.value());
        if (deleted.deleteMarker()) {
            VersionId marker = deleted.version();
            xml.element("DeleteMarker", true);
            xml.optional("DeleteMarkerVersionId", marker == null ? null : marker.value());
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Deletion deletion, DeletionRefused refused) {
        VersionId asked = deletion.version();
        S3ErrorCode code = FailureTranslation.codeOf(refused.reason());
        xml.open("Error").element("Key", deletion.key().value());
        xml.optional("VersionId", asked == null ? null : asked.value());
        xml.element("Code", code.code()).element("Message", code.message()).close();
    }
}
