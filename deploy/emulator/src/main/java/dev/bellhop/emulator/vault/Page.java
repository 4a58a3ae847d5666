package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.http.CloudRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One page of a list. The marker of the next page is the last item's name, so a secret added or removed meanwhile neither repeats nor hides
 * another.
 */
final class Page {
    static final int MAX = 25;

    private static final String SKIP = "$skiptoken";

    private Page() {}

    /**
     * The body.
     *
     * @param all in the order of their names
     * @param name what an item is told apart by, and ordered by
     * @throws VaultException 400 if {@code maxresults} or the marker is wrong
     */
    static Map<String, Object> of(
            Vault vault,
            CloudRequest request,
            List<Secrets.Found> all,
            Function<Secrets.Found, String> name,
            Function<Secrets.Found, Map<String, Object>> item) {
        int size = size(request);
        String after = request.query(SKIP).map(Page::decode).orElse("");
        List<Secrets.Found> rest = all.stream()
                .filter(one -> after.isEmpty() || key(name, one).compareTo(after) > 0)
                .toList();
        List<Secrets.Found> shown = rest.subList(0, Math.min(size, rest.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("value", shown.stream().map(item).toList());
        body.put(
                "nextLink",
                shown.size() < rest.size() ? next(vault, request, key(name, shown.get(shown.size() - 1)), size) : null);
        return body;
    }

    private static int size(CloudRequest request) {
        String asked = request.query("maxresults").orElse(String.valueOf(MAX));
        if (!asked.matches("[1-9]|1[0-9]|2[0-5]")) {
            throw VaultException.badParameter("The maxresults query parameter must be between 1 and " + MAX + ".");
        }
        return Integer.parseInt(asked);
    }

    private static String next(Vault vault, CloudRequest request, String last, int size) {
        String path = request.path().replaceAll("/+$", "");
        String version = URLEncoder.encode(request.query("api-version").orElse(""), StandardCharsets.UTF_8);
        return vault.url() + ":443" + path + "?api-version=" + version + "&" + SKIP + "=" + encode(last)
                + "&maxresults=" + size;
    }

    private static String key(Function<Secrets.Found, String> name, Secrets.Found one) {
        return name.apply(one).toLowerCase(Locale.ROOT);
    }

    private static String encode(String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("NextMarker:" + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (text.startsWith("NextMarker:")) {
                return text.substring("NextMarker:".length());
            }
        } catch (IllegalArgumentException e) {
            throw VaultException.badParameter("The $skiptoken query parameter is invalid.");
        }
        throw VaultException.badParameter("The $skiptoken query parameter is invalid.");
    }
}
