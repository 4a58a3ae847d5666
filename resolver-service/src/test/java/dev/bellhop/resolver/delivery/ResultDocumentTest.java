package dev.bellhop.resolver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fake.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void aFailureOfVeryManyVariablesStillNamesEachAndFitsIntoARecord() throws Exception {
        Diagnosis longWinded = Diagnosis.of(Reason.SECRET_NOT_FOUND).because("x".repeat(2_000));
        List<VariableProblem> variables = IntStream.range(0, 1_000)
                .mapToObj(i -> new VariableProblem(
                        "VARIABLE_WITH_A_RATHER_LONG_NAME_" + i, FailureProblem.ofVariable(longWinded)))
                .toList();
        ResultDocument.Failed failed = new ResultDocument.Failed(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "failed",
                Instant.EPOCH,
                Instant.EPOCH,
                FailureProblem.ofKickoff(Diagnosis.of(Reason.VARIABLES_FAILED)),
                variables);
        assertThat(JSON.writeValueAsBytes(failed)).hasSizeGreaterThan(Results.LARGEST_DOCUMENT_BYTES);

        String inShort = JSON.writeValueAsString(failed.inShort());

        assertThat(inShort).hasSizeLessThan(Results.LARGEST_DOCUMENT_BYTES);
        assertThat(JSON.readTree(inShort).get("variables").findValuesAsText("key"))
                .hasSize(1_000)
                .contains("VARIABLE_WITH_A_RATHER_LONG_NAME_999");
        assertThat(Schemas.errors(failed.eventType(), inShort)).isEmpty();
    }
}
