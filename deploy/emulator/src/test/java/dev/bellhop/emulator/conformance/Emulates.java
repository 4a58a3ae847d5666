package dev.bellhop.emulator.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Rows of docs/conformance.md that the test proves: what the emulator does as Azure does. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Emulates.List.class)
public @interface Emulates {
    Area area();

    /** Each in the words of the table. */
    String[] value();

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface List {
        Emulates[] value();
    }
}
