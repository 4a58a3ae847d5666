package dev.bellhop.config.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void readsWhatItWrote() {
        for (Instant at : List.of(
                Instant.EPOCH,
                Instant.parse("2026-11-21T05:30:00.123456Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"))) {
            Cursor cursor = new Cursor(at, UUID.randomUUID());
            assertThat(Cursor.read(cursor.written())).contains(cursor);
        }
    }

    @Test
    void readsWhatItWroteByName() {
        for (String name : List.of("", "acme", "straße 日本", "~\uFFFF")) {
            Cursor cursor = Cursor.byName(name, UUID.randomUUID());
            assertThat(Cursor.read(cursor.written())).contains(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "~abc",
                "~***",
                "~AAAAAAAAAAAAAAAAAAAAAIA",
                "~AAAAAAAAAAAAAAAAAAAAAAA",
                "",
                "abc",
                "***",
                "AAAA",
                "f39_f39_f39_f39_f39_f39_f39_f39_f39_f38",
                "%00"
            })
    void knowsWhatItDidNotWrite(String text) {
        assertThat(Cursor.read(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "+294277-01-05T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void isOfATimeThatTheStoreCanHold(String at) {
        assertThat(Cursor.read(new Cursor(Instant.parse(at), UUID.randomUUID()).written()))
                .isEmpty();
    }

    @Test
    void hasANextPageOnlyWhereThereIsOneRowMore() {
        PageRequest two = new PageRequest(2, Optional.empty());
        Cursor place = new Cursor(Instant.EPOCH, new UUID(0, 2));
        assertThat(Page.of(List.of(1, 2), two, row -> place)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(Page.of(List.of(1, 2, 3), two, row -> new Cursor(Instant.EPOCH, new UUID(0, row))))
                .isEqualTo(new Page<>(List.of(1, 2), place.written()));
    }
}
