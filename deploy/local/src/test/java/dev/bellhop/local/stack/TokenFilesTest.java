package dev.bellhop.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.emulator.identity.IdentityProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFilesTest {
    @TempDir
    Path dir;

    @Test
    void everyRenewalReplacesEveryTokenLongBeforeItExpires() throws Exception {
        TokenFiles files = files(Clock.systemUTC());
        Map<String, String> first = files.renew();
        String resolver = Files.readString(files.file("resolver-at-issuer"));
        Map<String, String> second = files.renew();
        assertThat(first.keySet())
                .isEqualTo(second.keySet())
                .containsExactlyInAnyOrder("admin", "scheduler", "worker", "operator", "pipeline");
        assertThat(second.get("admin")).isNotEqualTo(first.get("admin"));
        assertThat(files.file("admin")).hasContent(second.get("admin"));
        assertThat(Files.readString(files.file("resolver-at-issuer"))).isNotEqualTo(resolver);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.file("resolver-at-config"))))
                .isEqualTo("rw-------");
        assertThat(TokenFiles.RENEWAL.multipliedBy(2)).isLessThan(TokenFiles.LIFE);
    }

    @Test
    void renewalIsDueByTheWallClock() {
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        TokenFiles files = files(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        assertThat(files.due()).isTrue();
        files.renew();
        now[0] = now[0].plus(TokenFiles.RENEWAL);
        assertThat(files.due()).isFalse();
        now[0] = now[0].plusMillis(1);
        assertThat(files.due()).isTrue();
    }

    private TokenFiles files(Clock clock) {
        return new TokenFiles(dir, IdentityProvider.create("https://localhost:8490/idp", clock), clock);
    }
}
