package dev.bellhop.caller;

import static dev.bellhop.caller.Verifier.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each recipe of docs/callers.md, tried with a token of its provider's shape: what it opens, and what comes near and stays out. */
class RecipesTest {
    private static final UUID ORGANIZATION = UUID.fromString("6f1d6a52-3d4e-4f0b-9c43-2f5d7f1f9a11");

    private static final Map<String, Properties> PAGE = Recipes.fromThePage();

    static Stream<ProviderToken> tokens() {
        return PAGE.keySet().stream().map(ProviderToken::of);
    }

    static Stream<ProviderToken.Spoiled> spoiled() {
        return tokens().flatMap(ProviderToken::spoiled);
    }

    @Test
    void thereIsATokenForEachRecipeAndARecipeForEachToken() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "tokens"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(PAGE.keySet());
        }
        assertThat(PAGE.keySet())
                .contains("people", "cluster", "github", "pipelines", "pipelines-entra", "google", "cognito", "spire")
                .contains("entra", "entra-v1");
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void opensWhatItSays(ProviderToken token) {
        Caller caller = alone(token).verify(token.compact(new JsonObject(), NOW), NOW, token.edge());

        assertThat(caller.name()).isEqualTo(token.caller());
        assertThat(token.permissions("may")).isNotEmpty().allMatch(permission -> caller.may(permission, ORGANIZATION));
        assertThat(token.permissions("mayNot")).isNotEmpty().noneMatch(caller::may);
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void keepsOutWhatComesNear(ProviderToken.Spoiled spoiled) {
        ProviderToken token = spoiled.token();
        String compact = token.compact(spoiled.claims(), NOW);

        if (spoiled.outcome().equals("nothing")) {
            Caller caller = alone(token).verify(compact, NOW, token.edge());
            assertThat(token.permissions("may")).noneMatch(permission -> caller.may(permission, ORGANIZATION));
        } else {
            CallerException refusal = alone(token).refusal(compact, NOW, token.edge());
            assertThat(refusal).isNotNull();
            assertThat(refusal.reason().code()).isEqualTo(spoiled.outcome());
        }
    }

    /** Many issuers and one key: who a token speaks for is its issuer's and audience's doing, not its key's. */
    @ParameterizedTest
    @ValueSource(strings = {Audiences.CONFIG, Audiences.ISSUER, Audiences.RESOLVER})
    void standsBesideAllOthersOfAService(String service) {
        List<ProviderToken> tokens = tokens().filter(
                        token -> token.audience().equals(service) || !Audiences.SERVICES.contains(token.audience()))
                .toList();
        Verifier all =
                verifier(tokens.stream().map(token -> PAGE.get(token.caller())).toList(), tokens);

        assertThat(tokens).hasSizeGreaterThan(5).allSatisfy(token -> {
            Caller caller = all.verify(token.compact(new JsonObject(), NOW), NOW, token.edge());
            assertThat(caller.name()).isEqualTo(token.caller());
        });
    }

    private static Verifier alone(ProviderToken token) {
        return verifier(List.of(PAGE.get(token.caller())), List.of(token));
    }

    private static Verifier verifier(List<Properties> recipes, List<ProviderToken> tokens) {
        JsonArray keys = new JsonArray();
        tokens.forEach(token -> keys.add(token.jwk()));
        return new Verifier(
                Recipes.settings(recipes).callers(),
                new JsonObject().put("keys", keys).encode());
    }
}
