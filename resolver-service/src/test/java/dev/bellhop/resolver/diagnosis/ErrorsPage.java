package dev.bellhop.resolver.diagnosis;

import java.util.Map;
import java.util.TreeMap;

/** {@code docs/errors.md}, made from the catalogue. */
final class ErrorsPage {
    private ErrorsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # What can go wrong, and what mends it

                Made from the resolver's catalogue; a test keeps it equal. The code is the last part of the problem type
                (`urn:bellhop:problem:<code>`) and the same in results, problems, dead letters, metrics and logs; `docs` in a problem leads here. Words in
                angle brackets are filled in where they are known, and are yours to fill in where they are not. What *passes by itself* is tried again
                within the kickoff's deadline where another service is asked; a refusal that may be a change on its way (a federated credential made
                minutes ago, a rotated key) is tried again too while it can be one.

                A fix stands as text and, where the cloud is to be changed or asked, as the equal request (`fixRequest` in a problem: `method`, `url`,
                `headers`, `body`). Send it with a bearer token of somebody who may: `az rest --method <method> --url <url> --headers ... --body <body>`
                brings one along. `<graph>` is `graph.microsoft.com` and `<arm>` is `management.azure.com` in the public cloud; in the others
                `graph.microsoft.us`, `management.usgovcloudapi.net` and `microsoftgraph.chinacloudapi.cn`, `management.chinacloudapi.cn`.
                `<vaultId>`, `<principalId>` and `<egressAddress>` are read from the vault's refusal; a vault under access policies names only the principal.

                `upstreamCode` and `upstreamIds` (`traceId`, `correlationId`, `requestId`) are the cloud's own, for its support.

                """);
        for (Hop hop : Hop.values()) {
            page.append("## Hop: ").append(hop.code()).append("\n\n");
            Catalogue.entries().stream()
                    .filter(entry -> entry.reason().hop() == hop)
                    .forEach(entry -> section(page, entry));
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder page, Entry entry) {
        page.append("### ").append(entry.reason().code()).append("\n\n");
        page.append("**").append(text(entry.title())).append(".** ").append(text(entry.cause()));
        page.append(entry.reason().retryable() ? " *Passes by itself.*\n\n" : "\n\n");
        page.append("Fix: ").append(text(entry.fix())).append("\n\n");
        request(page, entry.request());
        if (entry.managed() != null) {
            page.append("Managed identity: ")
                    .append(text(entry.managed().fix()))
                    .append("\n\n");
            request(page, entry.managed().request());
        }
    }

    private static void request(StringBuilder page, RequestTemplate request) {
        if (request == null) {
            return;
        }
        page.append("```http\n");
        page.append(request.method()).append(' ').append(request.url()).append('\n');
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.forEach(
                (name, value) -> page.append(name).append(": ").append(value).append('\n'));
        if (request.body() != null) {
            page.append('\n').append(request.body()).append('\n');
        }
        page.append("```\n\n");
    }

    private static String text(String text) {
        return text.replace("<", "&lt;").replace(">", "&gt;");
    }
}
