package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.audit.AuditEntry;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.v1.AuditLogGrpc;
import dev.anvil.metadata.v1.ListAuditRequest;
import dev.anvil.metadata.v1.ListAuditResponse;
import dev.anvil.metadata.v1.NoteChangeRequest;
import dev.anvil.metadata.v1.NoteChangeResponse;
import io.grpc.stub.StreamObserver;

final class AuditLogService extends AuditLogGrpc.AuditLogImplBase {
    private final AuditLog log;

    AuditLogService(AuditLog log) {
        this.log = log;
    }

    @Override
    public void listAudit(ListAuditRequest request, StreamObserver<ListAuditResponse> observer) {
        Page<AuditEntry> page = log.list(request.getBefore(), PageLimit.of(request.getLimit(), AuditLog.MAX_PAGE));
        ListAuditResponse.Builder answer = ListAuditResponse.newBuilder().setMore(page.more());
        page.items().forEach(entry -> answer.addEntries(toProto(entry)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void noteChange(NoteChangeRequest request, StreamObserver<NoteChangeResponse> observer) {
        if (request.getAction().isBlank() || request.getSubject().isBlank()) {
            throw new IllegalArgumentException("a change has an action and a subject");
        }
        log.note(
                PlainText.of("action", request.getAction()),
                PlainText.of("subject", request.getSubject()),
                PlainText.of("detail", request.getDetail()));
        Answer.with(observer, NoteChangeResponse.getDefaultInstance());
    }

    private static dev.anvil.metadata.v1.AuditEntry toProto(AuditEntry entry) {
        return dev.anvil.metadata.v1.AuditEntry.newBuilder()
                .setAuditId(entry.id())
                .setAtMillis(entry.at().toEpochMilli())
                .setActor(entry.actor())
                .setAction(entry.action())
                .setSubject(entry.subject())
                .setDetail(entry.detail())
                .build();
    }
}
