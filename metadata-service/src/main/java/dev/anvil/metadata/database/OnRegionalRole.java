package dev.anvil.metadata.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Beans that exist only where the URL of the database of this region is given. */
@Conditional(DatabaseGiven.RegionalGiven.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OnRegionalRole {}
