/**
 * Side-by-side measurements. Every figure that has a bar is a ratio of two things measured in one run, in turns, so that it holds on
 * another machine and on a busy one. {@code deploy/bench/README.md} says what is measured and how to read it.
 */
package dev.bellhop.bench;
