package dev.anvil.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Method;
import dev.anvil.gateway.wire.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperationRouterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /                                    | LIST_BUCKETS
                    GET    | /?x-id=ListBuckets                   | LIST_BUCKETS
                    PUT    | /b                                   | CREATE_BUCKET
                    HEAD   | /b                                   | HEAD_BUCKET
                    DELETE | /b                                   | DELETE_BUCKET
                    GET    | /b                                   | LIST_OBJECTS
                    GET    | /b?prefix=a&foo                      | LIST_OBJECTS
                    GET    | /b?list-type=2                       | LIST_OBJECTS_V2
                    GET    | /b?list-type=1                       | LIST_OBJECTS
                    GET    | /b?versions                          | LIST_OBJECT_VERSIONS
                    GET    | /b?uploads                           | LIST_MULTIPART_UPLOADS
                    GET    | /b?location                          | GET_BUCKET_LOCATION
                    POST   | /b?delete                            | DELETE_OBJECTS
                    POST   | /b                                   | POST_OBJECT
                    PUT    | /b?versioning                        | PUT_BUCKET_VERSIONING
                    GET    | /b?analytics                         | LIST_BUCKET_ANALYTICS_CONFIGURATIONS
                    GET    | /b?analytics&id=1                    | GET_BUCKET_ANALYTICS_CONFIGURATION
                    GET    | /b/k                                 | GET_OBJECT
                    GET    | /b/k?partNumber=1                    | GET_OBJECT
                    GET    | /b/k?uploadId=u                      | LIST_PARTS
                    GET    | /b/k?attributes                      | GET_OBJECT_ATTRIBUTES
                    HEAD   | /b/k?versionId=1                     | HEAD_OBJECT
                    PUT    | /b/k                                 | PUT_OBJECT
                    PUT    | /b/k?partNumber=1                    | PUT_OBJECT
                    PUT    | /b/k?partNumber=1&uploadId=u         | UPLOAD_PART
                    PUT    | /b/k?acl                             | PUT_OBJECT_ACL
                    POST   | /b/k?uploads                         | CREATE_MULTIPART_UPLOAD
                    POST   | /b/k?uploadId=u                      | COMPLETE_MULTIPART_UPLOAD
                    DELETE | /b/k?uploadId=u                      | ABORT_MULTIPART_UPLOAD
                    DELETE | /b/k?versionId=1                     | DELETE_OBJECT
                    DELETE | /b/k?tagging                         | DELETE_OBJECT_TAGGING
                    OPTIONS| /b/k                                 | PREFLIGHT_OBJECT
                    """)
    void recognisesAnOperation(String method, String uri, S3Operation expected) {
        assertThat(route(method, uri, Map.of())).isEqualTo(expected);
    }

    @Test
    void aCopySourceMakesACopyOfAPut() {
        Map<String, List<String>> source = Map.of("X-Amz-Copy-Source", List.of("/b/other"));
        assertThat(route("PUT", "/b/k", source)).isEqualTo(S3Operation.COPY_OBJECT);
        assertThat(route("PUT", "/b/k?uploadId=u&partNumber=2", source)).isEqualTo(S3Operation.UPLOAD_PART_COPY);
    }

    @Test
    void whatNoOperationUsesIsNotAllowed() {
        assertThatThrownBy(() -> route("POST", "/b/k", Map.of()))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(S3ErrorCode.METHOD_NOT_ALLOWED));
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void everyOperationSaysWhatItNeeds(S3Operation operation) {
        boolean preflight = operation == S3Operation.PREFLIGHT_BUCKET || operation == S3Operation.PREFLIGHT_OBJECT;
        assertThat(operation.access().action().isPresent()).isNotEqualTo(preflight);
        assertThat(operation.access().scope() == Access.Scope.NOTHING).isEqualTo(preflight);
    }

    @Test
    void noTwoOperationsAreRecognisedByTheSame() {
        Map<String, S3Operation> seen = new HashMap<>();
        for (S3Operation operation : S3Operation.values()) {
            Route route = operation.route();
            String place =
                    route.level() == Level.NEW_BUCKET ? "BUCKET" : route.level().name();
            Set<String> demands = new TreeSet<>(route.parameters());
            route.values().forEach((name, value) -> demands.add(name + "=" + value));
            demands.addAll(route.headers());
            S3Operation other = seen.put(route.method() + " " + place + " " + demands, operation);
            assertThat(other).as("recognised by the same as %s", operation).isNull();
        }
    }

    private static S3Operation route(String method, String uri, Map<String, List<String>> headers) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        Target target = path.equals("/")
                ? Target.of("", "")
                : path.equals("/b") ? Target.of("bucket", "") : Target.of("bucket", "k");
        return OperationRouter.route(
                Method.of(method).orElseThrow(),
                target,
                Parameters.parse(question < 0 ? null : uri.substring(question + 1)),
                Headers.of(headers));
    }
}
