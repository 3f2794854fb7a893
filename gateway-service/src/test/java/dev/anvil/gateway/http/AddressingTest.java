package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.http.Addressing.Named;
import dev.anvil.gateway.s3.error.S3Error;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressingTest {
    private final Addressing addressing = new Addressing("s3.example.org");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    s3.example.org          | /             | ''  | ''
                    s3.example.org          | /b            | b   | ''
                    s3.example.org          | /b/           | b   | ''
                    s3.example.org:9000     | /b/k          | b   | k
                    elsewhere               | /b//k         | b   | /k
                    elsewhere               | /b/a//c/      | b   | a//c/
                    elsewhere               | /b/a%2Fc%252F | b   | a/c%2F
                    elsewhere               | /b/a+c;d      | b   | a+c;d
                    elsewhere               | /acme:b/k:l   | b   | k:l
                    elsewhere               | /acme%3Ab     | b   | ''
                    elsewhere               | /:b           | b   | ''
                    b.s3.example.org        | /k:l/m        | b   | k:l/m
                    b.s3.example.org        | /             | b   | ''
                    b.s3.example.org:9000   | /k/l          | b   | k/l
                    B.S3.Example.Org        | //k           | b   | /k
                    x.y.s3.example.org      | /k            | x.y | k
                    nots3.example.org       | /b/k          | b   | k
                    """)
    void findsBucketAndKey(String host, String path, String bucket, String key) {
        assertThat(addressing.parse(host, path)).isEqualTo(new Named(bucket, key));
    }

    @Test
    void knowsNoHostsWithoutADomain() {
        assertThat(new Addressing("").parse("b.s3.example.org", "/c/k")).isEqualTo(new Named("c", "k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/%", "/b/%4", "/b/%zz", "/b/%ff", "/b/%c3", "/b/%-1"})
    void refusesWhatIsNotPercentEncodedUtf8(String path) {
        assertThatThrownBy(() -> addressing.parse("x", path)).isInstanceOf(S3Error.class);
    }
}
