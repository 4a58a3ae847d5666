package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.OnOverflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** The results topic: one document per kickoff, keyed by the kickoff's id, so that a worker may read one partition only. */
@ApplicationScoped
public class Results {
    /** Below the broker's default of 1 MiB for a whole record, headers included. */
    static final int LARGEST_DOCUMENT_BYTES = 1_000_000;

    private final DurableWrites writes;
    private final ObjectMapper json;

    Results(
            // Never more waiting than kickoffs are in flight.
            @Channel("results") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> results,
            WriteConfig config,
            ObjectMapper json) {
        this.writes = new DurableWrites(results, "bellhop.results", config);
        this.json = json;
    }

    /** Written and acknowledged by every in-sync replica, however long the broker is away. */
    public Uni<Void> publish(ResultDocument document) {
        return Uni.createFrom()
                .deferred(() -> writes.untilDurable(new EventRecord(
                        document.kickoffId().toString(),
                        document.kickoffId().toString(),
                        document.eventType(),
                        document.at(),
                        bytes(document))));
    }

    /** Whether it fits into a record; a failed one is shortened until it does. */
    public boolean fits(ResultDocument.Resolved document) {
        return write(document).length <= LARGEST_DOCUMENT_BYTES;
    }

    void stop(@Observes ShutdownEvent stopping) {
        writes.stop();
    }

    private byte[] bytes(ResultDocument document) {
        byte[] bytes = write(document);
        return bytes.length > LARGEST_DOCUMENT_BYTES && document instanceof ResultDocument.Failed failed
                ? write(failed.inShort())
                : bytes;
    }

    private byte[] write(ResultDocument document) {
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a result is always writable", impossible);
        }
    }
}
