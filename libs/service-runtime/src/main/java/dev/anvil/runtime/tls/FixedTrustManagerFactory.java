package dev.anvil.runtime.tls;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import org.jspecify.annotations.Nullable;

/** A factory of one manager that is there already, for those who ask for a factory. */
final class FixedTrustManagerFactory extends TrustManagerFactory {
    FixedTrustManagerFactory(TrustManager manager) {
        super(new Spi(manager), new Nobody(), "fixed");
    }

    private static final class Nobody extends Provider {
        private static final long serialVersionUID = 1L;

        Nobody() {
            super("anvil", "1", "");
        }
    }

    private static final class Spi extends TrustManagerFactorySpi {
        private final TrustManager manager;

        Spi(TrustManager manager) {
            this.manager = manager;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store) {
            // It has what it needs.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // It has what it needs.
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[] {manager};
        }
    }
}
