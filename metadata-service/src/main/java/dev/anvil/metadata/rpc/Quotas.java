package dev.anvil.metadata.rpc;

import dev.anvil.metadata.quota.Quota;
import dev.anvil.metadata.quota.QuotaChange;

/** Quotas, in the contract's types and in ours. */
final class Quotas {
    private Quotas() {}

    static dev.anvil.metadata.v1.Quota toProto(Quota quota) {
        dev.anvil.metadata.v1.Quota.Builder proto = dev.anvil.metadata.v1.Quota.newBuilder();
        if (quota.bytes() != null) {
            proto.setBytes(quota.bytes());
        }
        if (quota.objects() != null) {
            proto.setObjects(quota.objects());
        }
        return proto.build();
    }

    static QuotaChange change(dev.anvil.metadata.v1.QuotaChange change) {
        return new QuotaChange(
                change.hasBytes() ? change.getBytes() : null, change.hasObjects() ? change.getObjects() : null);
    }

    static String inWords(Quota quota) {
        return "quota " + (quota.bytes() == null ? "of any bytes" : quota.bytes() + " bytes") + " and "
                + (quota.objects() == null ? "any number of objects" : quota.objects() + " objects");
    }
}
