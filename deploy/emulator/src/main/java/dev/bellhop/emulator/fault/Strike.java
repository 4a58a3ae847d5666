package dev.bellhop.emulator.fault;

import java.time.Duration;

/** A fault that has struck one request, with the delay drawn for it. */
public record Strike(String id, Fault fault, Duration delay) {}
