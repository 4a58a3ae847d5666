package dev.bellhop.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Latency by percentile as an SVG: percentiles by their distance from 100 %, latency from 0, one line for each histogram. */
public final class PercentilePlot {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 30;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final List<Double> MARKS = List.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99);
    private static final List<String> COLOURS = List.of("#1f5fa8", "#c2571a", "#2e7d32", "#7b3fa0", "#8d6e00");

    private PercentilePlot() {}

    /** @param latencies in microseconds, by the name that the legend shows; in the order of the map */
    public static String svg(String title, Map<String, Histogram> latencies) {
        double highest = latencies.values().stream()
                .mapToDouble(histogram -> histogram.getValueAtPercentile(MARKS.get(MARKS.size() - 1)))
                .max()
                .orElse(1);
        double top = roundedUp(Math.max(highest, 1) / 1_000);
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT);
        line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        line(svg, "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, escaped(title));
        axes(svg, top);
        int number = 0;
        for (Map.Entry<String, Histogram> each : latencies.entrySet()) {
            String colour = COLOURS.get(number % COLOURS.size());
            line(
                    svg,
                    "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>",
                    colour,
                    points(each.getValue(), top));
            int y = TOP + 14 + 18 * number;
            line(svg, "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>", LEFT + 14, y - 5, colour);
            line(svg, "<text x=\"%d\" y=\"%d\">%s</text>", LEFT + 34, y, escaped(each.getKey()));
            number++;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void axes(StringBuilder svg, double top) {
        for (double mark : MARKS) {
            double x = x(mark);
            line(
                    svg,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>",
                    x,
                    TOP,
                    x,
                    HEIGHT - BOTTOM);
            line(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s %%</text>",
                    x,
                    HEIGHT - BOTTOM + 18,
                    plain(mark));
        }
        for (int step = 0; step <= 4; step++) {
            double millis = top * step / 4;
            double y = y(millis, top);
            line(svg, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>", LEFT, y, WIDTH - RIGHT, y);
            line(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s ms</text>", LEFT - 6, y + 4, plain(millis));
        }
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">percentile</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 16);
    }

    private static String points(Histogram histogram, double top) {
        StringBuilder points = new StringBuilder();
        double last = MARKS.get(MARKS.size() - 1);
        for (double nines = 0; nines <= nines(last) + 1e-9; nines += 0.02) {
            double percentile = 100 - Math.pow(10, 2 - nines);
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    x(percentile),
                    y(histogram.getValueAtPercentile(percentile) / 1e3, top)));
        }
        return points.toString().strip();
    }

    /** 0 % is 0, 90 % is 1, 99 % is 2 and so on. */
    private static double nines(double percentile) {
        return 2 - Math.log10(100 - percentile);
    }

    private static double x(double percentile) {
        return LEFT + (WIDTH - LEFT - RIGHT) * nines(percentile) / nines(MARKS.get(MARKS.size() - 1));
    }

    private static double y(double millis, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(1, millis / top);
    }

    /** To the next 1, 2, 4 or 8 times a power of ten, which four steps divide well. */
    static double roundedUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 2, 4, 8, 10}) {
            if (value <= factor * power * (1 + 1e-9)) {
                return factor * power;
            }
        }
        throw new IllegalStateException("no power of ten above " + value);
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.valueOf(Math.round(number))
                : String.format(Locale.ROOT, "%.4f", number).replaceAll("0+$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
