/** How a process is measured: its CPU time and memory as the operating system counts them, rounds in turns, medians. */
package dev.bellhop.bench.measure;
