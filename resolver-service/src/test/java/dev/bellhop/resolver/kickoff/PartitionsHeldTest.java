package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionsHeldTest {
    private final PartitionsHeld partitions = new PartitionsHeld();
    private final PartitionsHeld.Listener listener = new PartitionsHeld.Listener(partitions);
    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("kickoffs", 1, 7, null, new byte[0]);

    @Test
    void whatWasReceivedBeforeItsPartitionWasTakenAwayIsAnothers() {
        int tenure = partitions.tenure(record);

        listener.onPartitionsRevoked(null, List.of(new TopicPartition("kickoffs", 1)));

        assertThat(partitions.stillOurs(record, tenure)).isFalse();
        assertThat(partitions.stillOurs(record, partitions.tenure(record)))
                .as("received again, after the partition came back")
                .isTrue();
    }

    @Test
    void anotherPartitionIsNoneOfItsBusiness() {
        int tenure = partitions.tenure(record);

        listener.onPartitionsRevoked(null, List.of(new TopicPartition("kickoffs", 2), new TopicPartition("x", 1)));

        assertThat(partitions.stillOurs(record, tenure)).isTrue();
    }
}
