package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that something else keeps fresh. */
class TokenFileTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aNewTokenIsSeenASecondLater() throws IOException {
        Files.writeString(path(), "a.b.first\n");
        TokenFile file = file();
        assertThat(token(file)).isEqualTo("a.b.first");

        replace("a.b.second");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        assertThat(token(file)).isEqualTo("a.b.first");
        nanos.incrementAndGet();
        assertThat(token(file)).isEqualTo("a.b.second");
    }

    @Test
    void whileTheFileIsGoneTheLastTokenServesOn() throws IOException {
        Files.writeString(path(), "a.b.first");
        TokenFile file = file();
        assertThat(token(file)).isEqualTo("a.b.first");

        Files.delete(path());
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(token(file)).isEqualTo("a.b.first");

        Files.writeString(path(), "a.b.second");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(token(file)).isEqualTo("a.b.second");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet("empty", ""),
                argumentSet("blank", " \n"),
                argumentSet("two lines", "a.b.c\nd.e.f"),
                argumentSet("a header's end", "a.b.c\r\nX-Injected: 1"),
                argumentSet("not ASCII", "a.b.\u00e9"),
                argumentSet("too long", "a".repeat(8 * 1024 + 1)));
    }

    @ParameterizedTest
    @MethodSource
    void unusable(String content) throws IOException {
        Files.writeString(path(), content);

        assertThatThrownBy(() -> token(file()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bellhop.identity.issuer.token-file, " + path())
                .hasMessageNotContaining("a.b");
    }

    @Test
    void aFileThatAppearsLateIsFound() throws IOException {
        TokenFile file = file();
        assertThatThrownBy(() -> token(file)).isInstanceOf(IllegalStateException.class);

        Files.writeString(path(), "a.b.c");

        assertThat(token(file)).isEqualTo("a.b.c");
    }

    @Test
    void aServiceWithoutFileIsNamed() {
        ServiceTokens tokens = new ServiceTokens(
                Settings.none()
                        .set("bellhop.identity.issuer.token-file", path().toString())
                        .map(IdentityConfig.class),
                vertx);

        assertThatThrownBy(() -> tokens.tokenFor("config").await().indefinitely())
                .hasMessage("bellhop.identity.config.token-file is missing: nothing proves us to that service");
    }

    private void replace(String token) throws IOException {
        Path next = Files.writeString(directory.resolve("next"), token);
        Files.move(next, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path path() {
        return directory.resolve("token");
    }

    private TokenFile file() {
        return new TokenFile("bellhop.identity.issuer.token-file", path(), vertx, nanos::get);
    }

    private static String token(TokenFile file) {
        return file.token().await().indefinitely();
    }
}
