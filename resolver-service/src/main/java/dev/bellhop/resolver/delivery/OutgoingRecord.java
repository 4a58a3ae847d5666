package dev.bellhop.resolver.delivery;

import org.eclipse.microprofile.reactive.messaging.Message;

/** Something to be written to a topic. */
interface OutgoingRecord {
    /** As the log names it. */
    String id();

    /** A message of its own for each attempt. */
    Message<byte[]> toMessage();
}
