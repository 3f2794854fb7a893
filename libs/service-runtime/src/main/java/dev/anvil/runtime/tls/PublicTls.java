package dev.anvil.runtime.tls;

/** TLS of the ports that clients know. */
public final class PublicTls {
    /** The SSL bundle; there is none of that name where clients come without TLS. */
    public static final String BUNDLE = "public";

    private PublicTls() {}
}
