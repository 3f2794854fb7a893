package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.auth.signature.PolicySignatures;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.HandlerTable;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FormConfiguration {
    /** The table is asked when the first form comes: this handler stands in it, too. */
    @Bean
    S3Handler postObject(
            CredentialDirectory credentials,
            AccessCheck access,
            ObjectProvider<HandlerTable> handlers,
            BlockPool blocks) {
        return new PostObjectHandler(
                new PolicySignatures(credentials),
                access,
                () -> (S3Handler.OfObject)
                        handlers.getObject().find(S3Operation.PUT_OBJECT).orElseThrow(),
                blocks);
    }
}
