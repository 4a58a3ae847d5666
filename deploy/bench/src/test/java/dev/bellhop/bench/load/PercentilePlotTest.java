package dev.bellhop.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentilePlotTest {
    @Test
    void drawsALineForEachHistogramThatEndsAtItsHighestPercentile() throws Exception {
        Histogram fast = new Histogram(3);
        Histogram slow = new Histogram(3);
        for (int n = 1; n <= 10_000; n++) {
            fast.recordValue(1_000);
            slow.recordValue(n > 9_990 ? 7_900 : 2_000);
        }
        String svg = PercentilePlot.svg(
                "Latency of reads & writes", new java.util.TreeMap<>(Map.of("fast", fast, "slow", slow)));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        var lines = document.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isEqualTo(2);
        String[] points = lines.item(0)
                .getAttributes()
                .getNamedItem("points")
                .getNodeValue()
                .split(" ");
        // as high at the end as at the beginning: all its requests took as long
        assertThat(points[0].split(",")[1]).isEqualTo(points[points.length - 1].split(",")[1]);
        assertThat(svg).contains("Latency of reads &amp; writes", ">99.9 %<", ">8 ms<");
    }

    @Test
    void axisEndsAtARoundNumber() {
        assertThat(PercentilePlot.roundedUp(3.1)).isEqualTo(4);
        assertThat(PercentilePlot.roundedUp(80)).isEqualTo(80);
        assertThat(PercentilePlot.roundedUp(81)).isEqualTo(100);
        assertThat(PercentilePlot.roundedUp(0.3)).isEqualTo(0.4);
    }
}
