package dev.anvil.erasure;

import dev.anvil.nativecode.NativeLibrary;
import java.util.List;
import java.util.Optional;

/** Proof that ISA-L and our bridge to it are loaded. */
final class IsaL {
    private static final NativeLibrary LIBRARY = NativeLibrary.load(
            IsaL.class,
            List.of("libisal.so.2", "libanvilerasure.so"),
            "ISA-L",
            "build with libisal-dev and gcc installed to have it");

    private IsaL() {}

    static Optional<IsaL> load() {
        return LIBRARY.isLoaded() ? Optional.of(new IsaL()) : Optional.empty();
    }

    /** Why there is none, as a clause. */
    static String reason() {
        return LIBRARY.reason();
    }

    @Override
    public String toString() {
        return "this ISA-L";
    }
}
