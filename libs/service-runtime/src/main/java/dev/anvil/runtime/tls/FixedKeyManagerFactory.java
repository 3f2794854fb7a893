package dev.anvil.runtime.tls;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/** A factory of one manager that is there already, for those who ask for a factory. */
final class FixedKeyManagerFactory extends KeyManagerFactory {
    FixedKeyManagerFactory(KeyManager manager) {
        super(new Spi(manager), new Nobody(), "fixed");
    }

    private static final class Nobody extends Provider {
        private static final long serialVersionUID = 1L;

        Nobody() {
            super("anvil", "1", "");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final KeyManager manager;

        Spi(KeyManager manager) {
            this.manager = manager;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
            // It has what it needs.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // It has what it needs.
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {manager};
        }
    }
}
