package dev.bellhop.emulator.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Rows of docs/conformance.md that the test proves to be refused by name: what Azure does and the emulator does not. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(NotEmulated.List.class)
public @interface NotEmulated {
    Area area();

    /** Each in the words of the table. */
    String[] value();

    /** What is answered instead. */
    String answer() default "501";

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface List {
        NotEmulated[] value();
    }
}
