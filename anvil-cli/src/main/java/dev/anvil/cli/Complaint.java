package dev.anvil.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in a sentence that says what to do. */
final class Complaint {
    private Complaint() {}

    static String about(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException refused -> aboutCall(refused.getStatus());
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException file -> String.valueOf(file.getMessage());
            case InterruptedException interrupted -> "interrupted";
            default -> otherwise(failure);
        };
    }

    private static String otherwise(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String aboutCall(Status status) {
        String said = status.getDescription() == null ? "" : status.getDescription();
        if (causedBy(status.getCause(), "NotSslRecordException")) {
            return "the server does not speak TLS at this address: write http:// instead of https://, or give its TLS port";
        }
        return switch (status.getCode()) {
            case UNAVAILABLE ->
                "the server cannot be reached or is not ready (" + deepest(status.getCause(), said)
                        + "). Does it run? `anvil status` shows that; --data, --profile and --endpoint say where it is";
            case DEADLINE_EXCEEDED -> "the server did not answer in time; `anvil logs` may say why";
            case UNAUTHENTICATED ->
                "the server does not accept these credentials" + inBrackets(said)
                        + ". Check --profile, or use --data DIR for an instance of this machine";
            case PERMISSION_DENIED ->
                "not allowed" + inBrackets(said) + ". `anvil admin policies grant` gives an app the right";
            case UNIMPLEMENTED -> "this server does not know the call; is it an older version?" + inBrackets(said);
            default -> said.isEmpty() ? status.getCode().name() : said;
        };
    }

    /** By its simple name: the transport's own classes are packed away under changing names. */
    private static boolean causedBy(@Nullable Throwable cause, String name) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each.getClass().getSimpleName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String inBrackets(String said) {
        return said.isEmpty() ? "" : " (" + said + ")";
    }

    private static String deepest(@Nullable Throwable cause, String otherwise) {
        String message = otherwise;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            message = each.getMessage() == null ? message : each.getMessage();
        }
        return message;
    }
}
