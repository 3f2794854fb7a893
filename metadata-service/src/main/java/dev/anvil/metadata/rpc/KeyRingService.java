package dev.anvil.metadata.rpc;

import dev.anvil.metadata.app.AppSecrets;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.secret.KeyCheck;
import dev.anvil.metadata.secret.SecretBox;
import dev.anvil.metadata.v1.Key;
import dev.anvil.metadata.v1.KeyRingGrpc;
import dev.anvil.metadata.v1.ListKeysRequest;
import dev.anvil.metadata.v1.ListKeysResponse;
import dev.anvil.metadata.v1.RotateKeysRequest;
import dev.anvil.metadata.v1.RotateKeysResponse;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

final class KeyRingService extends KeyRingGrpc.KeyRingImplBase {
    private final SecretBox box;
    private final AppSecrets secrets;
    private final KeyCheck check;
    private final AuditLog audit;

    KeyRingService(SecretBox box, AppSecrets secrets, KeyCheck check, AuditLog audit) {
        this.box = box;
        this.secrets = secrets;
        this.check = check;
        this.audit = audit;
    }

    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
        Map<String, Long> counts = secrets.countByKey();
        Set<String> ids = new LinkedHashSet<>(box.keyIds());
        ids.addAll(counts.keySet());
        ListKeysResponse.Builder answer = ListKeysResponse.newBuilder();
        ids.forEach(id -> answer.addKeys(Key.newBuilder()
                .setKeyId(id)
                .setFirst(id.equals(box.keyId()))
                .setHeld(box.keyIds().contains(id))
                .setSecrets(counts.getOrDefault(id, 0L))));
        Answer.with(observer, answer.build());
    }

    /** In many small transactions, so that it locks nobody out; noted at the end. */
    @Override
    public void rotateKeys(RotateKeysRequest request, StreamObserver<RotateKeysResponse> observer) {
        long changed = secrets.sealAnew();
        check.sealAnew(box);
        audit.note("keys.rotate", box.keyId(), changed + " secrets encrypted anew");
        Answer.with(
                observer,
                RotateKeysResponse.newBuilder()
                        .setKeyId(box.keyId())
                        .setChanged(changed)
                        .build());
    }
}
