package dev.bellhop.config.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectBudgetTest {

    @ParameterizedTest
    @CsvSource({"0, false, 0", "14, false, 0", "15, true, 2", "20, true, 2", "21, true, 3", "100, true, 10"})
    void proposesToSplitFromFifteenOn(long subjects, boolean warned, long identities) {
        SubjectBudget budget = SubjectBudget.of(subjects, 3);
        assertThat(budget.limit()).isEqualTo(20);
        assertThat(budget.warning() != null).isEqualTo(warned);
        assertThat(budget.proposal() == null ? 0 : budget.proposal().identities())
                .isEqualTo(identities);
        if (subjects > 20) {
            assertThat(budget.warning()).contains(subjects - 20 + " too many");
        }
    }
}
