package dev.anvil.cli.instance;

/** The names of the lines in {@code anvil.env}. Sourcing them is all that a second node or a client needs. */
public final class InstanceVariables {
    public static final String ENDPOINT = "ANVIL_ENDPOINT";
    /** Who signed the endpoint's certificate; in profiles and the environment only. */
    public static final String CA_FILE = "ANVIL_CA_FILE";

    public static final String S3_ENDPOINT = "ANVIL_S3_ENDPOINT";
    public static final String MANAGEMENT = "ANVIL_MANAGEMENT";
    public static final String CLUSTER = "ANVIL_CLUSTER";
    public static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
    public static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
    public static final String REGION = "AWS_DEFAULT_REGION";

    /** The same region, for a second node. */
    public static final String NODE_REGION = "REGION";

    public static final String GLOBAL_DATABASE_URL = "GLOBAL_DATABASE_URL";
    public static final String REGIONAL_DATABASE_URL = "REGIONAL_DATABASE_URL";
    public static final String JWT_SECRET = "JWT_SECRET";
    public static final String SECRET_ENCRYPTION_KEY = "ANVIL_SECRET_ENCRYPTION_KEY";
    public static final String CLUSTER_SECRET = "ANVIL_CLUSTER_SECRET";

    private InstanceVariables() {}
}
