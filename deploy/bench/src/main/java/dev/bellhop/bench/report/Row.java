package dev.bellhop.bench.report;

import java.util.Locale;

/**
 * A line of the table.
 *
 * @param bar what must be reached, empty where there is no bar
 * @param verdict {@code pass}, {@code FAIL} or empty
 */
public record Row(String what, String measured, String bar, String verdict) {
    /** A figure without a bar. */
    public static Row of(String what, String measured) {
        return new Row(what, measured, "", "");
    }

    public static Row atLeast(String what, double measured, double bar, String unit) {
        return new Row(what, number(measured) + unit, ">= " + number(bar) + unit, verdict(measured >= bar));
    }

    public static Row atMost(String what, double measured, double bar, String unit) {
        return new Row(what, number(measured) + unit, "<= " + number(bar) + unit, verdict(measured <= bar));
    }

    private static String verdict(boolean reached) {
        return reached ? "pass" : "FAIL";
    }

    public boolean failed() {
        return verdict.equals("FAIL");
    }

    /** With as many digits as tell something. */
    public static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
