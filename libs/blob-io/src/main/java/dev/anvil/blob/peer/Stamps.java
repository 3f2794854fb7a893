package dev.anvil.blob.peer;

import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.model.CatalogueStamp;
import java.util.Optional;

/** The catalogue's stamp as the contract has it. */
final class Stamps {
    private Stamps() {}

    static dev.anvil.storage.v1.CatalogueStamp message(CatalogueStamp stamp) {
        return dev.anvil.storage.v1.CatalogueStamp.newBuilder()
                .setCatalogueId(UnsafeByteOperations.unsafeWrap(OutgoingFrameMarshaller.bytesOf(stamp.catalogue())))
                .setEpoch(stamp.epoch())
                .build();
    }

    /** The message that says nothing, where it is not known yet. */
    static dev.anvil.storage.v1.CatalogueStamp message(Optional<CatalogueStamp> stamp) {
        return stamp.map(Stamps::message).orElseGet(dev.anvil.storage.v1.CatalogueStamp::getDefaultInstance);
    }
}
