package dev.bellhop.resolver.diagnosis;

import java.util.Map;

/** What each reason means and how it is mended. */
final class Catalogue {
    private Catalogue() {}

    static Entry entry(Reason reason) {
        return new Entry(reason);
    }

    record Entry(Reason reason) {
        Diagnosis diagnose(String upstreamCode, Map<String, String> facts) {
            String title = reason.code().replace('-', ' ');
            return new Diagnosis(
                    reason, reason.hop(), upstreamCode, title, title + " " + facts, "", reason.retryable());
        }
    }
}
