package dev.bellhop.local.demo;

/** Something the demo promises, and whether it came true. */
record Check(String promise, boolean held) {}
