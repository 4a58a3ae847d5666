package dev.bellhop.bench.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.bench.measure.MeasurementException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final Path PLANS = Path.of("../../config-service/src/main/java/dev/bellhop/config/plan/Plans.java");

    /** Breaks when the service's source no longer has what the bench takes from it. */
    @Test
    void plansStatementIsFoundInTheServicesSource() {
        assertThat(Statement.of(PLANS, "PLAN"))
                .startsWith("select ")
                .contains("from automation a", "$1", "$2")
                .doesNotContain("\"\"\"");
    }

    @Test
    void constantThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Statement.of(PLANS, "NO_SUCH"))
                .isInstanceOf(MeasurementException.class)
                .hasMessageContaining("NO_SUCH");
    }
}
