package dev.bellhop.resolver.kickoff;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions have been taken away since. A record that only waits for a slot belongs to whoever has its partition next, and is
 * read there again: resolved here too it would cost a second round of reads and a second result.
 */
@Singleton
class PartitionsHeld {
    private final Map<TopicPartition, Integer> taken = new ConcurrentHashMap<>();

    /** How often the record's partition had been taken away when it was received. */
    int tenure(ConsumerRecord<?, ?> record) {
        return taken.getOrDefault(partition(record), 0);
    }

    /** Whether it has not been taken away since; coming back does not count, the record then comes again. */
    boolean stillOurs(ConsumerRecord<?, ?> record, int tenure) {
        return tenure(record) == tenure;
    }

    void takenAway(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> taken.merge(partition, 1, Integer::sum));
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** A partition was taken away while a record of it waited. */
    static final class TakenAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenAway() {
            super("the partition was taken away", null, false, false);
        }
    }

    /** Told by the connector, on its polling thread. */
    @Singleton
    @Identifier("kickoffs")
    static class Listener implements KafkaConsumerRebalanceListener {
        private final PartitionsHeld partitions;

        Listener(PartitionsHeld partitions) {
            this.partitions = partitions;
        }

        @Override
        public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
            partitions.takenAway(revoked);
        }
    }
}
