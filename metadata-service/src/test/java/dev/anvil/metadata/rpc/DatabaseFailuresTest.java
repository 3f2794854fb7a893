package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseFailuresTest {
    private final SQLErrorCodeSQLExceptionTranslator spring = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");
    private final DatabaseFailures failures = new DatabaseFailures();

    /** Connections that are refused or break, a server that stops, crashed, starts, has too many clients, or is a standby now. */
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "57P01", "57P02", "57P03", "53300", "25006"})
    void aDatabaseThatIsAwayIsAReasonToTryAgain(String state) {
        assertThat(code(state)).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    void whatOthersChangedAtTheSameTimeIsAConflict(String state) {
        assertThat(code(state)).isEqualTo(Status.Code.ABORTED);
    }

    @Test
    void aPoolThatIsClosedIsAReasonToTryAgain() {
        assertThat(code(new CannotCreateTransactionException(
                        "no connection", new SQLException("the pool has been closed"))))
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aWrongStatementIsOursToAnswerFor() {
        assertThat(code("42601")).isNull();
        assertThat(code("25P02")).isNull();
    }

    private Status.@Nullable Code code(String state) {
        // As Spring's templates do it: what the translator has no word for is called uncategorized.
        SQLException failure = new SQLException("a reason", state);
        return code(Objects.requireNonNullElseGet(
                spring.translate("task", "select 1", failure),
                () -> new UncategorizedSQLException("task", "select 1", failure)));
    }

    private Status.@Nullable Code code(Exception failure) {
        StatusException told = failures.handleException(failure);
        return told == null ? null : told.getStatus().getCode();
    }
}
