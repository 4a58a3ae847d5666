package dev.bellhop.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load generator did.
 *
 * @param latency of the answered requests, in microseconds
 */
public record Load(long answered, long failed, Duration wall, Histogram latency) {}
