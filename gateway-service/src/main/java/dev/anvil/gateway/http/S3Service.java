package dev.anvil.gateway.http;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.signature.Authenticated;
import dev.anvil.gateway.auth.signature.Authenticator;
import dev.anvil.gateway.auth.signature.SignedRequest;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.PayloadProof;
import dev.anvil.gateway.body.ReceivedBody;
import dev.anvil.gateway.forward.ForwardSeal;
import dev.anvil.gateway.forward.Origin;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.pace.AppPace;
import dev.anvil.gateway.s3.Dispatcher;
import dev.anvil.gateway.s3.OperationRouter;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.Target;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Method;
import dev.anvil.model.RegionName;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Takes a request from its signature to its handler. */
final class S3Service {
    private final RegionName region;
    private final ForwardSeal seal;
    private final Authenticator authenticator;
    private final Dispatcher dispatcher;
    private final Admission admission;
    private final AppPace pace;
    private final Addressing addressing;
    private final CorsHeaders cors;
    private final BlockPool blocks;
    private final InstantSource clock;

    S3Service(
            RegionName region,
            ForwardSeal seal,
            Authenticator authenticator,
            Dispatcher dispatcher,
            Admission admission,
            AppPace pace,
            Addressing addressing,
            CorsHeaders cors,
            BlockPool blocks,
            InstantSource clock) {
        this.region = region;
        this.seal = seal;
        this.authenticator = authenticator;
        this.dispatcher = dispatcher;
        this.admission = admission;
        this.pace = pace;
        this.addressing = addressing;
        this.cors = cors;
        this.blocks = blocks;
        this.clock = clock;
    }

    RegionName region() {
        return region;
    }

    S3Response answer(Incoming arrived, Exchange exchange, ReceivedBody.Source source) throws IOException {
        exchange.enter(admission);
        Optional<Origin> origin = seal.originOf(arrived.sealed(), region);
        return origin.isEmpty()
                ? answer(arrived, addressing, exchange, source)
                : answer(arrived.as(origin.get()), new Addressing(origin.get().domain()), exchange, source);
    }

    private S3Response answer(Incoming incoming, Addressing addressing, Exchange exchange, ReceivedBody.Source source)
            throws IOException {
        Addressing.Named named = addressing.parse(incoming.endpoint().host(), incoming.rawPath());
        exchange.alsoAnswers(cors.of(incoming, named.bucket()));
        Authenticated authenticated = authenticate(incoming, addressing);
        if (authenticated.caller() instanceof Caller.App app && !pace.admits(app.id())) {
            throw new S3Error(S3ErrorCode.SLOW_DOWN);
        }
        ReceivedBody body = new ReceivedBody(source, incoming.headers(), authenticated.proof(), blocks);
        exchange.received(body, authenticated.caller());
        Target target = Target.of(named.bucket(), named.key());
        S3Operation operation = operation(incoming, target);
        exchange.means(operation);
        S3Call call = new S3Call(
                exchange.id(),
                clock.instant(),
                operation,
                incoming.endpoint(),
                incoming.headers(),
                incoming.parameters(),
                authenticated.caller(),
                body);
        return dispatcher.dispatch(call, target);
    }

    /** Browsers ask with the address that they will use, a presigned one perhaps, but with another method: that signs nothing. */
    private Authenticated authenticate(Incoming incoming, Addressing addressing) {
        return incoming.method().equals(Method.OPTIONS.name())
                ? new Authenticated(new Caller.Anonymous(), new PayloadProof.Unsigned())
                : authenticator.authenticate(
                        new SignedRequest(
                                incoming.method(),
                                addressing.bucketInFrontOf(incoming.endpoint().host()),
                                incoming.rawPath(),
                                incoming.parameters(),
                                incoming.headers()),
                        incoming.endpoint().region());
    }

    private static S3Operation operation(Incoming incoming, Target target) {
        Method method = Method.of(incoming.method())
                .orElseThrow(() -> new S3Error(S3ErrorCode.METHOD_NOT_ALLOWED).with("Method", incoming.method()));
        return OperationRouter.route(method, target, incoming.parameters(), incoming.headers());
    }
}
