package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Refusal;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.StatusException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/**
 * What callers are told when a database is away or busy. It is known then that nothing is wrong with the request, and
 * not known whether it was carried out.
 */
final class DatabaseFailures implements GrpcExceptionHandler {
    /** Raised by the schema. */
    private static final String WOULD_OVERWRITE_HELD = "AN001";

    /** By a server that has become a standby, or is not yet the primary. */
    private static final String READ_ONLY = "25006";

    @Override
    public @Nullable StatusException handleException(Throwable failure) {
        return switch (failure) {
            case ConcurrencyFailureException busy ->
                FailureStatus.toStatus(new ServiceFailure(
                        Kind.CONFLICT, "CONFLICT", "others changed the same at the same time; try again", busy));
            case UncategorizedSQLException refused -> refusal(refused);
            case DataAccessResourceFailureException away -> unavailable(away);
            case TransientDataAccessException busy -> unavailable(busy);
            case RecoverableDataAccessException away -> unavailable(away);
            case TransactionException away -> unavailable(away);
            default -> null;
        };
    }

    private static @Nullable StatusException refusal(UncategorizedSQLException refused) {
        String state = refused.getMostSpecificCause() instanceof SQLException sql ? sql.getSQLState() : null;
        if (WOULD_OVERWRITE_HELD.equals(state)) {
            return FailureStatus.toStatus(Refusal.OBJECT_LOCKED.failure());
        }
        return READ_ONLY.equals(state) ? unavailable(refused) : null;
    }

    private static StatusException unavailable(Exception failure) {
        return FailureStatus.toStatus(
                ServiceFailure.unavailable("the catalogue's database does not answer; try again", failure));
    }
}
