package dev.anvil.gateway.forward;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.s3.Detour;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Method;
import dev.anvil.model.RegionName;
import java.io.IOException;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Passes requests for buckets of other regions on. A request that was passed on already goes no further: where two regions' addresses
 * are mixed up, the client is sent to where the bucket is said to live, and nothing goes round in circles.
 */
final class RegionDetour implements Detour {
    private final RegionName own;
    private final String domain;
    private final RegionDirectory regions;
    private final ForwardSeal seal;
    private final RegionConnections connections;

    RegionDetour(
            RegionName own, String domain, RegionDirectory regions, ForwardSeal seal, RegionConnections connections) {
        this.own = own;
        this.domain = domain;
        this.regions = regions;
        this.seal = seal;
        this.connections = connections;
    }

    @Override
    public Optional<S3Response> answer(S3Request request) throws IOException {
        return switch (request) {
            case S3Request.OfAccount about -> Optional.empty();
            case S3Request.OfNewBucket about -> Optional.empty();
            case S3Request.OfBucket about -> answer(about.call(), about.bucket());
            case S3Request.OfObject about -> answer(about.call(), about.bucket());
        };
    }

    private Optional<S3Response> answer(S3Call call, Bucket bucket) throws IOException {
        boolean ours = bucket.region().equals(own)
                || call.operation().isAnsweredInAnyRegion()
                || !call.endpoint().region().equals(own);
        Optional<HttpHost> there =
                ours ? Optional.empty() : regions.endpointOf(bucket.region()).flatMap(RegionAddress::parse);
        return there.isEmpty() ? Optional.empty() : Optional.of(pass(call, bucket.region(), there.get()));
    }

    private S3Response pass(S3Call call, RegionName region, HttpHost there) throws IOException {
        Origin origin =
                new Origin(own, call.endpoint().host(), domain, call.endpoint().client());
        PassedBody body = PassedRequest.bodyOf(call);
        try {
            HttpUriRequestBase request = PassedRequest.of(call, there, seal, origin, region, body);
            return PassedAnswer.of(
                    connections.send(there, request),
                    request::cancel,
                    call.operation().method() == Method.HEAD);
        } catch (ConnectionRequestTimeoutException e) {
            throw new S3Error(S3ErrorCode.SLOW_DOWN);
        } catch (IOException e) {
            throw Optional.ofNullable(body)
                    .flatMap(PassedBody::failureOfClient)
                    .orElseThrow(() -> new S3Error(
                            S3ErrorCode.SERVICE_UNAVAILABLE,
                            "The region " + region + ", where this bucket lives, does not answer. Please try again.",
                            e));
        }
    }
}
